using System.CommandLine;
using Azure.Core;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using Spectre.Console;

namespace EmulationM365.Provisioning;

/// <summary>The console over <see cref="Provisioner"/>: make the lists of the year, and mend what differs.</summary>
internal static class ApplyCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="campaigns">Option with the folder of campaigns.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<DirectoryInfo> campaigns, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var budget = ApplyBudget.Option();
        var command = new Command("apply", "Make the lists of the configured campaign year and seed its settings; running it again changes nothing") { settings, campaigns, json, budget };
        var interactive = SignIn.Option();
        command.Add(interactive);
        command.SetAction((parsed, cancellationToken) => guard(
            () => RunAsync(SignIn.Chosen(parsed, interactive), parsed.GetValue(settings), parsed.GetValue(campaigns)?.FullName, JsonReport.Asked(parsed, json), parsed.GetValue(budget), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Func<M365Options, TokenCredential> credentials, FileInfo? file, string? campaigns, JsonReport? json, string? budget, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(file));
        options.RuPerMinute = ApplyBudget.UnitsOf(budget, options.RuPerMinute);
        var credential = credentials(options);
        var (reports, fits) = (new List<ApplyReport>(), true);
        try
        {
            // Every year is read before the first site is touched: a fault in the last must not leave the first half done.
            foreach (var (site, campaign) in sites.Select(site => (site, CampaignFiles.Load(site.Year, campaigns))).ToList())
            {
                using var tenancy = new Tenancy(options, credential, TimeProvider.System);
                var report = await ApplyScreen.ShowAsync(tenancy, json is not null, news => ApplyAsync(new Provisioner(tenancy, site, news), site, campaign, cancellationToken));
                fits &= report is { Left.Count: 0 };
                if (report is null) continue;
                reports.Add(report);
                if (json is null) Show(site, report);
            }
        }
        finally
        {
            // What was done on the first sites is reported although a later one failed; several sites make a list.
            if (json is not null && reports.Count > 0) await json.WriteOfSitesAsync(reports, sites.Count > 1, cancellationToken);
        }

        return fits ? 0 : 1;
    }

    /// <summary>Applies to one site. What is left there is said on the error stream, and keeps no other site from its turn.</summary>
    /// <returns>What was done; null when the run stopped.</returns>
    private static async Task<ApplyReport?> ApplyAsync(Provisioner provisioner, SiteOptions site, Campaign campaign, CancellationToken cancellationToken)
    {
        try
        {
            return await provisioner.ApplyAsync(campaign, cancellationToken);
        }
        catch (NotAppliedException left)
        {
            await Console.Error.WriteLineAsync($"{site.Path} {site.Year}: {left.Message}");
            return left.Report;
        }
    }

    private static void Show(SiteOptions site, ApplyReport report)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{site.Path} {site.Year}")) };
        table.AddColumns("lists made", "changes", "rows seeded", "requests", "writes");
        table.AddRow($"{report.ListsMade}", $"{report.Changes}", $"{report.RowsSeeded}", $"{report.Requests}", $"{report.Writes}");
        AnsiConsole.Write(table);
        if (report.Mended.Count > 0) Console.WriteLine("What differed and was mended:");
        foreach (var sentence in report.Mended) Console.WriteLine($"  {sentence}");
        foreach (var note in report.Notes) AnsiConsole.WriteLine(note);
        if (report.Writes == 0 && report.Left.Count == 0) AnsiConsole.WriteLine("Everything fitted already: nothing was written.");
    }
}
