using EmulationM365.Campaigns;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>
/// Writes the seed of a year into the settings lists, once. After that the lists are the truth: a value that somebody changed or deleted is never brought
/// back, so what was seeded is remembered apart from the lists: of each year which lists, and of lists that stand over all years also which keys, because
/// a movement or a unit comes again in the seed of the next year.
/// </summary>
public sealed class Seeder(IReadOnlyDictionary<string, ListStore> stores)
{
    private const string StandingKey = "seeded:standing";

    private sealed record Seeded(IReadOnlyList<string> Lists);

    private sealed record SeededKeys(IReadOnlyDictionary<string, IReadOnlyList<string>> Lists);

    /// <summary>Seeds what was not seeded before.</summary>
    /// <param name="campaign">The year.</param>
    /// <param name="unfit">Lists, by schema name, that do not fit their schema: they are seeded by the run that finds them mended.</param>
    /// <param name="cancellationToken">Stops it; what was written stays, and another run goes on.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="M365Exception">The tenant refused or did not answer; the next run goes on.</exception>
    public async Task<int> SeedAsync(Campaign campaign, IReadOnlySet<string> unfit, CancellationToken cancellationToken)
    {
        if (unfit.Contains(SystemState.List.Name)) return 0;
        var state = new StateStore(stores["SystemState"]);
        var seeded = await state.LoadAsync<Seeded>($"seeded:{campaign.Year}", cancellationToken);
        var tables = SeedTables.Of(campaign);
        var before = seeded.Value?.Lists ?? [];
        var left = tables.Where(table => !before.Contains(table.List.Name) && !unfit.Contains(table.List.Name)).ToList();
        if (left.Count == 0) return 0;
        var standing = await state.LoadAsync<SeededKeys>(StandingKey, cancellationToken);
        var rows = 0;
        foreach (var table in left) rows += await FillAsync(table, standing.Value?.Lists.GetValueOrDefault(table.List.Name) ?? [], cancellationToken);
        // The keys first: cut short in between, the next run seeds the year again and finds every row.
        await state.SaveAsync(StandingKey, standing, new SeededKeys(Keys(standing.Value, [.. tables.Where(table => before.Contains(table.List.Name) || left.Contains(table))])), cancellationToken);
        await state.SaveAsync($"seeded:{campaign.Year}", seeded, new Seeded([.. before.Union(left.Select(table => table.List.Name))]), cancellationToken);
        return rows;
    }

    private async Task<int> FillAsync(SeedTable table, IReadOnlyList<string> before, CancellationToken cancellationToken)
    {
        var store = stores[table.List.Name];
        // A run that was cut short left some rows behind; they are found by their key.
        var known = (await store.QueryAsync(null, cancellationToken)).Select(item => item.Text(table.Key)).Concat(before).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rows = 0;
        foreach (var row in table.Rows.Where(row => !known.Contains(table.KeyOf(row)))) rows += await store.EnsureAsync(row, cancellationToken) ? 1 : 0;
        return rows;
    }

    /// <summary>What was remembered and what these rows hold; a site that was seeded before keys were remembered learns them here too.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Keys(SeededKeys? before, IReadOnlyList<SeedTable> tables)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>(before?.Lists ?? new Dictionary<string, IReadOnlyList<string>>());
        foreach (var table in tables.Where(table => !table.List.PerYear)) keys[table.List.Name] = [.. keys.GetValueOrDefault(table.List.Name, []).Union(table.Keys)];
        return keys;
    }
}
