using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Rest;

/// <summary>A link in the navigation of a site, with the links below it. Without audiences everybody sees it.</summary>
internal sealed record NavigationNode(long Id, string Title, string Url, bool IsExternal, IReadOnlyList<string>? AudienceIds, IReadOnlyList<NavigationNode> Children);

/// <summary>
/// The navigation of sites in the database. Until somebody changes it a site has the one link it was born with, which is in no table; from then on the two bars are
/// there as rows themselves.
/// </summary>
internal static class NavigationStore
{
    // the ids SharePoint gives to the two bars, and to the first link
    public const long QuickLaunch = 1025;
    public const long TopBar = 1002;
    public const long Home = 1031;

    /// <summary>The title of the first link until somebody gives it another.</summary>
    public const string HomeTitle = "Home";

    private const long FirstId = 2001;

    /// <summary>The links on the left, as a tree.</summary>
    public static IReadOnlyList<NavigationNode> Quick(Session session, Site site) => Below(session, site, QuickLaunch);

    /// <summary>The links below a bar or a link, each with those below it.</summary>
    public static IReadOnlyList<NavigationNode> Below(Session session, Site site, long parent)
    {
        if (!IsSettled(session, site)) return parent == QuickLaunch ? [Born(site)] : [];
        return [.. session.All($"SELECT * FROM navigation WHERE site = {site.Id} AND parent = {parent} ORDER BY position", Map).Select(node => node with { Children = Below(session, site, node.Id) })];
    }

    public static NavigationNode? Find(Session session, Site site, long id)
    {
        if (id is QuickLaunch or TopBar) return new NavigationNode(id, id == TopBar ? "SharePoint Top Navigation Bar" : "Quick launch", "", false, null, Below(session, site, id));
        if (!IsSettled(session, site)) return id == Home ? Born(site) : null;
        return session.First($"SELECT * FROM navigation WHERE site = {site.Id} AND id = {id}", Map) is { } node ? node with { Children = Below(session, site, id) } : null;
    }

    /// <summary>Puts a new link last below a parent.</summary>
    public static NavigationNode Add(Session session, Site site, long parent, NavigationNode node)
    {
        Settle(session, site);
        var id = Math.Max(FirstId, session.Number($"SELECT MAX(id) + 1 FROM navigation WHERE site = {site.Id}"));
        var last = session.Number($"SELECT COALESCE(MAX(position), -1) + 1 FROM navigation WHERE site = {site.Id} AND parent = {parent}");
        session.Run($"INSERT INTO navigation VALUES ({site.Id}, {id}, {parent}, {last}, {node.Title}, {node.Url}, {node.IsExternal}, {Audiences(node)})");
        return node with { Id = id };
    }

    public static void Save(Session session, Site site, NavigationNode node)
    {
        Settle(session, site);
        session.Run(
            $"UPDATE navigation SET title = {node.Title}, url = {node.Url}, external = {node.IsExternal}, audiences = {Audiences(node)} WHERE site = {site.Id} AND id = {node.Id}");
    }

    /// <summary>Removes a link with all below it.</summary>
    public static void Remove(Session session, Site site, NavigationNode node)
    {
        Settle(session, site);
        foreach (var child in node.Children) Remove(session, site, child);
        session.Run($"DELETE FROM navigation WHERE site = {site.Id} AND id = {node.Id}");
    }

    /// <summary>Puts a link of a parent behind another of the same parent; behind none it stands first.</summary>
    /// <returns>False when one of the two is not below the parent.</returns>
    public static bool Move(Session session, Site site, long parent, long node, long previous)
    {
        Settle(session, site);
        var order = Below(session, site, parent).Select(child => child.Id).ToList();
        if (!order.Remove(node) || (previous != 0 && !order.Contains(previous))) return false;
        order.Insert(previous == 0 ? 0 : order.IndexOf(previous) + 1, node);
        for (var at = 0; at < order.Count; at++) session.Run($"UPDATE navigation SET position = {at} WHERE site = {site.Id} AND id = {order[at]}");
        return true;
    }

    /// <summary>Nobody has made a link yet.</summary>
    public static bool IsBorn(Session session, Site site) => Quick(session, site).All(node => node.Id == Home);

    private static bool IsSettled(Session session, Site site) => session.Number($"SELECT COUNT(*) FROM navigation WHERE site = {site.Id} AND id = {QuickLaunch}") > 0;

    private static void Settle(Session session, Site site)
    {
        if (IsSettled(session, site)) return;
        foreach (var bar in new[] { QuickLaunch, TopBar }) session.Run($"INSERT INTO navigation VALUES ({site.Id}, {bar}, 0, 0, '', '', 0, NULL)");
        var home = Born(site);
        session.Run($"INSERT INTO navigation VALUES ({site.Id}, {home.Id}, {QuickLaunch}, 0, {home.Title}, {home.Url}, 0, NULL)");
    }

    private static NavigationNode Born(Site site) => new(Home, HomeTitle, site.Path, false, null, []);

    private static string? Audiences(NavigationNode node) => node.AudienceIds is null ? null : string.Join(' ', node.AudienceIds);

    private static NavigationNode Map(SqliteDataReader row) => new(
        row.Number("id"), row.Text("title"), row.Text("url"), row.Flag("external"), row.MaybeText("audiences")?.Split(' ', StringSplitOptions.RemoveEmptyEntries), []);
}
