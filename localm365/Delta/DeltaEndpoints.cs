using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Delta;

/// <summary><c>/items/delta</c>: the latest state of each item written since the token, never each single change.</summary>
internal static class DeltaEndpoints
{
    private const int PageSize = 200;

    public static IResult Get(GraphCall call, string site, string list)
    {
        var top = Math.Min(call.Options.Top ?? PageSize, 1000);
        var body = call.Read(session =>
        {
            var open = ItemAccess.List(call, session, site, list);
            var mark = Start(call, session, open.List);
            if (call.Options.Token == "latest") return Body(call, [], "@odata.deltaLink", mark);
            var found = ItemStore.ChangedSince(session, open.List, mark.Since, top + 1);
            var page = found.Take(top).ToList();
            var rows = page.Where(item => item.Deleted ? item.Changed > mark.Started : open.Sees(item)).Select(item => Shape(call, open, item));
            var last = page.Count > 0 ? page[^1].Changed : mark.Since;
            return found.Count > top
                ? Body(call, rows, "@odata.nextLink", mark with { Since = last })
                : Body(call, rows, "@odata.deltaLink", mark with { Since = last, Started = 0 });
        });
        return Wire.Graph(body);
    }

    private static DeltaToken Start(GraphCall call, Session session, SiteList list)
    {
        var last = ItemStore.LastChange(session, list);
        if (call.Options.Token is not { } text) return new DeltaToken(list.Guid, list.Generation, 0, last);
        if (text == "latest") return new DeltaToken(list.Guid, list.Generation, last, 0);
        if (DeltaToken.Read(text) is not { } token || token.List != list.Guid) throw new Refused(400, "badArgument", "The delta token is malformed.");
        if (token.Generation == list.Generation) return token;
        throw new Refused(410, "resyncChangesApplyDifferences", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd.")
        {
            Location = Link(call, null),
        };
    }

    private static JsonObject Shape(GraphCall call, OpenedList open, Item item) =>
        item.Deleted ? item.ToGone(open.Site, open.List) : call.Selected(ItemEndpoints.Shape(call, open, item, collection: true));

    private static JsonObject Body(GraphCall call, IEnumerable<JsonObject> rows, string link, DeltaToken next) => new()
    {
        ["@odata.context"] = $"{call.GraphRoot}/$metadata#Collection(listItem)",
        [link] = Link(call, next),
        ["value"] = new JsonArray([.. rows]),
    };

    /// <summary>The link keeps the query the reader began with.</summary>
    private static string Link(GraphCall call, DeltaToken? next)
    {
        var link = call.Url;
        foreach (var option in new[] { "expand", "select", "top" })
            if (call.RawOption(option) is { } value) link = QueryHelpers.AddQueryString(link, "$" + option, value);
        return next is null ? link : QueryHelpers.AddQueryString(link, "token", next.ToString());
    }
}
