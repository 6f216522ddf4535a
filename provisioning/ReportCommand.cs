using System.CommandLine;
using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning;

/// <summary>The console over the tables of a year: bonus forecast, shares, caps. Reads and writes nothing.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="json">Option that asks for JSON.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var command = new Command("report", "Print what the year's awards cost, whom they reach and how they stand to the caps that were entered") { settings, json };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(parsed.GetValue(settings), JsonReport.Asked(parsed, json), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? settings, JsonReport? json, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(settings));
        using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
        var reports = new List<object>();
        Console.OutputEncoding = new UTF8Encoding(false);
        foreach (var site in sites)
        {
            var (tables, reference) = await TableReading.ReadAsync(tenancy, site, TimeProvider.System, cancellationToken);
            reports.Add(new { site.Path, site.Year, tables.Budget, tables.Shares, tables.DirectTarget, tables.SmallMembers, tables.Caps, tables.Introductions });
            if (json is not null) continue;
            Console.WriteLine(Text.Vi("report.of", site.Year, site.Path));
            foreach (var line in new TableWords(Text.Vietnamese).All(tables, reference)) Console.WriteLine(line);
        }

        if (json is not null) await json.WriteOfSitesAsync(reports, sites.Count > 1, cancellationToken);
        return 0;
    }
}
