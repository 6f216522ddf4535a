using EmulationM365.Campaigns;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;

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
    /// <returns>How many rows were written.</returns>
    /// <exception cref="M365Exception">The tenant refused or did not answer; the next run goes on.</exception>
    public async Task<int> SeedAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var state = new StateStore(stores["SystemState"]);
        var seeded = await state.LoadAsync<Seeded>($"seeded:{campaign.Year}", cancellationToken);
        var tables = SeedTables.Of(campaign);
        var left = tables.Where(table => seeded.Value?.Lists.Contains(table.List.Name) != true).ToList();
        if (left.Count == 0) return 0;
        var standing = await state.LoadAsync<SeededKeys>(StandingKey, cancellationToken);
        var rows = 0;
        foreach (var table in left) rows += await FillAsync(table, standing.Value?.Lists.GetValueOrDefault(table.List.Name) ?? [], cancellationToken);
        // The keys first: cut short in between, the next run seeds the year again and finds every row.
        await state.SaveAsync(StandingKey, standing, new SeededKeys(Keys(standing.Value, tables)), cancellationToken);
        await state.SaveAsync($"seeded:{campaign.Year}", seeded, new Seeded([.. tables.Select(table => table.List.Name)]), cancellationToken);
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

    /// <summary>What was remembered and what this seed holds; a site that was seeded before keys were remembered learns them here too.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Keys(SeededKeys? before, IReadOnlyList<SeedTable> tables) => tables
        .Where(table => !table.List.PerYear)
        .ToDictionary(table => table.List.Name, IReadOnlyList<string> (table) => [.. (before?.Lists.GetValueOrDefault(table.List.Name) ?? []).Union(table.Keys)]);
}
