using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>The console over <see cref="YearRoll"/>: next year's seed from this year's.</summary>
internal static class RollCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="campaigns">Option with the folder of campaigns.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<DirectoryInfo> campaigns, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var year = new Argument<int>("year") { Description = "The new year; its seed is made from the year before", CustomParser = Year };
        var to = new Option<DirectoryInfo>("--to") { Description = "Folder in which the new year's folder is made (default: beside the year before)" };
        var offline = new Option<bool>("--offline") { Description = "Do not ask the site for days off and open cases, although there are settings" };
        var command = new Command("roll", "Make the seed of a year from the year before, and say what a person must confirm") { year, settings, campaigns, to, offline, json };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(
            new Asked(parsed.GetValue(year), parsed.GetValue(campaigns)?.FullName, parsed.GetValue(to)?.FullName, parsed.GetValue(settings), parsed.GetValue(offline)),
            JsonReport.Asked(parsed, json), cancellationToken)));
        return command;
    }

    // The library's own words for what is no number name a type of this program.
    private static int Year(ArgumentResult parsed)
    {
        if (int.TryParse(parsed.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return year;
        parsed.AddError($"'{parsed.Tokens[0].Value}' is no year.");
        return 0;
    }

    private static async Task<int> RunAsync(Asked asked, JsonReport? json, CancellationToken cancellationToken)
    {
        if (asked.Year is < 2025 or > 2100) throw new ArgumentException($"{asked.Year} is not a year that can be rolled to; name one of 2025 to 2100.");
        var folder = Path.Combine(asked.To ?? asked.Campaigns ?? CampaignFiles.Own, $"{asked.Year}");
        CampaignFiles.RefuseIfThere(folder);
        var old = CampaignFiles.Load(asked.Year - 1, asked.Campaigns);
        var sites = await SitesAsync(asked, cancellationToken);
        var read = sites?.Values.ToList() ?? [];
        var days = Days(read);
        var rolled = YearRoll.Next(old, days);
        var texts = SeedText.Of(rolled.Campaign);
        // What was made is read as apply will read it, before anything is written.
        CampaignSeed.Read(texts, year: asked.Year);
        CampaignFiles.Write(texts, folder);
        var report = new RollReport(asked.Year, folder, DayMove.Write(rolled.Campaign.Launch), [.. new[] { asked.Year, asked.Year + 1 }.Where(days.Years.Contains)],
            RollReport.PacksOf(rolled.Campaign), rolled.Confirm, rolled.Left, RollReport.StillOpenOf(rolled), sites is null ? null : [.. sites.Keys], [.. read.SelectMany(site => site.Cases)]);
        Console.OutputEncoding = new UTF8Encoding(false);
        if (json is not null) await json.WriteAsync(report, cancellationToken);
        else foreach (var line in RollLines.Of(report)) Console.WriteLine(line);
        return 0;
    }

    /// <summary>What the sites of the old year say; null when no settings are given. A site that cannot be read stops the roll before anything is written.</summary>
    private static async Task<SortedDictionary<string, SiteYear>?> SitesAsync(Asked asked, CancellationToken cancellationToken)
    {
        var given = asked.Settings is not null || File.Exists(SettingsFile.Name) || Environment.GetEnvironmentVariable("M365__TenantId") is { Length: > 0 };
        if (asked.Offline || !given) return null;
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(asked.Settings));
        var read = new SortedDictionary<string, SiteYear>(StringComparer.Ordinal);
        foreach (var site in sites.Where(site => site.Year == asked.Year - 1))
        {
            using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
            read[site.Path] = await new GoingOn(tenancy, site).ReadAsync(cancellationToken);
        }

        return read;
    }

    /// <summary>Days off of all sites: a day on which one of them is closed is no last day for any.</summary>
    private static WorkingDays Days(List<SiteYear> sites)
    {
        var off = sites.SelectMany(site => site.Off).ToHashSet();
        return new WorkingDays(off, sites.SelectMany(site => site.Worked).Where(day => sites.TrueForAll(site => site.Worked.Contains(day))).ToHashSet());
    }

    private sealed record Asked(int Year, string? Campaigns, string? To, FileInfo? Settings, bool Offline);
}
