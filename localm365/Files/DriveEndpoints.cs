
namespace EmulationM365.LocalM365.Files;

/// <summary>Drives of document libraries, their folders and files.</summary>
internal static class DriveEndpoints
{
    private const string Kind = "drives('drive')/items";

    public static IResult OfList(GraphCall call, string site, string list) => call.One(
        call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            return open.List.IsLibrary ? FileShape.Drive(open) : throw Refused.NotFound("The list has no drive.");
        }), "drives/$entity");

    /// <summary>The libraries of a site that the caller may see into.</summary>
    public static IResult All(GraphCall call, string site) => call.Many(call.Read(session => Drives(call, session, site).Select(FileShape.Drive).ToList()), "drives");

    /// <summary>The library a site calls its own: the one named so, or else the first.</summary>
    public static IResult OfSite(GraphCall call, string site) => call.One(call.Read(session => FileShape.Drive(DriveAccess.Default(call, session, site))), "drives/$entity");

    public static IResult Get(GraphCall call, string drive) => call.One(call.Read(session => FileShape.Drive(DriveAccess.Open(call, session, drive))), "drives/$entity");

    public static IResult Item(GraphCall call, string drive, string item) => call.One(
        call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            return Shape(open, DriveAccess.Find(open, item));
        }), Kind + "/$entity");

    public static IResult OfListItem(GraphCall call, string site, string list, string item) => call.One(
        call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            return open.List.IsLibrary ? Shape(open, open.Item(item).Id) : throw Refused.NotFound("The item is not a file.");
        }), Kind + "/$entity");

    public static IResult Children(GraphCall call, string drive, string item)
    {
        var (rows, next) = call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var folder = DriveAccess.Find(open, item);
            if (open.RightOn(folder) < Right.Read) throw Refused.Denied();
            if (folder != 0 && !FileStore.Node(session, open.List, folder)!.Folder) return ([], null);
            return Page.Of(call, Seen(open, FileStore.Children(session, open.List, folder)).ToList(), child => FileShape.Offered(open, child.Node, child.Item));
        });
        return call.Many(rows, Kind, next);
    }

    /// <summary>What has the words in its name, anywhere in the drive or below a folder.</summary>
    public static IResult Search(GraphCall call, string drive, string words)
    {
        var wanted = words.Replace("''", "'", StringComparison.Ordinal);
        var (rows, next) = call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var below = DriveAccess.Find(open, call.RouteValue("item") ?? "root");
            var found = FileStore.All(session, open.List).Where(node => node.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .Where(node => below == 0 || (node.Item != below && FileStore.LiesIn(open, node.Item, below)));
            return Page.Of(call, Seen(open, found).ToList(), one => FileShape.Item(open, one.Node, one.Item));
        });
        return call.Many(rows, Kind, next);
    }

    public static IResult AddFolder(GraphCall call, string drive, string item)
    {
        if (call.Body["folder"] is not JsonObject) throw Refused.Invalid("Only folders are made here; files are uploaded to their content.");
        var name = FileNames.Check(call.Body.String("name"));
        var behavior = FileNames.Behavior(call.Body.String("@microsoft.graph.conflictBehavior"), "fail");
        return Written(call, drive, open =>
        {
            var parent = Folder(open, DriveAccess.Find(open, item));
            open.NeedWrite(parent);
            var there = FileStore.Child(open.Session, open.List, parent, name);
            if (there is { Folder: true } && behavior == "replace") return (Shape(open, there.Item), 200);
            if (there is not null && behavior != "rename") throw FileNames.Taken();
            var free = there is null ? name : FileNames.Free(open.Session, open.List, parent, name);
            return (Fresh(open, FileStore.Add(open, parent, free, folder: true, "", [])), 201);
        });
    }

    public static IResult Remove(GraphCall call, string drive, string item)
    {
        Written(call, drive, open =>
        {
            var doomed = DriveAccess.Find(open, item);
            if (doomed == 0) throw Refused.Denied();
            call.Match(open.Item(doomed, toWrite: true).ETag);
            FileStore.Remove(open, doomed);
            return ([], 204);
        });
        return Results.NoContent();
    }

    public static IResult ListItem(GraphCall call, string drive, string item) => call.One(
        call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            return ItemEndpoints.Shape(call, open, open.Item(Real(DriveAccess.Find(open, item))), collection: false);
        }), "listItems/$entity");

    public static IResult Fields(GraphCall call, string drive, string item) => call.One(
        call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            return open.Reader.Read(open.Item(Real(DriveAccess.Find(open, item))), call.Options.Select, collection: false);
        }), "listItems('1')/fields/$entity");

    public static IResult ChangeFields(GraphCall call, string drive, string item) => Written(call, drive, open =>
    {
        var present = open.Item(Real(DriveAccess.Find(open, item)), toWrite: true);
        call.Match(present.ETag);
        var values = FieldWriter.Accept(open.Columns, call.Body, call.Now);
        var changed = ItemStore.Change(open.Session, open.List, present, values, open.Writer());
        return (open.Reader.Read(changed, [], collection: false), 200);
    });

    internal static JsonObject Shape(OpenedList open, long item)
    {
        if (item != 0) return FileShape.Offered(open, FileStore.Node(open.Session, open.List, item)!, open.Item(item));
        return open.RightOn(0) >= Right.Read ? FileShape.Root(open) : throw Refused.Denied();
    }

    /// <summary>What was just added; whoever may add to a folder may see what they added.</summary>
    internal static JsonObject Fresh(OpenedList open, Item item) => FileShape.Item(open, FileStore.Node(open.Session, open.List, item.Id)!, item);

    /// <summary>Writes in one transaction and rings the doorbell of the list.</summary>
    internal static IResult Written(GraphCall call, string drive, Func<OpenedList, (JsonObject Row, int Status)> act)
    {
        var (row, status, list) = call.Write(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var (row, status) = act(open);
            return (row, status, open.List.Id);
        });
        call.Tenant.Doorbell.Ring(list);
        return call.One(row, Kind + "/$entity", status);
    }

    internal static long Folder(OpenedList open, long item) =>
        item == 0 || FileStore.Node(open.Session, open.List, item)!.Folder ? item : throw Refused.Invalid("The parent is not a folder.");

    private static IEnumerable<OpenedList> Drives(GraphCall call, Session session, string site)
    {
        var home = call.OpenSite(session, site, Right.Read);
        return DriveAccess.Libraries(call, session, home);
    }

    /// <summary>With their items, and without what the caller does not see.</summary>
    private static IEnumerable<(FileNode Node, Item Item)> Seen(OpenedList open, IEnumerable<FileNode> nodes) => nodes
        .Select(node => (Node: node, Item: ItemStore.Open(open.Session, open.List, node.Item.ToString(CultureInfo.InvariantCulture))))
        .Where(child => open.Sees(child.Item));

    private static long Real(long item) => item == 0 ? throw Refused.NotFound("The root is not an item of the list.") : item;
}
