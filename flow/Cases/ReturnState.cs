namespace EmulationM365.Cases;

/// <summary>Where a return stands.</summary>
public enum Stage
{
    /// <summary>Nobody has sent it yet.</summary>
    Draft,

    /// <summary>Waits for the unit's head.</summary>
    AwaitingConfirmation,

    /// <summary>Waits for the standing office to appraise it.</summary>
    AwaitingAppraisal,

    /// <summary>Waits for the decision of the competent body.</summary>
    AwaitingDecision,

    /// <summary>Decided.</summary>
    Decided,

    /// <summary>Sent back for completion.</summary>
    SentBack,

    /// <summary>Over: no line is left, or none was proposed.</summary>
    Closed,

    /// <summary>Waits for the standing office to receive it.</summary>
    AwaitingReception,

    /// <summary>Waits for the director.</summary>
    AwaitingDirector,

    /// <summary>Taken back to correct.</summary>
    Withdrawn,
}

/// <summary>Where a line stands.</summary>
public enum LineStage
{
    /// <summary>On its way.</summary>
    Open,

    /// <summary>The head did not agree.</summary>
    NotConfirmed,

    /// <summary>Meets the conditions in the office's view.</summary>
    Qualified,

    /// <summary>Does not meet the conditions in the office's view.</summary>
    NotQualified,

    /// <summary>Named in the decision.</summary>
    Granted,

    /// <summary>Not named in the decision.</summary>
    NotGranted,
}

/// <summary>A line and where it stands.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Line">The line as sent.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="WithoutHead">The head is the nominee and gave no word on it.</param>
public sealed record LineState(int Number, Line Line, LineStage Stage, bool WithoutHead)
{
    /// <summary>Still on its way.</summary>
    public bool Alive => Stage is LineStage.Open or LineStage.Qualified;
}

/// <summary>A request that waits for somebody.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Kind"><c>confirm</c>, <c>receive</c>, <c>appraise</c>, <c>direct</c> or <c>record_decision</c>.</param>
/// <param name="OpenedBy">Hash of the event that opened it.</param>
/// <param name="OpenedAt">When.</param>
public sealed record OpenRequest(string Key, string Kind, string OpenedBy, DateTimeOffset OpenedAt);

/// <summary>An answer that counted.</summary>
/// <param name="Key">Request.</param>
/// <param name="ActorId">Who, as object id.</param>
/// <param name="ActorName">Who.</param>
/// <param name="At">When.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Answer">What was answered.</param>
public sealed record GivenAnswer(string Key, string ActorId, string ActorName, DateTimeOffset At, string Channel, string Answer);

/// <summary>A unit's return for a round, folded from its events.</summary>
/// <param name="CaseId">Case.</param>
public sealed record ReturnState(string CaseId)
{
    /// <summary>Number of events folded.</summary>
    public int Seq { get; init; }

    /// <summary>Hash of the last event.</summary>
    public string Head { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public Stage Stage { get; init; }

    /// <summary>How often it was sent: each sending is a round of the case.</summary>
    public int Sendings { get; init; }

    /// <summary>Kind of the return; null in streams older than the choice.</summary>
    public string? Kind { get; init; }

    /// <summary>The unit's review meeting.</summary>
    public Meeting? Meeting { get; init; }

    /// <summary>Unit.</summary>
    public string UnitKey { get; init; } = "";

    /// <summary>Round of the year.</summary>
    public string RoundKey { get; init; } = "";

    /// <summary>Lines of the last sending.</summary>
    public IReadOnlyList<LineState> Lines { get; init; } = [];

    /// <summary>Hash of what was last sent.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Who sent it last.</summary>
    public string SubmittedBy { get; init; } = "";

    /// <summary>The request that waits; null when none does.</summary>
    public OpenRequest? Request { get; init; }

    /// <summary>Answers that counted, by request key.</summary>
    public IReadOnlyDictionary<string, GivenAnswer> Answers { get; init; } = new Dictionary<string, GivenAnswer>();

    /// <summary>Why it was last sent back.</summary>
    public string? SentBackBecause { get; init; }

    /// <summary>The decision document.</summary>
    public DecisionPaper? Decision { get; init; }

    /// <summary>When the decision was entered.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Commands already recorded.</summary>
    public IReadOnlySet<string> Commands { get; init; } = new HashSet<string>();
}
