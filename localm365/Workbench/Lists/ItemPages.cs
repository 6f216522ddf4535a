using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>One item: shown, made, changed, deleted.</summary>
internal static class ItemPages
{
    public static IResult Display(Visit visit) => ListPlace.Read(visit, place =>
    {
        var item = Asked(place);
        var cells = new Cells(place);
        var form = new ItemForm(place, cells, Type(place, item));
        var hidden = form.Hidden(new FormReader(place, cells.Known).Begin(form.Columns, item), item);
        var rows = form.Sections().Select(section => Section(section.Heading, [.. section.Columns.Where(column => !hidden.Contains(column.Name)).Select(column => Row(place.Heading(column), cells.Show(item, column)))]));
        var stamp = Markup.Of($"""{place.Words.Of("item.made", LocalTime.Show(item.Created), Name(cells, place, item.AuthorId))}<br>{place.Words.Of("item.changed", LocalTime.Show(item.Modified), Name(cells, place, item.EditorId))}""");
        var files = place.List.Attachments && !place.List.IsLibrary ? Row(place.Words["files.title"], ItemFiles.Show(place, item.Id, canRemove: false)) : Markup.None;
        var body = Markup.Of(
            $"""
            {place.Crumbs()}<h1>{Title(place, item)}</h1>{Commands(place, item)}{form.Part(form.Layout.Header, item)}<dl class="item">{rows}{Others(place, cells, item, form)}{files}{Row(place.Words["item.history"], stamp)}</dl>{form.Part(form.Layout.Footer, item)}
            """);
        return place.Show(Title(place, item), body);
    });

    public static IResult New(Visit visit) => ListPlace.Read(visit, place =>
    {
        if (!place.MayAdd) throw Refused.Denied();
        var cells = new Cells(place);
        var form = new ItemForm(place, cells, NewType(place, visit.Query("ContentTypeId")));
        return Form(place, form, new FormReader(place, cells.Known).Begin(form.Columns, null), null, 200);
    });

    public static IResult Edit(Visit visit) => ListPlace.Read(visit, place =>
    {
        var item = ToChange(place);
        var cells = new Cells(place);
        var form = new ItemForm(place, cells, Type(place, item));
        return Form(place, form, new FormReader(place, cells.Known).Begin(form.Columns, item), item, 200);
    });

    /// <summary>A page that asks once more before an item goes.</summary>
    public static IResult Delete(Visit visit) => ListPlace.Read(visit, place =>
    {
        var item = ToChange(place);
        var words = place.Words;
        var body = Markup.Of(
            $"""
            {place.Crumbs()}<h1>{words.Of("delete.ask", Title(place, item))}</h1><p>{words["delete.about"]}</p><form method="post" class="actions"><input type="hidden" name="etag" value="{item.ETag}">
            <button class="danger" type="submit">{words["delete.yes"]}</button><a class="button" href="{place.ItemAddress(item.Id)}">{words["form.cancel"]}</a></form>
            """);
        return place.Show(words["delete.title"], body, narrow: true);
    });

    internal static IResult Form(ListPlace place, ItemForm form, Typed typed, Item? item, int status, string? etag = null)
    {
        var title = item is null ? place.Words.Of("form.new", place.List.DisplayName) : Title(place, item);
        var body = Markup.Of($"""{place.Crumbs()}<h1>{title}</h1>{form.Make(typed, item, etag ?? item?.ETag ?? "", item is null ? place.Address : place.ItemAddress(item.Id))}""");
        return place.Show(title, body, status, narrow: true);
    }

    internal static Item Asked(ListPlace place) => place.Open.Item(place.Visit.Query("ID") ?? place.Visit.Query("id") ?? throw Refused.NotFound());

    private static Item ToChange(ListPlace place) => Asked(place) is var item && place.Open.MayChange(item) ? item : throw Refused.Denied();

    internal static string Title(ListPlace place, Item item) =>
        item.Fields.String("Title") ?? item.Fields.String(BuiltInColumns.FileName) ?? place.Words.Of("item.number", item.Key);

    internal static ContentType? Type(ListPlace place, Item item)
    {
        var id = place.Open.Types.Of(item).Id;
        return ContentTypeStore.OfList(place.Session, place.List.Id).FirstOrDefault(type => type.Is(id));
    }

    internal static ContentType? NewType(ListPlace place, string? id)
    {
        var types = ContentTypeStore.OfList(place.Session, place.List.Id);
        return types.FirstOrDefault(type => id is not null && type.Is(id) && !type.IsFolder) ?? ContentTypeStore.Default(types);
    }

    private static Markup Section(string? heading, IReadOnlyList<Markup> rows) =>
        rows.Count == 0 ? Markup.None : Markup.Of($"{(heading is null ? Markup.None : Markup.Of($"<h2>{heading}</h2>"))}{rows}");

    internal static Markup Row(string heading, Markup value) => Markup.Of($"<dt>{heading}</dt><dd>{(value.IsEmpty ? Markup.Of($"""<span class="quiet">–</span>""") : value)}</dd>");

    internal static string Name(Cells cells, ListPlace place, long id) =>
        cells.Known.Of(place.Open.Columns.First(column => column.Name == "Author"), JsonValue.Create(id)).FirstOrDefault()?.Title ?? "";

    /// <summary>What has a value but is not typed here: what the system writes.</summary>
    private static IEnumerable<Markup> Others(ListPlace place, Cells cells, Item item, ItemForm form) => place.Open.Columns
        .Where(column => !column.BuiltIn && !column.Hidden && !form.Columns.Contains(column) && (column.Kind == "calculated" || item.Fields[column.Name] is not null))
        .Select(column => Row(place.Heading(column), cells.Show(item, column)));

    private static Markup Commands(ListPlace place, Item item)
    {
        var words = place.Words;
        var mayEdit = place.Open.MayChange(item);
        var edit = mayEdit ? Markup.Of($"""<a class="button primary" href="{place.ItemAddress(item.Id, "EditForm")}">{words["item.edit"]}</a>""") : Markup.None;
        var delete = mayEdit && !place.List.IsLibrary ? Markup.Of($"""<a class="button" href="{place.ItemAddress(item.Id, "Delete")}">{words["item.delete"]}</a>""") : Markup.None;
        return Markup.Of(
            $"""<div class="commands" role="group" aria-label="{words["list.commands"]}">{edit}<a class="button" href="{place.ItemAddress(item.Id, "Versions")}">{words["item.versions"]}</a>{delete}<a class="button" href="{place.Address}">{words["item.back"]}</a></div>""");
    }
}
