using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Drift;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions;

/// <summary>Brings the site of the configured campaign year to its schema, then sees to it that changes are heard of. A run that finds all in place writes nothing.</summary>
public sealed partial class ProvisionYear(Tenancy tenancy, SiteFlows flows, Pipeline pipeline, ILogger<ProvisionYear> logger)
{
    /// <summary>At start, and each night at 01:30 in Vietnam.</summary>
    [Function(nameof(ProvisionYear))]
    [QueueOutput(Doors.ListsQueue)]
    public async Task<string[]> Run([TimerTrigger("0 30 18 * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var site in flows.Sites)
        {
            try
            {
                var report = await new Provisioner(tenancy, site).ApplyAsync(CampaignFiles.Load(site.Year), cancellationToken);
                Log.Applied(logger, site.Path, site.Year, report.ListsMade, report.Changes, report.RowsSeeded, report.Writes);
                foreach (var note in report.Notes) Log.Note(logger, note);
                await NoteAsync(site, report, cancellationToken);
            }
            catch (Exception left) when (left is NotAppliedException or SeedException or M365Exception)
            {
                // People must mend it, or the next night tries again; neither other sites nor the subscriptions wait for that.
                Log.Left(logger, site.Path, site.Year, left.Message);
                if (left is NotAppliedException { Report: { } done }) await NoteAsync(site, done, cancellationToken);
            }
        }

        return [.. (await pipeline.RenewAsync(cancellationToken)).Select(doorbell => doorbell.ToString())];
    }

    /// <summary>What was set back is told to the office with the next report of drift; that is no reason for the night to fail.</summary>
    private async Task NoteAsync(SiteOptions site, ApplyReport report, CancellationToken cancellationToken)
    {
        if (report.Before is not { } before) return;
        try
        {
            var index = flows.Sites.ToList().IndexOf(site);
            await new DriftNotes((await flows.OpenAsync(index, cancellationToken)).State, site.Year).NoteAsync(before, cancellationToken);
        }
        catch (M365Exception failure)
        {
            Log.Note(logger, $"{site.Path} {site.Year}: what was mended could not be remembered: {failure.Message}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Applied {Path} {Year}: {Lists} lists made, {Changes} changes, {Rows} rows seeded, {Writes} writes")]
        public static partial void Applied(ILogger logger, string path, int year, int lists, int changes, int rows, long writes);

        [LoggerMessage(LogLevel.Error, "{Path} {Year}: {What}")]
        public static partial void Left(ILogger logger, string path, int year, string what);

        [LoggerMessage(LogLevel.Warning, "{Note}")]
        public static partial void Note(ILogger logger, string note);
    }
}
