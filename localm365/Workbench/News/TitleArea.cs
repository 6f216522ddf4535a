using EmulationM365.LocalM365.Pages;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>The head of a page: title over a picture, on a block of colour, or plain; who wrote it and when.</summary>
internal static class TitleArea
{
    public static Markup Show(Visit visit, SitePage page, JsonObject content)
    {
        var words = visit.Words;
        var area = content["titleArea"] as JsonObject ?? [];
        var title = Title(page, content);
        var above = area.String("textAboveTitle") is { Length: > 0 } text && area["showTextBlockAboveTitle"]?.ToString() != "false" ? Markup.Of($"""<p class="above">{text}</p>""") : Markup.None;
        var image = LocalFile.Path(visit.Tenant, area.String("imageWebUrl"));
        var picture = image is null ? Markup.None : Markup.Of($"""<img class="hero" src="{image}" alt="{area.String("alternativeText")}">""");
        var kind = Kind(area, image is not null);
        var facts = string.Join(" · ", Facts(words, page, content, area));
        return Markup.Of($"""<header class="titlearea {kind}{(area.String("textAlignment") == "center" ? " centred" : "")}">{picture}<div>{above}<h1>{title}</h1><p class="caption">{facts}</p></div></header>""");
    }

    public static string Title(SitePage page, JsonObject content) => content.String("title") is { Length: > 0 } title ? title : page.Name;

    /// <summary>The name on the page, of a person or of the app that wrote it.</summary>
    public static string Author(SitePage page) => ((page.Author["user"] ?? page.Author["application"]) as JsonObject)?.String("displayName") ?? "";

    private static IEnumerable<string> Facts(Words words, SitePage page, JsonObject content, JsonObject area)
    {
        yield return words[content.String("promotionKind") == "newsPost" ? "page.news" : "page.page"];
        if (area["showAuthor"]?.ToString() != "false" && Author(page) is { Length: > 0 } author) yield return author;
        if (area["showPublishedDate"]?.ToString() != "false") yield return LocalTime.Show(page.Modified);
    }

    private static string Kind(JsonObject area, bool hasImage) => area.String("layout") switch
    {
        "colorBlock" => "colorblock",
        "plain" => "plain",
        _ => hasImage ? "pictured" : "plain",
    };
}
