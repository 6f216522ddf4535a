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
            // An award that was asked to be cancelled stands.
            Lines = [.. state.Lines.Select(line => line with { Stage = state.Revoking is null ? LineStage.CouncilPassed : LineStage.Granted })],
        },
        SubmissionDispatched sent => Waiting(state with
        {
            Answers = state.Answered(recorded, "recorded"),
            Paper = sent.Paper,
            Lines = [.. state.Lines.Select(line => line.Stage == LineStage.BeforeDirector ? line with { Stage = LineStage.Submitted } : line)],
        }, recorded),
        UpperDecided decided => Decided(state, decided, recorded),
        AwardsRecovered recovered => Recovered(state, recovered, recorded),
        _ => state,
    }, recorded);

    private static SubmissionState Made(SubmissionState state, SubmissionMade made, RecordedEvent recorded)
    {
        var next = state with
        {
            Sendings = state.Sendings + 1,
            Title = made.Title,
            Addressee = made.Addressee,
            Source = made.Source,
            Revoking = made.Revoking,
            Lines = [.. made.Lines.Select((line, index) => new SubmissionLine(index + 1, line, made.Revoking?.Decided == true ? LineStage.Submitted : LineStage.BeforeDirector))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
            SentBackBecause = null,
        };
        return made.Revoking?.Decided == true ? Waiting(next, recorded) : next with { Stage = SubmissionStage.AwaitingSignature, Request = next.NewRequest("sign", recorded) };
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
                ? line with { Stage = StageOf(state, outcome), GrantedAward = outcome.Award, Decision = number } : line)],
        }, recorded);
    }

    /// <summary>Some came back; what is left is asked for again.</summary>
    private static SubmissionState Recovered(SubmissionState state, AwardsRecovered recovered, RecordedEvent recorded) => Waiting(state with
    {
        Answers = state.Answered(recorded, "recorded"),
        Recoveries = state.Recoveries + 1,
        Lines = [.. state.Lines.Select(line => line.Stage == LineStage.Revoked && recovered.Numbers.Contains(line.Number) ? line with { Stage = LineStage.Recovered } : line)],
    }, recorded);

    /// <summary>What is granted to a submission that cancels awards is that they are cancelled.</summary>
    private static LineStage StageOf(SubmissionState state, LineOutcome outcome) => (outcome.Result, state.Revoking is not null) switch
    {
        ("granted", false) => LineStage.Granted,
        ("reduced", false) => LineStage.Reduced,
        (_, false) => LineStage.NotGranted,
        ("granted", true) => LineStage.Revoked,
        _ => LineStage.Kept,
    };

    /// <summary>As long as lines wait, the next decision is asked for: the upper level may decide in parts. Then what was cancelled is to come back.</summary>
    private static SubmissionState Waiting(SubmissionState state, RecordedEvent recorded) => state.Lines.Any(line => line.Stage == LineStage.Submitted)
        ? state with { Stage = SubmissionStage.AwaitingUpper, Request = state.NewRequest("upper_decision", recorded, state.Decisions.Count + 1) }
        : state.Lines.Any(line => line.Stage == LineStage.Revoked)
        ? state with { Stage = SubmissionStage.AwaitingRecovery, Request = state.NewRequest("recover", recorded, state.Recoveries + 1) }
        : state with { Stage = SubmissionStage.Decided, Request = null };
}
