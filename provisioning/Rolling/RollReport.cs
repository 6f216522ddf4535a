using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Rules;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>A pack of rules that holds in the new year.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">First day in the year's window on which a received dossier falls under it.</param>
/// <param name="To">Last such day.</param>
/// <param name="TextLoaded">The law text of the period was read; where it was not, nothing can be called eligible.</param>
public sealed record PackOfYear(string Name, string From, string To, bool TextLoaded);

/// <summary>What a roll made and what people have to do about it.</summary>
/// <param name="Year">The new year.</param>
/// <param name="Folder">Folder of its seed.</param>
/// <param name="Launch">Day of its launch.</param>
/// <param name="DaysOffKnown">Years of its window of which days off are entered.</param>
/// <param name="Packs">Packs of rules by the days of its window.</param>
/// <param name="Confirm">What a person must confirm.</param>
/// <param name="Left">What of the old year is not carried.</param>
/// <param name="StillOpen">Rows that nobody had confirmed in the old year and that are carried as they were, as file and key.</param>
/// <param name="CasesRead">Whether a site was asked for cases that go on; null when no settings were given.</param>
/// <param name="Cases">Cases of the old year that go on in its lists.</param>
public sealed record RollReport(
    int Year, string Folder, string Launch, IReadOnlyList<int> DaysOffKnown, IReadOnlyList<PackOfYear> Packs, IReadOnlyList<ToConfirm> Confirm, IReadOnlyList<LeftOut> Left,
    IReadOnlyList<string> StillOpen, IReadOnlyList<string>? CasesRead, IReadOnlyList<OpenCase> Cases)
{
    /// <summary>The packs of a year's window; the day on which the appraising body receives a dossier chooses among them.</summary>
    public static IReadOnlyList<PackOfYear> PacksOf(Campaign campaign) =>
        [.. from pack in RulePacks.All
            where pack.From <= campaign.WindowEnd && (pack.To is not { } end || end >= campaign.Launch)
            select new PackOfYear(pack.Name, Write(pack.From < campaign.Launch ? campaign.Launch : pack.From), Write(pack.To is { } to && to < campaign.WindowEnd ? to : campaign.WindowEnd), pack.TextLoaded)];

    /// <summary>Rows that are not confirmed, beside those that the roll speaks of.</summary>
    public static IReadOnlyList<string> StillOpenOf(RolledYear rolled)
    {
        var said = rolled.Confirm.Select(each => $"{each.File} {each.Key}").ToHashSet();
        var open = rolled.Campaign.Units.Where(unit => !unit.Confirmed).Select(unit => $"units.json {unit.Key}")
            .Concat(rolled.Campaign.Settings.Where(setting => !setting.Confirmed).Select(setting => $"settings.json {setting.RowKey}"));
        return [.. open.Where(row => !said.Contains(row))];
    }

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
