using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Views that people added, and views of ours with other columns, another order or another query.</summary>
internal static class OwnViews
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from view in FoundView.Of(found, pair.Schema, pair.List.Id)
        let kind = KindOf(found, pair.Schema, pair.List.Columns.Select(column => column.Name!).ToHashSet(), view)
        where kind is not null
        select DriftFinding.Of(kind, found.At(pair.Schema), view.Title);

    private static DriftKind? KindOf(DriftFound found, ListSchema schema, HashSet<string> there, FoundView view)
    {
        var ours = schema.Views.FirstOrDefault(wanted => wanted.Title == view.Title);
        if (ours is null && !view.IsDefault) return view.BornWith ? null : DriftKind.ViewAdded;
        // A column that is gone is a difference of its own, and an empty view is mended.
        if (ours is null && found.Steps.OfType<ShowColumns>().Any(show => show.List == schema)) return null;
        var columns = (ours?.Columns ?? schema.Columns.Where(column => !column.Hidden)).Select(column => column.Name).Where(there.Contains).Prepend("LinkTitle");
        var fits = view.Columns.SequenceEqual(columns) && (ours is null || view.Query == FoundView.Plain(ours.Query));
        return fits ? null : DriftKind.ViewEdited;
    }
}
