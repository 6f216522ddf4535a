using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A view as a grid: every cell that can be typed is a field. One press saves all rows that changed; with scripts each row is saved when it is left.</summary>
internal static class GridPage
{
    /// <summary>Fields of a row: <c>r.{item or newN}.{column}</c>.</summary>
    public const string Prefix = "r.";

    /// <summary>Empty rows at the end.</summary>
    private const int Fresh = 5;

    public static IResult Show(Visit visit) => ListPlace.Read(visit, place => Page(place, new Dictionary<string, GridRow>(), 200));

    /// <summary>The grid, with what was typed into rows that were refused.</summary>
    internal static IResult Page(ListPlace place, IReadOnlyDictionary<string, GridRow> typed, int status)
    {
        if (place.List.IsLibrary) return Results.Redirect(place.Address);
        var question = new ListQuestion(place.Visit.Http.Request.Query);
        var look = ListLook.Of(place, question.View);
        question.Through(place, look);
        var cells = new Cells(place);
        var rows = ListRows.Read(place, look, question, cells.Known, look.RowLimit);
        var words = place.Words;
        var input = new FieldInput(place, cells.Known);
        var reader = new FormReader(place, cells.Known);
        var columns = Shown(place, look);
        var heads = columns.Select(column => Markup.Of($"""<th scope="col">{place.Heading(column)}</th>"""));
        var present = rows.Items.Select(item => Row(place, cells, input, columns, item, typed.GetValueOrDefault(item.Key) ?? new GridRow(item.Key, item.ETag, reader.Begin(columns.Where(FieldText.IsTypable), item), null)));
        // a refused row whose item is gone from this page still holds what was typed
        var gone = typed.Values.Where(row => !IsNew(row.Key) && rows.Items.All(item => item.Key != row.Key)).Select(row => Row(place, cells, input, columns, null, row));
        var fresh = !place.MayAdd ? [] : Enumerable.Range(1, Fresh).Select(number => "new" + number.ToString(CultureInfo.InvariantCulture)).Union(typed.Keys.Where(IsNew))
            .Select(key => Row(place, cells, input, columns, null, typed.GetValueOrDefault(key) ?? new GridRow(key, "", Nothing, null)));
        var body = Markup.Of(
            $"""
            {place.Crumbs(withList: false)}<h1>{place.List.DisplayName}</h1><p class="quiet">{words["grid.about"]}</p>{ListPage.Commands(place, look, question)}{new ListFilter(place, question, cells.Known).Pane(ListPage.Filtered(place, look))}{Said(place, typed)}
            <form class="gridform" method="post" action="{question.Again(place.Address)}" data-guard data-typing="{words["grid.typing"]}" data-saving="{words["grid.saving"]}" data-saved="{words["grid.saved"]}" data-failed="{words["refused.lost"]}">{input.Offered()}<p class="alert" role="alert" data-unpasted="{words["grid.unpasted"]}" hidden></p>
            <div class="scroll"><table class="list"><thead><tr><th class="first" scope="col">{words["grid.row"]}</th>{heads}</tr></thead><tbody>{present}{gone}{fresh}</tbody></table></div>
            <div class="actions"><button class="primary" type="submit">{words["grid.save"]}</button></div></form>{ListPage.Pager(place, question, rows)}
            """);
        return place.Show(place.List.DisplayName, body, status);
    }

    /// <summary>The columns of the grid: those of the view, the title by the field in which it is typed.</summary>
    internal static IReadOnlyList<Column> Shown(ListPlace place, ListLook look) =>
        [.. look.Columns.Select(column => column.Name == "LinkTitle" ? place.Open.Columns.First(one => one.Name == "Title") : column).Where(column => column.Name is not ("DocIcon" or "Edit")).Distinct()];

    /// <summary>The key of a row that is no item yet.</summary>
    internal static bool IsNew(string key) => key.StartsWith("new", StringComparison.Ordinal);

    private static Typed Nothing => new(new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>(), null);

    private static Markup Said(ListPlace place, IReadOnlyDictionary<string, GridRow> typed) => typed.Count > 0
        ? Markup.Of($"""<p class="alert" role="alert">{place.Words.Of("grid.refused", typed.Count)}</p>""")
        : place.Visit.Query("done") is not null ? Markup.Of($"""<p class="done" role="status">{place.Words["grid.done"]}</p>""") : Markup.None;

    private static Markup Row(ListPlace place, Cells cells, FieldInput input, IReadOnlyList<Column> columns, Item? item, GridRow row)
    {
        var words = place.Words;
        var name = IsNew(row.Key) ? words["grid.new"] : row.Key;
        var fields = columns.Select(column => Markup.Of($"<td>{Field(place, cells, input, column, item, row, name)}</td>"));
        var kind = Markup.If(row.Refusal is not null || row.Typed.Wrong.Count > 0, " class=\"failed\"");
        var state = row.Refusal ?? string.Join(" ", row.Typed.Wrong.Values);
        return Markup.Of(
            $"""<tr data-row="{row.Key}"{kind}><td class="first"><span class="rowname">{name}</span>{(item?.Fields.String("Title") is { } title ? Markup.Of($"""<small class="rowtitle">{title}</small>""") : Markup.None)}<input type="hidden" name="{Prefix}{row.Key}.etag" value="{row.ETag}"><span class="state" role="status">{state}</span></td>{fields}</tr>""");
    }

    private static Markup Field(ListPlace place, Cells cells, FieldInput input, Column column, Item? item, GridRow row, string rowName)
    {
        if (!FieldText.IsTypable(column) || (item is not null && !place.Open.MayChange(item)))
            return Markup.Of($"""<span class="readonly">{(item is null ? Markup.None : cells.Show(item, column))}</span>""");
        var wrong = Markup.If(row.Typed.Wrong.ContainsKey(column.Name), " aria-invalid=\"true\"");
        var more = Markup.Of($""" aria-label="{place.Words.Of("grid.cell", place.Heading(column), rowName)}"{wrong}""");
        return input.Make(column, $"{Prefix}{row.Key}.{column.Name}", row.Typed.Of(column), more, inGrid: true);
    }
}

/// <summary>One row of the grid as it was sent.</summary>
internal sealed record GridRow(string Key, string ETag, Typed Typed, string? Refusal);
