namespace EmulationM365.LocalM365.Subscriptions;

/// <summary>Notifications that wait for a moment of the tenant's clock. Asking whether one is due costs a comparison.</summary>
internal sealed class Postponed
{
    /// <summary>How long after the change a notification is tried.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private readonly Lock _one = new();
    private readonly List<(DateTimeOffset Due, Notice Notice)> _waiting = [];
    private long _next = long.MaxValue;

    public int Count
    {
        get
        {
            lock (_one) return _waiting.Count;
        }
    }

    public bool IsDue(DateTimeOffset now) => Volatile.Read(ref _next) <= now.UtcTicks;

    public void Add(Notice notice, DateTimeOffset due)
    {
        lock (_one)
        {
            // one more for the same subscription only makes the one that waits live longer
            var twin = notice.IsAlone ? -1 : _waiting.FindIndex(other => !other.Notice.IsAlone && other.Notice.Subscription == notice.Subscription && other.Notice.Lifecycle == notice.Lifecycle);
            if (twin < 0) _waiting.Add((due, notice));
            else _waiting[twin] = _waiting[twin] with { Notice = _waiting[twin].Notice with { Rung = notice.Rung } };
            Set();
        }
    }

    /// <summary>Takes what is due, first what is longest due.</summary>
    public List<Notice> Take(DateTimeOffset now)
    {
        lock (_one)
        {
            var due = _waiting.Where(one => one.Due <= now).OrderBy(one => one.Due).Select(one => one.Notice).ToList();
            _waiting.RemoveAll(one => one.Due <= now);
            Set();
            return due;
        }
    }

    /// <summary>When to try again: one minute later, two, four and so on up to an hour, the last time four hours after the change; null when that is over.</summary>
    public static DateTimeOffset? Next(Notice notice, DateTimeOffset now)
    {
        var last = notice.Rung + Longest;
        if (now >= last) return null;
        var next = now.AddMinutes(Math.Min(60, 1 << Math.Min(notice.Attempts, 6)));
        return next < last ? next : last;
    }

    private void Set() => Volatile.Write(ref _next, _waiting.Count == 0 ? long.MaxValue : _waiting.Min(one => one.Due).UtcTicks);
}
