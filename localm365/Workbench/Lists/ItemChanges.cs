using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>What the forms of an item send: made, changed and deleted through Graph, files through REST, all as the visitor.</summary>
internal static class ItemChanges
{
    public static async Task<IResult> AddAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        return visit.Query("conditions") is null ? await SaveAsync(visit, sent, place => null) : Hidden(visit, sent, place => null);
    }

    public static async Task<IResult> EditAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        return visit.Query("conditions") is null ? await SaveAsync(visit, sent, ItemPages.Asked) : Hidden(visit, sent, ItemPages.Asked);
    }

    public static async Task<IResult> DeleteAsync(Visit visit)
    {
        var sent = await visit.FormAsync();
        var (path, back) = ListPlace.Read(visit, place => ($"{place.Graph}/items/{ItemPages.Asked(place).Key}", place.Address));
        var answer = await visit.Desk.GraphAsync("DELETE", path, null, sent["etag"].ToString());
        return answer.IsGood ? Results.Redirect(back) : visit.Sorry(answer.Status is 0 ? 504 : answer.Status, answer.Refusal(visit.Words));
    }

    private static async Task<IResult> SaveAsync(Visit visit, IFormCollection sent, Func<ListPlace, Item?> asked)
    {
        var (typed, fields, graph, key, type) = ListPlace.Read(visit, place =>
        {
            var item = asked(place);
            var cells = new Cells(place);
            var kind = Kind(place, sent, item);
            var form = new ItemForm(place, cells, kind);
            var (typed, fields) = new FormReader(place, cells.Known).Read(form.Columns, item, Sent(sent), showedDefaults: true);
            return (typed, fields, place.Graph, item?.Key, kind?.Id);
        });
        if (typed.Wrong.Count > 0) return Again(visit, sent, asked, typed);
        var answer = await WriteAsync(visit, graph, key, type, fields, sent["etag"].ToString());
        if (answer is { IsGood: false }) return Again(visit, sent, asked, Refusal(visit, sent, asked, typed, answer));
        var id = key ?? answer!.Body.String("id")!;
        if (await ItemFiles.ChangeAsync(visit, id, sent) is { } refused) return FilesRefused(visit, id, refused);
        return Results.Redirect(ListPlace.Read(visit, place => place.ItemAddress(long.Parse(id, CultureInfo.InvariantCulture))));
    }

    /// <summary>For the script of the form: the names of the columns that it hides now. Nothing is written.</summary>
    private static IResult Hidden(Visit visit, IFormCollection sent, Func<ListPlace, Item?> asked) => ListPlace.Read(visit, place =>
    {
        var item = asked(place);
        var form = new ItemForm(place, new Cells(place), Kind(place, sent, item));
        var typed = new Typed(form.Columns.ToDictionary(column => column.Name, column => (IReadOnlyList<string>)[.. (Sent(sent)(column.Name) ?? []).Where(text => text.Length > 0)]), new Dictionary<string, string>(), null);
        return Results.Json(form.Hidden(typed, item).Order(StringComparer.Ordinal));
    });

    /// <summary>Null when there was nothing to write.</summary>
    private static async Task<DeskAnswer?> WriteAsync(Visit visit, string graph, string? key, string? type, JsonObject fields, string etag)
    {
        if (key is not null) return fields.Count == 0 ? null : await visit.Desk.GraphAsync("PATCH", $"{graph}/items/{key}/fields", fields, etag);
        var item = new JsonObject { ["fields"] = fields };
        if (type is not null) item["contentType"] = new JsonObject { ["id"] = type };
        return await visit.Desk.GraphAsync("POST", $"{graph}/items", item);
    }

    private static Typed Refusal(Visit visit, IFormCollection sent, Func<ListPlace, Item?> asked, Typed typed, DeskAnswer answer) => ListPlace.Read(visit, place =>
    {
        var form = new ItemForm(place, new Cells(place), Kind(place, sent, asked(place)));
        return FormReader.Refused(typed, form.Columns, answer, visit.Words);
    });

    /// <summary>The form once more, with all that was typed. It keeps the version it was opened with: overwriting somebody else is never done by pressing twice.</summary>
    private static IResult Again(Visit visit, IFormCollection sent, Func<ListPlace, Item?> asked, Typed typed) => ListPlace.Read(visit, place =>
    {
        var item = asked(place);
        return ItemPages.Form(place, new ItemForm(place, new Cells(place), Kind(place, sent, item)), typed, item, 422, sent["etag"].ToString());
    });

    private static IResult FilesRefused(Visit visit, string id, string refused) => ListPlace.Read(visit, place =>
    {
        var item = place.Open.Item(id);
        var cells = new Cells(place);
        var form = new ItemForm(place, cells, ItemPages.Type(place, item));
        return ItemPages.Form(place, form, new FormReader(place, cells.Known).Begin(form.Columns, item) with { Alert = visit.Words.Of("files.refused", refused) }, item, 422);
    });

    /// <summary>The content type that an item has, or that a new one is to have.</summary>
    private static ContentType? Kind(ListPlace place, IFormCollection sent, Item? item) =>
        item is null ? ItemPages.NewType(place, sent["type"].ToString()) : ItemPages.Type(place, item);

    private static Func<string, IReadOnlyList<string>?> Sent(IFormCollection sent) =>
        name => sent.TryGetValue(ItemForm.Prefix + name, out var texts) ? [.. texts.OfType<string>()] : null;
}
