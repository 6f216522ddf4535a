using EmulationM365.LocalM365.Pages;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>Pages of a site as their readers see them: what was published, and for those who write also what was not.</summary>
internal static class NewsPages
{
    private const int MostCards = 24;

    public static IResult Page(Visit visit) => visit.Read((session, call) =>
    {
        var site = call.OpenSite(session, SitePages.Key(visit), Right.Read);
        var words = visit.Words;
        var name = visit.Route("page");
        if (PageStore.ByName(session, site, name) is not { } page) return name.Equals("Home.aspx", StringComparison.OrdinalIgnoreCase) ? Results.Redirect(site.Path) : throw Refused.NotFound();
        var asksDraft = visit.Query("draft") == "1";
        if (!asksDraft && page.Published is not null) return Published(visit, call, session, site, page);
        if (asksDraft && !PageAudience.SeesDraft(session, call.Caller, site, page)) throw Refused.Denied();
        if (!asksDraft) return PageAudience.SeesDraft(session, call.Caller, site, page) ? Unpublished(visit, session, site, page) : throw Refused.NotFound();
        return Read(visit, session, site, page, page.Draft, Markup.Of($"""<p class="notice"><b>{words["page.draft"]}</b> {words["page.draftAbout"]}</p>"""));
    });

    /// <summary>A page that was published, as its readers see it.</summary>
    internal static IResult Published(Visit visit, GraphCall call, Session session, Site site, SitePage page)
    {
        var words = visit.Words;
        var newer = page.Level != "published" && PageAudience.SeesDraft(session, call.Caller, site, page)
            ? Markup.Of($"""<p class="notice">{words["page.newer"]} <a href="{SiteAddress.Page(site, page.Name)}?draft=1">{words["page.seeDraft"]}</a></p>""") : Markup.None;
        return Read(visit, session, site, page, page.Published!, newer);
    }

    private static IResult Read(Visit visit, Session session, Site site, SitePage page, JsonObject content, Markup notice)
    {
        var words = visit.Words;
        var canvas = Canvas.Show(content, new WebParts(visit, session));
        var crumbs = Markup.Of($"""<nav class="crumbs" aria-label="{words["library.path"]}"><a href="{site.Path}">{site.DisplayName}</a> › <a href="{site.Path}/_layouts/15/news.aspx">{words["news.title"]}</a></nav>""");
        var body = Markup.Of($"""{crumbs}{notice}<article class="page">{TitleArea.Show(visit, page, content)}{canvas}</article>""");
        return visit.Show(new Screen(Area.Sites, TitleArea.Title(page, content), body) { Side = SiteSide.Make(visit, session, site) });
    }

    public static IResult News(Visit visit) => visit.Read((session, call) =>
    {
        var site = call.OpenSite(session, SitePages.Key(visit), Right.Read);
        var words = visit.Words;
        var all = NewsCard.All(session, site);
        var from = visit.From;
        var cards = all.Count == 0
            ? Markup.Of($"""<p class="empty">{words["news.none"]}</p>""")
            : Markup.Of($"""<ul class="cards">{all.Skip(from).Take(MostCards).Select(page => NewsCard.Make(visit, site, page))}</ul>{Pager(words, from, all.Count)}""");
        var title = words.Of("page.newsOf", site.DisplayName);
        var body = Markup.Of($"""<p class="crumbs"><a href="{site.Path}">{site.DisplayName}</a></p><h1>{words["news.title"]}</h1>{cards}{Drafts(visit, session, call, site)}""");
        return visit.Show(new Screen(Area.Sites, title, body) { Side = SiteSide.Make(visit, session, site) });
    });

    private static IResult Unpublished(Visit visit, Session session, Site site, SitePage page)
    {
        var words = visit.Words;
        var body = Markup.Of($"""<div class="empty"><h1>{words["page.unpublished"]}</h1><p><a href="?draft=1">{words["page.seeDraft"]}</a></p></div>""");
        return visit.Show(new Screen(Area.Sites, page.Title, body) { Side = SiteSide.Make(visit, session, site), Status = 404 });
    }

    private static Markup Drafts(Visit visit, Session session, GraphCall call, Site site)
    {
        var drafts = PageStore.Of(session, site).Where(page => page.Level != "published" && PageAudience.SeesDraft(session, call.Caller, site, page))
            .Select(page => Markup.Of($"""<li><a href="{SiteAddress.Page(site, page.Name)}?draft=1">{page.Title}</a> <span class="caption">{TitleArea.Author(page)} · {LocalTime.Show(page.Modified)}</span></li>""")).ToList();
        return drafts.Count == 0 ? Markup.None : Markup.Of($"""<h2>{visit.Words["page.drafts"]}</h2><ul class="plainlist">{drafts}</ul>""");
    }

    private static Markup Pager(Words words, int from, int count)
    {
        if (count <= MostCards) return Markup.None;
        var newer = from == 0 ? Markup.None : Markup.Of($"""<a class="button" href="?from={Math.Max(0, from - MostCards)}">{words["page.newerNews"]}</a>""");
        var older = from + MostCards >= count ? Markup.None : Markup.Of($"""<a class="button" href="?from={from + MostCards}">{words["page.olderNews"]}</a>""");
        return Markup.Of($"""<nav class="pager" aria-label="{words["page.morePages"]}">{newer}{older}</nav>""");
    }
}
