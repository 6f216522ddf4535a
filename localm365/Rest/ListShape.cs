namespace EmulationM365.LocalM365.Rest;

/// <summary>A list as REST shows it.</summary>
internal static class ListShape
{
    private static readonly Dictionary<string, int> _templates = new()
    {
        ["genericList"] = 100, ["documentLibrary"] = 101, ["links"] = 103, ["announcements"] = 104, ["contacts"] = 105, ["tasks"] = 107, ["userInformation"] = 112,
    };

    public static JsonObject Of(GraphCall call, Session session, Site site, SiteList list)
    {
        var row = new JsonObject
        {
            ["Id"] = list.Guid, ["Title"] = list.DisplayName, ["Description"] = list.Description ?? "", ["Hidden"] = list.Hidden, ["BaseTemplate"] = _templates.GetValueOrDefault(list.Template, 100),
            ["BaseType"] = list.IsLibrary ? 1 : 0, ["EnableVersioning"] = list.Versioning, ["MajorVersionLimit"] = list.VersionLimit, ["EnableMinorVersions"] = list.Extras.EnableMinorVersions,
            ["EnableModeration"] = list.Extras.EnableModeration, ["EnableAttachments"] = list.Attachments && !list.IsLibrary,
            ["EnableFolderCreation"] = list.Extras.EnableFolderCreation ?? list.IsLibrary, ["NoCrawl"] = list.Extras.NoCrawl, ["ImageUrl"] = list.Extras.ImageUrl ?? "/_layouts/15/images/itgen.png",
            ["ValidationFormula"] = list.Extras.ValidationFormula, ["ValidationMessage"] = list.Extras.ValidationMessage, ["HasUniqueRoleAssignments"] = list.UniqueRights,
            ["ReadSecurity"] = list.ReadSecurity, ["WriteSecurity"] = list.WriteSecurity, ["ContentTypesEnabled"] = list.ContentTypes,
            ["EntityTypeName"] = list.Name.Replace(" ", "_x0020_", StringComparison.Ordinal) + "List", ["ParentWebUrl"] = site.Path, ["RootFolder"] = RootFolderEndpoints.Shape(session, site, list),
            ["Created"] = list.Created, ["LastItemModifiedDate"] = list.Modified,
        };
        if (call.Options.Select.Contains("ItemCount")) row["ItemCount"] = session.Number($"SELECT COUNT(*) FROM items WHERE list = {list.Id} AND deleted = 0");
        if (RightsEndpoints.Expanded(call, "RoleAssignments/") is { Count: > 0 } members) row["RoleAssignments"] = RightsEndpoints.Assignments(call, session, site, list, 0, members);
        if (Expands(call, "Views")) row["Views"] = new JsonArray([.. Views.ViewStore.Of(session, list).Where(view => view.IsSeenBy(call.Caller)).Select(view => (JsonNode)Views.ViewShape.Of(site, list, view))]);
        if (Expands(call, "DefaultView")) row["DefaultView"] = Views.ViewShape.Of(site, list, Views.ViewStore.Default(session, list));
        if (Expands(call, "Fields")) row["Fields"] = Picked(call, "Fields", call.Tenant.Columns.Of(session, list).Select(FieldShape.Of));
        if (Expands(call, "ContentTypes")) row["ContentTypes"] = Picked(call, "ContentTypes", ContentTypeStore.OfList(session, list.Id).Select(type => RestContentTypes.Shape(session, list, type)));
        return row;
    }

    /// <summary>Of what is expanded only the members asked for: <c>Fields/InternalName</c>. Fields are many, and their XML is long.</summary>
    private static JsonArray Picked(GraphCall call, string name, IEnumerable<JsonObject> rows)
    {
        var asked = call.Options.Select.Where(path => path.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase)).Select(path => path[(name.Length + 1)..]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new JsonArray([.. rows.Select(row => (JsonNode)(asked.Count == 0 ? row : new JsonObject(row.Where(member => asked.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))))]);
    }

    /// <summary>A member is expanded by itself or by something in it: <c>DefaultView/ViewFields</c>.</summary>
    private static bool Expands(GraphCall call, string name) => call.Options.Expand.Any(part => part.Name.Split('/')[0] == name);
}
