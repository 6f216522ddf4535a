using System.CommandLine;
using Azure.Core;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Doctoring;
using EmulationM365.Provisioning.Lint;
using EmulationM365.Provisioning.Rolling;
using Spectre.Console;

namespace EmulationM365.Provisioning;

/// <summary>The console over the provisioning library: <c>emulation plan</c>, <c>emulation apply</c>, <c>emulation drift</c>, <c>emulation lint</c>.</summary>
public static class ConsoleApp
{
    /// <summary>Runs a command line.</summary>
    /// <returns>0; 1 when something is wrong, said in one sentence on the error stream; 2 when a plan has changes or a plan document has findings.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new Option<FileInfo>("--settings") { Description = $"File with the settings; the environment wins over it (default {SettingsFile.Name} here)" };
        var json = JsonReport.Option();
        var campaigns = new Option<DirectoryInfo>("--campaigns") { Description = "Folder that holds a folder for each campaign year (default: the one beside the program)" };
        var apply = new Command("apply", "Make the lists of the configured campaign year and seed its settings; running it again changes nothing") { settings, campaigns, json };
        var interactive = SignIn.Option();
        apply.Add(interactive);
        apply.SetAction((parsed, cancellationToken) => GuardAsync(
            () => ApplyAsync(SignIn.Chosen(parsed, interactive), parsed.GetValue(settings), parsed.GetValue(campaigns)?.FullName, JsonReport.Asked(parsed, json), cancellationToken)));
        var parsed = new RootCommand("emulation: provisions a SharePoint site for thi đua, khen thưởng") { apply, PlanCommand.Create(settings, campaigns, json, GuardAsync), RollCommand.Create(settings, campaigns, json, GuardAsync), DoctorCommand.Create(settings, json, GuardAsync), Drift.DriftCommand.Create(settings, json, GuardAsync), LintCommand.Create(campaigns, json, GuardAsync), AnchorCommand.Create(settings, GuardAsync) }.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help to see what can be said.");
        return 1;
    }

    private static async Task<int> ApplyAsync(Func<M365Options, TokenCredential> credentials, FileInfo? file, string? campaigns, JsonReport? json, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(file));
        var credential = credentials(options);
        var (reports, fits) = (new List<ApplyReport>(), true);
        try
        {
            // Every year is read before the first site is touched: a fault in the last must not leave the first half done.
            foreach (var (site, campaign) in sites.Select(site => (site, CampaignFiles.Load(site.Year, campaigns))).ToList())
            {
                using var tenancy = new Tenancy(options, credential, TimeProvider.System);
                var report = await ApplyAsync(tenancy, site, campaign, cancellationToken);
                fits &= report is { Left.Count: 0 };
                if (report is null) continue;
                reports.Add(report);
                if (json is null) Show(site, report);
            }
        }
        finally
        {
            // What was done on the first sites is reported although a later one failed; several sites make a list.
            if (json is not null && reports.Count > 0) await json.WriteAsync(sites.Count == 1 ? reports[0] : reports, cancellationToken);
        }

        return fits ? 0 : 1;
    }

    /// <summary>Applies to one site. What is left there is said on the error stream, and keeps no other site from its turn.</summary>
    /// <returns>What was done; null when the run stopped.</returns>
    private static async Task<ApplyReport?> ApplyAsync(Tenancy tenancy, SiteOptions site, Campaign campaign, CancellationToken cancellationToken)
    {
        try
        {
            return await new Provisioner(tenancy, site).ApplyAsync(campaign, cancellationToken);
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

    private static async Task<int> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            FlowRegistration.RefuseInvariantGlobalization();
            return await act();
        }
        catch (Exception failure) when (failure is SettingsException or SeedException or M365Exception or NotAppliedException or PlanFileException or ReportFileException or SeedFolderException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"A defect of this program: {defect.GetType().Name}: {defect.Message} What was applied stays; run it again.");
            return 1;
        }
    }
}
