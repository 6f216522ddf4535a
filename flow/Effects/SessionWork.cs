using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What follows from a council session: its columns, word to everybody of the posted list, comments kept to be answered, word to the units of the outcome.</summary>
public sealed class SessionWork(ListStore sessions, ListStore petitions, MailRoom mail, Uri publicBase) : ICaseWork
{
    /// <inheritdoc />
    public Task<int> ShowAsync(CaseState shown, CancellationToken cancellationToken)
    {
        var state = (SessionState)shown;
        return Showing.WriteAsync(sessions, AnyCase.ItemIdOf(state.CaseId), null, item => Row(state, item), cancellationToken);
    }

    /// <inheritdoc />
    public Task ActAsync(CaseState shown, Effect effect, Reference reference, string key, CancellationToken cancellationToken)
    {
        var state = (SessionState)shown;
        return effect switch
        {
            MailPosting => PostedAsync(state, reference, key, cancellationToken),
            KeepComment keep => petitions.EnsureAsync(Petition(state, keep.Comment, reference), cancellationToken),
            MailComment comment => CommentedAsync(state, comment.Comment, reference, key, cancellationToken),
            MailReply reply => RepliedAsync(state, reply.Comment, reference, key, cancellationToken),
            MailOutcome outcome => OutcomeAsync(state, outcome.UnitKey, reference, key, cancellationToken),
            _ => throw new InvalidOperationException($"Effect {effect.Key} has nobody to do it"),
        };
    }

    /// <summary>The table into which the office writes the votes: the system writes the lines once, with an empty end.</summary>
    public static string Table(SessionState state) => string.Join('\n', state.OnList.Select(line => $"{Headings.Numbered([(line.Number, line.Line.Name, line.Line.Award)])}: {Votes(line)}").Select(line => line.TrimEnd() is var text && text.EndsWith(':') ? text + " " : text));

    /// <summary>The table with the rows of the list as it is now; rows that people have written in are left as they are.</summary>
    public static string Kept(SessionState state, string written)
    {
        var rows = written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.TrimEnd('\r')).GroupBy(Number).ToDictionary(group => group.Key, group => string.Join('\n', group));
        return string.Join('\n', Table(state).Split('\n').Select(row => rows.GetValueOrDefault(Number(row), row)));

