using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Writes the mails of a case. Every mail says what happened, what is asked, until when, and what follows.</summary>
public sealed class MailRoom(Post post, Uri publicBase, OutlookSender? cards = null)
{
    /// <summary>Asks those who are to answer.</summary>
    public Task AskAsync(CaseState state, OpenRequest request, Reference reference, string key, CancellationToken cancellationToken)
    {
        var (first, second) = Headings.Places(state, reference);
        var alive = state.Asked.Where(line => line.Alive).ToList();
        var asked = reference.Roster().Asked(state, request);
        var body = new Markup()
            .Paragraph(Text.Vi($"mail.ask.{request.Kind}", first, second, alive.Count))
            .Revised(state)
            .Table([Text.Vi("table.number"), Text.Vi("table.name"), Text.Vi("table.award"), Text.Vi(alive.Any(line => line.Given is not null) ? "column.AwardRegister.DecisionNumber" : "table.advice")], alive.Select(Row))
            .Paragraphs(Words.Papers(state))
            .Paragraph(Headings.Due(state, request, reference) is { } due ? Text.Vi("mail.ask.due", VietnamTime.Write(due)) : Text.Vi("mail.ask.noDue"))
            .Paragraphs(asked.Where(person => person.For is not null).Select(person => Text.Vi("mail.ask.standIn", person.Name, person.For)))
            .Link(Text.Vi("mail.ask.link"), Locator.Address(publicBase, request))
            .Paragraph(Text.Vi("mail.ask.orList"))
            .Paragraph(Text.Vi("mail.signature"));
        return SendAsync(reference.Behind(asked), Headings.Title(state, request.Kind, reference), CardMail.Html(body, cards, state, request, reference), key, cancellationToken);
    }

    /// <summary>Tells the unit that its return came back.</summary>
    public Task SentBackAsync(ReturnState state, string because, Reference reference, string key, CancellationToken cancellationToken)
    {
        var round = Headings.RoundName(state, reference);
        var body = new Markup().Paragraph(Text.Vi("mail.sentBack.what", round)).Paragraph(because).Paragraph(Text.Vi("mail.sentBack.next")).Paragraph(Text.Vi("mail.signature"));
        return SendAsync(reference.OfUnit(state.UnitKey), Text.Vi("mail.sentBack.subject", round), body, key, cancellationToken);
    }

    /// <summary>Tells the unit what was decided.</summary>
    public Task DecidedAsync(ReturnState state, Reference reference, string key, CancellationToken cancellationToken)
    {
        var paper = state.Decision!;
        var body = new Markup()
            .Paragraph(Text.Vi("mail.decided.what", paper.Number, VietnamTime.Write(paper.Date), paper.Authority))
            .Table([Text.Vi("table.number"), Text.Vi("table.name"), Text.Vi("table.award"), Text.Vi("table.result")], state.Lines.Select(line => (IReadOnlyList<string>)
                [$"{line.Number}", line.Line.Name, Words.Award(line.Line.Award), Text.Vi($"choice.lineStatus.{LineWords.StatusKey(line, state.Stage)}")]))
            .Paragraph(Text.Vi("mail.signature"));
        return SendAsync(reference.OfUnit(state.UnitKey), Text.Vi("mail.decided.subject", Headings.RoundName(state, reference)), body, key, cancellationToken);
    }

    /// <summary>Reminds those who are asked; nobody to remind is not a failure.</summary>
    public Task RemindAsync(IReadOnlyList<StaffMember> to, string title, DateOnly due, Uri link, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, Text.Vi("mail.remind.subject", title), new Markup()
            .Paragraph(Text.Vi("mail.remind.what", title, VietnamTime.Write(due))).Link(Text.Vi("mail.ask.link"), link).Paragraph(Text.Vi("mail.signature")), key, cancellationToken);

