using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Intake;

/// <summary>
/// Keeps a subscription alive for each list that people edit. Graph tells nobody when a list's subscription vanishes, so what is alive is asked, not
/// assumed. Subscriptions make answers faster; polling makes them sure.
/// </summary>
public sealed partial class SubscriptionKeeper(SubscriptionCalls calls, StateStore state, M365Options options, TimeProvider time, Func<string> newSecret, ILogger<SubscriptionKeeper> logger)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(20);
    private IReadOnlyDictionary<string, KnownSubscription>? _kept;
    private DateTimeOffset _readAt;

    /// <summary>Our subscriptions as remembered, by schema name of the list; from memory, unless that is old.</summary>
    /// <param name="year">Campaign year.</param>
    /// <param name="fresh">Read them anew.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, KnownSubscription>> KnownAsync(int year, bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && _kept is { } kept && time.GetUtcNow() - _readAt < KeptFor) return kept;
        _readAt = time.GetUtcNow();
        return _kept = (await state.LoadAsync<Dictionary<string, KnownSubscription>>(Key(year), cancellationToken)).Value ?? [];
    }

    /// <summary>Makes and renews until each watched list has one that is alive and ours. Without an address for notifications there are none.</summary>
    public async Task KeepAsync(int year, IEnumerable<ListAddress> lists, CancellationToken cancellationToken)
    {
        if (options.NotificationBaseUrl is not { } door) return;
        var remembered = await state.LoadAsync<Dictionary<string, KnownSubscription>>(Key(year), cancellationToken);
        var alive = await calls.AliveAsync(cancellationToken);
        var kept = new Dictionary<string, KnownSubscription>();
        foreach (var list in lists.Where(list => list.Schema.Watch == Watch.Subscribe))
        {
            var known = remembered.Value?.GetValueOrDefault(list.Schema.Name);
            if (await KeepOneAsync(list, known is not null && alive.Contains(known.Id) ? known : null, Door(door), cancellationToken) is { } one) kept[list.Schema.Name] = one;
        }

        await state.SaveAsync(Key(year), remembered, kept, cancellationToken);
        (_kept, _readAt) = (kept, time.GetUtcNow());
    }

    private async Task<KnownSubscription?> KeepOneAsync(ListAddress list, KnownSubscription? alive, Uri door, CancellationToken cancellationToken)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + SubscriptionCalls.LongestLife).ToUnixTimeSeconds());
        try
        {
            if (alive is null)
            {
                var secret = newSecret();
                return new KnownSubscription(await calls.CreateAsync(list, door, secret, until, cancellationToken), secret, until);
            }

            if (alive.Until - time.GetUtcNow() > RenewBefore) return alive;
            await calls.RenewAsync(alive.Id, until, cancellationToken);
            return alive with { Until = until };
        }
        catch (M365Exception failure)
        {
            Log.NotKept(logger, list.Schema.Name, failure.Message);
            return alive;
        }
    }

    private Uri Door(Uri door) => new($"{door.ToString().TrimEnd('/')}/api/notifications?code={Uri.EscapeDataString(options.NotificationKey)}");

    private static string Key(int year) => $"subscriptions:{year}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No subscription for list {List} ({Why}); it is polled each minute instead")]
        public static partial void NotKept(ILogger logger, string list, string why);
    }
}
