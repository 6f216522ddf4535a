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
            ReturnRevised revised => Ask(Revisions.Revised(state, revised, recorded), ReturnRoute.Steps(revised.Kind ?? state.Kind)[0], recorded),
            ReturnRemoved removed => Revisions.Removed(state, removed, recorded),
            ReturnWithdrawn => state with { Stage = Stage.Withdrawn, Request = null },
            ReturnConfirmed agreed => Moved(state, recorded, "confirm", line => line with
            {
                Stage = agreed.NotAgreed.Contains(line.Line.Id) ? LineStage.NotConfirmed : line.Stage,
                WithoutHead = agreed.Recused.Contains(line.Line.Id),
            }),
            ReturnReceived received => Moved(state with { Dossier = received.Dossier ?? state.Dossier }, recorded, "receive", line => line),
            ReturnSentBack back => state with { Answers = state.Answered(recorded, "send_back"), Stage = Stage.SentBack, Request = null, SentBackBecause = back.Comment },
            ReturnAppraised appraised => Moved(state with { Dossier = appraised.Dossier ?? state.Dossier }, recorded, "appraise", line => !line.Alive ? line : line with
            {
                Stage = appraised.NotQualified.Contains(line.Line.Id) ? LineStage.NotQualified : LineStage.Qualified,
            }),
            DirectorAgreed agreed => Moved(state, recorded, "direct", line => !line.Alive ? line : line with
            {
                Stage = agreed.NotAgreed.Contains(line.Line.Id) ? LineStage.NotGranted : line.Stage,
            }),
            DecisionRecorded decided => Decided(state, decided, recorded),
            LinesAdvanced advanced => DecideAdvance.Moved(state, advanced),
            LinesReassessed again => Reassessing.Judged(state, again),
            CollectiveRechecked count => state with
            {
                Lines = [.. state.Lines.Select(line => line.Line.Id == count.LineId ? line with
                {
                    Line = line.Line with { Verdict = count.Verdict }, Proposed = line.Proposed ?? line.Line.Verdict, Recheck = count,
                } : line)],
            },
            _ => state,
        };
        return state.Marked(next, recorded);
    }

    private static ReturnState Submitted(ReturnState state, ReturnSubmitted sent, RecordedEvent recorded)
    {
        var next = state with
        {
            Sendings = state.Sendings + 1,
            Kind = sent.Kind,
            Meeting = sent.Meeting,
            Late = sent.Late,
            UnitKey = sent.UnitKey,
            RoundKey = sent.RoundKey,
            Lines = [.. sent.Lines.Select((line, index) => new LineState(index + 1, line, LineStage.Open, false))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
            SentBackBecause = null,
            Marks = sent.Marks ?? new Dictionary<string, string>(),
            Dossier = sent.Dossier,
            Revision = null,
            Removal = null,
        };
        return Ask(next, ReturnRoute.Steps(sent.Kind)[0], recorded);
    }

    /// <summary>An answer was given that moves the return on: each line takes its part, and the next request opens.</summary>
    private static ReturnState Moved(ReturnState state, RecordedEvent recorded, string step, Func<LineState, LineState> line) =>
        Ask(state with { Answers = state.Answered(recorded, Asking.AnswerOf(step)), Lines = [.. state.Lines.Select(line)] }, ReturnRoute.After(state.Kind, step), recorded);

    private static ReturnState Decided(ReturnState state, DecisionRecorded decided, RecordedEvent recorded)
    {
        var lines = state.Lines.Select(line => !line.Alive ? line : line with
        {
            Stage = decided.NotGranted.Contains(line.Line.Id) ? LineStage.NotGranted : LineStage.Granted,
        });
        return state with
        {
            Answers = state.Answered(recorded, "recorded"), Stage = Stage.Decided, Request = null, Lines = [.. lines], Decision = decided.Paper, DecidedAt = recorded.At,
        };
    }

    /// <summary>Opens the next request; after the last one its lines stand for themselves.</summary>
    private static ReturnState Ask(ReturnState state, string? step, RecordedEvent recorded) => step is not null && state.Lines.Any(line => line.Alive)
        ? state with { Stage = ReturnRoute.StageOf(step), Request = state.NewRequest(step, recorded) }
        : state with { Stage = ReturnRoute.StageOf(state.Kind, state.Lines), Request = null };
}