        static string Number(string row) => string.Concat(row.Trim().TakeWhile(char.IsAsciiDigit));
    }

    private static string Votes(SessionLine line) => line.Vote is { } vote ? vote.Votes.ToString(CultureInfo.InvariantCulture) : "";

    private Fields Row(SessionState state, Item item)
    {
        var fields = new Fields
        {
            [CouncilSessions.Stage] = state.Stage.ToString().ToLowerInvariant(),
            [CouncilSessions.PostingEnds] = state.To,
            [CouncilSessions.Link] = state.Posting is { } posting ? Locator.Address(publicBase, posting, "postings").ToString() : null,
            [CouncilSessions.Locator] = state.Posting is { } open ? Locator.Of(open) : null,
            [CouncilSessions.CaseId] = state.CaseId,
            [CouncilSessions.AppliedSeq] = state.Seq,
        };
        // What was last said to the office, a refusal perhaps, stands until something happens.
        if (item.Count(CouncilSessions.AppliedSeq) < state.Seq) fields[CouncilSessions.SystemNote] = Note(state);
        // The table is the office's to fill in: a row is written when its line comes on the list and taken away when it leaves it; what was typed stays.
        if (item.Count(CouncilSessions.AppliedSeq) < state.Seq) fields[CouncilSessions.Outcome] = state.Stage == SessionStage.Held ? Table(state) : Kept(state, item.Text(CouncilSessions.Outcome));
        if (state.Outcome is not { Sitting: var sitting } outcome) return fields;
        (fields[CouncilSessions.Day], fields[CouncilSessions.Members], fields[CouncilSessions.Present]) = (sitting.Day, sitting.Members, sitting.Present);
        (fields[CouncilSessions.WrittenBallots], fields[CouncilSessions.Tally]) = (sitting.Written, outcome.Tally.Name);
        return fields;
    }

    private static string Note(SessionState state) => state.Stage switch
    {
        SessionStage.Posted => Text.Vi("note.session.posted", state.OnList.Count(), VietnamTime.Write(state.From), VietnamTime.Write(state.To), state.Comments.Count),
        SessionStage.Held => Text.Vi("note.session.held", state.OnList.Count(line => line.Vote!.Passed), state.OnList.Count()),
        _ => Text.Vi($"note.session.{state.Stage.ToString().ToLowerInvariant()}"),
    };

    private Task PostedAsync(SessionState state, Reference reference, string key, CancellationToken cancellationToken) => mail.SendAsync(
        reference.Everybody, () => new Letter(Text.Say("mail.posting.subject", state.Title),
        new Markup().Paragraph(Text.Say("mail.posting.what", state.OnList.Count(), VietnamTime.Write(state.From), VietnamTime.Write(state.To)))
            .Link(Text.Say("mail.posting.link"), Locator.Address(publicBase, state.Posting!, "postings")).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    private static Fields Petition(SessionState state, PostingComment comment, Reference reference) => new()
    {
        Title = FieldMapper.Cut(Text.Vi("petition.posting", state.Title, comment.Number), 255),
        [Petitions.PetitionKey] = $"{state.CaseId}-{comment.Number:D3}",
        [Petitions.Year] = state.From.Year,
        [Petitions.SentBy] = reference.Behind(comment.ActorId)?.Account?.SiteUserId,
        [Petitions.Question] = comment.Text,
        [Petitions.ReceivedOn] = VietnamTime.DayOf(comment.At),
        [Petitions.Due] = VietnamTime.DayOf(comment.At).AddDays(reference.Days("petition.answerDays", 10)),
        [Petitions.Stage] = "received",
        [Petitions.CaseId] = state.CaseId,
    };

    /// <summary>The mail says that there is a comment and not what it says: the list of petitions is read by the office alone, mail is passed on.</summary>
    private Task CommentedAsync(SessionState state, PostingComment comment, Reference reference, string key, CancellationToken cancellationToken) => mail.SendAsync(
        reference.Holding("office"), () => new Letter(Text.Say("mail.comment.subject", state.Title),
        new Markup().Paragraph(Text.Say("mail.comment.what", comment.Number, state.Title, VietnamTime.Write(comment.At))).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    /// <summary>Somebody who has left the unit since can no longer be written to: the answer stands in the list.</summary>
    private Task RepliedAsync(SessionState state, PostingComment comment, Reference reference, string key, CancellationToken cancellationToken) => reference.Behind(comment.ActorId) is not { } asker
        ? Task.CompletedTask
        : mail.SendAsync([asker], () => new Letter(Text.Say("mail.reply.subject", state.Title), new Markup().Paragraph(Text.Say("mail.reply.what", VietnamTime.Write(comment.At), state.Title))
            .Paragraph(comment.Text).Paragraph(Text.Say("mail.reply.answer")).Paragraph(comment.Reply!).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    private Task OutcomeAsync(SessionState state, string unit, Reference reference, string key, CancellationToken cancellationToken) => mail.SendAsync(
        reference.OfUnit(unit), () => new Letter(Text.Say("mail.outcome.subject", state.Title), new Markup().Paragraph(Text.Say("mail.outcome.what", state.Title, VietnamTime.Write(state.Outcome!.Sitting.Day)))
            .Table([Text.Say("table.number"), Text.Say("table.name"), Text.Say("table.award"), Text.Say("table.votes"), Text.Say("table.result")],
                state.OnList.Where(line => line.Line.UnitKey == unit).Select(line => (IReadOnlyList<string>)
                    [$"{line.Number}", line.Line.Name, Words.Award(line.Line.Award), $"{line.Vote!.Votes}/{line.Vote.Of}", Text.Say($"choice.lineStatus.{SessionState.StatusKey(line)}")]))
            .Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
}
