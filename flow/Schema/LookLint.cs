using Newtonsoft.Json.Linq;

namespace EmulationM365.Schema;

/// <summary>What would not work, or mislead, in the views and drawings of a list.</summary>
internal static class LookLint
{
    // What a view knows of an item, whatever it shows.
    private static readonly string[] Always = ["Title", "ID"];

    private const int MostGroups = 2;

    /// <summary>Sentences on what is wrong; none for a good list.</summary>
    public static IEnumerable<string> Find(ListSchema list) =>
    [
        .. DefaultView(list), .. list.Views.SelectMany(view => View(list, view)), .. list.Views.GroupBy(view => view.Key).Where(group => group.Count() > 1).Select(group => $"view {group.Key} stands twice"),
        .. Drawings(list), .. list.Views.Append(list.DefaultView).SelectMany(view => Blind(list, view)),
    ];

    private static IEnumerable<string> DefaultView(ListSchema list)
    {
        if (list.DefaultView.Only is not null || list.DefaultView.Day is not null) yield return "its default view is filtered";
        foreach (var said in View(list, list.DefaultView)) yield return said;
    }

    private static IEnumerable<string> View(ListSchema list, ViewSchema view)
    {
        foreach (var column in view.Named.Where(column => !list.Columns.Contains(column) && column != Column.ItemNumber)) yield return $"view {view.Key} names {column.Name}, which the list does not have";
        foreach (var order in view.Order.Concat(view.Groups).Where(order => order.Field != "ID" && list.Columns.All(column => column.Name != order.Field)))
            yield return $"view {view.Key} sorts by {order.Field}, which the list does not have";
        foreach (var column in view.Columns.Where(column => column.Hidden)) yield return $"view {view.Key} shows {column.Name}, which is hidden";
        if (view.Columns.Distinct().Count() < view.Columns.Count) yield return $"view {view.Key} shows a column twice";
        if (view.Groups.Count > MostGroups) yield return $"view {view.Key} groups by more than {MostGroups} columns";
        if (view.Groups.Any(group => list.Columns.Any(column => column.Name == group.Field && column.Kind is ColumnKind.Note or ColumnKind.People))) yield return $"view {view.Key} groups by a column that has no single value";
        if (view.Day is { } day && !(day.Kind is ColumnKind.Date or ColumnKind.DateTime && view.Columns.Contains(day))) yield return $"view {view.Key} is a calendar of {day.Name}, which is no day that it shows";
    }

    private static IEnumerable<string> Drawings(ListSchema list)
    {
        var drawings = list.Columns.Where(column => column.Format is not null).Select(column => (At: column.Name, Format: column.Format!))
            .Concat(list.Views.Where(view => view.Format is not null).Select(view => (At: $"view {view.Key}", Format: view.Format!)));
        foreach (var (at, format) in drawings)
        {
            if (Formats.Parsed(format) is not { } drawing)
            {
                yield return $"the drawing of {at} is not a JSON object";
                continue;
            }

            foreach (var name in Formats.Reads(format).Concat(Written(drawing)).Where(name => !Always.Contains(name) && list.Columns.All(column => column.Name != name)))
                yield return $"the drawing of {at} names {name}, which the list does not have";
        }
    }

    /// <summary>A drawing knows only what the view shows as well.</summary>
    private static IEnumerable<string> Blind(ListSchema list, ViewSchema view)
    {
        var shown = view.Fields(list).Concat(Always).ToHashSet();
        return from drawn in view.Columns.Select(column => (At: column.Name, column.Format)).Append((At: "its rows", view.Format))
               from name in Formats.Reads(drawn.Format)
               where !shown.Contains(name)
               select $"in view {view.Key} the drawing of {drawn.At} reads {name}, which the view does not show";
    }

    private static IEnumerable<string> Written(JObject drawing) => drawing.DescendantsAndSelf().OfType<JProperty>().Where(member => member.Name == "actionInput")
        .SelectMany(member => (member.Value as JObject)?.Properties().Select(written => written.Name) ?? []);
}
