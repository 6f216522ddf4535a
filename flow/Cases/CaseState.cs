using EmulationM365.Rules;
using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>A request that waits for somebody.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Kind">What it asks; see <see cref="Asking"/>.</param>
/// <param name="OpenedBy">Hash of the event that opened it.</param>
/// <param name="OpenedAt">When.</param>
public sealed record OpenRequest(string Key, string Kind, string OpenedBy, DateTimeOffset OpenedAt)
{
    /// <summary>Days until it is to be answered, by the settings of the moment it was opened; 0 in streams older than the snapshot.</summary>
    public int AnswerDays { get; init; }

    /// <summary>Working days until it is to be answered, where a setting of that moment says so: the clock that runs from the receipt of a dossier; 0 = no such setting.</summary>
    public int WorkingDays { get; init; }

    /// <summary>Days for which its link is good, by the same settings; 0 in streams older than the snapshot.</summary>
    public int LinkDays { get; init; }

    /// <summary>The role to which it fell because nobody else could be asked; null while its kind says who is asked.</summary>
    public string? Role { get; init; }

    /// <summary>Object ids of those to whom it was moved; null as long as it never was.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Those to whom it was moved are asked by name, whoever holds the role.</summary>
    public bool Named { get; init; }

    /// <summary>How many must agree: <see cref="Endorsing.All"/> or a number; null = one is enough.</summary>
    public string? Needs { get; init; }
}

/// <summary>An answer that counted.</summary>
/// <param name="Key">Request.</param>
/// <param name="ActorId">Who, as object id.</param>
/// <param name="ActorName">Who.</param>
/// <param name="At">When.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="For">Name of the person for whom it was answered; null when it was answered in their own right.</param>
public sealed record GivenAnswer(string Key, string ActorId, string ActorName, DateTimeOffset At, string Channel, string Answer, string? For = null)
{
    /// <summary>Names of those who agreed before, where several had to; null where one was enough.</summary>
    public IReadOnlyList<string>? Together { get; init; }

    /// <summary>Since when it counts no more, because what it answered to was edited or deleted; null as long as it counts.</summary>
    public DateTimeOffset? VoidSince { get; init; }
}

/// <summary>A line of a request, as everybody who is asked sees it.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Award">Award proposed.</param>
/// <param name="Standing">What the rules say.</param>
/// <param name="Alive">Still on its way.</param>
/// <param name="StatusKey">Where it stands, as a key of the words for lines.</param>
public sealed record AskedLine(int Number, string Name, string UnitKey, string Award, Standing Standing, bool Alive, string StatusKey)
{
    /// <summary>Staff number; null when there is none.</summary>
    public string? StaffKey { get; init; }

    /// <summary>Achievement in short.</summary>
    public string Achievement { get; init; } = "";

    /// <summary>The rules' verdict with its reasons; null where only its standing is shown.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The head is the nominee and gave no word on it.</summary>
    public bool WithoutHead { get; init; }

    /// <summary>The award as it was given, where it is to be cancelled; null where it is proposed.</summary>
    public GivenAward? Given { get; init; }

    /// <summary>Votes in favour, when there were any.</summary>
    public int? Votes { get; init; }

    /// <summary>Out of how many.</summary>
    public int? VotesOf { get; init; }
}

/// <summary>A case folded from its events: what every kind of case has.</summary>
/// <param name="CaseId">Case.</param>
public abstract record CaseState(string CaseId)
{
    /// <summary>Number of events folded.</summary>
    public int Seq { get; init; }

    /// <summary>Hash of the last event.</summary>
    public string Head { get; init; } = "";

    /// <summary>Hash of what is asked about: an answer binds to it.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Who brought it in last, as object id: nobody judges what they brought in.</summary>
    public string SubmittedBy { get; init; } = "";

    /// <summary>How often it was sent: each sending is a round of the case.</summary>
    public int Sendings { get; init; }

    /// <summary>The request that waits; null when none does.</summary>
    public OpenRequest? Request { get; init; }

    /// <summary>Answers that counted, by request key.</summary>
    public IReadOnlyDictionary<string, GivenAnswer> Answers { get; init; } = new Dictionary<string, GivenAnswer>();

    /// <summary>Requests that moved to others, by the key they had, with those to whom they moved.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Addressee>> Moves { get; init; } = new Dictionary<string, IReadOnlyList<Addressee>>();

    /// <summary>Agreements of those who answered while others were waited for, of every round.</summary>
    public IReadOnlyList<Endorsement> Endorsements { get; init; } = [];

    /// <summary>Agreements to the request that waits.</summary>
    public IReadOnlyList<Endorsement> Endorsed => Request is not { } request || Endorsements.Count == 0 ? [] : [.. Endorsements.Where(one => one.RequestKey == Moving.BaseOf(request.Key))];

    /// <summary>Commands already recorded.</summary>
    public IReadOnlySet<string> Commands { get; init; } = new HashSet<string>();

    /// <summary>Nobody is ever asked for an answer in the list of requests.</summary>
    [JsonIgnore]
    public virtual bool AsksNobody => false;

    /// <summary>Unit whose people are asked where a unit is asked; empty when the case belongs to no unit.</summary>
    public virtual string OwnerUnit => "";

    /// <summary>The lines as those who are asked see them.</summary>
    public abstract IReadOnlyList<AskedLine> Asked { get; }

    /// <summary>This state with the marks that every recorded event leaves.</summary>
    public T Marked<T>(T next, RecordedEvent recorded) where T : CaseState =>
        (recorded.Event is RequestMoved moved ? (T)Moving.Next(next, moved, recorded) : recorded.Event is RequestEndorsed endorsed ? next with { Endorsements = Endorsing.With(next, endorsed, recorded) } : next) with { Seq = recorded.Seq, Head = recorded.Hash, Commands = new HashSet<string>(Commands) { recorded.CommandId } };

    /// <summary>The answers with the one to the open request.</summary>
    protected internal IReadOnlyDictionary<string, GivenAnswer> Answered(RecordedEvent recorded, string answer) => Request is not { } request ? Answers
        : new Dictionary<string, GivenAnswer>(Answers) { [request.Key] = new(request.Key, recorded.ActorId, recorded.ActorName, recorded.At, recorded.Channel, answer, recorded.ActedFor?.Name) { Together = Endorsed.Count == 0 ? null : [.. Endorsed.Select(one => one.ActorName)] } };

    /// <summary>A request of this case.</summary>
    protected internal OpenRequest NewRequest(string kind, RecordedEvent recorded, int? round = null) => new($"{CaseId}-{round ?? Sendings:D2}-{kind}", kind, recorded.Hash, recorded.At)
    {
        AnswerDays = SettingsUsed.Days(recorded.Event, SettingsUsed.AnswerDays), WorkingDays = SettingsUsed.Days(recorded.Event, SettingsUsed.WorkingDays(kind)),
        Needs = Endorsing.Applies(kind) && recorded.Event.Used?.TryGetValue(SettingsUsed.Needs(kind), out var needs) == true ? Endorsing.Read(needs) : null,
        LinkDays = SettingsUsed.Days(recorded.Event, Asking.HasNoDue(kind) ? SettingsUsed.DecisionLinkDays : SettingsUsed.LinkDays),
    };
}
