using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>What a command comes to: an event to record, or a refusal with a sentence. "No" is a value.</summary>
/// <param name="Event">The event; null when refused.</param>
/// <param name="Refusal">The sentence; null when accepted.</param>
/// <param name="Repeat">Neither: the same person had said the same before, and it stands.</param>
public sealed record Ruling(CaseEvent? Event, Reason? Refusal, bool Repeat = false)
{
    /// <summary>Said before, by the same person, in whatever way: nothing to record and nothing to refuse.</summary>
    public static Ruling Again { get; } = new(null, null, true);

    /// <summary>Accepted: record this.</summary>
    public static Ruling Accept(CaseEvent accepted) => new(accepted, null);

    /// <summary>Refused, because.</summary>
    public static Ruling Refuse(string key, params string[] places) => new(null, Reason.Of(key, places));
}

/// <summary>Decides on commands. Pure: role, conflict of interest, round, content and deadline are all judged here, at the moment of the decision.</summary>
public static class Decide
{
    /// <summary>What the command comes to in this state.</summary>
    public static Ruling On(ReturnState state, Command command) => command switch
    {
        SubmitReturn submit => Submit(state, submit),
        WithdrawReturn withdraw => Withdraw(state, withdraw),
        AnswerRequest answer => Answer(state, answer),
        ReviseReturn revise => Revisions.On(state, revise),
        RemoveReturn remove => Revisions.On(state, remove),
        AdvanceLines advance => DecideAdvance.On(state, advance),
        RecheckCollective recheck => DecideAdvance.On(state, recheck),
        ReassessLines again => Reassessing.On(state, again),
        MoveRequest move => Moving.On(state, move),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    private static Ruling Submit(ReturnState state, SubmitReturn command)
    {
        var today = VietnamTime.DayOf(command.At);
        if (state.Stage is not (Stage.Draft or Stage.SentBack or Stage.Withdrawn)) return Ruling.Refuse("refuse.alreadySent");
        if (!command.Actor.Is("clerk") || command.Actor.UnitKey != command.UnitKey) return Ruling.Refuse("refuse.notClerk");
        if (command.Opens is { } opens && today < opens) return Ruling.Refuse("refuse.notOpen", VietnamTime.Write(opens));
        return Content(command.Kind, command.Nothing, command.Lines, command.Meeting) ?? command.Dossier?.Refusal ?? Ruling.Accept(
            new ReturnSubmitted(command.UnitKey, command.RoundKey, command.Lines, Late(state, today, command.Due), command.Kind, command.Meeting, command.Marks) { Dossier = command.Dossier?.Dossier });
    }

    /// <summary>What was in time and came back for completion does not become late by being completed; what the unit itself took back does.</summary>
    private static bool Late(ReturnState state, DateOnly today, DateOnly? due) => state.Stage == Stage.SentBack ? state.Late : state.Late || today > due;

    /// <summary>What is wrong with the lines, if anything.</summary>
    internal static Ruling? Content(string kind, bool nothing, IReadOnlyList<Line> lines, Meeting? meeting)
    {
        if (nothing) return lines.Count > 0 ? Ruling.Refuse("refuse.nothingWithLines") : null;
        if (lines.Count == 0) return Ruling.Refuse("refuse.noLines");
        if (lines.FirstOrDefault(line => line.Award.Length == 0) is { } blank) return Ruling.Refuse("refuse.noAward", blank.Name);
        if (kind != "round" && lines.Count > 1) return Ruling.Refuse("refuse.oneLine");
        if (kind != "letter" && lines.Any(line => line.Award == "thu_khen")) return Ruling.Refuse("refuse.letterAlone");
        if (kind == "letter" && lines.Any(line => line.Award != "thu_khen")) return Ruling.Refuse("refuse.onlyLetter");
        if (lines.FirstOrDefault(line => line.Votes > meeting?.Present) is { } tooMany) return Ruling.Refuse("refuse.votesTooMany", tooMany.Name);
        return Twice(lines) is { } twice ? Ruling.Refuse("refuse.twice", twice.Name) : null;
    }

    /// <summary>Rút để sửa: as long as the office has not concluded. A return that proposed nobody can be taken back too.</summary>
    private static Ruling Withdraw(ReturnState state, WithdrawReturn command)
    {
        if (!command.Actor.Is("clerk") || command.Actor.UnitKey != state.UnitKey) return Ruling.Refuse("refuse.notClerk");
        return state.Stage switch
        {
            Stage.AwaitingConfirmation or Stage.AwaitingReception or Stage.AwaitingAppraisal => Ruling.Accept(new ReturnWithdrawn()),
            Stage.Closed when state.Lines.Count == 0 => Ruling.Accept(new ReturnWithdrawn()),
            Stage.Draft or Stage.SentBack or Stage.Withdrawn => Ruling.Refuse("refuse.notSent"),
            _ => Ruling.Refuse("refuse.tooLateToWithdraw"),
        };
    }

    /// <summary>
    /// The same person for the same award on one list: by staff number where both lines give it, else by name; two of one name are told apart by their numbers.
    /// </summary>
    private static Line? Twice(IReadOnlyList<Line> lines) => lines.Where((line, place) => lines.Take(place).Any(earlier => earlier.Award == line.Award
        && (line.StaffKey is { Length: > 0 } key && earlier.StaffKey is { Length: > 0 } other ? key == other : Letters.Same(earlier.Name, line.Name)))).FirstOrDefault();

    private static Ruling Answer(ReturnState state, AnswerRequest command)
    {
        if (Answering.Refusal(state, command) is { } refused) return refused;
        if (command.Answer == "send_back") return Ruling.Accept(new ReturnSentBack(command.RequestKey, command.Comment.Trim()));
        var exceptions = state.Lines.Where(line => command.Exceptions.Contains(line.Number)).Select(line => line.Line.Id).ToList();
        var kind = state.Request?.Kind;
#if MUTANTS
        if (Mutant.Is("no-slot-check")) kind = command.RequestKey.Split('-')[^1];
#endif
        return kind switch
        {
            "confirm" => Ruling.Accept(new ReturnConfirmed(exceptions, [.. Own(state, command.Actor)], command.Comment)),
            "receive" => command.Dossier?.Refusal ?? Ruling.Accept(new ReturnReceived(exceptions, command.Comment) { Dossier = command.Dossier?.Dossier }),
            "direct" => Ruling.Accept(new DirectorAgreed(exceptions, command.Comment)),
            "appraise" => command.Dossier?.Refusal ?? Ruling.Accept(new ReturnAppraised(exceptions, command.Comment) { Dossier = command.Dossier?.Dossier }),
            // Streams older than the choice of a kind knew no signed file.
            "record_decision" => Answering.Fault(command.Paper, command.At, state.Kind is not null) ?? Ruling.Accept(new DecisionRecorded(command.Paper!, exceptions, command.Comment)),
            _ => Ruling.Refuse("refuse.wrongAnswer"),
        };
    }

    private static IEnumerable<string> Own(ReturnState state, Actor actor) => actor.StaffKey is not { Length: > 0 } key
        ? []
        : state.Lines.Where(line => line.Alive && line.Line.StaffKey == key).Select(line => line.Line.Id);
}
