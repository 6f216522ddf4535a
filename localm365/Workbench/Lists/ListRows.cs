using System.Runtime.CompilerServices;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The items a list page shows, and how many there are on all its pages.</summary>
internal sealed record ListRows(IReadOnlyList<Item> Items, long Count, int Pages)
{
    /// <summary>An export is not paged; this is where it ends.</summary>
    public const int MostExported = 100_000;

    public static ListRows Read(ListPlace place, ListLook look, ListQuestion question, Known known, int size)
    {
        FormattableString where = $"{look.Where} AND {new ListFilter(place, question, known).Where(place.Open.Columns)} AND {place.Open.Visible}";
        var number = new Raw(place.List.Id.ToString(CultureInfo.InvariantCulture));
        var count = place.Session.Number($"SELECT COUNT(*) FROM items WHERE list = {number} AND deleted = 0 AND {where}");
        var pages = (int)Math.Max(1, (count + size - 1) / size);
        var page = Math.Min(question.Page, pages);
        return new ListRows(ItemStore.Page(place.Session, place.List, where, Order(place, look, question, known), size, (long)(page - 1) * size), count, pages);
    }

    /// <summary>Groups first (the order of a view begins with them), then what the visitor asked for or what the view says, then newest first as lists without an order do not need to be read from the start.</summary>
    private static FormattableString Order(ListPlace place, ListLook look, ListQuestion question, Known known)
    {
        var parts = new List<FormattableString>();
        if (place.Open.Columns.FirstOrDefault(column => column.Name == question.Sort) is { } sorted)
        {
            parts.AddRange(look.Groups.Select(column => Columns.Order(place, known, column)));
            parts.Add($"{Columns.Order(place, known, sorted)}{new Raw(question.Down ? " DESC" : "")}");
        }
        else if (look.Order is { } order) parts.Add(order);
        parts.Add($"id");
        return parts.Aggregate((left, right) => FormattableStringFactory.Create("{0}, {1}", left, right));
    }
}
