namespace EmulationM365.Provisioning.Drift;

/// <summary>A default view that hides items: staff miss them, and so may whoever reads a list by its default view.</summary>
internal static class FilteredViews
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from view in FoundView.Of(found, pair.Schema, pair.List.Id)
        where view.IsDefault && view.IsFiltered
        select DriftFinding.Of(DriftKind.ViewFiltered, found.At(pair.Schema), view.Title);
}
