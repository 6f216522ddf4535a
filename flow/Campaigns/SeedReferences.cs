using System.Globalization;
using EmulationM365.Texts;

namespace EmulationM365.Campaigns;

/// <summary>Checks what one row of a seed says of another, and that its days lie in the campaign window.</summary>
internal sealed class SeedReferences(SeedRows rows, Campaign campaign)
{
    /// <summary>Notes every reference that leads nowhere and every day that lies outside. The rows stand in the order of the campaign's own lists.</summary>
    public void Check(List<SeedRow> units, List<SeedRow> movements, List<SeedRow> rounds, List<SeedRow> routes, List<SeedRow> tasks, List<SeedRow> settings)
    {
        foreach (var (row, unit) in units.Zip(campaign.Units)) Of(row, unit);
        foreach (var (row, movement) in movements.Zip(campaign.Movements)) Of(row, movement);
        foreach (var (row, round) in rounds.Zip(campaign.Rounds)) Of(row, round);
        foreach (var (row, route) in routes.Zip(campaign.Routes)) Of(row, route);
        foreach (var (row, task) in tasks.Zip(campaign.Tasks)) Of(row, task);
        OnceADay([.. settings.Zip(campaign.Settings)]);
    }

    private void Of(SeedRow row, Unit unit)
    {
        foreach (var other in campaign.Units.Where(other => other.Key != unit.Key))
        {
            if (unit.Aliases.FirstOrDefault(alias => Letters.Same(alias, other.Name)) is { } name) rows.Fault(row, "aliases", $"'{name}' is the name of unit '{other.Key}'");
            if (other.Kind != unit.Kind && unit.Aliases.FirstOrDefault(alias => other.Aliases.Any(word => Letters.Same(alias, word))) is { } shared)
                rows.Fault(row, "aliases", $"'{shared}' also stands for unit '{other.Key}', which is of another kind");
        }
    }

    private void Of(SeedRow row, Movement movement)
    {
        if (movement.InheritedFrom is { } parent)
        {
            if (rows.Whole(row.File) && campaign.Movements.All(other => other.Key != parent)) rows.Fault(row, "inheritedFrom", $"there is no movement '{parent}' in movements.json");
            else if (GoesRound(movement)) rows.Fault(row, "inheritedFrom", $"movement '{movement.Key}' is inherited from itself");
        }

        if (campaign.Year == 0 || movement.From == default || movement.To == default) return;
        if (movement.To < movement.From) rows.Fault(row, null, $"movement '{movement.Key}' ends before it begins");
        // What others launched runs for years and need only touch the window; what the unit launched itself lies in it.
        else if (movement.Level == "co_so" ? Outside(movement.From) || Outside(movement.To) : movement.To < campaign.Launch || movement.From > campaign.WindowEnd)
            rows.Fault(row, null, $"movement '{movement.Key}' lies outside {Window}");
    }

    private void Of(SeedRow row, Round round)
    {
        if (campaign.Year == 0 || round.Opens == default || round.Due == default) return;
        if (Outside(round.Opens) || Outside(round.Due)) rows.Fault(row, null, $"round '{round.Key}' lies outside {Window}");
        if (round.Due < round.Opens) rows.Fault(row, null, $"round '{round.Key}' is due before it opens");
    }

    private void Of(SeedRow row, Route route)
    {
        Setting(row, "authority", route.Authority);
        Setting(row, "threshold", route.Threshold);
    }

    private void Of(SeedRow row, PlanTask task)
    {
        var known = campaign.Units.Select(unit => unit.Key).Concat(campaign.Roles.Select(role => role.Key));
        if (task.Owner.Length > 0 && rows.Whole("units.json") && rows.Whole("roles.json") && !known.Contains(task.Owner))
            rows.Fault(row, "owner", $"'{task.Owner}' is neither a unit in units.json nor a role in roles.json");
        if (campaign.Year > 0 && task.Due is { } due && Outside(due)) rows.Fault(row, "due", $"task '{task.Id}' is due outside {Window}");
    }

    /// <summary>A setting may stand several times, but one row at most holds on a day.</summary>
    private void OnceADay(List<(SeedRow Row, Setting Setting)> settings)
    {
        // A row without a key, or with a day that cannot be read, has its own fault already.
        var readable = settings.Where(read => read.Setting.Key.Length > 0 && SeedRows.Has(read.Row, "from") == read.Setting.From is not null
            && SeedRows.Has(read.Row, "to") == read.Setting.To is not null && !(read.Setting.To < read.Setting.From)).ToList();
        for (var at = 1; at < readable.Count; at++)
        {
            var (row, setting) = readable[at];
            var twin = readable.Take(at).FirstOrDefault(other => string.Equals(other.Setting.Key, setting.Key, StringComparison.OrdinalIgnoreCase) && other.Setting.Overlaps(setting));
            if (twin.Row is not null)
                rows.Fault(row, null, $"setting '{setting.Key}' has another value on the same days at {twin.Row.Object.Path}; give 'from' and 'to' so that one row holds on a day");
        }
    }

    private void Setting(SeedRow row, string name, string? key)
    {
        if (key is { Length: > 0 } && rows.Whole("settings.json") && campaign.Settings.All(setting => setting.Key != key))
            rows.Fault(row, name, $"there is no setting '{key}' in settings.json");
    }

    private bool GoesRound(Movement movement)
    {
        var (seen, at) = (new HashSet<string>(), movement);
        while (at is { InheritedFrom: { } parent } && seen.Add(at.Key)) at = campaign.Movements.FirstOrDefault(other => other.Key == parent);
        return at is { InheritedFrom: not null } && at.Key == movement.Key;
    }

    private string Window => string.Create(CultureInfo.InvariantCulture, $"the campaign window {campaign.Launch:yyyy-MM-dd} to {campaign.WindowEnd:yyyy-MM-dd}");

    private bool Outside(DateOnly day) => campaign.Launch != default && (day < campaign.Launch || day > campaign.WindowEnd);
}
