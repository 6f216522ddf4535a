using EmulationM365.Campaigns;

namespace EmulationM365.Reports;

/// <summary>How an award stands to a cap that was entered for it.</summary>
/// <param name="Award">Title or commendation.</param>
/// <param name="Percent">The cap; null when what was entered is no share.</param>
/// <param name="Written">What was entered.</param>
/// <param name="Of">Recipients of whom the share is counted.</param>
/// <param name="Proposed">Recipients of the award, proposed or granted.</param>
/// <param name="Source">Text the cap comes from; empty when none was entered.</param>
/// <param name="Confirmed">A person of the unit has confirmed it.</param>
public sealed record CapRow(string Award, decimal? Percent, string Written, int Of, int Proposed, string Source, bool Confirmed)
{
    /// <summary>So many may receive it: whole recipients, not rounded up.</summary>
    public int Allowed => (int)Math.Floor((Percent ?? 100) * Of / 100);

    /// <summary>More are proposed. A warning: nobody is dropped.</summary>
    public bool Over => Percent is not null && Proposed > Allowed;
}

/// <summary>Caps are optional: the law of 2022 knows none, so only what the settings hold is counted.</summary>
public static class Caps
{
    private const string Prefix = "cap.percent.";

    /// <summary>One row for each cap that holds today.</summary>
    /// <param name="awards">Awards of one year of merit, proposed or granted.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="known">Keys of awards that there are.</param>
    /// <param name="today">Day in Vietnam.</param>
    public static IReadOnlyList<CapRow> Of(IReadOnlyCollection<AwardCost> awards, DatedSettings settings, IEnumerable<string> known, DateOnly today) =>
    [
        .. known.Select(award => (Award: award, Setting: settings.Holding(Prefix + award, today)))
            .Where(cap => cap.Setting is { Value: { Length: > 0 } and not "-" } && AwardFamily.BaseOf(cap.Award).Count > 0)
            .Select(cap => new CapRow(
                cap.Award, SettingNumber.Percent(cap.Setting!.Value), cap.Setting.Value, Recipients(awards, AwardFamily.BaseOf(cap.Award)), Recipients(awards, [cap.Award]),
                cap.Setting.Source, cap.Setting.Confirmed)),
    ];

    private static int Recipients(IEnumerable<AwardCost> awards, IReadOnlyList<string> among) =>
        awards.Where(award => !award.Revoked && among.Contains(award.Award)).Select(award => award.Recipient).Distinct().Count();
}
