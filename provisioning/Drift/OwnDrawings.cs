using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Drawings of columns that people changed.</summary>
internal static class OwnDrawings
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.Schema.Columns
        where column.Format is not null
        let there = found.Site.Fields.GetValueOrDefault((pair.List.Id, column.Name))?.Format ?? ""
        where there.Length > 0 && !Formats.Same(there, column.FormatOf(found.Year))
        select DriftFinding.Of(DriftKind.DrawingEdited, found.At(pair.Schema), column.Name);
}
