using System.CommandLine;
using EmulationM365.Microsoft365;
using Spectre.Console;

namespace EmulationM365.Provisioning;

/// <summary>The console over <see cref="Planner"/>: what would apply do, and what would it cost?</summary>
internal static class PlanCommand
{
    /// <summary>There are changes to make.</summary>
    private const int HasChanges = 2;

    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="campaigns">Option with the folder of campaigns.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<DirectoryInfo> campaigns, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var budget = ApplyBudget.Option();
        var command = new Command("plan", "Say what apply would create, change and leave, and what it would cost; writes nothing; 2 when there are changes") { settings, campaigns, json, budget };
        command.SetAction((parsed, cancellationToken) => guard(
            () => RunAsync(parsed.GetValue(settings), parsed.GetValue(campaigns)?.FullName, JsonReport.Asked(parsed, json), parsed.GetValue(budget), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, string? campaigns, JsonReport? json, string? budget, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(file));
        // A batch is never dearer than what apply may spend in a minute, so the number of exchanges hangs on it.
        options.RuPerMinute = ApplyBudget.UnitsOf(budget, options.RuPerMinute);
        var reports = new List<PlanReport>();
        foreach (var (site, campaign) in sites.Select(site => (site, CampaignFiles.Load(site.Year, campaigns))).ToList())
        {
            using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
            reports.Add(await new Planner(tenancy, site).PlanAsync(campaign, cancellationToken));
            if (json is null) Show(reports[^1]);
        }

        if (json is not null) await json.WriteOfSitesAsync(reports, sites.Count > 1, cancellationToken);
        return reports.Exists(report => report.Differs) ? HasChanges : 0;
    }

    private static void Show(PlanReport report)
    {
        ShowTable(report);
        // What a list that is made needs comes with it; its sentences are in the JSON.
        foreach (var step in report.Steps.Where(step => report.Made.Contains(step.Place)).DistinctBy(step => step.Place).Concat(report.Steps.Where(step => !report.Made.Contains(step.Place))))
            Console.WriteLine($"  {step.Act}: {step.Sentence}");
        foreach (var rows in report.Rows) Console.WriteLine($"  create: {rows.Count} rows of the seed in list {rows.Place}.");
        if (report.Moves > 0) Console.WriteLine($"  change: {report.Moves} members of groups, as the Staff list says.");
        foreach (var sentence in report.Left) Console.WriteLine($"  leave: {sentence}");
        foreach (var note in report.Notes) Console.WriteLine($"  note: {note}");
        var (price, reading) = (report.Price, report.Reading);
        Console.WriteLine($"apply would take {price.Requests} requests and {price.Units} RU, with {price.Writes} writes; what is batched counts once as a request: "
            + $"Graph {price.GraphRequests} requests, {price.GraphUnits} RU; SharePoint REST {price.RestCalls} calls, which have no price in writing, counted as {price.RestUnits} RU.");
        Console.WriteLine($"This plan read {reading.Requests} requests, {reading.Units} RU, and wrote nothing.");
        if (!report.Differs) Console.WriteLine("Everything fits: apply would write nothing.");
    }

    private static void ShowTable(PlanReport report)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{report.Site} {report.Year}")) };
        table.AddColumns("where", "create", "change", "rows");
        foreach (var place in report.Steps.Select(step => step.Place).Concat(report.Rows.Select(rows => rows.Place)).Distinct())
        {
            var rows = report.Rows.Where(rows => rows.Place == place).Sum(rows => rows.Count);
            table.AddRow(Markup.Escape(place), $"{Count(report, place, "create")}", $"{Count(report, place, "change")}", $"{rows}");
        }

        table.AddRow("lists that fit", "", "", $"{report.Fitting.Count}");
        AnsiConsole.Write(table);
    }

    private static int Count(PlanReport report, string place, string act) => report.Steps.Count(step => step.Place == place && step.Act == act);
}
