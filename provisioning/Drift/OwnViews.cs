using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Views that people added, and views of ours with other columns, another order, another query or another look.</summary>
internal static class OwnViews
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        let broken = Broken(found, pair.Schema, pair.List)
        from view in FoundView.Of(found, pair.Schema, pair.List.Id)
        let kind = KindOf(found, pair.Schema, broken, view)
        where kind is not null
        select DriftFinding.Of(kind, found.At(pair.Schema), view.Title);

    private static DriftKind? KindOf(DriftFound found, ListSchema schema, HashSet<string> broken, FoundView view)
    {
        var ours = schema.Views.FirstOrDefault(wanted => wanted.Title == view.Title);
        if (ours is null && !view.IsDefault) return view.BornWith ? null : DriftKind.ViewAdded;
        // A default view that nobody chose is mended.
        if (ours is null && found.Steps.OfType<ShowColumns>().Any(show => show.List == schema)) return null;
        // A filter of the default view is a difference of its own.
        if (ours is null && view.IsFiltered) return null;
        return view.Is(found.Year, schema, ours ?? schema.DefaultView, broken) ? null : DriftKind.ViewEdited;
    }

    private static HashSet<string> Broken(DriftFound found, ListSchema schema, FoundList list) =>
        [.. schema.Columns.Select(column => column.Name).Except(list.Columns.Select(column => column.Name!)), .. found.Steps.OfType<ColumnOfOtherKind>().Where(other => other.List == schema).Select(other => other.Column.Name)];
}
