namespace EmulationM365.LocalM365.Rest;

/// <summary>Rights of lists and items in the database; item 0 is the list itself.</summary>
internal static class RightsStore
{
    public static bool IsUnique(Session session, Item item) => session.Number($"SELECT COUNT(*) FROM scopes WHERE list = {item.List} AND item = {item.Id}") > 0;

    /// <summary>The list or item whose rights count here: itself, or the nearest thing it lies in that has its own. Null: the site's.</summary>
    public static long? Source(Session session, SiteList list, long item)
    {
        for (var at = item; at != 0; at = Files.FileStore.Node(session, list, at)?.Parent ?? 0)
            if (session.Number($"SELECT COUNT(*) FROM scopes WHERE list = {list.Id} AND item = {at}") > 0) return at;
        return list.UniqueRights ? 0 : null;
    }

    /// <summary>Who has which role there, as (principal, role).</summary>
    public static List<(long Principal, long Role)> Of(Session session, Site site, SiteList list, long item) => Source(session, list, item) is { } source
        ? session.All($"SELECT principal, role FROM assignments WHERE list = {list.Id} AND item = {source} ORDER BY principal, role", row => (row.GetInt64(0), row.GetInt64(1)))
        : OfSite(session, site);

    public static void Break(Session session, Site site, SiteList list, long item, bool copy, bool clear)
    {
        if (Source(session, list, item) == item) return;
        var kept = copy ? Of(session, site, list, item) : [];
        if (clear) Clear(session, list, item);
        if (item == 0) session.Run($"UPDATE lists SET uniqueRights = 1 WHERE id = {list.Id}");
        else session.Run($"INSERT INTO scopes VALUES ({list.Id}, {item})");
        foreach (var (principal, role) in kept) session.Run($"INSERT INTO assignments VALUES ({list.Id}, {item}, {principal}, {role})");
    }

    public static void Reset(Session session, SiteList list, long item)
    {
        if (item == 0) session.Run($"UPDATE lists SET uniqueRights = 0 WHERE id = {list.Id}");
        session.Run($"DELETE FROM scopes WHERE list = {list.Id} AND item = {item}");
        session.Run($"DELETE FROM assignments WHERE list = {list.Id} AND item = {item}");
    }

    /// <summary>What lies in it inherits again.</summary>
    private static void Clear(Session session, SiteList list, long item)
    {
        foreach (var scope in session.All($"SELECT item FROM scopes WHERE list = {list.Id}", row => row.GetInt64(0)).Where(scope => LiesIn(session, list, scope, item)))
            Reset(session, list, scope);
    }

    private static bool LiesIn(Session session, SiteList list, long item, long folder)
    {
        if (folder == 0) return true;
        for (var at = Files.FileStore.Node(session, list, item)?.Parent ?? 0; at != 0; at = Files.FileStore.Node(session, list, at)?.Parent ?? 0)
            if (at == folder) return true;
        return false;
    }

    /// <summary>The people with a grant on the site whom the site knows already.</summary>
    private static List<(long Principal, long Role)> OfSite(Session session, Site site) =>
        [.. from grant in SiteStore.Grants(session, site.Id)
            where grant.Kind == "person"
            let row = UserRows.Find(session, site, grant.Principal)
            where row is not null
            select (row.Id, RoleStore.BuiltIn.First(known => known.Right == SiteStore.Named(grant.Role)).Id)];
}
