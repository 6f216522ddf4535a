using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>One mail: from whom, to whom, when, its files and its text.</summary>
internal sealed class ReadingPane(Visit visit, Session session, StoredMail mail)
{
    // the text is cleaned before it is shown, and shown where no script runs and nothing is fetched from anywhere, should the cleaning miss something
    private const string Head =
        """
        <!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><base target="_blank">
        <style>body{margin:0;color:#242424;background:#fff;font:400 14px/20px "Segoe UI","Segoe UI Variable",system-ui,"Noto Sans",sans-serif;overflow-wrap:anywhere}a{color:#0F6CBD}img{max-width:100%}table{max-width:100%}</style></head><body>
        """;

    /// <summary>The address below which the files of the mail are.</summary>
    public string Files { get; init; } = "";

    /// <summary>Whether every recipient is shown, hidden copies too.</summary>
    public bool ShowsHidden { get; init; }

    private Words Words => visit.Words;

    public static string Subject(Words words, StoredMail mail) => mail.Subject.Length > 0 ? mail.Subject : words["mail.noSubject"];

    public static Markup Importance(Words words, StoredMail mail) => mail.Message.String("importance")?.ToLowerInvariant() switch
    {
        "high" => Markup.Of($"""<span class="pill bad">! {words["mail.high"]}</span>"""),
        "low" => Markup.Of($"""<span class="pill">↓ {words["mail.low"]}</span>"""),
        _ => Markup.None,
    };

    /// <param name="commands">What can be done with the mail.</param>
    /// <param name="card">Its card, above its text.</param>
    public Markup Make(Markup commands, Markup card = default)
    {
        var from = Mailbox.Name(session, mail.Mailbox);
        return Markup.Of(
            $"""
            <div class="letterhead"><h1>{Subject(Words, mail)}</h1>{Importance(Words, mail)}{commands}</div>
            <div class="from"><span class="face" aria-hidden="true">{Screen.Initials(from)}</span><div><b>{from}</b>{Beside(from, mail.Mailbox)}
            {To("toRecipients", "mail.to")}{To("ccRecipients", "mail.cc")}{(ShowsHidden ? To("bccRecipients", "mail.bcc") : Markup.None)}</div><time class="caption" datetime="{mail.Sent}">{LocalTime.Show(mail.Sent)}</time></div>
            {Attached()}{card}{Text()}
            """);
    }

    private Markup To(string kind, string key)
    {
        var names = (mail.Message[kind] as JsonArray ?? []).OfType<JsonObject>().Select(one => one["emailAddress"] as JsonObject).OfType<JsonObject>()
            .Select(one => one.String("address") ?? "").Where(address => address.Length > 0).Select(address => Markup.Of($"""<span title="{address}">{Mailbox.Name(session, address)}</span>""")).ToList();
        return names.Count == 0 ? Markup.None : Markup.Of($"""<small>{Words[key]} {Markup.Join(names, "; ")}</small>""");
    }

    private Markup Attached()
    {
        var files = MailFiles.Of(mail).Where(file => !file.IsInline).ToList();
        if (files.Count == 0) return Markup.None;
        var list = files.Select(file => Markup.Of($"""<li><a class="button" href="{Files}{file.Number}" download>{file.Name} <small>{FileSize.Show(file.Content.Length)}</small></a></li>"""));
        return Markup.Of($"""<h2 class="sr">{Words["mail.files"]}</h2><ul class="files attached">{list}</ul>""");
    }

    private Markup Text()
    {
        if (!mail.IsHtml) return Markup.Of($"""<pre class="letter">{mail.Body}</pre>""");
        var files = MailFiles.Of(mail);
        var clean = SafeHtml.Clean(mail.Body, new HtmlAllowance(HtmlAllowance.MailStyles, Link, address => MailFiles.Picture(files, address)));
        return Markup.Of(
            $"""<iframe class="letter" data-fit title="{Words["mail.text"]}" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" srcdoc="{Head + clean.Text + "</body></html>"}"></iframe>""");
    }

    /// <summary>A mail has no address of its own, so a link in it says where it leads in full.</summary>
    private static string? Link(string address) => HtmlAllowance.SafeLink(address) is { } link && link[0] is not ('/' or '#') && link.Contains(':', StringComparison.Ordinal) ? link : null;

    private static Markup Beside(string name, string address) => name == address ? Markup.None : Markup.Of($"""<small>{address}</small>""");
}
