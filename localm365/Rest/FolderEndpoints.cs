namespace EmulationM365.LocalM365.Rest;

/// <summary>Folders of libraries by their server-relative address. The rights of a folder are those of its list item.</summary>
internal static class FolderEndpoints
{
    /// <summary>The folders in a folder; their items and the rights on them only when expanded.</summary>
    public static IResult Children(GraphCall call, string name, string folder) => RestAccess.Many(call, call.Read(session =>
    {
        var (open, id) = Open(call, session, name, folder);
        if (open.RightOn(id) < Right.Read) throw RestAccess.Denied();
        return Files.FileStore.Children(session, open.List, id).Where(node => node.Folder)
            .Select(node => (Node: node, Item: ItemStore.Open(session, open.List, Text(node.Item))))
            .Where(child => open.Sees(child.Item)).Select(child => Shape(call, open, child.Node, child.Item)).ToList();
    }));

    public static IResult Get(GraphCall call, string name, string folder) => RestAccess.One(call, call.Read(session =>
    {
        var (open, id) = Open(call, session, name, folder);
        if (open.RightOn(id) < Right.Read) throw RestAccess.Denied();
        return id == 0 ? Shape(open, "", open.List.Name) : Shape(call, open, Files.FileStore.Node(session, open.List, id)!, ItemStore.Open(session, open.List, Text(id)));
    }));

    /// <summary>Makes a folder below one that is there; a folder that is there already is answered as it is.</summary>
    public static IResult Add(GraphCall call, string name)
    {
        var url = call.Body.String("ServerRelativeUrl")?.TrimEnd('/') ?? throw RestAccess.Wrong("The property ServerRelativeUrl is missing.");
        var cut = Math.Max(0, url.LastIndexOf('/'));
        var (row, list) = call.Write(session =>
        {
            var (open, parent) = Open(call, session, name, url[..cut]);
            var title = Files.FileNames.Check(url[(cut + 1)..]);
            if (open.RightOn(parent) < Right.Write) throw RestAccess.Denied();
            var there = Files.FileStore.Child(session, open.List, parent, title);
            if (there is { Folder: false }) throw RestAccess.Wrong($"A file with the name {url} already exists.");
            var item = there is null ? Files.FileStore.Add(open, parent, title, folder: true, "", []) : ItemStore.Open(session, open.List, Text(there.Item));
            return (Shape(call, open, Files.FileStore.Node(session, open.List, item.Id)!, item), open.List.Id);
        });
        call.Tenant.Doorbell.Ring(list);
        return RestAccess.One(call, row, 201);
    }

    /// <summary>The list item behind an address, whatever the caller may do on it; the root of a library is not an item.</summary>
    internal static (Site Site, SiteList List, long Item) Item(GraphCall call, Session session, string name, string folder)
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var (list, id) = Find(session, site, folder);
        return id == 0 ? throw RestAccess.Wrong("The object specified does not belong to a list.") : (site, list, id);
    }

    private static (OpenedList Open, long Item) Open(GraphCall call, Session session, string name, string folder)
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var (list, id) = Find(session, site, folder);
        return (RestAccess.InRest(() => ItemAccess.Open(call, session, site, list)), id);
    }

    /// <summary>An address is written with %2F for its slashes, and with two apostrophes for one.</summary>
    private static (SiteList List, long Item) Find(Session session, Site site, string folder)
    {
        var url = folder.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("''", "'", StringComparison.Ordinal).TrimEnd('/');
        var list = ListStore.Of(session, site).Where(list => list.IsLibrary).FirstOrDefault(list => (url + "/").StartsWith(list.UrlOn(site) + "/", StringComparison.OrdinalIgnoreCase)) ?? throw Missing();
        var at = 0L;
        foreach (var part in url[list.UrlOn(site).Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = Files.FileStore.Child(session, list, at, part) is { Folder: true } child ? child.Item : throw Missing();
        return (list, at);
    }

    private static JsonObject Shape(GraphCall call, OpenedList open, Files.FileNode node, Item item)
    {
        var row = Shape(open, "/" + Files.FileStore.Path(open.Session, open.List, node.Item), node.Name);
        row["UniqueId"] = item.Guid;
        row["ItemCount"] = node.Children;
        if (RightsEndpoints.Expanded(call, "ListItemAllFields") is not { Count: > 0 } asked) return row;
        var fields = new JsonObject { ["Id"] = item.Id, ["ID"] = item.Id, ["GUID"] = item.Guid };
        if (asked.Contains("/HasUniqueRoleAssignments")) fields["HasUniqueRoleAssignments"] = RightsStore.IsUnique(open.Session, item);
        if (RightsEndpoints.Expanded(call, "ListItemAllFields/RoleAssignments/") is { Count: > 0 } members)
            fields["RoleAssignments"] = RightsEndpoints.Assignments(call, open.Session, open.Site, open.List, item.Id, members);
        row["ListItemAllFields"] = fields;
        return row;
    }

    private static JsonObject Shape(OpenedList open, string path, string name) => new()
    {
        ["Exists"] = true, ["Name"] = name, ["ServerRelativeUrl"] = open.List.UrlOn(open.Site) + path,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Refused Missing() => new(404, "-2147024894, System.IO.FileNotFoundException", "File Not Found.");
}
