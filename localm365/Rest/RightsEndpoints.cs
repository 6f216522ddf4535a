namespace EmulationM365.LocalM365.Rest;

/// <summary>Rights of a list, or of an item of it: the path says which.</summary>
internal static class RightsEndpoints
{
    public static IResult Break(GraphCall call, string name, string list, string copy, string clear) => RestAccess.Done(call, session =>
    {
        var (site, found, id) = Open(call, session, name, list);
        if (id != 0 && ColumnStore.Of(session, found.Id).Any(column => column.Unique))
            throw RestAccess.Wrong("Items of a list that has a column with unique values cannot have rights of their own.");
        RightsStore.Break(session, site, found, id, bool.Parse(copy), bool.Parse(clear));
    });

    public static IResult Reset(GraphCall call, string name, string list) => RestAccess.Done(call, session =>
    {
        var (_, found, id) = Open(call, session, name, list);
        RightsStore.Reset(session, found, id);
    });

    public static IResult All(GraphCall call, string name, string list) => RestAccess.Many(call, call.Read(session =>
    {
        var (site, found, id) = Open(call, session, name, list);
        return Assignments(call, session, site, found, id, Expanded(call, "")).Select(row => row!.DeepClone().AsObject()).ToList();
    }));

    public static IResult Add(GraphCall call, string name, string list, long principal, long role) => RestAccess.Done(call, session =>
    {
        var (site, found, id) = Open(call, session, name, list);
        Unique(session, found, id);
        if (ListRights.Roles.All(known => known.Id != role)) throw RestAccess.Wrong("The role definition does not exist.");
        if (UserRows.Row(session, site, principal) is null) throw RestAccess.Wrong("Can not find the principal with id: " + principal.ToString(CultureInfo.InvariantCulture));
        session.Run($"INSERT OR IGNORE INTO assignments VALUES ({found.Id}, {id}, {principal}, {role})");
    });

    public static IResult Remove(GraphCall call, string name, string list, long principal, long role) => RestAccess.Done(call, session =>
    {
        var (_, found, id) = Open(call, session, name, list);
        Unique(session, found, id);
        session.Run($"DELETE FROM assignments WHERE list = {found.Id} AND item = {id} AND principal = {principal} AND role = {role}");
    });

    public static IResult Roles(GraphCall call, string name)
    {
        call.Read(session => RestAccess.Site(call, session, name, Right.Read));
        return RestAccess.Many(call, ListRights.Roles.Select(role => Shape(role.Id)));
    }

    public static IResult Role(GraphCall call, string name, string role)
    {
        call.Read(session => RestAccess.Site(call, session, name, Right.Read));
        var found = ListRights.Roles.FirstOrDefault(known => known.Name.Equals(role, StringComparison.OrdinalIgnoreCase));
        return found.Id == 0 ? throw new Refused(404, "-2147024809, System.ArgumentException", "Can not find the role definition.") : RestAccess.One(call, Shape(found.Id));
    }

    /// <summary>One row a principal; who it is and what it may do come only when expanded. For those who manage rights.</summary>
    internal static JsonArray Assignments(GraphCall call, Session session, Site site, SiteList list, long item, IReadOnlyCollection<string> expanded)
    {
        if (ListRights.Of(session, list, call.Caller, SiteStore.RightOf(session, site, call.Caller)) < Right.Full) throw RestAccess.Denied();
        return new JsonArray([.. RightsStore.Of(session, site, list, item).GroupBy(row => row.Principal).Select(rows =>
        {
            var shown = new JsonObject { ["PrincipalId"] = rows.Key };
            if (expanded.Contains("Member")) shown["Member"] = GroupEndpoints.Principal(session, site, rows.Key);
            if (expanded.Contains("RoleDefinitionBindings")) shown["RoleDefinitionBindings"] = new JsonArray([.. rows.Select(row => (JsonNode)Shape(row.Role))]);
            return (JsonNode)shown;
        })]);
    }

    /// <summary>The members expanded below a prefix.</summary>
    internal static HashSet<string> Expanded(GraphCall call, string prefix) =>
        [.. call.Options.Expand.Where(part => part.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(part => part.Name[prefix.Length..])];

    private static (Site Site, SiteList List, long Item) Open(GraphCall call, Session session, string name, string list)
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Full);
        if (call.RouteValue("item") is not { } item) return (site, found, 0);
        return ItemStore.Find(session, found, item) is { } row ? (site, found, row.Id)
            : throw new Refused(404, "-2130575338, Microsoft.SharePoint.SPException", "Item does not exist. It may have been deleted by another user.");
    }

    private static void Unique(Session session, SiteList list, long item)
    {
        if (RightsStore.Source(session, list, item) != item) throw RestAccess.Wrong("This object inherits its permissions; break the inheritance first.");
    }

    private static JsonObject Shape(long role)
    {
        var found = ListRights.Roles.First(known => known.Id == role);
        return new JsonObject { ["Id"] = found.Id, ["Name"] = found.Name, ["Hidden"] = false };
    }
}
