namespace EmulationM365.Cases;

/// <summary>The steps a return goes through, by its kind.</summary>
public static class ReturnRoute
{
    /// <summary>
    /// Requests one after the other. A round: head, reception, appraisal; then its lines go to posting and council. A sudden nomination comes any day, needs no
    /// list of the head's and goes straight to a submission. A letter of praise is the director's own (Law 06/2022/QH15 Art. 81). Streams older than the choice
    /// have no kind, knew no reception, and end with the decision.
    /// </summary>
    public static IReadOnlyList<string> Steps(string? kind) => kind switch
    {
        "sudden" => ["receive", "appraise"],
        "letter" => ["appraise", "direct", "record_decision"],
        "round" => ["confirm", "receive", "appraise"],
        _ => ["confirm", "appraise", "record_decision"],
    };

    /// <summary>The request after one that was answered; null after the last.</summary>
    public static string? After(string? kind, string step)
    {
        var steps = Steps(kind).ToList();
        var place = steps.IndexOf(step);
        return place >= 0 && place + 1 < steps.Count ? steps[place + 1] : null;
    }

    /// <summary>Where a return stands while a request of this kind waits.</summary>
    public static Stage StageOf(string step) => step switch
    {
        "confirm" => Stage.AwaitingConfirmation,
        "receive" => Stage.AwaitingReception,
        "appraise" => Stage.AwaitingAppraisal,
        "direct" => Stage.AwaitingDirector,
        _ => Stage.AwaitingDecision,
    };

    /// <summary>Where a return stands by its lines, once they travel on submissions of many returns: by the one that is furthest behind.</summary>
    public static Stage StageOf(string? kind, IReadOnlyList<LineState> lines)
    {
        if (!lines.Any(line => line.Alive)) return lines.Any(line => line.Decision is not null) ? Stage.Decided : Stage.Closed;
        if (lines.Any(line => line.Stage is LineStage.Posted || (line.Stage == LineStage.Qualified && kind != "sudden"))) return Stage.AwaitingCouncil;
        return lines.Any(line => line.Stage is LineStage.Qualified or LineStage.CouncilPassed or LineStage.BeforeDirector) ? Stage.AwaitingSubmission : Stage.AwaitingDecision;
    }

    /// <summary>From which stages a line may come to another one, when a session or a submission moves it.</summary>
    public static bool May(string? kind, LineStage from, LineStage to) => (from, to) switch
    {
        (LineStage.Qualified, LineStage.Posted) => kind == "round",
        (LineStage.Posted, LineStage.CouncilPassed or LineStage.CouncilNotPassed or LineStage.Qualified) => true,
        (LineStage.Qualified, LineStage.BeforeDirector) => kind == "sudden",
        (LineStage.CouncilPassed, LineStage.BeforeDirector) => true,
        (LineStage.BeforeDirector, LineStage.CouncilPassed) => kind != "sudden",
        (LineStage.BeforeDirector, LineStage.Qualified) => kind == "sudden",
        (LineStage.BeforeDirector, LineStage.NotSigned or LineStage.Submitted) => true,
        (LineStage.Submitted, LineStage.Granted or LineStage.NotGranted or LineStage.Reduced) => true,
        (LineStage.Granted or LineStage.Reduced, LineStage.Revoked) => true,
        _ => false,
    };
}
