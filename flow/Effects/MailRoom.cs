using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A mail as it is written in one language.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
public sealed record Letter(string Subject, Markup Body);

/// <summary>
/// Writes the mails of a case. Every mail says what happened, what is asked, until when, and what follows, in the language of who reads it; where readers differ, in Vietnamese with English below.
/// </summary>
public sealed class MailRoom(Post post, Uri publicBase, OutlookSender? cards = null)
{
    /// <summary>Asks those who are to answer.</summary>
    public Task AskAsync(CaseState state, OpenRequest request, Reference reference, string key, CancellationToken cancellationToken) => SendAsync(
        reference.Behind(reference.Roster().Asked(state, request)), () => new Letter(Headings.Title(state, request.Kind, reference), Asking(state, request, reference)), key, cancellationToken,
        body => CardMail.Html(body, cards, state, request, reference));

    private Markup Asking(CaseState state, OpenRequest request, Reference reference)
    {
        var (first, second) = Headings.Places(state, reference);
        var alive = state.Asked.Where(line => line.Alive).ToList();
        return new Markup()
            .Paragraph(Text.Say($"mail.ask.{request.Kind}", first, second, alive.Count))
            .Revised(state)
            .Table([Text.Say("table.number"), Text.Say("table.name"), Text.Say("table.award"), Text.Say(alive.Any(line => line.Given is not null) ? "column.AwardRegister.DecisionNumber" : "table.advice")], alive.Select(Row))
            .Paragraphs(Words.Papers(state))
            .Paragraph(Headings.Due(state, request, reference) is { } due ? Text.Say("mail.ask.due", VietnamTime.Write(due)) : Text.Say("mail.ask.noDue"))
            .Paragraphs(reference.Roster().Asked(state, request).Where(person => person.For is not null).Select(person => Text.Say("mail.ask.standIn", person.Name, person.For)))
            .Link(Text.Say("mail.ask.link"), Locator.Address(publicBase, request))
            .Paragraph(Text.Say("mail.ask.orList"))
            .Paragraph(Text.Say("mail.signature"));
    }

    /// <summary>Tells the unit that its return came back.</summary>
    public Task SentBackAsync(ReturnState state, string because, Reference reference, string key, CancellationToken cancellationToken) => SendAsync(reference.OfUnit(state.UnitKey), () =>
    {
        var round = Headings.RoundName(state, reference);
        return new Letter(Text.Say("mail.sentBack.subject", round), new Markup().Paragraph(Text.Say("mail.sentBack.what", round)).Paragraph(because).Paragraph(Text.Say("mail.sentBack.next")).Paragraph(Text.Say("mail.signature")));
    }, key, cancellationToken);

    /// <summary>Tells the unit what was decided.</summary>
    public Task DecidedAsync(ReturnState state, Reference reference, string key, CancellationToken cancellationToken) => SendAsync(reference.OfUnit(state.UnitKey), () =>
    {
        var paper = state.Decision!;
        var body = new Markup()
            .Paragraph(Text.Say("mail.decided.what", paper.Number, VietnamTime.Write(paper.Date), paper.Authority))
            .Table([Text.Say("table.number"), Text.Say("table.name"), Text.Say("table.award"), Text.Say("table.result")], state.Lines.Select(line => (IReadOnlyList<string>)
                [$"{line.Number}", line.Line.Name, Words.Award(line.Line.Award), Text.Say($"choice.lineStatus.{LineWords.StatusKey(line, state.Stage)}")]))
            .Paragraph(Text.Say("mail.signature"));
        return new Letter(Text.Say("mail.decided.subject", Headings.RoundName(state, reference)), body);
    }, key, cancellationToken);

    /// <summary>Reminds a unit that its return is missing.</summary>
    public Task RemindOfReturnAsync(IReadOnlyList<StaffMember> to, string unit, Round round, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, () => new Letter(Text.Say("mail.remindReturn.subject", round.Name), new Markup()
            .Paragraph(Text.Say("mail.remindReturn.what", unit, round.Name, VietnamTime.Write(round.Due))).Paragraph(Text.Say("mail.remindReturn.nothing"))
            .Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    /// <summary>Tells the office which units have not sent.</summary>
    public Task DigestAsync(IReadOnlyList<StaffMember> to, Round round, IReadOnlyList<string> units, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, () => new Letter(Text.Say("mail.digest.subject", round.Name, units.Count), new Markup()
            .Paragraph(Text.Say("mail.digest.what", units.Count, round.Name, VietnamTime.Write(round.Due)))
            .Table([Text.Say("table.number"), Text.Say("page.unit")], units.Select((unit, index) => (IReadOnlyList<string>)[$"{index + 1}", unit]))
            .Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    /// <summary>Tells somebody why an edit or an answer was not taken.</summary>
    public Task RefusedAsync(StaffMember to, string title, Reason why, string key, CancellationToken cancellationToken) => SendAsync([to], () => new Letter(Text.Say("mail.refused.subject", title),
        new Markup().Paragraph(Text.Say("mail.refused.what", title)).Paragraph(why.Here).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    /// <summary>Tells the office that what was granted above leaves a collective without the share of titled members (Law 06/2022/QH15 Art. 27, 28).</summary>
    public Task BrokenAsync(ReturnState state, LineState line, Reference reference, string key, CancellationToken cancellationToken)
    {
        var count = line.Recheck!;
        return SendAsync(reference.Holding("office"), () => new Letter(Text.Say("mail.broken.subject", line.Line.Name), new Markup()
            .Paragraph(Text.Say("mail.broken.what", line.Line.Name, reference.UnitName(state.UnitKey), Words.Award(line.Line.Award), count.Granted, count.Members))
            .Paragraph(Text.Say("mail.broken.next")).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
    }

    /// <summary>Sends what another part of the system writes; nobody to write to is a failure that is tried again.</summary>
    /// <param name="to">Who reads it.</param>
    /// <param name="letter">Writes it with <see cref="Text.Say"/>; asked once for each language that is read.</param>
    /// <param name="key">Key of the mail.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="whole">Makes the document of the text; null = the text is all.</param>
    public Task SendAsync(IReadOnlyList<StaffMember> to, Func<Letter> letter, string key, CancellationToken cancellationToken, Func<Markup, string>? whole = null)
    {
        var readers = to.Where(member => member.Account!.Mail.Length > 0).ToList();
        if (readers.Count == 0) throw new M365Exception(Failure.Refused, "send a mail", "nobody in the Staff list has the role that is asked, with an enabled account and a mail address");
        var languages = readers.Select(member => member.Reads).Distinct().OrderBy(language => language == Text.Vietnamese ? 0 : 1).ToList();
        var letters = languages.Select(language => Text.Written(language, letter)).ToList();
        var body = letters.Skip(1).Where(other => other.Body.Html != letters[0].Body.Html).Aggregate(letters[0].Body, (all, other) => all.Below(other.Body, Text.English));
        var html = whole is null ? body.Html : Text.Written(languages[0], () => whole(body));
        return post.SendAsync(new OutgoingMail([.. readers.Select(member => member.Account!.Mail).Distinct()], letters[0].Subject, html, key), cancellationToken);
    }

    private static IReadOnlyList<string> Row(AskedLine line) => [$"{line.Number}", line.Name, Words.Award(line.Award), Words.Beside(line)];
}
