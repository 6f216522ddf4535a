using System.Globalization;
using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>Decides on commands to a submission. Pure.</summary>
public static class DecideSubmission
{
    /// <summary>What the command comes to in this state.</summary>
    public static Ruling On(SubmissionState state, Command command) => command switch
    {
        MakeSubmission make => Make(state, make),
        MoveRequest move => Moving.On(state, move),
        AnswerRequest answer => Answering.Refusal(state, answer) ?? Answer(state, answer),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    private static Ruling Make(SubmissionState state, MakeSubmission command)
    {
        if (state.Stage is not (SubmissionStage.Draft or SubmissionStage.SentBack)) return Ruling.Refuse("refuse.alreadySubmitted");
        if (!command.Actor.Is("office")) return Ruling.Refuse("refuse.notOffice");
        if (command.Addressee.Trim().Length == 0) return Ruling.Refuse("refuse.noAddressee");
        if (command.Lines.Count == 0) return Ruling.Refuse(command.Revoking is null ? "refuse.nothingToSubmit" : "refuse.nothingToRevoke");
        if (Conflicts.OfAct(command.Lines.Select(line => line.StaffKey), command.Actor) is { } conflict) return conflict;
        if (command.Revoking is { } revoking && Revocations.Fault(command, revoking) is { } fault) return fault;
        return Ruling.Accept(new SubmissionMade(command.Title, command.Addressee.Trim(), command.Source, command.Lines) { Revoking = command.Revoking });
    }

    /// <summary>The director's own line goes on without the director's word.</summary>
    private static IEnumerable<int> Own(SubmissionState state, Actor actor) => actor.StaffKey is not { Length: > 0 } key
        ? [] : state.Asked.Where(line => line.Alive && line.StaffKey == key).Select(line => line.Number);

    private static Ruling Answer(SubmissionState state, AnswerRequest command) => (state.Request!.Kind, command.Answer) switch
    {
        (_, "send_back") => Ruling.Accept(new SubmissionSentBack(command.RequestKey, command.Comment.Trim())),
        ("sign", _) => Ruling.Accept(new SubmissionAgreed(command.Exceptions, [.. Own(state, command.Actor).Except(command.Exceptions)], command.Comment)),
        ("dispatch", _) => Dispatch(state, command),
        ("recover", _) => Revocations.Recover(state, command),
        _ => command.Part is OutcomeTable table ? Decide(state, command, table) : Ruling.Refuse("refuse.wrongAnswer"),
    };

    /// <summary>The unit's own paper: nobody is asked which body issued it, so where it names none it is kept by the body it goes to.</summary>
    private static Ruling Dispatch(SubmissionState state, AnswerRequest command)
    {
        var paper = command.Paper is { Authority.Length: 0 } own ? own with { Authority = state.Addressee } : command.Paper;
        return Answering.Fault(paper, command.At, true) ?? Ruling.Accept(new SubmissionDispatched(paper!));
    }

    private static Ruling Decide(SubmissionState state, AnswerRequest command, OutcomeTable table)
    {
        if (Answering.Fault(command.Paper, command.At, true) is { } fault) return fault;
        if (state.Paper is { } sent && command.Paper!.Date < sent.Date) return Ruling.Refuse("refuse.decidedBeforeSubmitted", VietnamTime.Write(command.Paper.Date), VietnamTime.Write(sent.Date));
        if (table.Outcomes.Count == 0) return Ruling.Refuse("refuse.nothingDecided");
        var waiting = state.Lines.Where(line => line.Stage == LineStage.Submitted).ToDictionary(line => line.Number);
        foreach (var outcome in table.Outcomes)
        {
            var number = outcome.Number.ToString(CultureInfo.InvariantCulture);
            if (!waiting.TryGetValue(outcome.Number, out var line)) return Ruling.Refuse("refuse.badException", number);
            if (table.Outcomes.Count(other => other.Number == outcome.Number) > 1) return Ruling.Refuse("refuse.outcomeTwice", number, line.Line.Name);
            if (outcome.Result is not ("granted" or "refused" or "reduced")) return Ruling.Refuse("refuse.wrongAnswer");
            if (outcome.Result == "reduced" && (outcome.Award is not { Length: > 0 } || outcome.Award == line.Line.Award)) return Ruling.Refuse("refuse.reducedTo", line.Line.Name);
        }

        return Revocations.Fault(state, command.Paper!, table.Outcomes) ?? Ruling.Accept(new UpperDecided(command.Paper!, [.. table.Outcomes.OrderBy(outcome => outcome.Number)], command.Comment));
    }
}
