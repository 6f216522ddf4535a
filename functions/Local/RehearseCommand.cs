using System.Globalization;
using System.Text;
using EmulationM365.Campaigns;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Functions.Local;

/// <summary>Plays the campaign year and says what came of it.</summary>
internal static class RehearseCommand
{
    public static async Task<int> RunAsync(CommandLine.Choice choice, string? jsonFile, bool json, CancellationToken cancellationToken)
    {
        var temporary = choice.Data is null;
        var data = temporary ? Directory.CreateTempSubdirectory("emulation-").FullName : Folders.Make(choice.Data!, choice.Reset);
        try
        {
            var report = await PlayAsync(choice, data, cancellationToken);
            if (jsonFile is not null) await File.WriteAllTextAsync(jsonFile, report.ToJson() + "\n", cancellationToken);
            else Console.WriteLine(json ? report.ToJson() : Summary(report));
            var faults = report.Faults().ToList();
            foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
            return faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            if (temporary) Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<RehearsalReport> PlayAsync(CommandLine.Choice choice, string data, CancellationToken cancellationToken)
    {
        var clock = LocalClock.Open(data, Script.Begin, runs: false);
        var (tenantPort, port) = Folders.Ports(data, choice.TenantPort, choice.Port);
        await using var machine = await OneMachine.StartAsync(new OneMachineSettings(data, tenantPort, port, clock, choice.Record) { Teams = true, Outlook = true }, cancellationToken);
        Folders.KeepPorts(data, machine);
        if (choice.KillAt is { } kill) await KillAtAsync(machine.TenantAddress, kill, choice.Seed, cancellationToken);
        var journal = new Journal(data);
        await new Rehearsal(machine, journal).PlayAsync(demo: false, moment => PauseAsync(clock, moment, choice.Speed, cancellationToken), cancellationToken);
        var services = machine.Host.Services;
        var (tenancy, site) = (services.GetRequiredService<Tenancy>(), services.GetRequiredService<SiteFlows>().Sites[0]);
        var again = await new Provisioner(tenancy, site).ApplyAsync(CampaignFiles.Load(site.Year), cancellationToken);
        // Read by the worker, as at any other time; so it is part of what the year costs.
        var (tables, reference) = await TableReading.ReadAsync(tenancy, site, services.GetRequiredService<TimeProvider>(), cancellationToken);
        var report = await new RehearsalCount(machine, journal).CountAsync(again.Writes, cancellationToken);
        return report with { Tables = [.. new TableWords(Texts.Text.English).All(tables, reference)] };
    }

    private static Task PauseAsync(LocalClock clock, DateTimeOffset moment, double daysASecond, CancellationToken cancellationToken) => daysASecond > 0 && moment > clock.GetUtcNow()
        ? Task.Delay(TimeSpan.FromSeconds((moment - clock.GetUtcNow()).TotalDays / daysASecond), cancellationToken)
        : Task.CompletedTask;

    /// <summary>Tells localm365 to end the process at an exchange; the seed says whether before or after its effect.</summary>
    private static async Task KillAtAsync(Uri tenant, int exchange, int seed, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var when = (exchange + seed) % 2 == 0 ? "before" : "after";
        var rule = $$"""{"rules":[{"route":".*","after":{{exchange.ToString(CultureInfo.InvariantCulture)}},"times":1,"kind":"kill","when":"{{when}}"}]}""";
        using var body = new StringContent(rule, Encoding.UTF8, "application/json");
        (await http.PutAsync(new Uri(tenant, "_local/faults"), body, cancellationToken)).EnsureSuccessStatusCode();
    }

    private static string Summary(RehearsalReport report) => $"""
        Campaign year {report.CampaignYear}, played to {VietnamTime.Write(Script.End)}
          nominations: {report.Nominations.Submitted} submitted, {report.Nominations.Eligible} eligible, {report.Nominations.Ineligible} ineligible, {report.Nominations.NeedsEvidence} need evidence, {report.Nominations.Returned} returned once, {report.Nominations.Granted} granted
          returns: {report.Returns.Sent} sent, {report.Returns.None} with nobody proposed, {report.Returns.Late} late, {report.Returns.Missing} missing; reminders: {report.Reminders.Sent}
          lines: {string.Join("; ", report.Lines.Select(award => $"{award.Key} {award.Value.Submitted} sent, {award.Value.CouncilPassed} passed by the council, {award.Value.UpperGranted} granted, {award.Value.UpperRefused} refused, {award.Value.Pending} pending"))}
          rules:
            {string.Join("\n    ", report.Rules.Select(award => $"{award.Key}: {award.Value.Eligible} eligible, {award.Value.Ineligible} ineligible, {award.Value.NeedsEvidence} need evidence; {award.Value.Because}"))}
          dossiers: {report.Dossiers.Received} received with {report.Dossiers.Files} files, each by its hash; {report.Dossiers.Missing} papers were named as missing
          register: {report.Register.Awards} awards, {report.Register.Cancelled} cancelled by decisions, of {report.Register.Recovered} of them object and money came back
          news pages: {report.NewsPublished}; mails: {report.MailsSent} ({report.MailsRepeated} repeated)
          stories: {report.Stories.Pages} pages, {report.Stories.Updates} updates, {report.Stories.Withdrawals} withdrawn, {report.Stories.Drafts} begun by the worker; round-ups of rounds: {report.Stories.RoundUps}; weekly digests of news: {report.Stories.Digests}
          answers: {report.Answers.List} in the list, {report.Answers.Page} on the page of a mail's link, {report.Answers.Together} on the page of everything that waits, {report.Answers.Outlook} in Outlook, {report.Answers.Teams} in Teams
          requests: {report.Requests.Moved} moved because somebody was away, {report.Requests.Delegated} answered in the place of another, {report.Requests.HandedOver} handed over by name, {report.Requests.Reopened} opened again after their link had ended, {report.Requests.Endorsed} agreed to by one of several, {report.Requests.Escalated} told to the next higher
          cost: {report.Graph.Requests} requests, {report.Graph.ResourceUnits} resource units; a second apply wrote {report.SecondApplyWrites} times
          decisions lost: {report.LostDecisions}; recorded twice: {report.DuplicateDecisions}
          {string.Join("\n  ", report.Tables)}
        """;
}
