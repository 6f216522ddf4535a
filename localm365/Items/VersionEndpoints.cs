namespace EmulationM365.LocalM365.Items;

/// <summary><c>/items/{item}/versions</c>: newest first. Who changed a field is read from here, never from lastModifiedBy.</summary>
internal static class VersionEndpoints
{
    private const string Kind = "sites('root')/lists('list')/items('1')/versions";

    public static IResult All(GraphCall call, string site, string list, string item) => call.Many(
        call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var found = open.Item(item);
            return ItemStore.Versions(session, open.List, found).Select(version => Shape(call, open, found, version)).ToList();
        }), Kind);

    public static IResult Get(GraphCall call, string site, string list, string item, string version) => call.One(
        call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var found = open.Item(item);
            var one = ItemStore.Versions(session, open.List, found).FirstOrDefault(kept => kept.Key == version);
            return Shape(call, open, found, one ?? throw Refused.NotFound("The specified version was not found"));
        }), Kind + "/$entity");

    /// <summary>Makes a new version with the values, and the content, of an earlier one.</summary>
    public static IResult Restore(GraphCall call, string site, string list, string item, string version)
    {
        var id = call.Write(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var present = open.Item(item, toWrite: true);
            var old = ItemStore.Versions(session, open.List, present).FirstOrDefault(kept => kept.Key == version);
            Files.FileVersions.Restore(open, present, old ?? throw Refused.NotFound("The specified version was not found"));
            return open.List.Id;
        });
        call.Tenant.Doorbell.Ring(id);
        return Results.NoContent();
    }

    private static JsonObject Shape(GraphCall call, OpenedList open, Item item, ItemVersion version)
    {
        var row = new JsonObject
        {
            ["id"] = version.Key,
            ["lastModifiedDateTime"] = version.Modified,
            ["lastModifiedBy"] = version.Editor.DeepClone(),
        };
        if (ItemEndpoints.FieldsAsked(call) is { } asked) row["fields"] = open.Reader.Read(item, version, asked.Select);
        return row;
    }
}
