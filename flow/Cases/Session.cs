using EmulationM365.Rules;
using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>A line of a return as it goes on a session's or a submission's list: a snapshot, so that what was posted and voted on stands still.</summary>
/// <param name="ReturnCase">Case of the return.</param>
/// <param name="LineId">Line of the return.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="StaffKey">Staff number; null when there is none.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Award">Award proposed.</param>
/// <param name="Standing">What the rules said.</param>
/// <param name="Collective">A collective and not a person.</param>
public sealed record ListedLine(string ReturnCase, string LineId, string Name, string? StaffKey, string UnitKey, string Award, Standing Standing, bool Collective)
{
    /// <summary>The unit's number for the achievement; null when it wrote none, and in streams older than it.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? AchievementId { get; init; }

    /// <summary>The line of a return as it goes on a list.</summary>
    public static ListedLine Of(ReturnState state, LineState line) => new(
        state.CaseId, line.Line.Id, line.Line.Name, line.Line.StaffKey, state.UnitKey, line.Line.Award, line.Line.Verdict.Standing, line.Line.Collective)
    {
        AchievementId = line.Line.AchievementId,
    };

    /// <summary>Hash of a list: an answer to it binds to it.</summary>
    public static string Hash(IEnumerable<ListedLine> lines) =>
        RecordedEvent.Sha256(string.Join('\n', lines.Select(line => string.Join('\t', line.ReturnCase, line.LineId, line.Name, line.StaffKey, line.Award))));
}

/// <summary>A file that proves: its name and link lead to it, its hash tells whether it is still the same.</summary>
/// <param name="Name">Its name in the library.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash in lower-case hex.</param>
public sealed record SignedFile(string Name, long Length, string Sha256);

/// <summary>A sitting of the council.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Members">Members by the decision that set the council up.</param>
/// <param name="Present">Members present.</param>
/// <param name="Written">Absent members who voted in writing.</param>
public sealed record CouncilSitting(DateOnly Day, int Members, int Present, int Written);

/// <summary>The vote on a line.</summary>
/// <param name="Number">Line.</param>
/// <param name="Votes">Votes in favour.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Passed">The threshold was reached.</param>
public sealed record CouncilVote(int Number, int Votes, int Of, bool Passed);

/// <summary>The list of a session was posted for everybody to see and comment on.</summary>
/// <param name="Title">Name of the session.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Day">Day on which the council is to sit; null when it is not set yet.</param>
/// <param name="Lines">The list.</param>
public sealed record SessionPosted(string Title, DateOnly From, DateOnly To, DateOnly? Day, IReadOnlyList<ListedLine> Lines) : CaseEvent;

/// <summary>Somebody commented on the posted list.</summary>
/// <param name="Text">What was said.</param>
public sealed record PostingCommented(string Text) : CaseEvent;

/// <summary>The office answered a comment.</summary>
/// <param name="Number">The comment.</param>
/// <param name="Reply">What was answered.</param>
public sealed record CommentAnswered(int Number, string Reply) : CaseEvent;

/// <summary>Lines were taken off the list before the council sat.</summary>
/// <param name="Numbers">Lines.</param>
/// <param name="Because">Why.</param>
public sealed record LinesTakenOff(IReadOnlyList<int> Numbers, string Because) : CaseEvent;

/// <summary>The council sat; the outcome was entered as one table.</summary>
/// <param name="Sitting">Day and attendance.</param>
/// <param name="Rules">The rules as they were.</param>
/// <param name="Votes">Votes by line.</param>
/// <param name="Tally">The scanned paper tally.</param>
public sealed record CouncilHeld(CouncilSitting Sitting, CouncilRules Rules, IReadOnlyList<CouncilVote> Votes, SignedFile Tally) : CaseEvent;

/// <summary>Where a session stands.</summary>
public enum SessionStage
{
    /// <summary>Being prepared.</summary>
    Planned,

    /// <summary>Its list is posted, or was and waits for the sitting.</summary>
    Posted,

    /// <summary>The outcome is entered.</summary>
    Held,

    /// <summary>No line is left on its list.</summary>
    Closed,
}

/// <summary>A line of a session and what became of it.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Line">The line.</param>
/// <param name="TakenOff">Why it was taken off; null when it was not.</param>
/// <param name="Vote">The vote; null until the council sat.</param>
public sealed record SessionLine(int Number, ListedLine Line, string? TakenOff, CouncilVote? Vote);

/// <summary>A comment on a posted list.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="ActorId">Who, as object id.</param>
/// <param name="ActorName">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was said.</param>
/// <param name="Reply">What was answered; null until it was.</param>
public sealed record PostingComment(int Number, string ActorId, string ActorName, DateTimeOffset At, string Text, string? Reply = null);

/// <summary>A council session with its public posting, folded from its events.</summary>
/// <param name="CaseId">Case, <c>s-2025-000001</c>.</param>
public sealed record SessionState(string CaseId) : CaseState(CaseId)
{
    /// <summary>Where it stands.</summary>
    public SessionStage Stage { get; init; }

    /// <summary>Its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>First day of the posting.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day of the posting.</summary>
    public DateOnly To { get; init; }

    /// <summary>Planned day of the sitting.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>When it was posted.</summary>
    public OpenRequest? Posting { get; init; }

    /// <summary>The list.</summary>
    public IReadOnlyList<SessionLine> Lines { get; init; } = [];

    /// <summary>Comments on it.</summary>
    public IReadOnlyList<PostingComment> Comments { get; init; } = [];

    /// <summary>The sitting; null until it was entered.</summary>
    public CouncilHeld? Outcome { get; init; }

    /// <summary>Lines still on the list.</summary>
    public IEnumerable<SessionLine> OnList => Lines.Where(line => line.TakenOff is null);

    /// <inheritdoc />
    public override IReadOnlyList<AskedLine> Asked => [.. OnList.Select(line => new AskedLine(
        line.Number, line.Line.Name, line.Line.UnitKey, line.Line.Award, line.Line.Standing, line.Vote is null, StatusKey(line))
    {
        StaffKey = line.Line.StaffKey, Votes = line.Vote?.Votes, VotesOf = line.Vote?.Of,
    })];

    /// <summary>Key of where a line that is on the list stands.</summary>
    public static string StatusKey(SessionLine line) => line.Vote switch { null => "posted", { Passed: true } => "council_passed", _ => "council_not_passed" };
}
