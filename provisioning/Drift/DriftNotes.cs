using EmulationM365.Intake;
using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Drift;

/// <summary>A finding as it is remembered.</summary>
/// <param name="Kind">Key of its kind.</param>
/// <param name="Place">Where.</param>
/// <param name="Details">What its sentence names.</param>
/// <param name="Vietnamese">The same in Vietnamese, where that differs.</param>
public sealed record NotedDrift(string Kind, DriftPlace Place, IReadOnlyList<string> Details, IReadOnlyList<string> Vietnamese);

/// <summary>
/// Remembers what the nights of a week found and mended, until the mail of the week has said it: whoever changed something on purpose should hear that it was set
/// back. A night that mends nothing writes nothing.
/// </summary>
public sealed class DriftNotes(StateStore state, int year)
{
    /// <summary>So many are remembered; more than this nobody reads.</summary>
    private const int Most = 100;

    private string Key => $"drift|{year}";

    private sealed record Notes(IReadOnlyList<NotedDrift> Drift);

    /// <summary>Remembers what an apply found. A year that was just made differs from nothing.</summary>
    /// <param name="before">The site as the apply found it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task NoteAsync(SiteFound before, CancellationToken cancellationToken)
    {
        var findings = DriftReport.Of(new DriftFound(year, before)).Where(finding => finding.Kind.Handling != Handling.Keep).ToList();
        if (findings.Count == 0 || findings.Exists(finding => finding.Kind == DriftKind.ListMissing)) return;
        var remembered = await state.LoadAsync<Notes>(Key, cancellationToken);
        IEnumerable<DriftFinding> known = (remembered.Value?.Drift ?? []).Select(Read);
        await state.SaveAsync(Key, remembered, new Notes([.. known.Concat(findings).DistinctBy(finding => finding.Key).Take(Most).Select(Write)]), cancellationToken);
    }

    /// <summary>What was remembered.</summary>
    public async Task<IReadOnlyList<DriftFinding>> ReadAsync(CancellationToken cancellationToken) => [.. ((await state.LoadAsync<Notes>(Key, cancellationToken)).Value?.Drift ?? []).Select(Read)];

    /// <summary>Forgets it.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var remembered = await state.LoadAsync<Notes>(Key, cancellationToken);
        if (remembered.Value is not null) await state.SaveAsync(Key, remembered, new Notes([]), cancellationToken);
    }

    private static NotedDrift Write(DriftFinding finding) => new(finding.Kind.Key, finding.Place, finding.Details, finding.Vietnamese);

    private static DriftFinding Read(NotedDrift noted) => new(DriftKind.Of(noted.Kind), noted.Place, noted.Details) { Vietnamese = noted.Vietnamese };
}
