namespace EmulationM365.Provisioning.Rolling;

/// <summary>A roll's report as lines for the screen: what is to be confirmed, by why; every line can be searched for.</summary>
internal static class RollLines
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(RollReport report)
    {
        yield return $"{report.Folder} was made; the launch is {report.Launch}.";
        foreach (var pack in report.Packs)
            yield return $"Rules: dossiers received {pack.From} to {pack.To} fall under {pack.Name}{(pack.TextLoaded ? "." : ", whose law text was not read: nothing is called eligible under it.")}";
        foreach (var year in new[] { report.Year, report.Year + 1 }.Except(report.DaysOffKnown))
            yield return $"Days off of {year} are not entered in the list of days off: only Saturdays and Sundays were avoided.";
        yield return "";
        yield return $"To be confirmed ({report.Confirm.Count}):";
        foreach (var line in report.Confirm.GroupBy(each => (each.Why, each.WhyEn)).SelectMany(same => same.Select(Line).Prepend($"  {same.Key.Why} / {same.Key.WhyEn}"))) yield return line;
        yield return $"  Carried as they were, and not confirmed in {report.Year - 1} either ({report.StillOpen.Count}): {string.Join(", ", report.StillOpen)}";
        yield return $"Not carried ({report.Left.Count}):";
        foreach (var left in report.Left) yield return $"  {left.File} {left.Key} '{left.Name}': {left.Why} / {left.WhyEn}";
        foreach (var line in Cases(report)) yield return line;
        if (report.Folder.StartsWith(CampaignFiles.Own, StringComparison.Ordinal)) yield return "The folder lies in the program's own, which goes with the program: keep a copy, or say --campaigns or --to.";
        yield return $"Next: go through what is to be confirmed, name the site a second time with year {report.Year} in the settings (Sites__1__…), and run plan and apply with a --campaigns folder that holds both years.";
    }

    private static IEnumerable<string> Cases(RollReport report)
    {
        if (report.CasesRead is null) yield return "No settings were given: open cases and days off were not read from a site.";
        else if (report.CasesRead.Count == 0) yield return $"The settings name no site of {report.Year - 1}: open cases and days off were not read.";
        else yield return $"Cases of {report.Year - 1} that are still open ({report.Cases.Count}); they go on in the lists of that year, and nothing is to be done for them:";
        foreach (var open in report.Cases) yield return $"  {open.Site} {open.CaseId} {open.Title}: {open.Status}";
        yield return "Lists that stand over all years (settings, units, staff, movements, register, …) are shared by both years and need nothing.";
    }

    private static string Line(ToConfirm each) => $"    {each.File} {each.Key} {each.Field}: {(each.Old == each.New ? each.Old ?? "look" : $"{each.Old ?? "-"} → {each.New ?? "?"}")}";
}
