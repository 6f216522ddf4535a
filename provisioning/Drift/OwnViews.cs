using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Views that people added, and views of ours with other columns, another order or another query.</summary>
internal static class OwnViews
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from view in FoundView.Of(found, pair.Schema, pair.List.Id)
        let kind = KindOf(found, pair.Schema, Whole(found, pair.Schema, pair.List), view)
        where kind is not null
        select DriftFinding.Of(kind, found.At(pair.Schema), view.Title);

    private static DriftKind? KindOf(DriftFound found, ListSchema schema, HashSet<string> there, FoundView view)
    {
        var ours = schema.Views.FirstOrDefault(wanted => wanted.Title == view.Title);
        if (ours is null && !view.IsDefault) return view.BornWith ? null : DriftKind.ViewAdded;
        // An empty view is mended.
        if (ours is null && found.Steps.OfType<ShowColumns>().Any(show => show.List == schema)) return null;
        var columns = (ours?.Columns ?? schema.Columns.Where(column => !column.Hidden)).Select(column => column.Name).Where(there.Contains).Prepend("LinkTitle");
        var fits = view.Columns.Where(column => there.Contains(column) || schema.Columns.All(one => one.Name != column)).SequenceEqual(columns) && (ours is null || view.Query == FoundView.Plain(ours.Query));
        return fits ? null : DriftKind.ViewEdited;
    }

    /// <summary>A column that is gone, or is another by now, is a difference of its own, whatever a view makes of it.</summary>
    private static HashSet<string> Whole(DriftFound found, ListSchema schema, FoundList list) =>
        [.. list.Columns.Select(column => column.Name!).Except(found.Steps.OfType<ColumnOfOtherKind>().Where(other => other.List == schema).Select(other => other.Column.Name))];
}
