namespace EmulationM365.LocalM365.Files;

/// <summary><c>/drives/{drive}/items/{item}/versions</c>: newest first, the first of them the file as it is.</summary>
internal static class FileVersionEndpoints
{
    private const string Kind = "drives('drive')/items('item')/versions";

    public static IResult All(GraphCall call, string drive, string item) => call.Many(
        call.Read(session =>
        {
            var (open, file) = Open(call, session, drive, item);
            return ItemStore.Versions(session, open.List, file).Select(version => Shape(session, file, version)).ToList();
        }), Kind);

    public static IResult Get(GraphCall call, string drive, string item, string version) => call.One(
        call.Read(session =>
        {
            var (open, file) = Open(call, session, drive, item);
            return Shape(session, file, Find(session, open, file, version));
        }), Kind + "/$entity");

    public static IResult Content(GraphCall call, string drive, string item, string version) => ContentEndpoints.Redirect(call, call.Read(session =>
    {
        var (open, file) = Open(call, session, drive, item);
        var found = Find(session, open, file, version);
        if (found.Number == file.Version) throw Refused.Invalid("You cannot get the content of the current version.");
        return new Download(open.List.Id, file.Id, found.Number);
    }));

    public static IResult Restore(GraphCall call, string drive, string item, string version)
    {
        var list = call.Write(session =>
        {
            var (open, file) = Open(call, session, drive, item, toWrite: true);
            FileVersions.Restore(open, file, Find(session, open, file, version));
            return open.List.Id;
        });
        call.Tenant.Doorbell.Ring(list);
        return Results.NoContent();
    }

    private static (OpenedList Open, Item File) Open(GraphCall call, Session session, string drive, string item, bool toWrite = false)
    {
        var open = DriveAccess.Open(call, session, drive);
        var node = FileStore.Node(session, open.List, DriveAccess.Find(open, item));
        return node is { Folder: false } ? (open, open.Item(node.Item, toWrite)) : throw Refused.NotFound("Only a file has versions.");
    }

    private static ItemVersion Find(Session session, OpenedList open, Item file, string key) =>
        ItemStore.Versions(session, open.List, file).FirstOrDefault(version => version.Key == key || (key == "current" && version.Number == file.Version))
        ?? throw Refused.NotFound("The specified version was not found");

    private static JsonObject Shape(Session session, Item file, ItemVersion version) => new()
    {
        ["id"] = version.Key,
        ["lastModifiedDateTime"] = version.Modified,
        ["size"] = FileVersions.Size(session, file, version.Number),
        ["lastModifiedBy"] = version.Editor.DeepClone(),
    };
}
