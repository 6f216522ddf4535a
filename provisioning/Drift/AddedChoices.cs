using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Words that people added to a choice of ours. A word that an earlier version of this program offered looks the same: nobody can tell.</summary>
internal static class AddedChoices
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from column in pair.Schema.Columns
        where column.Kind == ColumnKind.Choice
        let offered = pair.List.Columns.FirstOrDefault(there => there.Name == column.Name)?.Choice?.Choices ?? []
        let added = offered.Except(column.Choices.Select(column.Word)).ToList()
        where added.Count > 0
        select DriftFinding.Of(DriftKind.ChoicesAdded, found.At(pair.Schema), column.Name, StepDrift.Quoted(added));
}
