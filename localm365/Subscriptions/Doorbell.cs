namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>
/// Tells receivers that a list changed, in the background. A receiver that does not take a notification is asked again at once a few times, and then by the
/// tenant's clock for four hours; one that is slow waits, or is told nothing. What has not been told when the process dies is lost, as notifications may be.
/// </summary>
internal sealed partial class Doorbell : IDisposable
{
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(1);
    private readonly Tenant _tenant;
    private readonly Postman _postman;
    private readonly Outbox _outbox;
    private readonly Postponed _postponed = new();
    private readonly SlowReceivers _slow = new();
    private readonly ReauthorizationPlan _plan;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _looking = new();
    private readonly Timer _timer;
    private long _delivered;
    private long _dropped;

    public Doorbell(Tenant tenant, IReadOnlyDictionary<Uri, Uri> deliveries)
    {
        _tenant = tenant;
        _postman = new Postman(tenant.Clock);
        _outbox = new Outbox(DeliverAsync);
        _plan = new ReauthorizationPlan(tenant.Database);
        foreach (var (from, to) in deliveries) DeliverTo(from, to);
        // for a tenant that nobody asks anything while its clock runs on
        _timer = new Timer(_ => Look(), null, _beat, _beat);
    }

    public ILogger? Logger { get; set; }

    public void DeliverTo(Uri from, Uri to) => _postman.DeliverTo(from, to);

    /// <summary>Asks the receiver to echo a token. Null when it did, otherwise what Graph would say.</summary>
    public Task<string?> ValidateAsync(string url, CancellationToken cancellationToken) => _postman.ValidateAsync(url, _tenant.Ids.Text(), cancellationToken);

    /// <summary>Completes when nothing is waiting or under way. What is to be told at a later moment of the tenant is not waited for.</summary>
    public Task WhenQuietAsync(CancellationToken cancellationToken)
    {
        lock (_looking) Look(_tenant.Clock.GetUtcNow());
        return _outbox.WhenIdleAsync(cancellationToken);
    }

    /// <summary>To be called after a write to a list is committed.</summary>
    public void Ring(long list)
    {
        var now = _tenant.Clock.GetUtcNow();
        var subscriptions = _tenant.Database.Read(session => SubscriptionStore.OfList(session, list, TenantClock.Stamp(now)));
        Send(_tenant.Faults.Pass([.. subscriptions.Select(subscription => Notice.OfChange(subscription, now))], list));
    }

    /// <summary>Sends notifications, or keeps them for their moment.</summary>
    public void Send(IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices)
            if (notice.NotBefore is { } moment) _postponed.Add(notice, moment);
        if (notices.Count > 0) _outbox.Add(notices.Where(notice => notice.NotBefore is null));
    }

    /// <summary>To be called after a subscription was saved or removed.</summary>
    public void Plan() => _plan.Refresh();

    /// <summary>Looks whether something is due by the tenant's clock. Cheap when nothing is.</summary>
    public void Look()
    {
        if (_closing.IsCancellationRequested) return;
        var now = _tenant.Clock.GetUtcNow();
        if (!_plan.IsDue(now) && !_postponed.IsDue(now)) return;
        lock (_looking) Look(now);
    }

    public JsonObject Read() => new()
    {
        ["delivered"] = Volatile.Read(ref _delivered), ["dropped"] = Volatile.Read(ref _dropped), ["postponed"] = _postponed.Count,
        ["receivers"] = _slow.Read(_tenant.Clock.GetUtcNow()),
    };

    public void Dispose()
    {
        _closing.Cancel();
        using (var stopped = new ManualResetEvent(false))
            if (_timer.Dispose(stopped)) stopped.WaitOne();
        _postman.Dispose();
        _closing.Dispose();
    }

    /// <summary>What is taken as due is in the outbox before anybody else looks.</summary>
    private void Look(DateTimeOffset now)
    {
        if (_plan.IsDue(now)) _outbox.Add(_plan.Take(now).Select(one => Notice.OfLifecycle(one, "reauthorizationRequired", now)));
        if (_postponed.IsDue(now)) _outbox.Add(_postponed.Take(now));
    }

    private async Task DeliverAsync(string url, IReadOnlyList<Notice> notices)
    {
        try
        {
            switch (_slow.Of(url, _tenant.Clock.GetUtcNow()))
            {
                case Treatment.Dropped: Drop(notices); break;
                case Treatment.Delayed: Postpone(notices, notice => notice, _ => _tenant.Clock.GetUtcNow() + SlowReceivers.Window); break;
                default: await TryAsync(url, notices); break;
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // the tenant is closing; the receiver will poll
        }
    }

    private async Task TryAsync(string url, IReadOnlyList<Notice> notices)
    {
        // quickly at first, as a receiver that restarts is soon there again; later only when the tenant's clock says so
        var tries = notices.Any(notice => notice.Attempts > 0) ? 1 : _pauses.Length + 1;
        for (var attempt = 1; attempt <= tries; attempt++)
        {
            var told = Told(notices);
            if (told.Count == 0) return;
            var (taken, took) = await _postman.PostAsync(url, Wire.Collection(told), _closing.Token);
            _slow.Add(url, took, _tenant.Clock.GetUtcNow());
            if (taken)
            {
                Interlocked.Add(ref _delivered, told.Count);
                return;
            }
            if (attempt < tries) await Task.Delay(_pauses[attempt - 1], _closing.Token);
        }
        Postpone(notices, notice => notice with { Attempts = notice.Attempts + 1 }, notice => Postponed.Next(notice, _tenant.Clock.GetUtcNow()));
    }

    /// <summary>What is said now: of subscriptions that are still there, as they are now.</summary>
    private List<JsonObject> Told(IReadOnlyList<Notice> notices) => _tenant.Database.Read(session =>
    {
        var (now, tenant) = (_tenant.Clock.Now, DirectoryStore.Tenant(session));
        return notices
            .Select(notice => (notice.Lifecycle, One: SubscriptionStore.Find(session, notice.Subscription, now)))
            .Where(found => found.One is not null)
            .Select(found => found.Lifecycle is { } happening ? found.One!.ToLifecycle(tenant, happening) : found.One!.ToNotification(tenant))
            .ToList();
    });

    private void Postpone(IEnumerable<Notice> notices, Func<Notice, Notice> changed, Func<Notice, DateTimeOffset?> moment)
    {
        foreach (var notice in notices)
        {
            if (moment(notice) is { } due) _postponed.Add(changed(notice), due);
            else Drop([notice]);
        }
    }

    private void Drop(IReadOnlyList<Notice> notices)
    {
        Interlocked.Add(ref _dropped, notices.Count);
        if (Logger is { } logger)
            foreach (var notice in notices) Log.Dropped(logger, notice.Subscription);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Notification of subscription {Subscription} was not taken and is dropped")]
        public static partial void Dropped(ILogger logger, string subscription);
    }
}
