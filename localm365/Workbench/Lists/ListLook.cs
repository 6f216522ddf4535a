namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A view as a page uses it: which columns, which items, in which order, in which groups.</summary>
internal sealed record ListLook(
    string Id, string Title, IReadOnlyList<Column> Columns, FormattableString Where, FormattableString? Order, IReadOnlyList<Column> Groups, int RowLimit, JsonObject? Formatter)
{
    /// <summary>The views the visitor may choose from.</summary>
    public static IReadOnlyList<(string Id, string Title)> All(ListPlace place) => [("", "All Items")];

    public static ListLook Of(ListPlace place, string? id)
    {
        var columns = place.Open.Columns.Where(column => !column.Hidden && (!column.BuiltIn || column.Name is "Title" or "Modified" or "Editor")).ToList();
        return new ListLook("", "All Items", columns, $"1 = 1", null, [], 100, null);
    }
}
