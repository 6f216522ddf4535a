using EmulationM365.LocalM365.Pages;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>A piece of news among others: picture, title, what it says first, when.</summary>
internal static class NewsCard
{
    private const int MostWords = 180;

    /// <summary>The published news of a site, newest first.</summary>
    public static List<SitePage> All(Session session, Site site) =>
        [.. PageStore.Published(session).Where(page => page.Site == site.Id && page.Published!.String("promotionKind") == "newsPost")];

    public static Markup Make(Visit visit, Site site, SitePage page)
    {
        var content = page.Published!;
        var image = LocalFile.Path(visit.Tenant, content.String("thumbnailWebUrl")) ?? LocalFile.Path(visit.Tenant, (content["titleArea"] as JsonObject)?.String("imageWebUrl"));
        var picture = image is null ? new Markup("""<span class="hero" aria-hidden="true"></span>""") : Markup.Of($"""<img class="hero" src="{image}" alt="" loading="lazy">""");
        var about = content.String("description") is { Length: > 0 } text ? text : Canvas.Words(content, MostWords);
        return Markup.Of(
            $"""<li class="newscard">{picture}<a class="strong" href="{SiteAddress.Page(site, page.Name)}">{TitleArea.Title(page, content)}</a><span class="about">{about}</span><span class="caption">{TitleArea.Author(page)} · {LocalTime.Show(page.Modified)}</span></li>""");
    }
}
