using EmulationM365.LocalM365.Pages;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.News;

namespace EmulationM365.LocalM365.Workbench.Sites;

/// <summary>The start page, the home page of a site and its contents.</summary>
internal static class SitePages
{
    private const int MostNews = 12;

    public static IResult Start(Visit visit)
    {
        var words = visit.Words;
        var cards = visit.Read((session, call) => Open(session, call).Select(site => Markup.Of(
            $"""
            <li><a class="strong" href="{site.Path}">{site.DisplayName}</a><span class="caption">{words.Of("start.lists", SiteSide.Visible(session, site, call.Caller).Count(list => list is { Hidden: false, System: false }))}</span></li>
            """)).ToList());
        var body = Markup.Of(
            $"""
            <h1>{words.Of("start.hello", visit.Visitor.Person.DisplayName)}</h1><p class="quiet">{words["start.about"]}</p><h2>{words["start.sites"]}</h2>
            {(cards.Count > 0 ? Markup.Of($"""<ul class="cards">{cards}</ul>""") : Markup.Of($"""<p class="empty">{words["start.none"]}</p>"""))}
            """);
        return visit.Show(new Screen(Area.Sites, words["start.title"], body));
    }

    public static IResult Home(Visit visit) => visit.Read((session, call) =>
    {
        var site = call.OpenSite(session, Key(visit), Right.Read);
        if (Welcome(session, site) is { } welcome) return NewsPages.Published(visit, call, session, site, welcome);
        var words = visit.Words;
        var news = NewsCard.All(session, site);
        var more = Markup.Of($"""<p class="more"><a href="{site.Path}/_layouts/15/news.aspx">{words["page.allNews"]}</a></p>""");
        var cards = news.Count == 0
            ? Markup.Of($"""<p class="empty">{words["news.none"]}</p>{more}""")
            : Markup.Of($"""<ul class="cards">{news.Take(MostNews).Select(page => NewsCard.Make(visit, site, page))}</ul>{more}""");
        return visit.Show(new Screen(Area.Sites, site.DisplayName, Markup.Of($"""<h1>{site.DisplayName}</h1><h2>{words["news.title"]}</h2>{cards}""")) { Side = SiteSide.Make(visit, session, site) });
    });

    public static IResult Contents(Visit visit) => visit.Read((session, call) =>
    {
        var site = call.OpenSite(session, Key(visit), Right.Read);
        var words = visit.Words;
        var rows = SiteSide.Visible(session, site, call.Caller).Where(list => !list.System).Select(list => Markup.Of(
            $"""
            <tr><td class="first"><a href="{SiteAddress.List(site, list)}">{list.DisplayName}</a></td><td data-name="{words["contents.kind"]}">{words[list.IsLibrary ? "contents.library" : "contents.list"]}{(list.Hidden ? Markup.Of($" · {words["contents.hidden"]}") : Markup.None)}</td>
            <td class="number" data-name="{words["contents.items"]}">{session.Number($"SELECT COUNT(*) FROM items WHERE list = {list.Id} AND deleted = 0")}</td><td data-name="{words["contents.name"]}">{list.Name}</td></tr>
            """));
        var body = Markup.Of(
            $"""
            <h1>{words["site.contents"]}</h1><div class="scroll"><table class="list cardrows"><thead><tr><th class="first" scope="col">{words["contents.title"]}</th><th scope="col">{words["contents.kind"]}</th>
            <th scope="col" class="number">{words["contents.items"]}</th><th scope="col">{words["contents.name"]}</th></tr></thead><tbody>{rows}</tbody></table></div>
            """);
        return visit.Show(new Screen(Area.Sites, words["site.contents"], body) { Side = SiteSide.Make(visit, session, site) });
    });

    /// <summary>The page that the site opens with; null for the one it was born with, and for one that readers cannot see: the service then answers "not found", here the born one helps more.</summary>
    private static SitePage? Welcome(Session session, Site site) =>
        SiteStore.Welcome(session, site) is { } address && PageStore.ByName(session, site, address[(address.LastIndexOf('/') + 1)..]) is { Published: not null } page ? page : null;

    /// <summary>The site a page's address names, as the stores look it up.</summary>
    internal static string Key(Visit visit) => $"{Site.Host}:/sites/{visit.Route("name")}";

    private static IEnumerable<Site> Open(Session session, GraphCall call) => SiteStore.All(session).Where(site => SiteStore.RightOf(session, site, call.Caller) >= Right.Read);
}
