namespace EmulationM365.LocalM365.Files;

/// <summary>Another name, another folder, a copy elsewhere.</summary>
internal static class MoveEndpoints
{
    public static IResult Change(GraphCall call, string drive, string item) => DriveEndpoints.Written(call, drive, open =>
    {
        var id = DriveAccess.Find(open, item);
        if (id == 0) throw Refused.Denied();
        var present = open.Item(id, toWrite: true);
        if (call.Headers.IfMatch.ToString() is { Length: > 0 } and not "*" and var tag && !FilePlace.Names(tag, present)) throw Refused.Changed();
        var node = FileStore.Node(open.Session, open.List, id)!;
        var name = call.Body.ContainsKey("name") ? FileNames.Check(call.Body.String("name")) : node.Name;
        var parent = Folder(open, call.Body["parentReference"] as JsonObject) ?? node.Parent;
        if (parent != node.Parent) open.NeedWrite(parent);
        if (FileStore.LiesIn(open, parent, id)) throw Refused.Invalid("A folder cannot be moved into itself.");
        name = Free(open, parent, name, id);
        var same = parent == node.Parent && name == node.Name;
        return (DriveEndpoints.Fresh(open, same ? present : FileStore.Move(open, present, parent, name)), 200);
    });

    /// <summary>Copies at once, but answers as Graph does: 202 with the address of a monitor that says so.</summary>
    public static IResult Copy(GraphCall call, string drive, string item)
    {
        var (copy, list) = call.Write(session =>
        {
            var from = DriveAccess.Open(call, session, drive);
            var node = FileStore.Node(session, from.List, DriveAccess.Find(from, item)) ?? throw Refused.Denied();
            from.Item(node.Item);
            var target = call.Body["parentReference"] as JsonObject;
            var to = target?.String("driveId") is { } other && other != drive ? DriveAccess.Open(call, session, other) : from;
            var parent = Folder(to, target) ?? node.Parent;
            to.NeedWrite(parent);
            var name = call.Body.ContainsKey("name") ? FileNames.Check(call.Body.String("name")) : node.Name;
            return (Copied(from, node, to, parent, Free(to, parent, name, 0)), to.List.Id);
        });
        call.Tenant.Doorbell.Ring(list);
        return Results.Accepted($"{call.Tenant.Origin}/_layouts/15/monitor.aspx?resource={FileShape.Id(copy.Guid)}");
    }

    /// <summary>The monitor of a copy. It needs no token and always has the same to say.</summary>
    public static IResult Monitor(string resource) =>
        Wire.Plain(new JsonObject { ["percentageComplete"] = 100, ["resourceId"] = resource, ["status"] = "completed" });

    private static Item Copied(OpenedList from, FileNode node, OpenedList to, long parent, string name)
    {
        var copy = FileStore.Add(to, parent, name, node.Folder, node.Type, []);
        to.Session.Run(
            $"""
            UPDATE files SET content = (SELECT content FROM files WHERE list = {from.List.Id} AND item = {node.Item})
            WHERE list = {to.List.Id} AND item = {copy.Id}
            """);
        // the children are read before the copies of them are there: a folder may be copied into itself
        foreach (var child in FileStore.Children(from.Session, from.List, node.Item).Where(child => (to.List.Id, child.Item) != (from.List.Id, copy.Id)))
            if (from.Sees(ItemStore.Open(from.Session, from.List, child.Item.ToString(CultureInfo.InvariantCulture)))) Copied(from, child, to, copy.Id, child.Name);
        return copy;
    }

    /// <summary>The folder that a reference names, by id or by path; null when there is none.</summary>
    private static long? Folder(OpenedList open, JsonObject? reference)
    {
        if (reference is null) return null;
        if (reference.String("driveId") is { } drive && drive != FileShape.DriveId(open.List))
            throw new Refused(400, "notSupported", "An item cannot be moved to another drive; copy it there.");
        if (reference.String("id") is { } id) return DriveEndpoints.Folder(open, DriveAccess.Find(open, id));
        if (reference.String("path") is not { } path) return null;
        var at = path.IndexOf("root:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) throw Refused.Invalid("A path of a folder begins with /drives/{id}/root:.");
        return DriveEndpoints.Folder(open, DriveAccess.Find(open, "root:" + Uri.UnescapeDataString(path[(at + "root:".Length)..])));
    }

    /// <summary>The name, when nobody else in the folder has it or another one may be taken.</summary>
    private static string Free(OpenedList open, long parent, string name, long self)
    {
        var behavior = FileNames.Behavior(open.Call.Option("@microsoft.graph.conflictBehavior") ?? open.Call.Body.String("@microsoft.graph.conflictBehavior"), "fail");
        var twin = FileStore.Child(open.Session, open.List, parent, name);
        if (twin is null || twin.Item == self) return name;
        if (behavior == "rename") return FileNames.Free(open.Session, open.List, parent, name);
        if (behavior == "fail" || twin.Folder) throw FileNames.Taken();
        open.Item(twin.Item, toWrite: true);
        FileStore.Remove(open, twin.Item);
        return name;
    }
}
