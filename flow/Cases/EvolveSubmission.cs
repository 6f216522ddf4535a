namespace EmulationM365.Cases;

/// <summary>Folds events into the state of a submission. Total, as every fold.</summary>
public static class EvolveSubmission
{
    /// <summary>The state after one more event.</summary>
    public static SubmissionState Next(SubmissionState state, RecordedEvent recorded) => state.Marked(recorded.Event switch
    {
        SubmissionMade made => Made(state, made, recorded),
        SubmissionAgreed agreed => Agreed(state, agreed, recorded),
        SubmissionSentBack back => state with
        {
            Stage = SubmissionStage.SentBack, Answers = state.Answered(recorded, "send_back"), Request = null, SentBackBecause = back.Comment,
            Lines = [.. state.Lines.Select(line => line with { Stage = LineStage.CouncilPassed })],
        },
        SubmissionDispatched sent => Waiting(state with
        {
            Answers = state.Answered(recorded, "recorded"),
            Paper = sent.Paper,
            Lines = [.. state.Lines.Select(line => line.Stage == LineStage.BeforeDirector ? line with { Stage = LineStage.Submitted } : line)],
        }, recorded),
        UpperDecided decided => Decided(state, decided, recorded),
        _ => state,
    }, recorded);

    private static SubmissionState Made(SubmissionState state, SubmissionMade made, RecordedEvent recorded)
    {
        var next = state with
        {
            Stage = SubmissionStage.AwaitingSignature,
            Sendings = state.Sendings + 1,
            Title = made.Title,
            Addressee = made.Addressee,
            Source = made.Source,
            Lines = [.. made.Lines.Select((line, index) => new SubmissionLine(index + 1, line, LineStage.BeforeDirector))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
            SentBackBecause = null,
        };
        return next with { Request = next.NewRequest("sign", recorded) };
    }

    private static SubmissionState Agreed(SubmissionState state, SubmissionAgreed agreed, RecordedEvent recorded)
    {
        List<SubmissionLine> lines = [.. state.Lines.Select(line => line with
        {
            Stage = agreed.NotAgreed.Contains(line.Number) ? LineStage.NotSigned : line.Stage, WithoutDirector = agreed.Recused.Contains(line.Number),
        })];
        var left = lines.Any(line => line.Stage == LineStage.BeforeDirector);
        return state with
        {
            Stage = left ? SubmissionStage.AwaitingDispatch : SubmissionStage.Closed,
            Lines = lines,
            Answers = state.Answered(recorded, "agree"),
            Request = left ? state.NewRequest("dispatch", recorded) : null,
        };
    }

    private static SubmissionState Decided(SubmissionState state, UpperDecided decided, RecordedEvent recorded)
    {
        var outcomes = decided.Outcomes.ToDictionary(outcome => outcome.Number);
        var number = state.Decisions.Count + 1;
        return Waiting(state with
        {
            Answers = state.Answered(recorded, "recorded"),
            Decisions = [.. state.Decisions, decided],
            Lines = [.. state.Lines.Select(line => outcomes.TryGetValue(line.Number, out var outcome)
                ? line with { Stage = StageOf(outcome), GrantedAward = outcome.Award, Decision = number } : line)],
        }, recorded);
    }

    private static LineStage StageOf(LineOutcome outcome) => outcome.Result switch { "granted" => LineStage.Granted, "reduced" => LineStage.Reduced, _ => LineStage.NotGranted };

    /// <summary>As long as lines wait, the next decision is asked for: the upper level may decide in parts.</summary>
    private static SubmissionState Waiting(SubmissionState state, RecordedEvent recorded) => state.Lines.Any(line => line.Stage == LineStage.Submitted)
        ? state with { Stage = SubmissionStage.AwaitingUpper, Request = state.NewRequest("upper_decision", recorded, state.Decisions.Count + 1) }
        : state with { Stage = SubmissionStage.Decided, Request = null };
}
