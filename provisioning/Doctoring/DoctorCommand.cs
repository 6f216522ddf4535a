using System.CommandLine;
using System.Globalization;
using System.Text;
using Azure.Core;
using EmulationM365.Microsoft365;
using Spectre.Console;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>The console over <see cref="Doctor"/>.</summary>
internal static class DoctorCommand
{
    private const string Before = "The doctor writes for a moment: two rows under one key in the worker's hidden memory (before set-up: a list of its own), which it removes again; it makes a person known "
        + "whom the site knows already; and it offers the mailbox a message to nobody, which cannot go out. --read-only leaves this out.";

    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var readOnly = new Option<bool>("--read-only") { Description = "Write nothing, not even for a moment; four checks are left out" };
        var record = new Option<string>("--record") { Description = "Keep the traffic in this file (HAR), without tokens, mail addresses and names of people", HelpName = "FILE.har" };
        var interactive = SignIn.Option();
        var command = new Command("doctor", "Check the tenant, before and after set-up: what was found, what to do and who does it; 1 when something would not work") { settings, readOnly, record, interactive, json };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(
            parsed.GetValue(settings), parsed.GetValue(readOnly), parsed.GetValue(record), SignIn.Chosen(parsed, interactive), JsonReport.Asked(parsed, json), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, bool readOnly, string? record, Func<M365Options, TokenCredential> credentials, JsonReport? json, CancellationToken cancellationToken)
    {
        var settings = SettingsFile.Read(file);
        var (options, sites) = FlowRegistration.Read(settings);
        var outlook = FlowRegistration.OutlookFaults(settings);
        var credential = credentials(options);
        var teamsOptions = TeamsOptions.Read(settings);
        using var bot = FlowRegistration.BotOf(options, teamsOptions, credential, TimeProvider.System);
        var teams = FlowRegistration.TeamsFaults(settings) is { } faults ? new TeamsCheck(faults, teamsOptions, bot) : null;
        using var traffic = record is null ? null : new RecordedTraffic(record, TimeProvider.System);
        Console.OutputEncoding = new UTF8Encoding(false);
        if (json is null && !readOnly) Console.WriteLine(Before);
        var reports = new List<DoctorReport>();
        foreach (var site in sites)
        {
            using var tenancy = new Tenancy(options, credential, TimeProvider.System, traffic is null ? null : new Lent(traffic));
            reports.Add(await new Doctor(tenancy, site, TimeProvider.System, readOnly, () => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), outlook) { Teams = teams }.RunAsync(cancellationToken));
            if (json is null) Show(reports[^1]);
        }

        if (json is not null) await json.WriteOfSitesAsync(reports, sites.Count > 1, cancellationToken);
        return reports.Exists(report => report.Failed) ? 1 : 0;
    }

    private static void Show(DoctorReport report)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{report.Site} {report.Year}")) };
        table.AddColumns("check", "verdict", "who");
        foreach (var check in report.Checks) table.AddRow(check.Check, check.Verdict, check.Who ?? "");
        AnsiConsole.Write(table);
        foreach (var check in report.Checks)
        {
            Console.WriteLine($"{check.Verdict,-8}{check.Check}: {check.Sentence} / {check.SentenceEn}");
            if (check.Do is not null) Console.WriteLine($"        {check.Do} / {check.DoEn}");
        }

        Console.WriteLine($"{report.Requests} requests, {report.Units} RU.");
    }

    /// <summary>One recording for several connections: who closes a connection does not close it.</summary>
    private sealed class Lent(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing) _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
