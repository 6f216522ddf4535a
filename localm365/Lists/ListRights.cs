namespace EmulationM365.LocalM365.Lists;

/// <summary>
/// What a caller may do on one list: the site's right, or the list's own assignments where inheritance is broken. Somebody without a grant on the site has
/// nothing on its lists either.
/// </summary>
internal static class ListRights
{
    public static Right Of(Session session, SiteList list, Caller caller, Right onSite)
    {
        if (!list.UniqueRights || Above(caller, onSite)) return onSite;
        return Strongest(RoleStore.Of(session, list.Site), session.All(
            $"SELECT role FROM assignments WHERE list = {list.Id} AND item = 0 AND principal IN ({Principals(list.Site, caller)})", row => row.GetInt64(0)));
    }

    /// <summary>An app's grant and a site owner reach every list; everybody else needs an assignment on a list of its own rights.</summary>
    public static bool Above(Caller caller, Right onSite) => caller.IsApp || onSite is Right.None or Right.Full;

    /// <summary>
    /// The items that do not have the rights of their list, with what the caller may do on each: those with rights of their own and all that lies in them.
    /// </summary>
    public static Dictionary<long, Right> Scoped(Session session, SiteList list, Caller caller)
    {
        if (session.Number($"SELECT COUNT(*) FROM scopes WHERE list = {list.Id}") == 0) return [];
        var roles = session.All(
            $"SELECT item, role FROM assignments WHERE list = {list.Id} AND item > 0 AND principal IN ({Principals(list.Site, caller)})",
            row => (Scope: row.GetInt64(0), Role: row.GetInt64(1))).ToLookup(row => row.Scope, row => row.Role);
        var known = RoleStore.Of(session, list.Site);
        return session.All(
            $"""
            WITH RECURSIVE tree (item, scope) AS (
              SELECT item, item FROM scopes WHERE list = {list.Id}
              UNION ALL
              SELECT f.item, t.scope FROM files f JOIN tree t ON f.parent = t.item
              WHERE f.list = {list.Id} AND f.item NOT IN (SELECT item FROM scopes WHERE list = {list.Id}))
            SELECT item, scope FROM tree
            """,
            row => (Item: row.GetInt64(0), Scope: row.GetInt64(1))).ToDictionary(row => row.Item, row => Strongest(known, roles[row.Scope]));
    }

    private static Right Strongest(List<RoleDefinition> known, IEnumerable<long> roles) =>
        roles.Select(id => known.FirstOrDefault(role => role.Id == id)?.Right ?? Right.None).DefaultIfEmpty(Right.None).Max();

    /// <summary>The ids under which the site knows the caller: the person, the groups of the directory the person is in, and the site's groups with any of these in them.</summary>
    private static FormattableString Principals(long site, Caller caller)
    {
        FormattableString person =
            $"""
            SELECT i.id FROM items i JOIN lists l ON l.id = i.list
            WHERE l.site = {site} AND l.system = 1 AND i.deleted = 0 AND json_extract(i.fields, '$.ObjectId') COLLATE NOCASE IN (
              WITH RECURSIVE self (id) AS (SELECT {caller.Id} UNION SELECT m.grp FROM entra_members m JOIN self s ON m.member = s.id) SELECT id FROM self)
            """;
        return $"{person} UNION SELECT grp FROM members WHERE site = {site} AND member IN ({person})";
    }
}
