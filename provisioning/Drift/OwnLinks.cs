using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Links of the menu that people added, and links of ours that they call otherwise or put elsewhere. Links that the service makes with a site are nobody's choice.</summary>
internal static class OwnLinks
{
    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        var links = SiteMenu.Links(found.Site.Path, found.Year);
        var ours = links.Select(link => (Link: link, Node: MenuDiff.Find(found.Site.Menu, link))).Where(pair => pair.Node is not null).Select(pair => (pair.Link, Node: pair.Node!)).ToList();
        var known = ours.ToLookup(pair => pair.Node.Id, pair => pair.Link);
        return Below(null, found.Site.Menu).SelectMany(pair => known[pair.Node.Id].FirstOrDefault() is { } link ? Changed(link, pair.Node, pair.Parent, ours, pair.Parent is not null && IsOfOtherYear(found, links, pair.Parent)) : Added(found, links, pair.Node));
    }

    private static IEnumerable<DriftFinding> Changed(MenuLink link, FoundLink node, FoundLink? parent, IReadOnlyList<(MenuLink Link, FoundLink Node)> ours, bool belowOtherYear)
    {
        // A first link that bears its first name is mended.
        if (node.Title != link.Title && !(link.Key == SiteMenu.Home && MenuDiff.IsBorn(node))) yield return DriftFinding.Of(DriftKind.LinkRenamed, DriftPlace.Site, link.Title, node.Title);
        // The next year has taken the first place: this year's links stand below its.
        if (belowOtherYear) yield break;
        var under = ours.FirstOrDefault(pair => pair.Link.Key == link.Under).Node;
        if (under?.Id != parent?.Id && (under is not null || link.Under is null)) yield return DriftFinding.Of(DriftKind.LinkMoved, DriftPlace.Site, node.Title);
    }

    private static IEnumerable<DriftFinding> Added(DriftFound found, IReadOnlyList<MenuLink> links, FoundLink node) =>
        MenuDiff.IsService(found.Site.Path, node) || IsOfOtherYear(found, links, node) ? [] : [DriftFinding.Of(DriftKind.LinkAdded, DriftPlace.Site, node.Title)];

    private static bool IsOfOtherYear(DriftFound found, IEnumerable<MenuLink> links, FoundLink node) =>
        links.Any(link => link.List is { PerYear: true } && MenuDiff.IsOfOtherYear(node, link, found.Year, found.Site.Path));

    private static IEnumerable<(FoundLink? Parent, FoundLink Node)> Below(FoundLink? parent, IEnumerable<FoundLink> menu) => menu.SelectMany(node => Below(node, node.Below).Prepend((parent, node)));
}
