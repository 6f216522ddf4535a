using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>The office brings a submission before the director.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Addressee">The body that decides.</param>
/// <param name="Source">Session or sudden return that its lines come from; of a submission that cancels awards, the one whose decision gave rise to it, or nothing.</param>
/// <param name="Lines">The lines.</param>
public sealed record SubmissionMade(string Title, string Addressee, string Source, IReadOnlyList<ListedLine> Lines) : CaseEvent
{
    /// <summary>The awards are to be cancelled; null where awards are proposed.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Revoking? Revoking { get; init; }
}

/// <summary>The director agreed to submit. The click is not the signature: the signed paper follows with its number.</summary>
/// <param name="NotAgreed">Lines the director takes off.</param>
/// <param name="Recused">The director's own lines: they go on without the director's word.</param>
/// <param name="Comment">Remarks.</param>
public sealed record SubmissionAgreed(IReadOnlyList<int> NotAgreed, IReadOnlyList<int> Recused, string Comment) : CaseEvent;

/// <summary>The director gave the submission back to the office.</summary>
/// <param name="RequestKey">Request that was answered so.</param>
/// <param name="Comment">What is to be mended.</param>
public sealed record SubmissionSentBack(string RequestKey, string Comment) : CaseEvent;

/// <summary>The signed submission went out.</summary>
/// <param name="Paper">Its marks and its signed PDF.</param>
public sealed record SubmissionDispatched(DecisionPaper Paper) : CaseEvent;

/// <summary>The upper level decided on lines; those that are not named still wait.</summary>
/// <param name="Paper">The decision document.</param>
/// <param name="Outcomes">What was decided, by line.</param>
/// <param name="Comment">Remarks.</param>
public sealed record UpperDecided(DecisionPaper Paper, IReadOnlyList<LineOutcome> Outcomes, string Comment) : CaseEvent;

/// <summary>Trình: the office brings a submission before the director.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="Actor">See <see cref="Command"/>.</param>
/// <param name="Channel">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Addressee">The body that decides.</param>
/// <param name="Source">Session or sudden return that its lines come from.</param>
/// <param name="Lines">Lines that wait to be submitted.</param>
public sealed record MakeSubmission(
    string Id, Actor Actor, string Channel, DateTimeOffset At, string Title, string Addressee, string Source, IReadOnlyList<ListedLine> Lines) : Command(Id, Actor, Channel, At)
{
    /// <summary>The awards are to be cancelled; null where awards are proposed.</summary>
    public Revoking? Revoking { get; init; }
}

/// <summary>Where a submission stands.</summary>
public enum SubmissionStage
{
    /// <summary>Being prepared by the office.</summary>
    Draft,

    /// <summary>Waits for the director.</summary>
    AwaitingSignature,

    /// <summary>Agreed; waits for its number and the signed PDF.</summary>
    AwaitingDispatch,

    /// <summary>Chờ quyết định cấp trên.</summary>
    AwaitingUpper,

    /// <summary>Every line is decided.</summary>
    Decided,

    /// <summary>Given back to the office.</summary>
    SentBack,

    /// <summary>No line is left on it.</summary>
    Closed,

    /// <summary>Awards were cancelled; objects and money are not all back yet.</summary>
    AwaitingRecovery,
}

/// <summary>A line of a submission and where it stands.</summary>
/// <param name="Number">Number shown to people, from 1.</param>
/// <param name="Line">The line.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="WithoutDirector">The director is the nominee and gave no word on it.</param>
/// <param name="GrantedAward">The lower award that was granted instead.</param>
/// <param name="Decision">Number of the decision on it among those of this submission, from 1; 0 = none yet.</param>
public sealed record SubmissionLine(int Number, ListedLine Line, LineStage Stage, bool WithoutDirector = false, string? GrantedAward = null, int Decision = 0)
{
    /// <summary>The award that was granted; null when none was.</summary>
    public string? Granted => Stage switch { LineStage.Granted => Line.Award, LineStage.Reduced => GrantedAward, _ => null };
}

/// <summary>A submission to the upper level, folded from its events.</summary>
/// <param name="CaseId">Case, <c>t-2025-000001</c>.</param>
public sealed record SubmissionState(string CaseId) : CaseState(CaseId)
{
    /// <summary>Where it stands.</summary>
    public SubmissionStage Stage { get; init; }

    /// <summary>Its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>The body that decides.</summary>
    public string Addressee { get; init; } = "";

    /// <summary>Session or sudden return that its lines come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The lines.</summary>
    public IReadOnlyList<SubmissionLine> Lines { get; init; } = [];

    /// <summary>The awards are to be cancelled; null where awards are proposed.</summary>
    public Revoking? Revoking { get; init; }

    /// <summary>How often the office has told what came back.</summary>
    public int Recoveries { get; init; }

    /// <summary>Why it was last given back.</summary>
    public string? SentBackBecause { get; init; }

    /// <summary>The signed submission; null until it went out.</summary>
    public DecisionPaper? Paper { get; init; }

    /// <summary>Decisions on it, in the order in which they were entered.</summary>
    public IReadOnlyList<UpperDecided> Decisions { get; init; } = [];

    /// <inheritdoc />
    public override IReadOnlyList<AskedLine> Asked => [.. Lines.Select(line => new AskedLine(
        line.Number, line.Line.Name, line.Line.UnitKey, line.Line.Award, line.Line.Standing, IsAsked(line), StatusKey(line.Stage))
    {
        StaffKey = line.Line.StaffKey, Given = Revoking?.Awards[line.Number - 1],
    })];

    /// <summary>Asked about now: what waits for a decision, and after the decision what is still to come back.</summary>
    private bool IsAsked(SubmissionLine line) => Stage == SubmissionStage.AwaitingRecovery ? line.Stage == LineStage.Revoked : line.Stage is LineStage.BeforeDirector or LineStage.Submitted;

    private static string StatusKey(LineStage stage) => LineWords.StatusKey(new LineState(0, null!, stage, false), Cases.Stage.AwaitingSubmission);
}
