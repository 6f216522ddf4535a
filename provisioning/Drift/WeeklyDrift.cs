using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Tells the office once a week how the site differs, as long as it does; a week with nothing to say has no mail.</summary>
public sealed partial class WeeklyDrift(SiteFlows flows, Tenancy tenancy, TimeProvider time, ILogger<WeeklyDrift> logger)
{
    private const string Name = "drift";

    /// <summary>Goes through every site; one whose mail of this week was sent is passed over.</summary>
    /// <exception cref="AggregateException">Some sites could not be looked at, or their office could not be told; the others were.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var cause = CostMeter.Cause(Name);
        var failures = new List<Exception>();
        await flows.EachAsync((_, flow) => SiteAsync(flow, cancellationToken), (site, failure) =>
        {
            Log.Failed(logger, site.Path, failure.Message);
            failures.Add(failure);
        }, cancellationToken);
        if (failures.Count > 0) throw new AggregateException("Drift could not be told on some sites", failures);
    }

    private async Task SiteAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var (week, mail, notes) = (Week(VietnamTime.DayOf(time.GetUtcNow())), new ClockMail(flow.Ledger, time), new DriftNotes(flow.State, flow.Site.Year));
        if (await mail.IsSentAsync(week, Name, cancellationToken)) return;
        var report = await new DriftReading(tenancy, flow.Site).ReadAsync(cancellationToken);
        if (DriftMail.Of(report, await notes.ReadAsync(cancellationToken)) is not { } words) return;
        var office = (await flow.Reference.GetAsync(cancellationToken)).Holding("office").Where(member => member.Account!.Mail.Length > 0).ToList();
        Log.Found(logger, flow.Site.Path, words.Open.Count, words.Mended.Count, words.Kept);
        if (office.Count == 0) Log.Nobody(logger, flow.Site.Path);
        // Forgotten after it was said: cut off in between, next week says it again.
        else if (await mail.SendAsync(week, Name, key => flow.Mail.SendAsync(office, () => new Letter(words.Subject(report), words.Body()), key, cancellationToken), cancellationToken))
            await notes.ForgetAsync(cancellationToken);
    }

    /// <summary>The week by its Monday: a timer that comes late is of the same week.</summary>
    private static string Week(DateOnly day) => $"{Name}:{day.AddDays(-(((int)day.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Drift of {Site}: {Open} open, {Mended} mended since the last mail, {Kept} left to people")]
        public static partial void Found(ILogger logger, string site, int open, int mended, int kept);

        [LoggerMessage(LogLevel.Warning, "Drift of {Site} could not be told: nobody in the Staff list is of the office, with an enabled account and a mail address")]
        public static partial void Nobody(ILogger logger, string site);

        [LoggerMessage(LogLevel.Error, "Drift of {Site} could not be looked at or told: {Why}")]
        public static partial void Failed(ILogger logger, string site, string why);
    }
}
