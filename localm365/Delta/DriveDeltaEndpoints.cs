using EmulationM365.LocalM365.Files;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Delta;

/// <summary><c>/drives/{drive}/root/delta</c>: the latest state of each file and folder written since the token, the root first of all.</summary>
internal static class DriveDeltaEndpoints
{
    private const int PageSize = 200;

    public static IResult Get(GraphCall call, string drive, string item)
    {
        var top = Math.Min(call.Options.Top ?? PageSize, 1000);
        return Wire.Graph(call.Read(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            if (DriveAccess.Find(open, item) != 0) throw Refused.Invalid("Delta is only for the root of a drive.");
            var mark = Start(call, open);
            if (call.Options.Token == "latest") return Body(call, [], "@odata.deltaLink", mark);
            var found = ItemStore.ChangedSince(session, open.List, mark.Since, top + 1);
            var page = found.Take(top).ToList();
            var rows = page.Where(one => one.Deleted ? one.Changed > mark.Started : open.Sees(one)).Select(one => Shape(open, one)).ToList();
            if (mark.Since == 0 && open.RightOn(0) >= Right.Read) rows.Insert(0, call.Selected(FileShape.Root(open)));
            var last = page.Count > 0 ? page[^1].Changed : mark.Since;
            return found.Count > top
                ? Body(call, rows, "@odata.nextLink", mark with { Since = last })
                : Body(call, rows, "@odata.deltaLink", mark with { Since = last, Started = 0 });
        }));
    }

    private static DeltaToken Start(GraphCall call, OpenedList open)
    {
        // a token of the list is none of the drive, though both count by the same writes
        var (list, key) = (open.List, FileShape.DriveId(open.List));
        var last = ItemStore.LastChange(open.Session, list);
        if (call.Options.Token is not { } text) return new DeltaToken(key, list.Generation, 0, last);
        if (text == "latest") return new DeltaToken(key, list.Generation, last, 0);
        if (DeltaToken.Read(text) is { } token && token.List == key)
        {
            if (token.Generation == list.Generation) return token;
            throw new Refused(410, "resyncChangesApplyDifferences", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd.")
            {
                Location = Link(call, null),
            };
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) throw new Refused(400, "badArgument", "The delta token is malformed.");
        return new DeltaToken(key, list.Generation, Before(open, TenantClock.Stamp(moment)), 0);
    }

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

    private static JsonObject Body(GraphCall call, IEnumerable<JsonObject> rows, string link, DeltaToken next) => new()
    {
        ["@odata.context"] = $"{call.GraphRoot}/$metadata#Collection(driveItem)",
        [link] = Link(call, next),
        ["value"] = new JsonArray([.. rows]),
    };

    private static string Link(GraphCall call, DeltaToken? next)
    {
        var link = call.Url;
        foreach (var option in new[] { "expand", "select", "top" })
            if (call.RawOption(option) is { } value) link = QueryHelpers.AddQueryString(link, "$" + option, value);
        return next is null ? link : QueryHelpers.AddQueryString(link, "token", next.ToString());
    }
}
