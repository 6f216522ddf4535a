using System.Text;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Where on the workbench a page belongs: the accent, and which entry of the bar is the present one.</summary>
internal enum Area
{
    Sites,
    Outlook,
    Teams,
    Machine,
    SignIn,
}

/// <summary>One page: what it is called, what stands in it, and what leads on from it.</summary>
internal sealed record Screen(Area Area, string Title, Markup Body)
{
    /// <summary>The menu at the side; none on pages that have only one place.</summary>
    public Markup Side { get; init; }

    /// <summary>Pages for reading keep a narrow column; tables use the width.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>There are Adaptive Cards on it.</summary>
    public bool HasCards { get; init; }

    public int Status { get; init; } = 200;

    public IResult Show(HttpContext http, Visitor? visitor)
    {
        var words = visitor?.Words ?? Visitor.LanguageOf(http);
        Guard(http.Response.Headers);
        var side = Side.IsEmpty ? Markup.None : Markup.Of($"""<details class="side"><summary>{words["bar.menu"]}</summary><nav aria-label="{words["bar.menu"]}">{Side}</nav></details>""");
        var page = Markup.Of(
            $"""
            <!doctype html><html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{Title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{Asset.Url("workbench.css")}"><script defer src="{Asset.Url("workbench.js")}"></script>{CardScripts()}</head>
            <body class="area-{Area.ToString().ToLowerInvariant()}"><a class="skip" href="#main">{words["bar.skip"]}</a>{Bar(http, words, visitor)}
            <div class="frame">{side}<main id="main" tabindex="-1" class="{(IsNarrow ? "narrow" : "wide")}" data-unsaved="{words["form.unsaved"]}">{Body}</main></div></body></html>
            """);
        return Results.Content(page.Text, "text/html; charset=utf-8", Encoding.UTF8, Status);
    }

    /// <summary>The renderer is large: only pages with cards ask for it.</summary>
    private Markup CardScripts() => HasCards && Asset.Has(Asset.Cards)
        ? Markup.Of($"""<script defer src="{Asset.Url(Asset.Cards)}"></script><script defer src="{Asset.Url("cards.js")}"></script>""") : Markup.None;

    private Markup Bar(HttpContext http, Words words, Visitor? visitor)
    {
        Markup Entry(Area area, string url, string text) => Markup.Of($"""<a href="{url}"{Markup.If(area == Area, " aria-current=\"page\"")}>{text}</a>""");
        var apps = visitor is null ? Markup.None : Markup.Of($"""<nav class="apps" aria-label="{words["bar.apps"]}">{Entry(Area.Sites, "/", "SharePoint")}{Entry(Area.Outlook, "/outlook", "Outlook")}{Entry(Area.Teams, "/teams", "Teams")}{Entry(Area.Machine, "/machine", words["bar.machine"])}</nav>""");
        var back = Uri.EscapeDataString(http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent());
        var other = words.Language == Words.Default ? "en" : Words.Default;
        var language = Markup.Of($"""<a class="language" href="/language?to={other}&amp;back={back}" lang="{other}" hreflang="{other}">{(other == "en" ? "English" : "Tiếng Việt")}</a>""");
        var who = visitor is null ? Markup.None : Markup.Of(
            $"""<a class="who" href="/signin" title="{words["bar.switch"]}"><span class="face" aria-hidden="true">{Initials(visitor.Person.DisplayName)}</span><span>{visitor.Person.DisplayName}</span></a>""");
        return Markup.Of($"""<header class="bar"><a class="brand" href="/">Microsoft 365 <small>{words["bar.local"]}</small></a>{apps}<div class="right">{language}{who}</div></header>""");
    }

    /// <summary>The first and the last word's first letters, as on the pictures of people without a picture; a number at the end tells more than its first digit.</summary>
    internal static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[^1].Length <= 2 && words[^1].All(char.IsAsciiDigit)) return words[^1];
        return words.Length == 0 ? "?" : string.Concat(new[] { words[0], words[^1] }.Distinct().Select(word => StringInfo.GetNextTextElement(word))).ToUpperInvariant();
    }

    /// <summary>Nothing comes from elsewhere, nothing is kept, nothing is told to where a link leads. Styles inside the page are what column formatting is made of.</summary>
    private static void Guard(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
