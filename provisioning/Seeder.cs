using EmulationM365.Campaigns;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>
/// Writes the seed of a year into the settings lists, once. After that the lists are the truth: a value that somebody changed or deleted is never brought
/// back, so what was seeded is remembered apart from the lists.
/// </summary>
public sealed class Seeder(IReadOnlyDictionary<string, ListStore> stores)
{
    private sealed record Seeded(IReadOnlyList<string> Lists);

    /// <summary>Seeds what was not seeded before.</summary>
    /// <returns>How many rows were written.</returns>
    public async Task<int> SeedAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var state = new StateStore(stores["SystemState"]);
        var key = $"seeded:{campaign.Year}";
        var seeded = await state.LoadAsync<Seeded>(key, cancellationToken);
        var rows = 0;
        foreach (var (list, column, fields) in Rows(campaign).Where(rows => seeded.Value?.Lists.Contains(rows.List) != true))
        {
            // A run that was cut short left some rows behind; they are found by their key.
            var there = (await stores[list].QueryAsync(null, cancellationToken)).Select(item => item.Text(column)).ToHashSet();
            foreach (var row in fields.Where(row => !there.Contains((string)row.Values[column]!))) rows += await stores[list].EnsureAsync(row, cancellationToken) ? 1 : 0;
        }

        await state.SaveAsync(key, seeded, new Seeded([.. Rows(campaign).Select(rows => rows.List)]), cancellationToken);
        return rows;
    }

    private static IEnumerable<(string List, ColumnSchema Key, IEnumerable<Fields> Fields)> Rows(Campaign campaign)
    {
        yield return ("Settings", Settings.SettingKey, campaign.Settings.Select(setting => new Fields
        {
            Title = setting.Name,
            [Settings.SettingKey] = setting.Key,
            [Settings.Value] = setting.Value == "-" ? null : setting.Value,
            [Settings.Source] = setting.Source,
            [Settings.ValidFrom] = setting.From,
            [Settings.ValidTo] = setting.To,
            [Settings.Confirmed] = setting.Confirmed,
            [Settings.Reason] = setting.Reason,
        }));
        yield return ("Units", Units.UnitKey, campaign.Units.Select(unit => new Fields
        {
            Title = unit.Name, [Units.UnitKey] = unit.Key, [Units.Kind] = unit.Kind, [Units.Aliases] = string.Join('\n', unit.Aliases),
        }));
        yield return ("Rounds", Rounds.RoundKey, campaign.Rounds.Select(round => new Fields
        {
            Title = round.Name, [Rounds.RoundKey] = round.Key, [Rounds.Opens] = round.Opens, [Rounds.Due] = round.Due,
        }));
    }
}
