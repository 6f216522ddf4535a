namespace EmulationM365.LocalM365.Files;

/// <summary><c>PATCH /drives/{drive}/items/{item}</c> with a name: a file or folder under another name, in the same folder.</summary>
internal static class RenameEndpoint
{
    public static IResult Change(GraphCall call, string drive, string item)
    {
        if (call.Body["parentReference"] is not null) throw new Refused(501, "notImplemented", "localm365 does not move items between folders.");
        var name = FileNames.Check(call.Body.String("name"));
        return DriveEndpoints.Written(call, drive, open =>
        {
            var id = DriveAccess.Find(open, item);
            if (id == 0) throw Refused.Denied();
            var present = open.Item(id, toWrite: true);
            call.Match(present.ETag);
            var node = FileStore.Node(open.Session, open.List, id)!;
            if (FileStore.Child(open.Session, open.List, node.Parent, name) is { } other && other.Item != id) throw FileNames.Taken();
            open.Session.Run($"UPDATE files SET name = {name} WHERE list = {open.List.Id} AND item = {id}");
            ItemStore.Change(open.Session, open.List, present, new JsonObject { [BuiltInColumns.FileName] = name }, open.Writer());
            return (DriveEndpoints.Shape(open, id), 200);
        });
    }
}
