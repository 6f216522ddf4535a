namespace EmulationM365.Cases;

/// <summary>Keys under which the stages of returns and lines are shown and counted.</summary>
public static class LineWords
{
    /// <summary>Key of a stage in the status column of a return.</summary>
    public static string StatusKey(Stage stage) => stage switch
    {
        Stage.Draft => "draft",
        Stage.AwaitingConfirmation => "awaiting_confirmation",
        Stage.AwaitingReception => "awaiting_reception",
        Stage.AwaitingAppraisal => "awaiting_appraisal",
        Stage.AwaitingDirector => "awaiting_director",
        Stage.AwaitingCouncil => "awaiting_council",
        Stage.AwaitingSubmission => "awaiting_submission",
        Stage.Withdrawn => "withdrawn",
        Stage.AwaitingDecision => "awaiting_decision",
        Stage.Decided => "decided",
        Stage.SentBack => "sent_back",
        _ => "closed",
    };

    /// <summary>Key of a line's stage in its status column; it depends on where the return stands.</summary>
    public static string StatusKey(LineState line, Stage stage) => line.Stage switch
    {
        LineStage.NotConfirmed => "not_confirmed",
        LineStage.NotQualified => "not_qualified",
        LineStage.Granted => "granted",
        LineStage.NotGranted => "not_granted",
        LineStage.Reduced => "reduced",
        LineStage.Revoked or LineStage.Recovered => "revoked",
        LineStage.Kept => "granted",
        LineStage.Posted => "posted",
        LineStage.CouncilPassed => "council_passed",
        LineStage.CouncilNotPassed => "council_not_passed",
        LineStage.BeforeDirector => "before_director",
        LineStage.NotSigned => "not_signed",
        LineStage.Submitted => "submitted",
        _ when stage is Stage.SentBack or Stage.Withdrawn => StatusKey(stage),
        LineStage.Qualified => stage == Stage.AwaitingCouncil ? "awaiting_council" : "qualified",
        _ => stage is Stage.AwaitingConfirmation or Stage.AwaitingReception ? StatusKey(stage) : "awaiting_appraisal",
    };
}
