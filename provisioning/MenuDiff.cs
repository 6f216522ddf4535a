using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>One thing to do on the menu of the site.</summary>
public abstract record MenuStep : SiteStep;

/// <summary>The menu lacks a link of ours.</summary>
/// <param name="Link">The link.</param>
/// <param name="Behind">Key of the link behind which it is put; "" puts it first; null leaves it last, where the service adds it.</param>
public sealed record AddLink(MenuLink Link, string? Behind) : MenuStep;

/// <summary>The link that the site was born with still has its first title.</summary>
public sealed record NameHome(long LinkId, string Title) : MenuStep;

/// <summary>A link of ours to a list of an earlier year stands where this year's belongs.</summary>
/// <param name="Link">The link.</param>
/// <param name="Under">Key of this year's link, below which it goes.</param>
/// <param name="There">It stands there already, from a run that was cut short, and only has to leave its old place.</param>
public sealed record FileLink(FoundLink Link, string Under, bool There) : MenuStep;

/// <summary>
/// Compares the menu with the schema. A link of ours is known by its address, wherever people put it and whatever they call it; what they added, moved and
/// renamed stays. Links of an earlier year that nobody touched go below this year's link of the same list.
/// </summary>
public static class MenuDiff
{
    /// <summary>What the service calls the link that a site is born with.</summary>
    private static readonly string[] Born = ["Home", "Trang chủ", "Trang Chủ"];

    private static readonly string[] ServicePlaces = ["_layouts/", "Shared Documents", "SitePages", "SiteAssets"];

    /// <summary>What the menu needs. A list that is not there yet has no link.</summary>
    public static IEnumerable<SiteStep> Of(int year, SiteFound found)
    {
        var links = SiteMenu.Links(found.Path, year).Where(link => link.List is null || found.Lists.Any(list => list.Name == link.List.SiteName(year))).ToList();
        // where they stand at the top, in order: keys of ours, and something else for what people added
        var order = found.Menu.Select(node => links.FirstOrDefault(link => link.Under is null && Leads(node, link))?.Key ?? $"#{node.Id}").ToList();
        var last = "";
        foreach (var link in links)
        {
            var node = Find(found.Menu, link);
            if (node is null) yield return Added(link, last, order);
            else if (link.Key == SiteMenu.Home && Born.Contains(node.Title)) yield return new NameHome(node.Id, link.Title);
            if (link.Under is null && order.Contains(link.Key)) last = link.Key;
        }

        foreach (var file in Earlier(year, found, links)) yield return file;
    }

    /// <summary>The link as it stands in a menu; null where it is missing.</summary>
    internal static FoundLink? Find(IReadOnlyList<FoundLink> menu, MenuLink link) => link.Key switch
    {
        SiteMenu.Office => menu.FirstOrDefault(node => Leads(node, link)),
        // The office's own link leads to one of the lists below it, and is not that list's link.
        _ when link.Under is not null => All(menu).FirstOrDefault(node => Leads(node, link) && !(menu.Contains(node) && node.Below.Count > 0)),
        _ => All(menu).FirstOrDefault(node => Leads(node, link)),
    };

    /// <summary>Adds to the order as the run will, so that the next link knows what stands before it.</summary>
    private static AddLink Added(MenuLink link, string last, List<string> order)
    {
        if (link.Under is not null) return new AddLink(link, null);
        var at = last.Length == 0 ? 0 : order.IndexOf(last) + 1;
        var isLast = at == order.Count;
        order.Insert(at, link.Key);
        return new AddLink(link, isLast ? null : last);
    }

    private static IEnumerable<FileLink> Earlier(int year, SiteFound found, IReadOnlyList<MenuLink> links)
    {
        foreach (var link in links.Where(link => link.List is { PerYear: true }))
        {
            var filed = Find(found.Menu, link)?.Below ?? [];
            foreach (var node in Misplaced(found.Menu, link, year, found.Path)) yield return new FileLink(node, link.Key, filed.Any(there => Same(there.Url, node.Url)));
        }
    }

    /// <summary>
    /// Links of earlier years to the same list that nobody touched, where they do not stand below a newer one. What stands below such a link goes first: removing
    /// a link takes along what is below it.
    /// </summary>
    private static IEnumerable<FoundLink> Misplaced(IEnumerable<FoundLink> menu, MenuLink link, int year, string sitePath) => menu.SelectMany(node => YearOf(node, link, sitePath) >= year
        ? []
        : Misplaced(node.Below, link, year, sitePath).Concat(IsEarlier(node, link, year, sitePath) && node.Below.All(below => IsEarlier(below, link, year, sitePath)) ? [node] : []));

    /// <summary>It bears the name that the service gave it.</summary>
    internal static bool IsBorn(FoundLink node) => Born.Contains(node.Title);

    /// <summary>It leads to what the service makes with a site: its first library, its pages, its notebook, its bin, its pages of settings.</summary>
    internal static bool IsService(string sitePath, FoundLink node) => ServicePlaces.Any(place => Path(node.Url).StartsWith(Path($"{sitePath}/{place}"), StringComparison.Ordinal)) || IsBorn(node);

    /// <summary>It leads to a list of ours of an earlier year, under the name that we gave it.</summary>
    private static bool IsEarlier(FoundLink node, MenuLink link, int year, string sitePath) =>
        YearNamed(node, link, sitePath) < year;

    /// <summary>It leads to a list of ours of another year, under the name that we gave it: two years stand side by side in one menu.</summary>
    internal static bool IsOfOtherYear(FoundLink node, MenuLink link, int year, string sitePath) =>
        YearNamed(node, link, sitePath) is { } other && other != year;

    /// <summary>The year of the list that a link leads to under the name that we gave it; null when it is no such link.</summary>
    private static int? YearNamed(FoundLink node, MenuLink link, string sitePath) => YearOf(node, link, sitePath) is { } year && node.Title == link.List!.DisplayName(year) ? year : null;

    /// <summary>The year of the list that a link leads to; null when it does not lead to that list in any year.</summary>
    private static int? YearOf(FoundLink node, MenuLink link, string sitePath)
    {
        var stem = Path(SiteMenu.RootOf(sitePath, 0, link.List!))[..^1];
        var path = Path(node.Url);
        return path.StartsWith(stem, StringComparison.Ordinal) && path.Length >= stem.Length + 4 && int.TryParse(path.AsSpan(stem.Length, 4), out var other)
            && Same(node.Url, SiteMenu.AddressOf(sitePath, other, link.List!)) ? other : null;
    }

    /// <summary>Every link of a menu.</summary>
    private static IEnumerable<FoundLink> All(IEnumerable<FoundLink> menu) => menu.SelectMany(node => All(node.Below).Prepend(node));

    /// <summary>It leads to the same page; a list's own address leads to its first page.</summary>
    private static bool Leads(FoundLink node, MenuLink link) => Same(node.Url, link.Url) || (link.Key != SiteMenu.Home && Same(node.Url, Root(link.Url)));

    private static string Root(string address) => address[..address.LastIndexOf('/')] is var root && root.EndsWith("/Forms", StringComparison.Ordinal) ? root[..^"/Forms".Length] : root;

    private static bool Same(string one, string other) => Path(one) == Path(other);

    private static string Path(string url) =>
        Uri.UnescapeDataString(Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http" ? absolute.AbsolutePath : url.Split('?')[0]).TrimEnd('/').ToUpperInvariant();
}
