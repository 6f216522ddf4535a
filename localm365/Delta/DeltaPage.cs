using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Delta;

/// <summary>What the changes of a list and those of a drive have in common: where a reader begins, what a page holds, and where the next one is.</summary>
internal static class DeltaPage
{
    private const int Usual = 200;
    private const int Most = 1000;
    private const string Whole = "@odata.deltaLink";
    private const string Latest = "latest";

    private static readonly string[] _kept = ["expand", "select", "top"];

    /// <summary>Where the reader stands.</summary>
    /// <param name="open">The list whose writes are counted.</param>
    /// <param name="key">Whose tokens are taken: the list's, or its drive's.</param>
    /// <param name="read">Reads what is no token of this kind; null where nothing else is taken.</param>
    public static DeltaToken Start(OpenedList open, string key, Func<string, DeltaToken?> read)
    {
        var (call, list) = (open.Call, open.List);
        var last = ItemStore.LastChange(open.Session, list);
        if (call.Options.Token is not { } text) return new DeltaToken(key, list.Generation, 0, last);
        if (text == Latest) return new DeltaToken(key, list.Generation, last, 0);
        if (DeltaToken.Read(text) is not { } token || token.List != key) return read(text) ?? throw new Refused(400, "badArgument", "The delta token is malformed.");
        if (token.Generation == list.Generation) return token;
        throw new Refused(410, "resyncChangesApplyDifferences", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd.")
        {
            Location = call.UrlWith(_kept),
        };
    }

    /// <summary>The page that begins at a mark.</summary>
    /// <param name="open">The list.</param>
    /// <param name="kind">The type of the rows.</param>
    /// <param name="mark">Where the reader stands.</param>
    /// <param name="shape">The row of an item, living or deleted.</param>
    /// <param name="first">The row that stands before all others of the first page.</param>
    public static JsonObject Of(OpenedList open, string kind, DeltaToken mark, Func<Item, JsonObject> shape, Func<JsonObject?>? first = null)
    {
        if (open.Call.Options.Token == Latest) return Body(open.Call, kind, [], Whole, mark);
        var top = Math.Min(open.Call.Options.Top ?? Usual, Most);
        var found = ItemStore.ChangedSince(open.Session, open.List, mark.Since, top + 1);
        var page = found.Take(top).ToList();
        var rows = page.Where(item => item.Deleted ? item.Changed > mark.Started : open.Sees(item)).Select(shape);
        if (mark.Since == 0 && first?.Invoke() is { } head) rows = rows.Prepend(head);
        var last = page.Count > 0 ? page[^1].Changed : mark.Since;
        return found.Count > top
            ? Body(open.Call, kind, rows, "@odata.nextLink", mark with { Since = last })
            : Body(open.Call, kind, rows, Whole, mark with { Since = last, Started = 0 });
    }

    private static JsonObject Body(GraphCall call, string kind, IEnumerable<JsonObject> rows, string link, DeltaToken next) => new()
    {
        ["@odata.context"] = $"{call.GraphRoot}/$metadata#Collection({kind})",
        [link] = QueryHelpers.AddQueryString(call.UrlWith(_kept), "token", next.ToString()),
        ["value"] = new JsonArray([.. rows]),
    };
}
