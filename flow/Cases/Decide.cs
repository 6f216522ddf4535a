using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>What a command comes to: an event to record, or a refusal with a sentence. "No" is a value.</summary>
/// <param name="Event">The event; null when refused.</param>
/// <param name="Refusal">The sentence; null when accepted.</param>
public sealed record Ruling(CaseEvent? Event, Reason? Refusal)
{
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
        AnswerRequest answer => Answer(state, answer),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    private static Ruling Submit(ReturnState state, SubmitReturn command)
    {
        var today = VietnamTime.DayOf(command.At);
        if (state.Stage is not (Stage.Draft or Stage.SentBack)) return Ruling.Refuse("refuse.alreadySent");
        if (!command.Actor.Is("clerk") || command.Actor.UnitKey != command.UnitKey) return Ruling.Refuse("refuse.notClerk");
        if (today < command.Opens) return Ruling.Refuse("refuse.notOpen", VietnamTime.Write(command.Opens));
        if (command.Lines.Count == 0) return Ruling.Refuse("refuse.noLines");
        if (command.Lines.FirstOrDefault(line => line.Award.Length == 0) is { } blank) return Ruling.Refuse("refuse.noAward", blank.Name);
        if (Twice(command.Lines) is { } twice) return Ruling.Refuse("refuse.twice", twice.Name);
        return Ruling.Accept(new ReturnSubmitted(command.UnitKey, command.RoundKey, command.Lines, today > command.Due));
    }

    /// <summary>The same person for the same award on one list: by staff number where given, else by name.</summary>
    private static Line? Twice(IReadOnlyList<Line> lines) => lines
        .GroupBy(line => (line.StaffKey is { Length: > 0 } key ? key : line.Name.Normalize().Trim(), line.Award))
        .FirstOrDefault(group => group.Count() > 1)?.First();

    private static Ruling Answer(ReturnState state, AnswerRequest command)
    {
        if (state.Answers.TryGetValue(command.RequestKey, out var given))
            return Ruling.Refuse("refuse.answered", given.ActorName, VietnamTime.Write(given.At), Text.Vi($"channel.{given.Channel}"));
        if (state.Request is not { } request || request.Key != command.RequestKey) return Ruling.Refuse("refuse.requestClosed");
        if (command.At > command.Expires) return Ruling.Refuse("refuse.linkExpired", VietnamTime.Write(command.Expires.Value));
        if (NotAsked(state, request, command.Actor) is { } notAsked) return notAsked;
        if (command.Exceptions.Where(number => !state.Lines.Any(line => line.Alive && line.Number == number)).Cast<int?>().FirstOrDefault() is { } wrong)
            return Ruling.Refuse("refuse.badException", wrong.ToString(CultureInfo.InvariantCulture));
        if (command.Answer == "send_back") return SendBack(request, command);
        if (command.ContentHash != state.ContentHash) return Ruling.Refuse("refuse.contentChanged");
        var exceptions = state.Lines.Where(line => command.Exceptions.Contains(line.Number)).Select(line => line.Line.Id).ToList();
        return (request.Kind, command.Answer) switch
        {
            ("confirm", "agree") => Ruling.Accept(new ReturnConfirmed(exceptions, [.. Own(state, command.Actor)], command.Comment)),
            ("appraise", "qualified") => Ruling.Accept(new ReturnAppraised(exceptions, command.Comment)),
            ("record_decision", "recorded") => Record(command, exceptions),
            _ => Ruling.Refuse("refuse.wrongAnswer"),
        };
    }

    /// <summary>Role and conflict of interest, judged now and not when the request went out.</summary>
    private static Ruling? NotAsked(ReturnState state, OpenRequest request, Actor actor)
    {
        var asked = request.Kind == "confirm" ? actor.Is("head") && actor.UnitKey == state.UnitKey : actor.Is("office");
        if (!asked) return Ruling.Refuse("refuse.notAsked");
        if (actor.ObjectId == state.SubmittedBy) return Ruling.Refuse("refuse.ownReturn");
        return request.Kind != "confirm" && Own(state, actor).Any() ? Ruling.Refuse("refuse.ownLine") : null;
    }

    private static IEnumerable<string> Own(ReturnState state, Actor actor) => actor.StaffKey is not { Length: > 0 } key
        ? []
        : state.Lines.Where(line => line.Alive && line.Line.StaffKey == key).Select(line => line.Line.Id);

    private static Ruling SendBack(OpenRequest request, AnswerRequest command)
    {
        if (request.Kind == "record_decision") return Ruling.Refuse("refuse.wrongAnswer");
        return command.Comment.Trim().Length == 0
            ? Ruling.Refuse("refuse.commentNeeded")
            : Ruling.Accept(new ReturnSentBack(request.Key, command.Comment.Trim()));
    }

    private static Ruling Record(AnswerRequest command, IReadOnlyList<string> exceptions)
    {
        if (command.Paper is not { Number.Length: > 0, Authority.Length: > 0, SignedBy.Length: > 0 } paper) return Ruling.Refuse("refuse.paperIncomplete");
        return paper.Date > VietnamTime.DayOf(command.At)
            ? Ruling.Refuse("refuse.paperInFuture", VietnamTime.Write(paper.Date))
            : Ruling.Accept(new DecisionRecorded(paper, exceptions, command.Comment));
    }
}
