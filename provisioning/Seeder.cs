using EmulationM365.Campaigns;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;

namespace EmulationM365.Provisioning;

/// <summary>Rows that a seed puts into a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Rows">The rows.</param>
public sealed record SeededRows(ListSchema List, IReadOnlyList<Fields> Rows);

/// <summary>What a seed would write.</summary>
/// <param name="Rows">The rows, list by list.</param>
/// <param name="Price">What it would cost, its reads among it.</param>
public sealed record SeedForecast(IReadOnlyList<SeededRows> Rows, Price Price);

/// <summary>
/// Writes the seed of a year into the settings lists, once. After that the lists are the truth: a value that somebody changed or deleted is never brought
/// back, so what was seeded is remembered apart from the lists: of each year which lists, and of lists that stand over all years also which keys, because
/// a movement or a unit comes again in the seed of the next year.
/// </summary>
/// <param name="stores">The lists, by schema name.</param>
/// <param name="news">Hears how it goes on; null = nobody.</param>
public sealed class Seeder(IReadOnlyDictionary<string, ListStore> stores, IProgress<ApplyNews>? news = null)
{
    private const string StandingKey = "seeded:standing";

    private sealed record Seeded(IReadOnlyList<string> Lists);

    private sealed record SeededKeys(IReadOnlyDictionary<string, IReadOnlyList<string>> Lists);

    /// <summary>Rows written so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Seeds what was not seeded before.</summary>
    /// <param name="campaign">The year.</param>
    /// <param name="unfit">Lists, by schema name, that do not fit their schema: they are seeded by the run that finds them mended.</param>
    /// <param name="cancellationToken">Stops it; what was written stays, and another run goes on.</param>
    /// <exception cref="M365Exception">The tenant refused or did not answer; the next run goes on.</exception>
    public async Task SeedAsync(Campaign campaign, IReadOnlySet<string> unfit, CancellationToken cancellationToken)
    {
        if (unfit.Contains(SystemState.List.Name)) return;
        var state = new StateStore(stores["SystemState"]);
        var seeded = await state.LoadAsync<Seeded>($"seeded:{campaign.Year}", cancellationToken);
        var tables = SeedTables.Of(campaign);
        var before = seeded.Value?.Lists ?? [];
        var left = Left(tables, before, unfit);
        if (left.Count == 0) return;
        var part = new ApplyPart(news, "seed", left.Sum(table => table.Rows.Count));
        var standing = await state.LoadAsync<SeededKeys>(StandingKey, cancellationToken);
        foreach (var table in left) await FillAsync(table, standing.Value?.Lists.GetValueOrDefault(table.List.Name) ?? [], part, cancellationToken);
        // The keys first: cut short in between, the next run seeds the year again and finds every row.
        await state.SaveAsync(StandingKey, standing, new SeededKeys(Keys(standing.Value, tables, before, left)), cancellationToken);
        await state.SaveAsync($"seeded:{campaign.Year}", seeded, new Seeded([.. before.Union(left.Select(table => table.List.Name))]), cancellationToken);
    }

    /// <summary>What <see cref="SeedAsync"/> would write, and what it would cost. Reads lists that are there, and writes nothing.</summary>
    /// <param name="campaign">The year.</param>
    /// <param name="unfit">Lists that will not fit their schema, by schema name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SeedForecast> ForeseeAsync(Campaign campaign, IReadOnlySet<string> unfit, CancellationToken cancellationToken)
    {
        if (unfit.Contains(SystemState.List.Name)) return new SeedForecast([], Price.None);
        var state = stores.TryGetValue(SystemState.List.Name, out var there) ? new StateStore(there) : null;
        var seeded = state is null ? new Remembered<Seeded>(null, null) : await state.LoadAsync<Seeded>($"seeded:{campaign.Year}", cancellationToken);
        var tables = SeedTables.Of(campaign);
        var before = seeded.Value?.Lists ?? [];
        var left = Left(tables, before, unfit);
        if (left.Count == 0) return new SeedForecast([], Price.Rows(1));
        var standing = state is null ? new Remembered<SeededKeys>(null, null) : await state.LoadAsync<SeededKeys>(StandingKey, cancellationToken);
        var (rows, price) = (new List<SeededRows>(), 2 * Price.Rows(1));
        foreach (var table in left)
        {
            var found = stores.TryGetValue(table.List.Name, out var store) ? await store.QueryAsync(null, cancellationToken) : [];
            var missing = Missing(table, found, standing.Value?.Lists.GetValueOrDefault(table.List.Name) ?? []);
            rows.Add(new SeededRows(table.List, missing));
            price += Price.Rows(found.Count) + missing.Count * Price.NewRow;
        }

        var keys = Keys(standing.Value, tables, before, left);
        var remembered = standing.Row is not null && JsonConvert.SerializeObject(standing.Value) == JsonConvert.SerializeObject(new SeededKeys(keys));
        return new SeedForecast(rows, price + (remembered ? 1 : 2) * Price.NewRow);
    }

    private async Task FillAsync(SeedTable table, IReadOnlyList<string> before, ApplyPart part, CancellationToken cancellationToken)
    {
        var store = stores[table.List.Name];
        foreach (var row in Missing(table, await store.QueryAsync(null, cancellationToken), before))
        {
            part.Say(Rows, $"Rows of list {table.List.Name}.");
            Rows += await store.EnsureAsync(row, cancellationToken) ? 1 : 0;
        }
    }

    /// <summary>Tables that were not seeded before and can be now.</summary>
    private static List<SeedTable> Left(IEnumerable<SeedTable> tables, IReadOnlyList<string> before, IReadOnlySet<string> unfit) =>
        [.. tables.Where(table => !before.Contains(table.List.Name) && !unfit.Contains(table.List.Name))];

    /// <summary>A run that was cut short left some rows behind; they are found by their key.</summary>
    private static List<Fields> Missing(SeedTable table, IReadOnlyList<Item> there, IReadOnlyList<string> before)
    {
        var known = there.Select(item => item.Text(table.Key)).Concat(before).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. table.Rows.Where(row => !known.Contains(table.KeyOf(row)))];
    }

    /// <summary>What was remembered and what these rows hold; a site that was seeded before keys were remembered learns them here too.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Keys(SeededKeys? known, IEnumerable<SeedTable> tables, IReadOnlyList<string> before, List<SeedTable> left)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>(known?.Lists ?? new Dictionary<string, IReadOnlyList<string>>());
        foreach (var table in tables.Where(table => !table.List.PerYear && (before.Contains(table.List.Name) || left.Contains(table)))) keys[table.List.Name] = [.. keys.GetValueOrDefault(table.List.Name, []).Union(table.Keys)];
        return keys;
    }
}
