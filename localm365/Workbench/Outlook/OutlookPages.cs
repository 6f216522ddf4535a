using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>Outlook: a folder of mails beside the one that is read. On a phone it is one or the other.</summary>
internal static class OutlookPages
{
    public static IResult Inbox(Visit visit) => Folder(visit, MailFolder.Inbox);

    public static IResult Sent(Visit visit) => Folder(visit, MailFolder.Sent);

    /// <summary>Whoever opens a mail has read it.</summary>
    public static IResult Received(Visit visit)
    {
        var id = Id(visit);
        var mine = visit.Read((session, _) => new Mailbox(session, visit.Visitor.Person).Find(MailFolder.Inbox, id) is not null);
        if (mine) Mark(visit, id, read: true);
        return Message(visit, MailFolder.Inbox);
    }

    public static IResult SentMessage(Visit visit) => Message(visit, MailFolder.Sent);

    public static IResult Attachment(Visit visit) => visit.Read((session, _) => Find(visit, session, MailFolder.Inbox) is { } mail ? MailFiles.Download(visit, mail) : throw Refused.NotFound());

    public static IResult SentAttachment(Visit visit) => visit.Read((session, _) => Find(visit, session, MailFolder.Sent) is { } mail ? MailFiles.Download(visit, mail) : throw Refused.NotFound());

    public static IResult MarkUnread(Visit visit)
    {
        Mark(visit, Id(visit), read: false);
        return Results.Redirect("/outlook");
    }

    private static void Mark(Visit visit, long id, bool read) => visit.Tenant.Database.Write(session =>
    {
        Mailbox.Mark(session, visit.Visitor.Person, id, read);
        return true;
    });

    private static IResult Folder(Visit visit, MailFolder folder) => visit.Read((session, _) =>
    {
        var list = new MessageList(visit, session, folder, null);
        var pane = Markup.Of($"""<div class="reading"><div class="empty">{visit.Words[list.IsEmpty ? list.Nothing : "mail.choose"]}</div></div>""");
        var title = visit.Words[folder == MailFolder.Sent ? "mail.sent" : "mail.inbox"];
        return Show(visit, list, title, Markup.Of($"""<h1>{title}</h1><div class="mail{(list.IsEmpty ? " bare" : "")}">{list.Make()}{pane}</div>"""));
    });

    private static IResult Message(Visit visit, MailFolder folder) => visit.Read((session, _) =>
    {
        var mail = Find(visit, session, folder) ?? throw Refused.NotFound();
        var list = new MessageList(visit, session, folder, mail.Id);
        var pane = new ReadingPane(visit, session, mail) { Files = list.Address(mail.Id) + "/attachments/" };
        var unread = folder == MailFolder.Sent ? Markup.None : Markup.Of($"""<form method="post" action="/outlook/{mail.Id}/unread"><button>{visit.Words["mail.markUnread"]}</button></form>""");
        var card = folder == MailFolder.Inbox ? CardPane.Make(visit, session, mail) : Markup.None;
        var body = Markup.Of(
            $"""<div class="mail open">{list.Make()}<div class="reading"><p class="back"><a href="{list.Back}">← {visit.Words[folder == MailFolder.Sent ? "mail.sent" : "mail.inbox"]}</a></p>{pane.Make(unread, card)}</div></div>""");
        return Show(visit, list, mail.Subject.Length > 0 ? mail.Subject : visit.Words["mail.noSubject"], body, hasCards: !card.IsEmpty);
    });

    private static IResult Show(Visit visit, MessageList list, string title, Markup body, bool hasCards = false)
    {
        var count = list.Unread == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({list.Unread}) ");
        return visit.Show(new Screen(Area.Outlook, $"{count}{title} - Outlook", body) { Side = Side(visit, list), HasCards = hasCards });
    }

    private static Markup Side(Visit visit, MessageList list)
    {
        var words = visit.Words;
        Markup Entry(string url, string text, bool here, Markup count) => Markup.Of($"""<li><a href="{url}"{Markup.If(here, " aria-current=\"page\"")}>{text}{count}</a></li>""");
        var unread = list.Unread == 0 ? Markup.None : Markup.Of($"""<span class="count">{list.Unread}<span class="sr"> {words["mail.unread"]}</span></span>""");
        var sent = list.HasSent ? Entry("/outlook/sent", words["mail.sent"], list.Folder == MailFolder.Sent, Markup.None) : Markup.None;
        return Markup.Of($"""<ul>{Entry("/outlook", words["mail.inbox"], list.Folder == MailFolder.Inbox, unread)}{sent}</ul><h2>{words["mail.others"]}</h2><ul>{Entry("/machine/mails", words["mail.all"], false, Markup.None)}</ul>""");
    }

    private static StoredMail? Find(Visit visit, Session session, MailFolder folder) => new Mailbox(session, visit.Visitor.Person).Find(folder, Id(visit));

    private static long Id(Visit visit) => Visit.Number(visit.Route("mail")) ?? 0;
}
