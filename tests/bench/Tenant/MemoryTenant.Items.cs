using System.Text.Json.Nodes;

namespace EmulationM365.Bench.Tenant;

/// <summary>Items of lists: made, read, written, removed, enumerated by change.</summary>
public sealed partial class MemoryTenant
{
    private const int PageSize = 200;

    private HttpResponseMessage Items(Call call, string listId, string[] rest)
    {
        if (!_byId.TryGetValue(listId, out var list)) return Error(404, "itemNotFound", "The specified list was not found");
        return (call.Method, rest) switch
        {
            ("GET", []) => Find(call, list),
            ("POST", []) => Add(call, list),
            ("GET", ["delta" or "delta()"]) => Delta(call, list),
            (_, [var id, .. var more]) when list.Find(id) is { } item => One(call, list, item, more),
            _ => Error(404, "itemNotFound", "The specified item was not found"),
        };
    }

    private HttpResponseMessage One(Call call, MemoryList list, MemoryItem item, string[] rest)
    {
        if (item.Now.Deleted) return Error(404, "itemNotFound", "The specified item was not found");
        return (call.Method, rest) switch
        {
            ("GET", []) => item.At(call.AsOf) is { } state
                ? Stream(json => ItemJson.Write(json, list, item, state, Selected(call), call.Query.ContainsKey("$expand"))) : Error(404, "itemNotFound", "The specified item was not found"),
            ("GET", ["versions"]) => Stream(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("value");
                foreach (var state in item.Versions.Where(state => !state.Deleted).Reverse()) ItemJson.WriteVersion(json, list, item, state);
                json.WriteEndArray();
                json.WriteEndObject();
            }),
            ("PATCH", ["fields"]) => Change(call, list, item),
            ("DELETE", []) => Changed(call, item) ?? Removed(list, item, App),
            _ => Error(405, "notSupported", "The method is not allowed."),
        };
    }

    private static HttpResponseMessage Find(Call call, MemoryList list)
    {
        Func<int, IReadOnlyDictionary<string, object>, bool> admits;
        try
        {
            admits = ItemFilter.Read(call.Query.GetValueOrDefault("$filter"));
        }
        catch (FormatException odd)
        {
            return Error(400, "BadRequest", $"Invalid filter clause: {odd.Message}");
        }

        var size = Top(call);
        var skip = call.Query.TryGetValue("$skiptoken", out var token) ? int.Parse(token, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var found = list.Items.Select(item => (Item: item, State: item.At(call.AsOf))).Where(pair => pair.State is { } state && pair.Item.Id > skip && admits(pair.Item.Id, state.Values))
            .OrderBy(pair => pair.Item.Id).Take(size + 1).ToList();
        return Stream(json =>
        {
            json.WriteStartObject();
            if (found.Count > size) json.WriteString("@odata.nextLink", $"{call.Request.RequestUri!.GetLeftPart(UriPartial.Path)}{Without(call.Request.RequestUri, "$skiptoken")}&$skiptoken={Number(found[size - 1].Item.Id)}");
            json.WriteStartArray("value");
            foreach (var (item, state) in found.Take(size)) ItemJson.Write(json, list, item, state!, Selected(call), call.Query.ContainsKey("$expand"));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private HttpResponseMessage Add(Call call, MemoryList list)
    {
        if (call.Body?["fields"] is not JsonObject fields) return Error(400, "invalidRequest", "An item needs fields.");
        return Judged(list, fields, null, values =>
        {
            var item = Put(list, null, values, App);
            return Stream(json => ItemJson.Write(json, list, item, item.Now, null, true), 201);
        });
    }

    private HttpResponseMessage Change(Call call, MemoryList list, MemoryItem item)
    {
        if (Changed(call, item) is { } changed) return changed;
        return Judged(list, call.Body ?? [], item, values =>
        {
            var written = Put(list, item, values, App);
            return Stream(json => ItemJson.WriteFields(json, list, written, written.Now, null));
        });
    }

    private static HttpResponseMessage Judged(MemoryList list, JsonObject fields, MemoryItem? item, Func<IReadOnlyDictionary<string, object>, HttpResponseMessage> write)
    {
        Dictionary<string, object> values;
        try
        {
            values = ItemJson.Read(list, fields, item?.Now.Values);
        }
        catch (FormatException unknown)
        {
            return Error(400, "invalidRequest", unknown.Message);
        }

        return list.TakenColumn(values, item?.Id) is { } column
            ? Error(400, "invalidRequest", $"The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [{column}].")
            : write(values);
    }

    private static HttpResponseMessage? Changed(Call call, MemoryItem item) => call.IfMatch is { } mark && mark != "*" && mark != item.ETag(item.Now)
        ? Error(412, "resourceModified", "The resource has changed since the caller last read it; usually an eTag mismatch") : null;

    private HttpResponseMessage Removed(MemoryList list, MemoryItem item, Writer by)
    {
        Put(list, item, item.Now.Values, by, deleted: true);
        return new HttpResponseMessage(System.Net.HttpStatusCode.NoContent);
    }

    private MemoryItem Put(MemoryList list, MemoryItem? item, IReadOnlyDictionary<string, object> values, Writer by, bool deleted = false)
    {
        Moment++;
        if (list.Schema.Name != "SystemState") Acts++;
        var at = DateTimeOffset.FromUnixTimeSeconds(Now().ToUnixTimeSeconds());
        var written = item is null ? list.Add(values, by, at, Moment) : list.Write(item, values, by, at, Moment, deleted);
        Written?.Invoke(list, item, written);
        return written;
    }

    private HttpResponseMessage Delta(Call call, MemoryList list)
    {
        // A reader who begins is not told of what is gone by then, on whatever page.
        var (size, since, begun) = (Top(call), -1, call.AsOf ?? Moment);
        if (call.Query.TryGetValue("token", out var token))
        {
            var parts = token.Split('.');
            if (token == "latest") (since, begun) = (Moment, 0);
            else if (parts.Length != 3 || !int.TryParse(parts[1], out since) || !int.TryParse(parts[2], out begun)) return Error(400, "badArgument", "The delta token is malformed.");
            else if (parts[0] != Number(list.Epoch)) return Expired(call);
        }

        var changed = token == "latest" ? [] : list.ChangedSince(since).Where(item => item.Now.Moment <= (call.AsOf ?? int.MaxValue) && (item.Now.Moment > begun || !item.Now.Deleted)).Take(size + 1).ToList();
        var page = changed.Take(size).ToList();
        var more = changed.Count > size;
        var end = more ? page[^1].Now.Moment : Math.Max(since, page.Count > 0 ? page[^1].Now.Moment : call.AsOf ?? Moment);
        var top = call.Query.TryGetValue("$top", out var asked) ? $"&$top={asked}" : "";
        var link = $"{call.Request.RequestUri!.GetLeftPart(UriPartial.Path).Replace("delta()", "delta", StringComparison.Ordinal)}?$expand=fields{top}&token={Number(list.Epoch)}.{Number(end)}.{Number(more ? begun : 0)}";
        return Stream(json =>
        {
            json.WriteStartObject();
            json.WriteString(more ? "@odata.nextLink" : "@odata.deltaLink", link);
            json.WriteStartArray("value");
            foreach (var item in page)
            {
                if (item.Now.Deleted) ItemJson.WriteDeleted(json, item);
                else ItemJson.Write(json, list, item, item.Now, null, true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static HttpResponseMessage Expired(Call call)
    {
        var answer = Error(410, "resyncChangesApplyDifferences", "Resync required. Replace any local items with the server's version.");
        answer.Headers.Location = new Uri($"{call.Request.RequestUri!.GetLeftPart(UriPartial.Path)}?$expand=fields");
        return answer;
    }

    private static int Top(Call call) => call.Query.TryGetValue("$top", out var top) ? int.Parse(top, System.Globalization.CultureInfo.InvariantCulture) : PageSize;

    private static HashSet<string>? Selected(Call call)
    {
        if (!call.Query.TryGetValue("$expand", out var expand) || !expand.StartsWith("fields($select=", StringComparison.Ordinal)) return null;
        return [.. expand["fields($select=".Length..^1].Split(',')];
    }

    private static string Without(Uri url, string name) => "?" + string.Join('&', url.Query.TrimStart('?').Split('&').Where(part => !Uri.UnescapeDataString(part).StartsWith(name, StringComparison.Ordinal)));
}
