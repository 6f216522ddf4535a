namespace EmulationM365.Provisioning.Drift;

/// <summary>Columns of ours that must be filled and should not be: what the worker writes would be refused, so it waits.</summary>
internal static class RequiredColumns
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.Schema.Columns
        where !column.Required && pair.List.Columns.FirstOrDefault(there => there.Name == column.Name)?.Required == true
        select DriftFinding.Of(DriftKind.ColumnRequired, found.At(pair.Schema), column.Name);
}
