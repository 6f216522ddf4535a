namespace EmulationM365.Cases;

/// <summary>Folds events into the state of a case. Total: every event that was once recorded has a meaning, in whatever state it comes.</summary>
public static class Evolve
{
    /// <summary>The state of a case after all its events, which stand in order of their sequence.</summary>
    public static ReturnState Fold(string caseId, IEnumerable<RecordedEvent> events) => events.Aggregate(new ReturnState(caseId), Next);

    /// <summary>The state after one more event.</summary>
    public static ReturnState Next(ReturnState state, RecordedEvent recorded)
    {
        var next = recorded.Event switch
        {
            ReturnSubmitted sent => Submitted(state, sent, recorded),
            ReturnConfirmed agreed => Confirmed(state, agreed, recorded),
            ReturnSentBack back => Answered(state, recorded, "send_back") with { Stage = Stage.SentBack, Request = null, SentBackBecause = back.Comment },
            ReturnAppraised appraised => Appraised(state, appraised, recorded),
            DecisionRecorded decided => Decided(state, decided, recorded),
            _ => state,
        };
        return next with { Seq = recorded.Seq, Head = recorded.Hash, Commands = new HashSet<string>(state.Commands) { recorded.CommandId } };
    }

    private static ReturnState Submitted(ReturnState state, ReturnSubmitted sent, RecordedEvent recorded)
    {
        var next = state with
        {
            Sendings = state.Sendings + 1,
            UnitKey = sent.UnitKey,
            RoundKey = sent.RoundKey,
            Lines = [.. sent.Lines.Select((line, index) => new LineState(index + 1, line, LineStage.Open, false))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
            SentBackBecause = null,
        };
        return Ask(next, Stage.AwaitingConfirmation, "confirm", recorded);
    }

    private static ReturnState Confirmed(ReturnState state, ReturnConfirmed agreed, RecordedEvent recorded)
    {
        var lines = state.Lines.Select(line => line with
        {
            Stage = agreed.NotAgreed.Contains(line.Line.Id) ? LineStage.NotConfirmed : line.Stage,
            WithoutHead = agreed.Recused.Contains(line.Line.Id),
        });
        return Ask(Answered(state, recorded, "agree") with { Lines = [.. lines] }, Stage.AwaitingAppraisal, "appraise", recorded);
    }

    private static ReturnState Appraised(ReturnState state, ReturnAppraised appraised, RecordedEvent recorded)
    {
        var lines = state.Lines.Select(line => !line.Alive ? line : line with
        {
            Stage = appraised.NotQualified.Contains(line.Line.Id) ? LineStage.NotQualified : LineStage.Qualified,
        });
        return Ask(Answered(state, recorded, "qualified") with { Lines = [.. lines] }, Stage.AwaitingDecision, "record_decision", recorded);
    }

    private static ReturnState Decided(ReturnState state, DecisionRecorded decided, RecordedEvent recorded)
    {
        var lines = state.Lines.Select(line => !line.Alive ? line : line with
        {
            Stage = decided.NotGranted.Contains(line.Line.Id) ? LineStage.NotGranted : LineStage.Granted,
        });
        return Answered(state, recorded, "recorded") with
        {
            Stage = Stage.Decided, Request = null, Lines = [.. lines], Decision = decided.Paper, DecidedAt = recorded.At,
        };
    }

    /// <summary>Opens the next request, or closes the case when no line is left to ask about.</summary>
    private static ReturnState Ask(ReturnState state, Stage stage, string kind, RecordedEvent recorded) => state.Lines.Any(line => line.Alive)
        ? state with { Stage = stage, Request = new OpenRequest($"{state.CaseId}-{state.Sendings:D2}-{kind}", kind, recorded.Hash, recorded.At) }
        : state with { Stage = Stage.Closed, Request = null };

    private static ReturnState Answered(ReturnState state, RecordedEvent recorded, string answer) => state.Request is not { } request
        ? state
        : state with
        {
            Answers = new Dictionary<string, GivenAnswer>(state.Answers)
            {
                [request.Key] = new(request.Key, recorded.ActorId, recorded.ActorName, recorded.At, recorded.Channel, answer),
            },
        };
}
