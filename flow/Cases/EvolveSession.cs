namespace EmulationM365.Cases;

/// <summary>Folds events into the state of a council session. Total, as every fold.</summary>
public static class EvolveSession
{
    /// <summary>The state after one more event.</summary>
    public static SessionState Next(SessionState state, RecordedEvent recorded) => state.Marked(recorded.Event switch
    {
        SessionPosted posted => Posted(state, posted, recorded),
        PostingCommented comment => state with { Comments = [.. state.Comments, new(state.Comments.Count + 1, recorded.ActorId, recorded.ActorName, recorded.At, comment.Text)] },
        CommentAnswered answered => state with { Comments = [.. state.Comments.Select(comment => comment.Number == answered.Number ? comment with { Reply = answered.Reply } : comment)] },
        LinesTakenOff off => TakenOff(state, off),
        CouncilHeld held => state with
        {
            Stage = SessionStage.Held,
            Outcome = held,
            Answers = state.Answered(recorded, "recorded"),
            Request = null,
            Lines = [.. state.Lines.Select(line => line with { Vote = held.Votes.FirstOrDefault(vote => vote.Number == line.Number) })],
        },
        _ => state,
    }, recorded);

    private static SessionState Posted(SessionState state, SessionPosted posted, RecordedEvent recorded)
    {
        var next = state with
        {
            Stage = SessionStage.Posted,
            Sendings = state.Sendings + 1,
            Title = posted.Title,
            From = posted.From,
            To = posted.To,
            Day = posted.Day,
            Lines = [.. posted.Lines.Select((line, index) => new SessionLine(index + 1, line, null, null))],
            ContentHash = recorded.ContentHash,
            SubmittedBy = recorded.ActorId,
        };
        return next with { Request = next.NewRequest("council", recorded), Posting = next.NewRequest("posting", recorded) };
    }

    private static SessionState TakenOff(SessionState state, LinesTakenOff off)
    {
        List<SessionLine> lines = [.. state.Lines.Select(line => off.Numbers.Contains(line.Number) ? line with { TakenOff = off.Because } : line)];
        var over = lines.All(line => line.TakenOff is not null);
        return state with { Lines = lines, Stage = over ? SessionStage.Closed : state.Stage, Request = over ? null : state.Request };
    }
}
