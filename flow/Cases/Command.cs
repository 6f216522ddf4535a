using EmulationM365.Rules;
using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>Who acts: an account of the tenant and what the Staff list says of it at this moment.</summary>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Name">Name, for people to read.</param>
/// <param name="StaffKey">Staff number; null when the account is not in the Staff list.</param>
/// <param name="UnitKey">Unit; empty when not in the Staff list.</param>
/// <param name="Roles">Roles in the emulation work.</param>
public sealed record Actor(string ObjectId, string Name, string? StaffKey, string UnitKey, IReadOnlyList<string> Roles)
{
    /// <summary>The system itself, where one case tells another what happened.</summary>
    public static Actor System { get; } = new("system", "Hệ thống", null, "", []);

    /// <summary>Those for whom the actor stands in today.</summary>
    public IReadOnlyList<StandIn> StandsIn { get; init; } = [];

    /// <summary>Those who stand in for the actor today: as long as one of them may answer, the actor is not asked.</summary>
    public IReadOnlyList<Deputy> Deputies { get; init; } = [];

    /// <summary>What binds people to a case beside their own name on it, of everybody: those who stand in are judged by it too.</summary>
    public Ties Ties { get; init; } = Ties.None;

    /// <summary>The actor has this role.</summary>
    public bool Is(string role) => Roles.Contains(role);
}

/// <summary>One person proposed on a return.</summary>
/// <param name="Id">Item id in the list of lines.</param>
/// <param name="Name">Full name.</param>
/// <param name="StaffKey">Staff number, when given.</param>
/// <param name="Award">Award proposed.</param>
/// <param name="Achievement">Achievement in short.</param>
/// <param name="Verdict">What the rules said when the return was sent.</param>
/// <param name="Collective">A collective and not a person.</param>
/// <param name="Votes">Votes for it at the unit's meeting, when given.</param>
/// <param name="Members">Of a collective: its members.</param>
public sealed record Line(string Id, string Name, string? StaffKey, string Award, string Achievement, Verdict Verdict, bool Collective = false, int? Votes = null, int? Members = null)
{
    /// <summary>The unit's number for the achievement; null when it wrote none, and in streams older than it.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? AchievementId { get; init; }
}

/// <summary>The unit's review meeting.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Members">People of the unit.</param>
/// <param name="Present">People present.</param>
public sealed record Meeting(DateOnly? Day, int? Members, int? Present);

/// <summary>The decision document of the competent body; the signed paper is the original, these are its marks.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
/// <param name="Authority">Body that issued it.</param>
/// <param name="SignedBy">Who signed.</param>
/// <param name="File">The signed PDF, which is the original; null in streams older than it, and until it was found.</param>
public sealed record DecisionPaper(string Number, DateOnly Date, string Authority, string SignedBy, SignedFile? File = null);

/// <summary>What somebody wants done to a case. The id makes a repeat harmless.</summary>
/// <param name="Id">Same act, same id, however often and by whatever way it arrives.</param>
/// <param name="Actor">Who.</param>
/// <param name="Channel">By which way: <c>list</c>, <c>page</c>, <c>outlook</c>, <c>teams</c>.</param>
/// <param name="At">When it is decided upon.</param>
public abstract record Command(string Id, Actor Actor, string Channel, DateTimeOffset At)
{
    /// <summary>Settings as they were when it was judged; they are recorded with the event.</summary>
    public IReadOnlyDictionary<string, string>? Used { get; init; }

    /// <summary>Under which the call that brought it is found in the logs; null where no call did.</summary>
    public string? Trace { get; init; }
}

/// <summary>Nộp: the unit's clerk sends the return.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="UnitKey">Unit of the return.</param>
/// <param name="RoundKey">Round of the return.</param>
/// <param name="Opens">First day of that round.</param>
/// <param name="Due">Last day of that round.</param>
/// <param name="Lines">Its lines with the rules' verdicts, in list order.</param>
/// <param name="ContentHash">Hash of what is sent.</param>
/// <param name="Kind"><c>round</c>, <c>sudden</c> or <c>letter</c>.</param>
/// <param name="Nothing">The unit proposes nobody.</param>
/// <param name="Meeting">The unit's review meeting.</param>
/// <param name="Marks">Hash of what staff wrote, by item.</param>
public sealed record SubmitReturn(
    string Id, Actor Actor, string Channel, DateTimeOffset At, string UnitKey, string RoundKey, DateOnly? Opens, DateOnly? Due,
    IReadOnlyList<Line> Lines, string ContentHash, string Kind = "round", bool Nothing = false, Meeting? Meeting = null,
    IReadOnlyDictionary<string, string>? Marks = null) : Command(Id, Actor, Channel, At)
{
    /// <summary>What lies in its dossier; null where nothing can be said.</summary>
    public DossierReading? Dossier { get; init; }
}

/// <summary>Rút để sửa: the unit's clerk takes the return back.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
public sealed record WithdrawReturn(string Id, Actor Actor, string Channel, DateTimeOffset At) : Command(Id, Actor, Channel, At);

/// <summary>An answer to a request, whatever the request asks.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="RequestKey">The request.</param>
/// <param name="Answer">What is answered; see <see cref="Asking.AnswerOf"/>, or <c>send_back</c>.</param>
/// <param name="Exceptions">Numbers of the lines ticked as exceptions.</param>
/// <param name="Comment">Reasons.</param>
/// <param name="ContentHash">Hash of what is in the list now.</param>
/// <param name="Expires">The way by which it came is good until then; null = always.</param>
/// <param name="Paper">The decision document, where one is asked for.</param>
/// <param name="Part">What else is entered with it: the council's table, the upper level's outcomes.</param>
public sealed record AnswerRequest(
    string Id, Actor Actor, string Channel, DateTimeOffset At, string RequestKey, string Answer, IReadOnlyList<int> Exceptions, string Comment,
    string ContentHash, DateTimeOffset? Expires, DecisionPaper? Paper, AnswerPart? Part = null) : Command(Id, Actor, Channel, At)
{
    /// <summary>What lies in the dossier of a return that is received or appraised; null where nothing can be said.</summary>
    public DossierReading? Dossier { get; init; }

    /// <summary>Who may answer now, and in whose right: it tells who is still waited for, where several must agree.</summary>
    public IReadOnlyList<Voice> Voices { get; init; } = [];
}
