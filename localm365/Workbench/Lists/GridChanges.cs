using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>Saves what the grid sends. Each row is a write of its own: one that is refused keeps none of the others back.</summary>
internal static class GridChanges
{
    public static async Task<IResult> SaveAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        var byScript = visit.Http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        var only = sent["only"].ToString();
        var keys = sent.Keys.Where(name => name.StartsWith(GridPage.Prefix, StringComparison.Ordinal)).Select(name => name.Split('.')[1]).Distinct().Where(key => only.Length == 0 || key == only).ToList();
        var refused = new Dictionary<string, GridRow>();
        var told = new JsonArray();
        foreach (var key in keys)
        {
            var (row, saved) = await TryAsync(visit, sent, key);
            if (row.Refusal is not null || row.Typed.Wrong.Count > 0) refused[key] = row;
            if (row.Refusal is not null || row.Typed.Wrong.Count > 0 || saved is not null)
                told.Add(new JsonObject { ["row"] = saved?.Key ?? key, ["etag"] = saved?.ETag, ["error"] = row.Refusal ?? (row.Typed.Wrong.Count > 0 ? string.Join(' ', row.Typed.Wrong.Values) : null) });
        }

        if (byScript) return Wire.Plain(new JsonObject { ["rows"] = told });
        return refused.Count > 0
            ? ListPlace.Read(visit, place => GridPage.Page(place, refused, 422))
            : Results.Redirect(new ListQuestion(visit.Http.Request.Query).Again(visit.Http.Request.Path.ToUriComponent(), ("done", "1")));
    }

    /// <summary>A row whose item is gone, or no longer the visitor's to see, keeps none of the others back either.</summary>
    private static async Task<(GridRow Row, Item? Saved)> TryAsync(Visit visit, IFormCollection sent, string key)
    {
        try
        {
            return await SaveAsync(visit, sent, key);
        }
        catch (Refused refused) when (refused.Status is 403 or 404)
        {
            var prefix = $"{GridPage.Prefix}{key}.";
            var texts = sent.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], name => (IReadOnlyList<string>)[.. sent[name].OfType<string>().Where(text => text.Length > 0)]);
            return (new GridRow(key, sent[prefix + "etag"].ToString(), new Typed(texts, new Dictionary<string, string>(), null), new DeskAnswer(refused.Status, []).Refusal(visit.Words)), null);
        }
    }

    /// <summary>The row as it was sent, and the item it became; no item when nothing was changed or it was refused.</summary>
    private static async Task<(GridRow Row, Item? Saved)> SaveAsync(Visit visit, IFormCollection sent, string key)
    {
        var etag = sent[$"{GridPage.Prefix}{key}.etag"].ToString();
        var isNew = GridPage.IsNew(key);
        var (typed, fields, graph, columns) = ListPlace.Read(visit, place =>
        {
            var look = ListLook.Of(place, new ListQuestion(visit.Http.Request.Query).View);
            var shown = GridPage.Shown(place, look).Where(FieldText.IsTypable).ToList();
            var item = isNew ? null : place.Open.Item(key);
            var isEmpty = isNew && shown.All(column => Sent(sent, key, column.Name) is not { } texts || texts.All(string.IsNullOrWhiteSpace));
            var (typed, fields) = isEmpty ? (new Typed(new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>(), null), []) : new FormReader(place, new Known(place.Session, place.Site)).Read(shown, item, name => Sent(sent, key, name));
            return (typed, fields, place.Graph, shown);
        });
        if (typed.Wrong.Count > 0 || fields.Count == 0) return (new GridRow(key, etag, typed, null), null);
        var answer = isNew
            ? await visit.Desk.GraphAsync("POST", $"{graph}/items", new JsonObject { ["fields"] = fields })
            : await visit.Desk.GraphAsync("PATCH", $"{graph}/items/{key}/fields", fields, etag);
        if (answer.IsGood) return (new GridRow(key, etag, typed, null), ListPlace.Read(visit, place => place.Open.Item(answer.Body.String("id") ?? key)));
        var told = FormReader.Refused(typed, columns, answer, visit.Words);
        return (new GridRow(key, etag, told, told.Alert), null);
    }

    private static IReadOnlyList<string>? Sent(IFormCollection sent, string key, string column) =>
        sent.TryGetValue($"{GridPage.Prefix}{key}.{column}", out var texts) ? [.. texts.OfType<string>()] : null;
}
