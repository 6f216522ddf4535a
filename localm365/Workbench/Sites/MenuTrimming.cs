using EmulationM365.LocalM365.Rest;

namespace EmulationM365.LocalM365.Workbench.Sites;

/// <summary>
/// The menu as one person sees it: without the links to lists and pages of the site that the person may not open, and without what stands below those.
/// Links that lead out of the site, and headings, are shown to everybody.
/// </summary>
internal static class MenuTrimming
{
    public static IReadOnlyList<NavigationNode> For(Session session, Site site, IReadOnlyList<SiteList> open, IReadOnlyList<NavigationNode> menu)
    {
        var closed = ListStore.Of(session, site).ExceptBy(open.Select(list => list.Id), list => list.Id).Select(list => list.UrlOn(site)).ToList();
        return Seen(menu);

        List<NavigationNode> Seen(IEnumerable<NavigationNode> nodes) =>
            [.. nodes.Where(node => node.IsExternal || !closed.Exists(url => IsIn(Uri.UnescapeDataString(node.Url), url))).Select(node => node with { Children = Seen(node.Children) })];
    }

    private static bool IsIn(string url, string list) => url.Equals(list, StringComparison.OrdinalIgnoreCase) || url.StartsWith(list + "/", StringComparison.OrdinalIgnoreCase);
}
