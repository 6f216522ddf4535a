using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>What every answer is judged by, whatever was asked: said before, still open, in time, by somebody who is asked, to what stands there now.</summary>
public static class Answering
{
    /// <summary>Why the answer is not taken; null when what remains is to judge what it says.</summary>
    /// <param name="state">The case.</param>
    /// <param name="command">The answer.</param>
    public static Ruling? Refusal(CaseState state, AnswerRequest command)
    {
#if MUTANTS
        if (Mutant.Is("no-slot-check") && state is ReturnState) return null;
#endif
        // Whoever is not sure that the answer was taken gives it again: in the list, on the page, after a break of the line.
        if (state.Answers.TryGetValue(command.RequestKey, out var given) && given.VoidSince is null && given.ActorId == command.Actor.ObjectId && given.Answer == command.Answer) return Ruling.Again;
        if (Standing(state, command.RequestKey) is { } closed) return closed;
        var request = state.Request!;
        if (command.At > command.Expires) return Ruling.Refuse("refuse.linkExpired", VietnamTime.Write(command.Expires.Value));
        if ((Asking.Refusal(state, request, command.Actor) ?? Conflicts.Of(state, request.Kind, command.Actor)) is { } refused) return refused;
        if (command.Exceptions.Where(number => !state.Asked.Any(line => line.Alive && line.Number == number)).Cast<int?>().FirstOrDefault() is { } wrong)
            return Ruling.Refuse("refuse.badException", wrong.ToString(CultureInfo.InvariantCulture));
        if (command.Answer == "send_back") return Asking.MaySendBack(request.Kind)
            ? command.Comment.Trim().Length == 0 ? Ruling.Refuse("refuse.commentNeeded") : null
            : Ruling.Refuse("refuse.wrongAnswer");
        if (command.Answer != Asking.AnswerOf(request.Kind)) return Ruling.Refuse("refuse.wrongAnswer");
        if (command.Exceptions.Count > 0 && !Asking.TakesExceptions(request.Kind)) return Ruling.Refuse("refuse.noExceptions");
        return command.ContentHash != state.ContentHash ? Ruling.Refuse("refuse.contentChanged") : null;
    }

    /// <summary>Why a request can be neither answered nor handed on; null while it waits.</summary>
    public static Ruling? Standing(CaseState state, string requestKey)
    {
        if (state.Answers.TryGetValue(requestKey, out var given) && given.VoidSince is null)
            return Ruling.Refuse("refuse.answered", given.ActorName, VietnamTime.Write(given.At), Text.Vi($"channel.{given.Channel}"));
        if (state.Moves.TryGetValue(requestKey, out var moved)) return Ruling.Refuse("refuse.moved", Moving.Names(moved));
        return state.Request?.Key == requestKey ? null : Ruling.Refuse("refuse.requestClosed");
    }

    /// <summary>What is wrong with a decision document; null when nothing is.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="at">When it is entered.</param>
    /// <param name="signedPdf">The signed PDF must be there: it is the original.</param>
    public static Ruling? Fault(DecisionPaper? paper, DateTimeOffset at, bool signedPdf)
    {
        if (paper is not { Number.Length: > 0, Authority.Length: > 0, SignedBy.Length: > 0 }) return Ruling.Refuse("refuse.paperIncomplete");
        if (paper.Date > VietnamTime.DayOf(at)) return Ruling.Refuse("refuse.paperInFuture", VietnamTime.Write(paper.Date));
        return signedPdf && paper.File is null ? Ruling.Refuse("refuse.noSignedPdf") : null;
    }
}