    /// <summary>Tells the next higher that something has long waited; nobody to tell is not a failure.</summary>
    public Task EscalateAsync(IReadOnlyList<StaffMember> to, string title, DateOnly due, IReadOnlyList<string> asked, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, Text.Vi("mail.escalate.subject", title), new Markup()
            .Paragraph(Text.Vi("mail.escalate.what", title, VietnamTime.Write(due), asked.Count > 0 ? string.Join(", ", asked) : "–"))
            .Paragraph(Text.Vi("mail.escalate.next")).Paragraph(Text.Vi("mail.signature")), key, cancellationToken);

    /// <summary>Reminds a unit that its return is missing.</summary>
    public Task RemindOfReturnAsync(IReadOnlyList<StaffMember> to, string unit, Round round, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, Text.Vi("mail.remindReturn.subject", round.Name), new Markup()
            .Paragraph(Text.Vi("mail.remindReturn.what", unit, round.Name, VietnamTime.Write(round.Due))).Paragraph(Text.Vi("mail.remindReturn.nothing"))
            .Paragraph(Text.Vi("mail.signature")), key, cancellationToken);

    /// <summary>Tells the office which units have not sent.</summary>
    public Task DigestAsync(IReadOnlyList<StaffMember> to, Round round, IReadOnlyList<string> units, string key, CancellationToken cancellationToken) => to.Count == 0 ? Task.CompletedTask
        : SendAsync(to, Text.Vi("mail.digest.subject", round.Name, units.Count), new Markup()
            .Paragraph(Text.Vi("mail.digest.what", units.Count, round.Name, VietnamTime.Write(round.Due)))
            .Table([Text.Vi("table.number"), Text.Vi("page.unit")], units.Select((unit, index) => (IReadOnlyList<string>)[$"{index + 1}", unit]))
            .Paragraph(Text.Vi("mail.signature")), key, cancellationToken);

    /// <summary>Tells somebody why an edit or an answer was not taken.</summary>
    public Task RefusedAsync(StaffMember to, string title, Reason why, string key, CancellationToken cancellationToken)
    {
        var body = new Markup().Paragraph(Text.Vi("mail.refused.what", title)).Paragraph(why.Vi).Paragraph(Text.Vi("mail.signature"));
        return SendAsync([to], Text.Vi("mail.refused.subject", title), body, key, cancellationToken);
    }

    /// <summary>Tells the office that what was granted above leaves a collective without the share of titled members (Law 06/2022/QH15 Art. 27, 28).</summary>
    public Task BrokenAsync(ReturnState state, LineState line, Reference reference, string key, CancellationToken cancellationToken)
    {
        var count = line.Recheck!;
        var what = Text.Vi("mail.broken.what", line.Line.Name, reference.UnitName(state.UnitKey), Words.Award(line.Line.Award), count.Granted, count.Members);
        return SendAsync(reference.Holding("office"), Text.Vi("mail.broken.subject", line.Line.Name),
            new Markup().Paragraph(what).Paragraph(Text.Vi("mail.broken.next")).Paragraph(Text.Vi("mail.signature")), key, cancellationToken);
    }

    /// <summary>Sends what another part of the system wrote; nobody to write to is a failure that is tried again.</summary>
    public Task SendAsync(IReadOnlyList<StaffMember> to, string subject, Markup body, string key, CancellationToken cancellationToken) => SendAsync(to, subject, body.Html, key, cancellationToken);

    private Task SendAsync(IReadOnlyList<StaffMember> to, string subject, string html, string key, CancellationToken cancellationToken)
    {
        var addresses = to.Select(member => member.Account!.Mail).Where(mail => mail.Length > 0).Distinct().ToList();
        return addresses.Count == 0
            ? throw new M365Exception(Failure.Refused, "send a mail", "nobody in the Staff list has the role that is asked, with an enabled account and a mail address")
            : post.SendAsync(new OutgoingMail(addresses, subject, html, key), cancellationToken);
    }

    private static IReadOnlyList<string> Row(AskedLine line) => [$"{line.Number}", line.Name, Words.Award(line.Award), Words.Beside(line)];
}
