namespace EmulationM365.Provisioning.Drift;

/// <summary>Headings that say ours and more.</summary>
internal static class OwnHeadings
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.Schema.Columns.Select(column => (column.Name, Heading: column.DisplayName(pair.Schema.Name))).Prepend((Name: "Title", Heading: pair.Schema.TitleName))
        let there = pair.List.Columns.FirstOrDefault(one => one.Name == column.Name)?.DisplayName
        where there is not null && there != column.Heading && ColumnDiff.Says(there, column.Heading)
        select DriftFinding.Of(DriftKind.HeadingWidened, found.At(pair.Schema), column.Name, there);
}
