using EmulationM365.LocalM365.Views;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A view as a page uses it: which columns, which items, in which order, in which groups.</summary>
internal sealed record ListLook(
    string Id, string Title, IReadOnlyList<Column> Columns, FormattableString Where, FormattableString? Order, IReadOnlyList<Column> Groups, int RowLimit, JsonObject? Formatter)
{
    /// <summary>The column whose day places an item, in a view that is a calendar.</summary>
    public Column? Day { get; private init; }

    /// <summary>The views the visitor may choose from.</summary>
    public static IReadOnlyList<(string Id, string Title)> All(ListPlace place) =>
        [.. ViewStore.Of(place.Session, place.List).Where(view => !view.Hidden && view.IsSeenBy(place.Call.Caller)).Select(view => (view.Guid, view.Title))];

    /// <summary>The view asked for by id or by the page it has in SharePoint; the default one when there is no such view.</summary>
    public static ListLook Of(ListPlace place, string? asked, DateTime? month = null)
    {
        var views = ViewStore.Of(place.Session, place.List).Where(view => view.IsSeenBy(place.Call.Caller)).ToList();
        var view = views.Find(one => one.Guid == asked) ?? views.Find(one => one.Title.Equals(place.Visit.Route("view"), StringComparison.OrdinalIgnoreCase)) ?? ViewStore.Default(place.Session, place.List);
        // the title is shown as a link, whether the view says so or not
        var columns = view.Fields.Select(ViewFields.Behind).Select(name => place.Open.Columns.FirstOrDefault(column => column.Name == name)).OfType<Column>().Distinct().ToList();
        var query = ReaderOf.Query(place.Open, view.Query, month);
        var groups = query.GroupBy.Select(name => place.Open.Columns.First(column => column.Name == name)).ToList();
        return new ListLook(view.Guid, view.Title, columns, query.Where, query.OrderBy, groups, view.RowLimit, view.Formatter is null ? null : JsonNode.Parse(view.Formatter) as JsonObject)
        {
            Day = view.Type2 == "MODERNCALENDAR" && CamlQuery.Parse(view.Query).Descendants("DateRangesOverlap").FirstOrDefault()?.Elements().FirstOrDefault() is { } day
                ? place.Open.Columns.FirstOrDefault(column => column.Name == Caml.FieldRef(day)) : null,
        };
    }
}
