using EmulationM365.Rules;

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

    /// <summary>Appraised; its lines wait for the council, posted or not yet.</summary>
    AwaitingCouncil,

    /// <summary>Its lines wait to go to the upper level.</summary>
    AwaitingSubmission,
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

    /// <summary>Posted publicly, before the council sits.</summary>
    Posted,

    /// <summary>The council is in favour.</summary>
    CouncilPassed,

    /// <summary>The council is not in favour.</summary>
    CouncilNotPassed,

    /// <summary>On a submission that waits for the director.</summary>
    BeforeDirector,

    /// <summary>The director did not agree to submit it.</summary>
    NotSigned,

    /// <summary>Sent to the upper level, which has not decided yet.</summary>
    Submitted,

    /// <summary>The upper level granted a lower award.</summary>
    Reduced,

    /// <summary>It was granted and then cancelled (Law 06/2022/QH15 Art. 93).</summary>
    Revoked,

    /// <summary>It was cancelled, and object and money came back.</summary>
    Recovered,

    /// <summary>It was asked to be cancelled, and stands.</summary>
    Kept,
}

/// <summary>A line and where it stands.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Line">The line as sent.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="WithoutHead">The head is the nominee and gave no word on it.</param>
public sealed record LineState(int Number, Line Line, LineStage Stage, bool WithoutHead)
{
    /// <summary>Still on its way.</summary>
    public bool Alive => Stage is LineStage.Open or LineStage.Qualified or LineStage.Posted or LineStage.CouncilPassed or LineStage.BeforeDirector or LineStage.Submitted;

    /// <summary>Session or submission that has the line in hand; null when none has.</summary>
    public string? HeldBy { get; init; }

    /// <summary>The decision on the line, where the upper level took it.</summary>
    public DecisionPaper? Decision { get; init; }

    /// <summary>The lower award that was granted instead; null when none was.</summary>
    public string? GrantedAward { get; init; }

    /// <summary>The council's vote; null until it sat.</summary>
    public CouncilVote? Vote { get; init; }

    /// <summary>What the rules said of it when it was proposed; null until the titles of its members were counted again.</summary>
    public Verdict? Proposed { get; init; }

    /// <summary>Of a collective: the last count of its members' titles.</summary>
    public CollectiveRechecked? Recheck { get; init; }
}

/// <summary>A unit's return for a round, folded from its events.</summary>
/// <param name="CaseId">Case.</param>
public sealed record ReturnState(string CaseId) : CaseState(CaseId)
{
    /// <summary>Where it stands.</summary>
    public Stage Stage { get; init; }

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

    /// <summary>Sent after the round's last day.</summary>
    public bool Late { get; init; }

    /// <summary>Why it was last sent back.</summary>
    public string? SentBackBecause { get; init; }

    /// <summary>The decision document, where the return itself received it.</summary>
    public DecisionPaper? Decision { get; init; }

    /// <summary>When the decision was entered.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Hash of what staff wrote at the last sending, by item; empty in streams older than it.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    /// <summary>What lay in its dossier when it was last looked into; null where that is not known.</summary>
    public Dossier? Dossier { get; init; }

    /// <summary>The last edit since it was sent; null when there was none.</summary>
    public RevisionNews? Revision { get; init; }

    /// <summary>That it was deleted; null when it was not, or was sent anew since.</summary>
    public RemovalNews? Removal { get; init; }

    /// <inheritdoc />
    public override string OwnerUnit => UnitKey;

    /// <inheritdoc />
    public override IReadOnlyList<AskedLine> Asked => [.. Lines.Select(line => new AskedLine(
        line.Number, line.Line.Name, UnitKey, line.Line.Award, line.Line.Verdict.Standing, line.Alive, LineWords.StatusKey(line, Stage))
    {
        StaffKey = line.Line.StaffKey, Achievement = line.Line.Achievement, Verdict = line.Line.Verdict, WithoutHead = line.WithoutHead,
        Votes = line.Line.Votes, VotesOf = Meeting?.Present,
    })];
}
