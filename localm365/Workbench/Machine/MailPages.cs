using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Outlook;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>Every mail of the tenant, whoever it went to: what shared mailboxes sent has no other place to be seen.</summary>
internal static class MailPages
{
    private const int MostRows = 100;

    public static IResult All(Visit visit) => visit.Read((session, _) =>
    {
        var words = visit.Words;
        var from = visit.Query("mailbox");
        var boxes = session.All($"SELECT DISTINCT mailbox FROM mails ORDER BY mailbox", row => row.GetString(0));
        var before = Visit.Number(visit.Query("before")) ?? long.MaxValue;
        var ids = session.All($"SELECT id FROM mails WHERE id < {before} AND ({from} IS NULL OR mailbox = {from} COLLATE NOCASE) ORDER BY id DESC LIMIT {MostRows + 1}", row => row.GetInt64(0));
        var rows = ids.Take(MostRows).Select(id => Row(words, session, MailStore.Find(session, id)!)).ToList();
        var kept = from is null ? "" : "&mailbox=" + Uri.EscapeDataString(from);
        var older = ids.Count <= MostRows ? Markup.None : Markup.Of($"""<nav class="pager" aria-label="{words["mail.pages"]}"><a class="button" href="/machine/mails?before={ids[MostRows - 1]}{kept}">{words["mail.older"]}</a></nav>""");
        var table = rows.Count == 0 ? Markup.Of($"""<p class="empty">{words["machine.noMails"]}</p>""") : Markup.Of(
            $"""
            <div class="scroll"><table class="list cardrows"><thead><tr><th scope="col" class="first">{words["machine.subject"]}</th><th scope="col">{words["machine.from"]}</th><th scope="col">{words["machine.to"]}</th><th scope="col">{words["machine.sent"]}</th><th scope="col">{words["machine.link"]}</th></tr></thead>
            <tbody>{rows}</tbody></table></div>{older}
            """);
        return MachinePages.Frame(visit, words["machine.mails"], Markup.Of($"""<h1>{words["machine.mails"]}</h1><p class="quiet">{words["machine.mailsAbout"]}</p>{Boxes(words, boxes, from)}{table}"""));
    });

    public static IResult One(Visit visit) => visit.Read((session, _) =>
    {
        var words = visit.Words;
        var mail = Find(visit, session);
        var pane = new ReadingPane(visit, session, mail) { Files = string.Create(CultureInfo.InvariantCulture, $"/machine/mails/{mail.Id}/attachments/"), ShowsHidden = true };
        var about = Markup.Of($"""<p class="caption">{words.Of("machine.sentBy", mail.SentBy)}</p>""");
        return MachinePages.Frame(visit, ReadingPane.Subject(words, mail), Markup.Of(
            $"""<nav class="crumbs" aria-label="{words["library.path"]}"><a href="/machine/mails">{words["machine.mails"]}</a></nav><article class="panel reading">{pane.Make(Answer(words, mail))}{about}</article>"""));
    });

    public static IResult Attachment(Visit visit) => visit.Read((session, _) => MailFiles.Download(visit, Find(visit, session)));

    private static Markup Row(Words words, Session session, StoredMail mail) => Markup.Of(
        $"""
        <tr><td class="first"><a href="/machine/mails/{mail.Id}">{ReadingPane.Subject(words, mail)}</a></td><td data-name="{words["machine.from"]}">{Mailbox.Name(session, mail.Mailbox)}</td>
        <td data-name="{words["machine.to"]}">{string.Join("; ", mail.Recipients.Select(address => Mailbox.Name(session, address)))}</td><td data-name="{words["machine.sent"]}">{LocalTime.Show(mail.Sent)}</td><td data-name="{words["machine.link"]}">{Answer(words, mail)}</td></tr>
        """);

    private static Markup Answer(Words words, StoredMail mail) =>
        mail.FirstLink is { } link ? Markup.Of($"""<a href="{link}" rel="noopener">{words["machine.answer"]}</a>""") : Markup.None;

    private static Markup Boxes(Words words, List<string> boxes, string? from)
    {
        if (boxes.Count < 2) return Markup.None;
        var options = boxes.Select(box => Markup.Of($"""<option value="{box}"{Markup.If(box.Equals(from, StringComparison.OrdinalIgnoreCase), " selected")}>{box}</option>"""));
        return Markup.Of(
            $"""<form class="row" method="get" action="/machine/mails"><div class="field"><label for="mailbox">{words["machine.mailbox"]}</label><select id="mailbox" name="mailbox" data-go><option value="">{words["machine.allMailboxes"]}</option>{options}</select></div><button>{words["machine.show"]}</button></form>""");
    }

    private static StoredMail Find(Visit visit, Session session) =>
        Visit.Number(visit.Route("mail")) is { } id && MailStore.Find(session, id) is { } mail ? mail : throw Refused.NotFound();
}
