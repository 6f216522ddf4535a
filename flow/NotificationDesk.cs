using System.Diagnostics.Metrics;
using EmulationM365.Intake;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// Stands behind the notification door: judges a body against the subscriptions of all sites. It answers from memory; only an id it has not seen makes it
/// read again, and at most once a minute, so that a flood of forgeries costs nothing.
/// </summary>
public sealed partial class NotificationDesk(SiteFlows flows, TimeProvider time, ILogger<NotificationDesk> logger) : IDisposable
{
    /// <summary>Name of the meter that carries the product's counters.</summary>
    public const string MeterName = "EmulationM365";

    private readonly Meter _meter = new(MeterName);
    private Counter<int>? _forged;
    private IReadOnlyDictionary<string, KnownSubscription> _known = new Dictionary<string, KnownSubscription>();
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Forged notifications since the process began.</summary>
    public int Forged { get; private set; }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    /// <summary>Judges a body; null when it is no notification at all.</summary>
    public async Task<IReadOnlyList<string>?> ReceiveAsync(string body, CancellationToken cancellationToken)
    {
        var answer = NotificationGate.Judge(body, _known, time.GetUtcNow());
        if (answer.Forged > 0 && time.GetUtcNow() - _readAt > TimeSpan.FromMinutes(1))
        {
            await ReadAsync(cancellationToken);
            answer = NotificationGate.Judge(body, _known, time.GetUtcNow());
        }

        if (!answer.Readable) return null;
        if (answer.Forged > 0) Count(answer.Forged);
        return [.. answer.Doorbells.Select(key => flows.Readings.Ring(Doorbell.Read(key)!).ToString())];
    }

    private void Count(int forged)
    {
        Forged += forged;
        (_forged ??= _meter.CreateCounter<int>("emulation.notifications.forged")).Add(forged);
        Log.Forged(logger, forged);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownSubscription>();
        await flows.EachAsync(async (site, flow) =>
        {
            foreach (var (list, subscription) in await flow.Subscriptions.KnownAsync(flow.Site.Year, true, cancellationToken)) known[new Doorbell(site, list).ToString()] = subscription;
        }, (site, failure) =>
        {
            // What is known of a site that cannot be read now still holds.
            Log.NotRead(logger, site.Path, failure.Message);
            foreach (var (key, subscription) in _known.Where(pair => flows.Sites[Doorbell.Read(pair.Key)!.Site] == site)) known[key] = subscription;
        }, cancellationToken);
        (_known, _readAt) = (known, time.GetUtcNow());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Ignored {Count} notification(s) that are not from a subscription of ours")]
        public static partial void Forged(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Could not read the subscriptions of site {Path}: {Why}")]
        public static partial void NotRead(ILogger logger, string path, string why);
    }
}
