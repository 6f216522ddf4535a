using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Drift;

/// <summary>How a site differs from its schema.</summary>
/// <param name="Site">Path of the site.</param>
/// <param name="Year">The campaign year.</param>
/// <param name="Findings">The differences, those that people must decide first.</param>
/// <param name="Reading">What the look cost; it wrote nothing.</param>
public sealed record DriftReport(string Site, int Year, IReadOnlyList<DriftFinding> Findings, Cost Reading)
{
    // Listed, not discovered.
    private static readonly Func<DriftFound, IEnumerable<DriftFinding>>[] Rules =
    [
        StepDrift.Of, FolderDrift.Of, HomeDrift.Of, WorkerDrift.Of, RequiredColumns.Of, FilteredViews.Of, AddedColumns.Of, AddedChoices.Of, OwnHeadings.Of, OwnViews.Of, OwnDrawings.Of, OwnForms.Of, OwnLinks.Of, AddedTypes.Of, OthersRights.Of,
    ];

    /// <summary>Something differs.</summary>
    public bool Differs => Findings.Count > 0;

    /// <summary>Compares. Pure: the same site always gives the same findings, and what the service keeps by itself gives none.</summary>
    public static IReadOnlyList<DriftFinding> Of(DriftFound found) =>
        [.. Rules.SelectMany(rule => rule(found)).DistinctBy(finding => finding.Key).OrderBy(finding => finding.Kind.Handling switch { Handling.Ask => 0, Handling.Repair => 1, _ => 2 })];
}
