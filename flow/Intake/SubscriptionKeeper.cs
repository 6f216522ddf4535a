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
    /// <summary>For so long what the subscription before sent still counts: it may be on its way, or be delivered again.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(7);

    // Longer than the hour in which they are kept: who keeps them need not read them as well.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(70);
    private Remembered<Dictionary<string, KnownSubscription>>? _kept;
    private DateTimeOffset _readAt;

    /// <summary>Our subscriptions as remembered, by schema name of the list; from memory, unless that is old.</summary>
    /// <param name="year">Campaign year.</param>
    /// <param name="fresh">Read them anew.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, KnownSubscription>> KnownAsync(int year, bool fresh, CancellationToken cancellationToken)
    {
        // Without an address there is nothing to remember.
        if (options.NotificationBaseUrl is null) return new Dictionary<string, KnownSubscription>();
        if (!fresh && _kept is { } kept && time.GetUtcNow() - _readAt < KeptFor) return kept.Value ?? [];
        return (await ReadAsync(year, cancellationToken)).Value ?? [];
    }

    /// <summary>
    /// Makes and renews until each watched list has one that is alive, ours, and sends to the address of today; ends those that are too many. Without an address for
    /// notifications there are none.
    /// </summary>
    /// <returns>Schema names of the lists whose subscription was made anew: nobody told us what changed there before.</returns>
    public async Task<IReadOnlyList<string>> KeepAsync(int year, IEnumerable<ListAddress> lists, CancellationToken cancellationToken)
    {
        if (options.NotificationBaseUrl is not { } home) return [];
        var (door, watched) = (Door(home), lists.Where(list => list.Schema.Watch == Watch.Subscribe).ToList());
        var alive = await calls.AliveAsync(cancellationToken);
        // Memory is enough to see that all is well; before anything is changed it is read again, because another worker may have been at it.
        if (_kept?.Value is { } last && watched.All(list => IsWell(last.GetValueOrDefault(list.Schema.Name), alive, door)) && Surplus(watched, last.Values, alive, door).Count == 0)
        {
            _readAt = time.GetUtcNow();
            return [];
        }

        var remembered = await ReadAsync(year, cancellationToken);
        var (kept, made) = (new Dictionary<string, KnownSubscription>(), new List<string>());
        foreach (var list in watched)
        {
            var known = remembered.Value?.GetValueOrDefault(list.Schema.Name);
            if (await KeepOneAsync(list, known, alive, door, cancellationToken) is not { } one) continue;
            kept[list.Schema.Name] = one;
            if (one.Id != known?.Id) made.Add(list.Schema.Name);
        }

        // Remembered before the old ones are ended: a worker that is cut off here leaves one too many, and the next run ends it.
        _kept = await state.SaveAsync(KeyOf(year), remembered, kept, cancellationToken) ?? await state.LoadAsync<Dictionary<string, KnownSubscription>>(KeyOf(year), cancellationToken);
        _readAt = time.GetUtcNow();
        await EndSurplusAsync(year, watched, kept, alive, door, cancellationToken);
        return made;
    }

    private async Task<Remembered<Dictionary<string, KnownSubscription>>> ReadAsync(int year, CancellationToken cancellationToken)
    {
        _kept = await state.LoadAsync<Dictionary<string, KnownSubscription>>(KeyOf(year), cancellationToken);
        _readAt = time.GetUtcNow();
        return _kept;
    }

    private bool IsWell(KnownSubscription? known, IReadOnlyList<AliveSubscription> alive, Uri door) => known is not null && known.Until - time.GetUtcNow() > RenewBefore
        && (known.Before is not { } before || before.Until > time.GetUtcNow()) && alive.Any(one => one.Id == known.Id && SendsTo(one, door, exactly: true));

    /// <summary>
    /// A subscription is renewed by making another with a fresh secret, since Graph lets nobody change the secret of one that exists. Where that fails the old one is
    /// kept alive as it is.
    /// </summary>
    private async Task<KnownSubscription?> KeepOneAsync(ListAddress list, KnownSubscription? known, IReadOnlyList<AliveSubscription> alive, Uri door, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known?.Before is { } before && before.Until <= now) known = known with { Before = null };
        var there = known is null ? null : alive.FirstOrDefault(one => one.Id == known.Id);
        if (there is not null && SendsTo(there, door, exactly: true) && known!.Until - now > RenewBefore) return known;
        var until = DateTimeOffset.FromUnixTimeSeconds((now + SubscriptionCalls.LongestLife).ToUnixTimeSeconds());
        try
        {
            var secret = newSecret();
            var id = await calls.CreateAsync(list, door, secret, until, cancellationToken);
            return new KnownSubscription(id, secret, until, known is null ? null : new KnownSubscription(known.Id, known.ClientState, DateTimeOffset.FromUnixTimeSeconds((now + Overlap).ToUnixTimeSeconds())));
        }
        catch (M365Exception failure)
        {
            Log.NotKept(logger, list.Schema.Name, failure.Message);
            return there is null || !SendsTo(there, door, exactly: true) ? null : await LengthenAsync(list, known!, until, cancellationToken);
        }
    }

    private async Task<KnownSubscription> LengthenAsync(ListAddress list, KnownSubscription known, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RenewAsync(known.Id, until, cancellationToken);
            return known with { Until = until };
        }
        catch (M365Exception failure)
        {
            Log.NotKept(logger, list.Schema.Name, failure.Message);
            return known;
        }
    }

    /// <summary>Ends what sends to us and is remembered nowhere: left by a worker that was cut off, or replaced. Another year of the same site remembers its own.</summary>
    private async Task EndSurplusAsync(
        int year, IReadOnlyList<ListAddress> watched, Dictionary<string, KnownSubscription> kept, IReadOnlyList<AliveSubscription> alive, Uri door, CancellationToken cancellationToken)
    {
        var surplus = Surplus(watched, kept.Values, alive, door);
        if (surplus.Count == 0) return;
        var others = (await state.AllAsync<Dictionary<string, KnownSubscription>>(Prefix, cancellationToken)).Where(pair => pair.Key != KeyOf(year))
            .SelectMany(pair => pair.Value.Values).Select(subscription => subscription.Id).ToHashSet();
        foreach (var one in surplus.Where(one => !others.Contains(one.Id)))
        {
            try
            {
                await calls.RemoveAsync(one.Id, cancellationToken);
            }
            catch (M365Exception failure)
            {
                Log.NotEnded(logger, one.Id, failure.Message);
            }
        }
    }

    private static List<AliveSubscription> Surplus(IReadOnlyList<ListAddress> watched, IReadOnlyCollection<KnownSubscription> kept, IReadOnlyList<AliveSubscription> alive, Uri door)
    {
        var (current, replaced) = (kept.Select(one => one.Id).ToHashSet(), kept.Select(one => one.Before?.Id).OfType<string>().ToHashSet());
        var resources = watched.Select(SubscriptionCalls.ResourceOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // The one that was replaced is ended at once, wherever it sends; what it sent before is still believed for a while.
        return [.. alive.Where(one => resources.Contains(one.Resource.Trim('/')) && !current.Contains(one.Id)
            && (replaced.Contains(one.Id) || SendsTo(one, door, exactly: false)))];
    }

    /// <summary>It sends to our door; exactly: under the key that the door has today.</summary>
    private static bool SendsTo(AliveSubscription one, Uri door, bool exactly) => Uri.TryCreate(one.Address, UriKind.Absolute, out var address)
        && Uri.Compare(address, door, exactly ? UriComponents.AbsoluteUri : UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private Uri Door(Uri door) => new($"{door.ToString().TrimEnd('/')}/api/notifications?code={Uri.EscapeDataString(options.NotificationKey)}");

    private const string Prefix = "subscriptions:";

    /// <summary>Key of what is remembered of a year.</summary>
    public static string KeyOf(int year) => $"{Prefix}{year}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No subscription for list {List} ({Why}); it is polled each minute instead")]
        public static partial void NotKept(ILogger logger, string list, string why);

        [LoggerMessage(LogLevel.Warning, "Subscription {Id} is one too many and could not be ended: {Why}")]
        public static partial void NotEnded(ILogger logger, string id, string why);
    }
}
