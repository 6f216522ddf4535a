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
            ReturnWithdrawn => state with { Stage = Stage.Withdrawn, Request = null },
            ReturnConfirmed agreed => Moved(state, recorded, "confirm", line => line with
            {
                Stage = agreed.NotAgreed.Contains(line.Line.Id) ? LineStage.NotConfirmed : line.Stage,
                WithoutHead = agreed.Recused.Contains(line.Line.Id),
            }),
            ReturnReceived => Moved(state, recorded, "receive", line => line),
            ReturnSentBack back => Answered(state, recorded, "send_back") with { Stage = Stage.SentBack, Request = null, SentBackBecause = back.Comment },
            ReturnAppraised appraised => Moved(state, recorded, "appraise", line => !line.Alive ? line : line with
            {
                Stage = appraised.NotQualified.Contains(line.Line.Id) ? LineStage.NotQualified : LineStage.Qualified,
            }),
            DirectorAgreed agreed => Moved(state, recorded, "direct", line => !line.Alive ? line : line with
            {
                Stage = agreed.NotAgreed.Contains(line.Line.Id) ? LineStage.NotGranted : line.Stage,
            }),
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
            Kind = sent.Kind,
            Meeting = sent.Meeting,
            UnitKey = sent.UnitKey,
            RoundKey = sent.RoundKey,
            Lines = [.. sent.Lines.Select((line, index) => new LineState(index + 1, line, LineStage.Open, false))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
            SentBackBecause = null,
        };
        return Ask(next, ReturnRoute.Steps(sent.Kind)[0], recorded);
    }

    /// <summary>An answer was given that moves the return on: each line takes its part, and the next request opens.</summary>
    private static ReturnState Moved(ReturnState state, RecordedEvent recorded, string step, Func<LineState, LineState> line) =>
        Ask(Answered(state, recorded, ReturnRoute.AnswerOf(step)) with { Lines = [.. state.Lines.Select(line)] }, ReturnRoute.After(state.Kind, step), recorded);

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
    private static ReturnState Ask(ReturnState state, string? step, RecordedEvent recorded) => step is not null && state.Lines.Any(line => line.Alive)
        ? state with { Stage = ReturnRoute.StageOf(step), Request = new OpenRequest($"{state.CaseId}-{state.Sendings:D2}-{step}", step, recorded.Hash, recorded.At) }
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
