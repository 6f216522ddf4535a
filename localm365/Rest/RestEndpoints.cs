namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/sites/{name}/_api/web/lists</c>: what Graph cannot do on lists. JSON without metadata, and a token for the site's own audience.</summary>
internal static class RestEndpoints
{
    public static IResult Lists(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        return ListStore.Of(session, site).Where(list => ListRights.Of(session, list, call.Caller, onSite) >= Right.Read)
            .Select(list => Shape(call, session, site, list)).ToList();
    }));

    public static IResult List(GraphCall call, string name, string list) => RestAccess.One(call, call.Read(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return Shape(call, session, site, found);
    }));

    public static IResult ChangeList(GraphCall call, string name, string list)
    {
        RestAccess.NeedMerge(call);
        call.Write(session =>
        {
            var (site, found) = RestAccess.Open(call, session, name, list, Right.Manage);
            ListSettings.Merge(session, site, found, call.Body, call.Now);
            return true;
        });
        return Results.NoContent();
    }

    /// <summary>The first hundred items that the caller may see, as SharePoint pages them.</summary>
    public static IResult Items(GraphCall call, string name, string list) => RestAccess.Many(call, call.Read(session =>
    {
        var open = Opened(call, session, name, list);
        return ItemStore.Page(session, open.List, open.Visible, $"id", call.Options.Top ?? 100, 0).Select(item => Shape(session, item)).ToList();
    }));

    public static IResult Item(GraphCall call, string name, string list, string item) => RestAccess.One(call, call.Read(session =>
    {
        var open = Opened(call, session, name, list);
        return Shape(session, Unwrapped(() => open.Item(item)));
    }));

    private static OpenedList Opened(GraphCall call, Session session, string name, string list)
    {
        var (site, found) = RestAccess.Find(call, session, name, list);
        return Unwrapped(() => ItemAccess.Open(call, session, site, found));
    }

    /// <summary>A refusal in the codes of REST.</summary>
    internal static T Unwrapped<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Refused refused) when (refused.Status == 403)
        {
            throw RestAccess.Denied();
        }
    }

    private static JsonObject Shape(Session session, Item item)
    {
        var row = new JsonObject { ["Id"] = item.Id };
        foreach (var (field, value) in item.Fields) row[field] = value?.DeepClone();
        row["ID"] = item.Id;
        row["GUID"] = item.Guid;
        row["Created"] = item.Created;
        row["Modified"] = item.Modified;
        row["AuthorId"] = item.AuthorId;
        row["EditorId"] = item.EditorId;
        row["HasUniqueRoleAssignments"] = RightsStore.IsUnique(session, item);
        return row;
    }

    private static JsonObject Shape(GraphCall call, Session session, Site site, SiteList list)
    {
        var row = new JsonObject
        {
            ["Id"] = list.Guid,
            ["Title"] = list.DisplayName,
            ["Description"] = list.Description ?? "",
            ["Hidden"] = list.Hidden,
            ["EnableVersioning"] = list.Versioning,
            ["MajorVersionLimit"] = list.VersionLimit,
            ["EnableAttachments"] = list.Attachments,
            ["HasUniqueRoleAssignments"] = list.UniqueRights,
            ["ReadSecurity"] = list.ReadSecurity,
            ["WriteSecurity"] = list.WriteSecurity,
            ["ContentTypesEnabled"] = list.ContentTypes,
            ["EntityTypeName"] = list.Name.Replace(" ", "_x0020_", StringComparison.Ordinal) + "List",
            ["RootFolder"] = RootFolderEndpoints.Shape(session, site, list),
            ["Created"] = list.Created,
        };
        if (RightsEndpoints.Expanded(call, "RoleAssignments/") is { Count: > 0 } members) row["RoleAssignments"] = RightsEndpoints.Assignments(call, session, site, list, 0, members);
        return row;
    }
}
