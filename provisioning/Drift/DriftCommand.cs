using System.CommandLine;
using EmulationM365.Microsoft365;
using Spectre.Console;

namespace EmulationM365.Provisioning.Drift;

/// <summary>The console over <see cref="DriftReading"/>: what did people change on the site, and what becomes of it?</summary>
internal static class DriftCommand
{
    private const int HasDrift = 2;

    private static readonly DriftWords Words = new(Texts.Text.English);

    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var command = new Command("drift", "Say what differs on the site, who can mend it and what will happen; writes nothing; 2 when something differs") { settings, json };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(parsed.GetValue(settings), JsonReport.Asked(parsed, json), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, JsonReport? json, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(file));
        var reports = new List<DriftReport>();
        foreach (var site in sites)
        {
            using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
            reports.Add(await new DriftReading(tenancy, site).ReadAsync(cancellationToken));
            if (json is null) Show(reports[^1]);
        }

        if (json is not null) await json.WriteOfSitesAsync(reports.ConvertAll(Said), sites.Count > 1, cancellationToken);
        return reports.Exists(report => report.Differs) ? HasDrift : 0;
    }

    private static object Said(DriftReport report) => new
    {
        report.Site,
        report.Year,
        Findings = report.Findings.Select(finding => new
        {
            Kind = finding.Kind.Key, Handling = Words.Handling(finding), Place = finding.Place.Address, Where = Words.Where(finding), What = Words.What(finding), Who = Words.Who(finding), Then = Words.Then(finding),
        }),
        report.Reading,
    };

    private static void Show(DriftReport report)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{report.Site} {report.Year}")) };
        table.AddColumns("", "where", "what", "who", "then");
        foreach (var finding in report.Findings)
            table.AddRow([.. new[] { Words.Handling(finding), Words.Where(finding), Words.What(finding), Words.Who(finding), Words.Then(finding) }.Select(Markup.Escape)]);
        if (report.Differs) AnsiConsole.Write(table);
        else Console.WriteLine($"{report.Site} {report.Year}: nothing differs.");
        Console.WriteLine($"This look took {report.Reading.Requests} requests, {report.Reading.Units} RU, and wrote nothing.");
    }
}
