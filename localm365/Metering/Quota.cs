namespace EmulationM365.LocalM365.Metering;

/// <summary>
/// How many resource units one app may spend in a minute of the tenant's time, over Graph and REST together, for itself and for people. Off until somebody
/// sets it. A minute begins with the first unit spent in it.
/// </summary>
internal sealed class Quota(TimeProvider time, int? unitsPerMinute)
{
    /// <summary>The smallest quota there can be: what the dearest request costs, or that request would never fit.</summary>
    public const int Smallest = 5;

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly Lock _one = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.OrdinalIgnoreCase);
    private int? _limit = Checked(unitsPerMinute);
    private long _refused;

    /// <summary>Sets the units a minute, null for no quota, and forgets what was spent.</summary>
    public void Set(int? units)
    {
        var limit = Checked(units);
        lock (_one)
        {
            (_limit, _refused) = (limit, 0);
            _windows.Clear();
        }
    }

    /// <summary>
    /// Spends units of an app; null where no quota counts. A request that is refused spends them too, and what goes over the quota is taken off the next
    /// minute: whoever asks on instead of waiting waits longer.
    /// </summary>
    public Charge? Spend(string app, int units)
    {
        lock (_one)
        {
            // mail and the directory are not SharePoint's: they cost none of its units and are not held up by them
            if (_limit is not { } limit || units == 0) return null;
            var now = time.GetUtcNow();
            var window = At(app, now, limit);
            var spent = window.Spent + units;
            _windows[app] = window with { Spent = spent };
            if (spent > limit) _refused++;
            return new Charge(limit, spent, units, (int)Math.Ceiling((window.Began + _minute - now).TotalSeconds));
        }
    }

    /// <summary>The quota in force, null for none, and how many requests it refused.</summary>
    public void Write(JsonObject body)
    {
        lock (_one) (body["unitsPerMinute"], body["throttled"]) = (_limit, _refused);
    }

    private Window At(string app, DateTimeOffset now, int limit)
    {
        // a clock that was put back would leave a minute that never ends
        if (!_windows.TryGetValue(app, out var window) || now < window.Began) return new Window(now, 0);
        var passed = (now - window.Began).Ticks / _minute.Ticks;
        if (passed == 0) return window;
        var owed = window.Spent - passed * limit;
        return owed <= 0 ? new Window(now, 0) : new Window(window.Began + passed * _minute, owed);
    }

    private static int? Checked(int? units) => units is null or >= Smallest
        ? units
        : throw new ArgumentException($"{units.Value.ToString(CultureInfo.InvariantCulture)} is no quota: one request can cost {Smallest} units, so it takes {Smallest} a minute or more.");

    private sealed record Window(DateTimeOffset Began, long Spent);
}

/// <summary>What a request was charged: the quota of its app, what the app has spent of this minute with it, and the seconds until the minute ends.</summary>
internal sealed record Charge(int Limit, long Spent, int Units, int SecondsLeft)
{
    /// <summary>Whether the quota had no room for this request.</summary>
    public bool IsOver => Spent > Limit;

    /// <summary>Whether the app has come so far that answers warn it: four fifths of the quota.</summary>
    public bool IsNear => Spent * 5 >= Limit * 4L;

    public long Remaining => Math.Max(0, Limit - Spent);

    /// <summary>Seconds until the same request finds room, should the app ask for nothing meanwhile.</summary>
    public long RetryAfter => SecondsLeft + (Math.Max(1, (Spent + Units - 1) / Limit) - 1) * 60;
}
