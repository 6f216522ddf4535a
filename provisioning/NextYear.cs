using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Provisioning;

/// <summary>Where the seeds of the years lie.</summary>
/// <param name="Path">Folder that holds a folder a year; null = the one beside the program.</param>
public sealed record CampaignFolder(string? Path);

/// <summary>
/// Makes the lists of the next campaign year beside those of the running one, when its seed is there and due. Rows of lists that stand over all years wait until
/// the settings name that year: a unit or a setting of the next year must not take part in this one.
/// </summary>
public sealed partial class NextYear(Tenancy tenancy, SiteFlows flows, CampaignFolder campaigns, TimeProvider time, ILogger<NextYear> logger)
{
    /// <summary>So many days before the launch that its seed names a year is due: time to check rounds and tasks, and to change the settings over.</summary>
    public const int DaysBeforeLaunch = 60;

    /// <summary>A year is due.</summary>
    /// <param name="next">Its seed.</param>
    /// <param name="today">Day in Vietnam.</param>
    public static bool IsDue(Campaign next, DateOnly today) => today >= next.Launch.AddDays(-DaysBeforeLaunch);

    /// <summary>Goes through the sites. One that fails stops no other, and is tried again the next night.</summary>
    /// <returns>What was done, site by site.</returns>
    public async Task<IReadOnlyList<ApplyReport>> RunAsync(CancellationToken cancellationToken)
    {
        using var cause = CostMeter.Cause("next year");
        var reports = new List<ApplyReport>();
        // A year that the settings name has a night of its own.
        foreach (var site in flows.Sites.Where(site => !flows.Sites.Any(other => other.Path == site.Path && other.Year == site.Year + 1)))
        {
            var next = new SiteOptions { Path = site.Path, NewsSite = site.NewsSite, Year = site.Year + 1 };
            try
            {
                if (CampaignFiles.Find(next.Year, campaigns.Path) is not { } campaign || !IsDue(campaign, VietnamTime.DayOf(time.GetUtcNow()))) continue;
                reports.Add(await new Provisioner(tenancy, next) { Ahead = true }.ApplyAsync(campaign, cancellationToken));
                Log.Applied(logger, next.Path, next.Year, reports[^1].ListsMade, reports[^1].Changes, reports[^1].RowsSeeded);
            }
            catch (Exception left) when (left is NotAppliedException or SeedException or M365Exception)
            {
                Log.Left(logger, next.Path, next.Year, left.Message);
            }
        }

        return reports;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Made ready {Path} {Year}: {Lists} lists made, {Changes} changes, {Rows} rows seeded")]
        public static partial void Applied(ILogger logger, string path, int year, int lists, int changes, int rows);

        [LoggerMessage(LogLevel.Error, "The next year could not be made ready on {Path} {Year}: {What}")]
        public static partial void Left(ILogger logger, string path, int year, string what);
    }
}
