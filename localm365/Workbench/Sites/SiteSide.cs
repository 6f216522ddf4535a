using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Sites;

/// <summary>The menu of a site: what its navigation holds, and the lists the visitor may open.</summary>
internal static class SiteSide
{
    public static Markup Make(Visit visit, Session session, Site site)
    {
        var lists = Visible(session, site, visit.Visitor.Caller).Where(list => list is { Hidden: false, System: false }).ToList();
        var words = visit.Words;
        return Markup.Of(
            $"""
            <ul><li>{Link(visit, site.Path, site.DisplayName)}</li>{Link(visit, site.Path + "/_layouts/15/viewlsts.aspx", words["site.contents"])}</ul>
            <h2>{words["site.lists"]}</h2><ul>{lists.Where(list => !list.IsLibrary).Select(list => Entry(visit, site, list))}</ul>
            <h2>{words["site.libraries"]}</h2><ul>{lists.Where(list => list.IsLibrary).Select(list => Entry(visit, site, list))}</ul>
            """);
    }

    /// <summary>The lists of a site that somebody may read.</summary>
    internal static IEnumerable<SiteList> Visible(Session session, Site site, Caller caller)
    {
        var onSite = SiteStore.RightOf(session, site, caller);
        return ListStore.Of(session, site).Where(list => ListRights.Of(session, list, caller, onSite) >= Right.Read);
    }

    private static Markup Entry(Visit visit, Site site, SiteList list) => Markup.Of($"<li>{Link(visit, SiteAddress.List(site, list), list.DisplayName)}</li>");

    private static Markup Link(Visit visit, string url, string text)
    {
        var path = url.Split('?')[0];
        var here = visit.Http.Request.Path.ToUriComponent();
        var present = here == path || (path.EndsWith("/AllItems.aspx", StringComparison.Ordinal) && here.StartsWith(path[..^"AllItems.aspx".Length], StringComparison.OrdinalIgnoreCase));
        return Markup.Of($"""<a href="{url}"{(present ? new Markup(" aria-current=\"page\"") : Markup.None)}>{text}</a>""");
    }
}
