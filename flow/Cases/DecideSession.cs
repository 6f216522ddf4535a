using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>Decides on commands to a council session. Pure.</summary>
public static class DecideSession
{
    /// <summary>Longest comment.</summary>
    public const int LongestComment = 4000;

    /// <summary>What the command comes to in this state.</summary>
    public static Ruling On(SessionState state, Command command) => command switch
    {
        PostSession post => Post(state, post),
        CommentOnPosting comment => Comment(state, comment),
        ReplyToComment reply => Reply(state, reply),
        TakeOffLines off => TakeOff(state, off),
        MoveRequest move => Moving.On(state, move),
        AnswerRequest answer => Answering.Refusal(state, answer) ?? Hold(state, answer),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    private static Ruling Post(SessionState state, PostSession command)
    {
        if (state.Stage != SessionStage.Planned) return Ruling.Refuse("refuse.alreadyPosted");
        if (!command.Actor.Is("office")) return Ruling.Refuse("refuse.notOffice");
        if (command.Lines.Count == 0) return Ruling.Refuse("refuse.nothingToPost");
        if (Conflicts.OfAct(command.Lines.Select(line => line.StaffKey), command.Actor) is { } conflict) return conflict;
        var today = VietnamTime.DayOf(command.At);
        if (command.To < today) return Ruling.Refuse("refuse.postingEnds", VietnamTime.Write(command.To));
        if (command.Day is { } day && day <= command.To) return Ruling.Refuse("refuse.sittingDuringPosting", VietnamTime.Write(day), VietnamTime.Write(command.To));
        return Ruling.Accept(new SessionPosted(command.Title, today, command.To, command.Day, command.Lines));
    }

    private static Ruling Comment(SessionState state, CommentOnPosting command)
    {
        if (state.Stage != SessionStage.Posted || VietnamTime.DayOf(command.At) > state.To) return Ruling.Refuse("refuse.postingOver", VietnamTime.Write(state.To));
        if (command.Actor.StaffKey is null) return Ruling.Refuse("refuse.notOfUnit");
        if (command.Text.Trim().Length == 0) return Ruling.Refuse("refuse.commentEmpty");
        return command.Text.Length > LongestComment ? Ruling.Refuse("refuse.commentLong", LongestComment.ToString(CultureInfo.InvariantCulture)) : Ruling.Accept(new PostingCommented(command.Text.Trim()));
    }

    private static Ruling Reply(SessionState state, ReplyToComment command)
    {
        if (!command.Actor.Is("office")) return Ruling.Refuse("refuse.notOffice");
        if (state.Comments.FirstOrDefault(comment => comment.Number == command.Number) is not { } asked) return Ruling.Refuse("refuse.requestClosed");
        if (asked.ActorId == command.Actor.ObjectId) return Ruling.Refuse("refuse.ownComment");
        if (Conflicts.OfAct(Listed(state), command.Actor) is { } conflict) return conflict;
        if (command.Reply.Trim().Length == 0) return Ruling.Refuse("refuse.commentEmpty");
        return asked.Reply == command.Reply.Trim() ? Ruling.Again : Ruling.Accept(new CommentAnswered(command.Number, command.Reply.Trim()));
    }

    /// <summary>Whoever was posted, taken off since or not: who is off the list has an interest in who stays on it.</summary>
    private static IEnumerable<string?> Listed(SessionState state) => state.Lines.Select(line => line.Line.StaffKey);

    private static Ruling TakeOff(SessionState state, TakeOffLines command)
    {
        if (!command.Actor.Is("office") && command.Actor != Actor.System) return Ruling.Refuse("refuse.notOffice");
        if (state.Stage != SessionStage.Posted) return Ruling.Refuse("refuse.notPosted");
        if (Conflicts.OfAct(Listed(state), command.Actor) is { } conflict) return conflict;
        if (command.Because.Trim().Length == 0) return Ruling.Refuse("refuse.takeOffReason");
        var open = command.Numbers.Where(number => state.OnList.Any(line => line.Number == number)).ToList();
        if (command.Numbers.Where(number => state.Lines.All(line => line.Number != number)).Cast<int?>().FirstOrDefault() is { } wrong)
            return Ruling.Refuse("refuse.badException", wrong.ToString(CultureInfo.InvariantCulture));
        return open.Count == 0 ? Ruling.Again : Ruling.Accept(new LinesTakenOff(open, command.Because.Trim()));
    }

    private static Ruling Hold(SessionState state, AnswerRequest command)
    {
        if (command.Answer != "recorded" || command.Part is not CouncilTable table) return Ruling.Refuse("refuse.wrongAnswer");
        var today = VietnamTime.DayOf(command.At);
        if (today <= state.To) return Ruling.Refuse("refuse.postingNotOver", VietnamTime.Write(state.To));
        if (table.Rules is not { } rules) return Ruling.Refuse("refuse.councilSettings", string.Join(", ", table.MissingSettings));
        if (table.Sitting is not { Members: > 0, Present: >= 0, Written: >= 0 } sitting) return Ruling.Refuse("refuse.sittingIncomplete");
        if (sitting.Day <= state.To || sitting.Day > today) return Ruling.Refuse("refuse.sittingDay", VietnamTime.Write(sitting.Day), VietnamTime.Write(state.To));
        if (sitting.Present > sitting.Members || sitting.Present + sitting.Written > sitting.Members) return Ruling.Refuse("refuse.tooManyPresent", Number(sitting.Members));
        if (sitting.Written > 0 && !rules.WrittenVotes) return Ruling.Refuse("refuse.noWrittenVotes");
        if (!rules.Quorum.Reached(sitting.Present, sitting.Members)) return Ruling.Refuse("refuse.noQuorum", Number(sitting.Present), Number(sitting.Members), rules.Quorum.ToString());
        if (table.Tally is not { } tally) return Ruling.Refuse("refuse.noTally");
        return Count(state, table, rules, sitting, tally);
    }

    private static Ruling Count(SessionState state, CouncilTable table, CouncilRules rules, CouncilSitting sitting, SignedFile tally)
    {
        var votes = new List<CouncilVote>();
        foreach (var line in state.OnList)
        {
            var own = line.Line.StaffKey is { } key && table.CouncilKeys.Contains(key);
            if (!table.Votes.TryGetValue(line.Number, out var given)) return Ruling.Refuse("refuse.votesMissing", Number(line.Number), line.Line.Name);
            var possible = rules.Possible(sitting) - (own && rules.OwnLineBarred ? 1 : 0);
            if (given < 0 || given > possible) return Ruling.Refuse("refuse.votesTooManyAt", Number(line.Number), line.Line.Name, Number(possible));
            var of = rules.Of(sitting, own);
            votes.Add(new CouncilVote(line.Number, given, of, rules.Thresholds[line.Line.Award].Reached(given, of)));
        }

        var stray = table.Votes.Keys.Where(number => votes.All(vote => vote.Number != number)).Order().ToList();
        return stray.Count > 0 ? Ruling.Refuse("refuse.badException", Number(stray[0])) : Ruling.Accept(new CouncilHeld(sitting, rules, votes, tally));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
