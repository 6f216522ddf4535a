using EmulationM365.LocalM365.Rest;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Sites;

/// <summary>The menu of a site: what its navigation holds, and the lists the visitor may open.</summary>
internal static class SiteSide
{
    public static Markup Make(Visit visit, Session session, Site site)
    {
        var open = Visible(session, site, visit.Visitor.Caller).ToList();
        var words = visit.Words;
        var menu = MenuTrimming.For(session, site, open, NavigationStore.Quick(session, site));
        // a site whose navigation nobody made leads to its lists all the same
        var lists = NavigationStore.IsBorn(session, site) ? open.Where(list => list is { Hidden: false, System: false }).ToList() : [];
        return Markup.Of(
            $"""
            <ul>{menu.Select(node => Node(visit, site, node))}<li>{Link(visit, site.Path + "/_layouts/15/viewlsts.aspx", words["site.contents"])}</li></ul>
            {Section(visit, site, words["site.lists"], lists.Where(list => !list.IsLibrary))}{Section(visit, site, words["site.libraries"], lists.Where(list => list.IsLibrary))}
            """);
    }

    /// <summary>The lists of a site that somebody may read.</summary>
    internal static IEnumerable<SiteList> Visible(Session session, Site site, Caller caller)
    {
        var onSite = SiteStore.RightOf(session, site, caller);
        return ListStore.Of(session, site).Where(list => ListRights.Of(session, list, caller, onSite) >= Right.Read);
    }

    private static Markup Section(Visit visit, Site site, string heading, IEnumerable<SiteList> lists)
    {
        var entries = lists.Select(list => Entry(visit, site, list)).ToList();
        return entries.Count == 0 ? Markup.None : Markup.Of($"<h2>{heading}</h2><ul>{entries}</ul>");
    }

    private static Markup Entry(Visit visit, Site site, SiteList list) => Markup.Of($"<li>{Link(visit, SiteAddress.List(site, list), list.DisplayName)}</li>");

    /// <summary>A link of the site's navigation with those below it. The link every site is born with has the site's own name here.</summary>
    private static Markup Node(Visit visit, Site site, NavigationNode node)
    {
        var isHome = node.Id == NavigationStore.Home && node.Title == NavigationStore.HomeTitle;
        var link = isHome ? Link(visit, site.Path, site.DisplayName) : node.Url.StartsWith('/') ? Link(visit, node.Url, node.Title)
            : Uri.TryCreate(node.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? Markup.Of($"""<a href="{node.Url}" rel="noreferrer">{node.Title}</a>""") : Markup.Of($"<h2>{node.Title}</h2>");
        return Markup.Of($"<li>{link}{(node.Children.Count == 0 ? Markup.None : Markup.Of($"<ul>{node.Children.Select(child => Node(visit, site, child))}</ul>"))}</li>");
    }

    private static Markup Link(Visit visit, string url, string text)
    {
        var path = url.Split('?')[0];
        var here = visit.Http.Request.Path.ToUriComponent();
        var present = here == path || (path.EndsWith("/AllItems.aspx", StringComparison.Ordinal) && here.StartsWith(path[..^"AllItems.aspx".Length], StringComparison.OrdinalIgnoreCase));
        return Markup.Of($"""<a href="{url}"{Markup.If(present, " aria-current=\"page\"")}>{text}</a>""");
    }
}
