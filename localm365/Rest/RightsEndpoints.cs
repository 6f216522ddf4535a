namespace EmulationM365.LocalM365.Rest;

/// <summary>Rights of a list, of an item of it, or of a folder: the path says which.</summary>
internal static class RightsEndpoints
{
    public static IResult Break(GraphCall call, string name, string copy, string clear) => RestAccess.Done(call, session =>
    {
        var (site, found, id) = Open(call, session, name);
        if (id != 0 && ColumnStore.Of(session, found.Id).Any(column => column.Unique))
            throw RestAccess.Wrong("Items of a list that has a column with unique values cannot have rights of their own.");
        RightsStore.Break(session, site, found, id, bool.Parse(copy), bool.Parse(clear));
    });

    public static IResult Reset(GraphCall call, string name) => RestAccess.Done(call, session =>
    {
        var (_, found, id) = Open(call, session, name);
        RightsStore.Reset(session, found, id);
    });

    public static IResult All(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
    {
        var (site, found, id) = Open(call, session, name);
        return Assignments(call, session, site, found, id, Expanded(call, "")).Select(row => row!.DeepClone().AsObject()).ToList();
    }));

    public static IResult Add(GraphCall call, string name, long principal, long role) => RestAccess.Done(call, session =>
    {
        var (site, found, id) = Open(call, session, name);
        Unique(session, found, id);
        if (RoleStore.Of(session, site.Id).All(known => known.Id != role)) throw RestAccess.Wrong("The role definition does not exist.");
        if (UserRows.Row(session, site, principal) is null) throw RestAccess.Wrong("Can not find the principal with id: " + principal.ToString(CultureInfo.InvariantCulture));
        session.Run($"INSERT OR IGNORE INTO assignments VALUES ({found.Id}, {id}, {principal}, {role})");
    });

    public static IResult Remove(GraphCall call, string name, long principal, long role) => RestAccess.Done(call, session =>
    {
        var (_, found, id) = Open(call, session, name);
        Unique(session, found, id);
        session.Run($"DELETE FROM assignments WHERE list = {found.Id} AND item = {id} AND principal = {principal} AND role = {role}");
    });

    /// <summary>One row a principal; who it is and what it may do come only when expanded. For those who manage rights.</summary>
    internal static JsonArray Assignments(GraphCall call, Session session, Site site, SiteList list, long item, IReadOnlyCollection<string> expanded)
    {
        if (ListRights.Of(session, list, call.Caller, SiteStore.RightOf(session, site, call.Caller)) < Right.Full) throw RestAccess.Denied();
        var known = RoleStore.Of(session, site.Id);
        return new JsonArray([.. RightsStore.Of(session, site, list, item).GroupBy(row => row.Principal).Select(rows =>
        {
            var shown = new JsonObject { ["PrincipalId"] = rows.Key };
            if (expanded.Contains("Member")) shown["Member"] = GroupEndpoints.Principal(session, site, rows.Key);
            if (expanded.Contains("RoleDefinitionBindings")) shown["RoleDefinitionBindings"] = new JsonArray([.. rows.Select(row => (JsonNode)RoleEndpoints.Shape(known.First(role => role.Id == row.Role)))]);
            return (JsonNode)shown;
        })]);
    }

    /// <summary>The members expanded below a prefix.</summary>
    internal static HashSet<string> Expanded(GraphCall call, string prefix) =>
        [.. call.Options.Expand.Where(part => part.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(part => part.Name[prefix.Length..])];

    /// <summary>The list, the item of it, or the item behind a folder's address: the path says which.</summary>
    private static (Site Site, SiteList List, long Item) Open(GraphCall call, Session session, string name)
    {
        var (site, found, id) = call.RouteValue("folder") is { } folder ? FolderEndpoints.Item(call, session, name, folder) : Listed(call, session, name);
        return ListRights.Of(session, found, call.Caller, SiteStore.RightOf(session, site, call.Caller)) >= Right.Full ? (site, found, id) : throw RestAccess.Denied();
    }

    private static (Site Site, SiteList List, long Item) Listed(GraphCall call, Session session, string name)
    {
        var (site, found) = RestAccess.Open(call, session, name, call.RouteValue("list")!, Right.Full);
        if (call.RouteValue("item") is not { } item) return (site, found, 0);
        return ItemStore.Find(session, found, item) is { } row ? (site, found, row.Id)
            : throw new Refused(404, "-2130575338, Microsoft.SharePoint.SPException", "Item does not exist. It may have been deleted by another user.");
    }

    private static void Unique(Session session, SiteList list, long item)
    {
        if (RightsStore.Source(session, list, item) != item) throw RestAccess.Wrong("This object inherits its permissions; break the inheritance first.");
    }
}
