using EmulationM365.LocalM365.Files;

namespace EmulationM365.LocalM365.Delta;

/// <summary><c>/drives/{drive}/root/delta</c>: the latest state of each file and folder written since the token, the root first of all.</summary>
internal static class DriveDeltaEndpoints
{
    public static IResult Get(GraphCall call, string drive, string item) => Wire.Graph(call.Read(session =>
    {
        var open = DriveAccess.Open(call, session, drive);
        if (DriveAccess.Find(open, item) != 0) throw Refused.Invalid("Delta is only for the root of a drive.");
        // a token of the list is none of the drive, though both count by the same writes
        var mark = DeltaPage.Start(open, FileShape.DriveId(open.List), text => Moment(open, text));
        return DeltaPage.Of(open, "driveItem", mark, one => Shape(open, one), () => open.RightOn(0) >= Right.Read ? call.Selected(FileShape.Root(open)) : null);
    }));

    /// <summary>Instead of a token a drive takes a moment.</summary>
    private static DeltaToken? Moment(OpenedList open, string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        ? new DeltaToken(FileShape.DriveId(open.List), open.List.Generation, Before(open, TenantClock.Stamp(moment)), 0) : null;

    /// <summary>The last write that happened before a moment. What was deleted since keeps the time of its last change, so it does not count.</summary>
    private static long Before(OpenedList open, string moment) =>
        open.Session.Number($"SELECT MAX(changed) FROM items WHERE list = {open.List.Id} AND deleted = 0 AND modified < {moment}");

    private static JsonObject Shape(OpenedList open, Item item)
    {
        if (!item.Deleted && FileStore.Node(open.Session, open.List, item.Id) is { } node) return open.Call.Selected(FileShape.Item(open, node, item));
        return new JsonObject
        {
            ["id"] = FileShape.Id(item.Guid),
            ["parentReference"] = new JsonObject { ["driveType"] = "documentLibrary", ["driveId"] = FileShape.DriveId(open.List), ["siteId"] = open.Site.GraphId },
            ["deleted"] = new JsonObject { ["state"] = "deleted" },
        };
    }
}
