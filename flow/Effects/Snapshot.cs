using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Effects;

/// <summary>The settings that a command is judged by, as they are at this moment: they are recorded with its event.</summary>
public static class Snapshot
{
    /// <summary>What every command goes by that may open a request.</summary>
    public static IReadOnlyDictionary<string, string> Of(Reference reference) => With(reference);

    /// <summary>What sending or editing a return goes by: the regime, the round's days, the packs that its verdicts rest on, and the approved criteria of its unit.</summary>
    public static IReadOnlyDictionary<string, string> Of(Reference reference, Round? round, IEnumerable<Line> lines, KeyValuePair<string, string> criteria) => With(
        reference,
        (Regimes.Key, reference.Setting(Regimes.Key, "")),
        ("round.opens", Day(round?.Opens)),
        ("round.due", Day(round?.Due)),
        ("rules.packs", string.Join(';', lines.Select(line => line.Verdict.Pack).Distinct().Order(StringComparer.Ordinal))),
        (criteria.Key, criteria.Value));

    /// <summary>What entering a decision goes by: who decides on each award, as the settings have it on the day of the paper.</summary>
    public static IReadOnlyDictionary<string, string> Of(Reference reference, DecisionPaper? paper, IEnumerable<AskedLine> lines) => With(reference, [.. lines.Where(line => line.Alive && paper is not null)
        .Select(line => line.Award).Distinct().SelectMany(award => new[]
        {
            ($"decidingAuthority.{award}", Regimes.Authority(reference.Settings, award, paper!.Date)), ($"delegatedAuthority.{award}", Regimes.Delegated(reference.Settings, award, paper.Date)?.Source ?? ""),
        })]);

    /// <summary>What posting a list goes by.</summary>
    public static IReadOnlyDictionary<string, string> Posting(Reference reference) =>
        With(reference, ("posting.days", reference.Days("posting.days", 5).ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number of days as the settings have it, or as shipped.</summary>
    public static int Days(Reference reference, string key) => reference.Days(key, SettingsUsed.Shipped[key]);

    private static SortedDictionary<string, string> With(Reference reference, params (string Key, string Value)[] more)
    {
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in SettingsUsed.Shipped.Keys) used[key] = Days(reference, key).ToString(CultureInfo.InvariantCulture);
        foreach (var key in Asking.Kinds.Select(SettingsUsed.WorkingDays).Where(key => reference.Days(key, 0) > 0)) used[key] = reference.Days(key, 0).ToString(CultureInfo.InvariantCulture);
        foreach (var kind in Asking.Kinds.Where(Endorsing.Applies))
        {
            if (Endorsing.Read(reference.Setting(SettingsUsed.Needs(kind), "")) is { } needs) used[SettingsUsed.Needs(kind)] = needs;
        }

        foreach (var (key, value) in more.Where(pair => pair.Value.Length > 0)) used[key] = value;
        return used;
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
