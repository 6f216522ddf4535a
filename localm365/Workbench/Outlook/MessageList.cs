using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>The mails of a folder: who, when, what about, and how they begin; a search box above them.</summary>
internal sealed class MessageList
{
    private const int MostLines = 50;
    private const int MostWords = 110;

    private readonly Visit _visit;
    private readonly Session _session;
    private readonly long? _open;
    private readonly string? _wanted;
    private readonly int _from;
    private readonly List<MailLine> _lines;

    public MessageList(Visit visit, Session session, MailFolder folder, long? open)
    {
        (_visit, _session, Folder, _open) = (visit, session, folder, open);
        var mailbox = new Mailbox(session, visit.Visitor.Person);
        _wanted = visit.Query("q")?.Trim() is { Length: > 0 } wanted ? wanted : null;
        _from = visit.From;
        _lines = mailbox.Lines(folder, _wanted);
        (Unread, HasSent) = (mailbox.Unread(), folder == MailFolder.Sent || mailbox.HasSent());
    }

    public MailFolder Folder { get; }

    public long Unread { get; }

    public bool HasSent { get; }

    public bool IsEmpty => _lines.Count == 0;

    /// <summary>The text that says why there is nothing, and what to expect.</summary>
    public string Nothing => _wanted is not null ? "mail.notFound" : Folder == MailFolder.Sent ? "mail.noneSent" : "mail.none";

    private string Root => Folder == MailFolder.Sent ? "/outlook/sent" : "/outlook";

    /// <summary>The list as it was before a mail was opened.</summary>
    public string Back => Root + Query(_from);

    public string Address(long mail) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{mail}");

    public Markup Make()
    {
        var words = _visit.Words;
        var search = Markup.Of(
            $"""
            <form class="search" method="get" action="{Root}" role="search"><label class="sr" for="mail-q">{words["mail.search"]}</label>
            <input type="search" id="mail-q" name="q" value="{_wanted}" placeholder="{words["mail.search"]}" maxlength="100"><button>{words["mail.find"]}</button></form>
            """);
        var rows = Markup.Join(_lines.Skip(_from).Take(MostLines).Select(Row));
        var list = rows.IsEmpty ? Markup.None : Markup.Of($"""<ul class="messages">{rows}</ul>""");
        return Markup.Of($"""<div class="pane">{search}{list}{Pager()}</div>""");
    }

    private Markup Row(MailLine line)
    {
        var words = _visit.Words;
        var mail = MailStore.Find(_session, line.Id)!;
        var who = Folder == MailFolder.Sent ? words.Of("mail.toWhom", string.Join(", ", mail.Recipients.Take(3).Select(address => Mailbox.Name(_session, address)))) : line.From;
        var begin = mail.IsHtml ? SafeHtml.Plain(mail.Body, MostWords) : SafeHtml.Plain(Markup.Encode(mail.Body), MostWords);
        var unread = line.Seen ? Markup.None : Markup.Of($"""<span class="sr">{words["mail.unread"]}: </span>""");
        var clip = MailFiles.Of(mail).Any(file => !file.IsInline) ? Markup.Of($"""<span class="clip" title="{words["mail.hasFiles"]}"><span class="sr">{words["mail.hasFiles"]}</span></span>""") : Markup.None;
        return Markup.Of(
            $"""
            <li><a href="{Address(line.Id)}{Query(_from)}"{Markup.If(line.Id == _open, " aria-current=\"true\"")}{Markup.If(!line.Seen, " class=\"unread\"")}>
            <span class="line"><b>{unread}{who}</b><time class="caption" datetime="{line.Sent}">{When(line.Sent)}</time></span>
            <span class="line"><span class="subject">{ReadingPane.Subject(words, mail)}</span>{ReadingPane.Importance(words, mail)}{clip}</span><small>{begin}</small></a></li>
            """);
    }

    /// <summary>Today by the hour, before that by the day.</summary>
    private string When(string sent)
    {
        var today = LocalTime.Local(_visit.Tenant.Clock.GetUtcNow()).Date;
        return LocalTime.Local(sent).Date == today ? LocalTime.Local(sent).ToString("HH:mm", CultureInfo.InvariantCulture) : LocalTime.Show(sent, dateOnly: true);
    }

    private Markup Pager()
    {
        if (_lines.Count <= MostLines && _from == 0) return Markup.None;
        var newer = _from == 0 ? Markup.None : Markup.Of($"""<a class="button" href="{Root}{Query(Math.Max(0, _from - MostLines))}">{_visit.Words["mail.newer"]}</a>""");
        var older = _from + MostLines >= _lines.Count ? Markup.None : Markup.Of($"""<a class="button" href="{Root}{Query(_from + MostLines)}">{_visit.Words["mail.older"]}</a>""");
        return Markup.Of($"""<nav class="pager" aria-label="{_visit.Words["mail.pages"]}">{newer}{older}</nav>""");
    }

    private string Query(int from)
    {
        var parts = new List<string>();
        if (_wanted is not null) parts.Add("q=" + Uri.EscapeDataString(_wanted));
        if (from > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"from={from}"));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
