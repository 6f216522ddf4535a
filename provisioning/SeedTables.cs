using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>The rows that a seed puts into one list.</summary>
/// <param name="List">The list.</param>
/// <param name="Key">Its unique column, which every row fills.</param>
/// <param name="Rows">The rows.</param>
internal sealed record SeedTable(ListSchema List, ColumnSchema Key, IReadOnlyList<Fields> Rows)
{
    /// <summary>Keys of the rows.</summary>
    public IEnumerable<string> Keys => Rows.Select(KeyOf);

    /// <summary>Key of one row.</summary>
    public string KeyOf(Fields row) => (string)row.Values[Key]!;
}

/// <summary>Writes a campaign as rows of the lists. Pure; the words of the seed were checked when it was read.</summary>
internal static class SeedTables
{
    private static readonly Dictionary<string, string> Levels = new() { ["trung_uong"] = "nation", ["tinh"] = "province", ["nganh"] = "sector", ["co_so"] = "unit" };

    private static readonly Dictionary<string, string> Modes = new() { ["thuong_xuyen"] = "regular", ["chuyen_de"] = "thematic" };

    private static readonly Dictionary<string, string> Periods = new()
    {
        ["month"] = "month", ["quarter"] = "quarter", ["half-year"] = "half_year", ["year"] = "year", ["continuous"] = "continuous", ["perRound"] = "per_round",
    };

    /// <summary>Every list that a seed fills.</summary>
    public static IReadOnlyList<SeedTable> Of(Campaign campaign) =>
    [
        new(Settings.List, Settings.RowKey, [.. campaign.Settings.Select(Row)]),
        new(Units.List, Units.UnitKey, [.. campaign.Units.Select(Row)]),
        new(Rounds.List, Rounds.RoundKey, [.. campaign.Rounds.Select(Row)]),
        new(Routes.List, Routes.RouteKey, [.. campaign.Routes.Select(Row)]),
        new(Movements.List, Movements.MovementKey, [.. campaign.Movements.Select(movement => Row(movement, campaign.Year))]),
        new(PlanTasks.List, PlanTasks.TaskKey, [.. campaign.Tasks.Select(task => Row(task, campaign))]),
    ];

    private static Fields Row(Setting setting) => new()
    {
        Title = setting.Name,
        [Settings.RowKey] = setting.RowKey,
        [Settings.SettingKey] = setting.Key,
        [Settings.Value] = setting.Value == "-" ? null : setting.Value,
        [Settings.Source] = setting.Source,
        [Settings.ValidFrom] = setting.From,
        [Settings.ValidTo] = setting.To,
        [Settings.Confirmed] = setting.Confirmed,
        [Settings.Reason] = setting.Reason,
    };

    private static Fields Row(Unit unit) => new()
    {
        Title = unit.Name,
        [Units.UnitKey] = unit.Key,
        [Units.Kind] = unit.Kind,
        [Units.Aliases] = string.Join('\n', unit.Aliases),
        [Units.Confirmed] = unit.Confirmed,
        [Units.Reason] = unit.Reason,
    };

    private static Fields Row(Round round) => new()
    {
        Title = round.Name,
        [Rounds.RoundKey] = round.Key,
        [Rounds.Opens] = round.Opens,
        [Rounds.Due] = round.Due,
        [Rounds.Confirmed] = round.Confirmed,
        [Rounds.Reason] = round.Reason,
    };

    /// <summary>No route comes confirmed: who decides by which steps is for the unit to check (Law 06/2022/QH15 Art. 77–83).</summary>
    private static Fields Row(Route route) => new()
    {
        Title = route.Name,
        [Routes.RouteKey] = route.Key,
        [Routes.Award] = Awards.All.Contains(route.Key) ? route.Key : null,
        [Routes.Kind] = route.Kind,
        [Routes.PoliceName] = route.PoliceName,
        [Routes.Form] = route.Form,
        [Routes.Steps] = Routes.StepsText(route.Steps),
        [Routes.DecidingAuthority] = route.Authority,
        [Routes.Threshold] = route.Threshold,
        [Routes.Source] = route.Source,
        [Routes.Confirmed] = false,
    };

    private static Fields Row(Movement movement, int year) => new()
    {
        Title = movement.Name,
        [Movements.MovementKey] = movement.Key,
        [Movements.Year] = year,
        [Movements.LaunchedBy] = movement.LaunchedBy,
        [Movements.Level] = Levels[movement.Level],
        [Movements.Mode] = Modes[movement.Kind],
        [Movements.Scope] = movement.Scope,
        [Movements.ValidFrom] = movement.From,
        [Movements.ValidTo] = movement.To,
        [Movements.InheritedFrom] = movement.InheritedFrom,
        [Movements.Stage] = "running",
        [Movements.Source] = movement.Source,
    };

    private static Fields Row(PlanTask task, Campaign campaign) => new()
    {
        Title = task.Title,
        [PlanTasks.TaskKey] = task.Id,
        [PlanTasks.Owner] = task.Owner,
        [PlanTasks.OwnerName] = campaign.Units.FirstOrDefault(unit => unit.Key == task.Owner)?.Name ?? campaign.Roles.First(role => role.Key == task.Owner).Name,
        [PlanTasks.Due] = task.Due,
        [PlanTasks.Period] = task.Period is { } period ? Periods[period] : "once",
        [PlanTasks.Stage] = "open",
        [PlanTasks.Source] = task.Source,
        [PlanTasks.KeptIn] = task.KeptIn,
    };
}
