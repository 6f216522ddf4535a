namespace EmulationM365.Microsoft365;

/// <summary>A call must wait before it goes out.</summary>
/// <param name="Time">How long.</param>
/// <param name="IsBudget">What we may spend in a minute is spent; otherwise the service asks to be left in peace.</param>
public readonly record struct Wait(TimeSpan Time, bool IsBudget);

/// <summary>
/// What lets the calls of this process out: to each part of Microsoft 365 a few at once and in the order in which they came, none while it asks for peace, and
/// no more of SharePoint in a minute than the tenant grants.
/// </summary>
/// <param name="time">The clock of all waiting.</param>
/// <param name="unitsPerMinute">SharePoint resource units a minute.</param>
/// <param name="atOnce">Calls to one part that may be under way together.</param>
public sealed class Lanes(TimeProvider time, int unitsPerMinute, int atOnce = Lanes.AtOnce)
{
    /// <summary>Calls under way together; more mails than this at once are refused to one mailbox.</summary>
    public const int AtOnce = 4;

    private readonly Lane _sharePoint = new(time, new Budget(time, unitsPerMinute), atOnce);
    private readonly Lane _mail = new(time, null, atOnce);
    private readonly Lane _directory = new(time, null, atOnce);

    /// <summary>Hears of waits to SharePoint; null = nobody.</summary>
    public Action<Wait>? Waiting
    {
        get => _sharePoint.Waiting;
        set => _sharePoint.Waiting = value;
    }

    internal TimeProvider Time => time;

    internal Lane To(Bucket bucket) => bucket switch { Bucket.Mail => _mail, Bucket.Directory => _directory, _ => _sharePoint };
}

/// <summary>How long one call may still sleep. What is told to wait longer ends, and is taken up again by whoever asked, at the time named.</summary>
internal sealed class Patience(TimeSpan left)
{
    public bool Allows(TimeSpan wait) => wait <= left;

    /// <summary>Sleeps; never a fraction of a millisecond less than asked, which is what a timer makes of it.</summary>
    public Task SleepAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        left -= wait;
        return Sleep.ForAsync(wait, time, cancellationToken);
    }
}

/// <summary>Waiting on the clock that was handed in.</summary>
internal static class Sleep
{
    /// <summary>Sleeps so long, or up to a millisecond longer.</summary>
    public static Task ForAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
}

/// <summary>The way to one part of Microsoft 365.</summary>
internal sealed class Lane(TimeProvider time, Budget? budget, int atOnce)
{
    private readonly Lock _one = new();
    private readonly Queue<TaskCompletionSource> _queue = [];
    private int _free = atOnce;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private int _closing;

    /// <summary>Hears of waits; null = nobody.</summary>
    public Action<Wait>? Waiting { get; set; }

    /// <summary>Waits for its turn.</summary>
    /// <returns>Null when the call may go out: <see cref="Leave"/> follows. Otherwise how long the lane stays closed, which is longer than the call may wait.</returns>
    public async Task<TimeSpan?> EnterAsync(int units, Patience patience, CancellationToken cancellationToken)
    {
        if (Closed() is { } closed && !patience.Allows(closed.Wait)) return closed.Wait;
        await PlaceAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (await OpenAsync(patience, cancellationToken) is { } longer)
                {
                    Leave();
                    return longer;
                }

                // Where a minute was waited for, the lane may have been closed meanwhile.
                if (budget is null || await budget.SpendAsync(units, Waiting, cancellationToken)) return null;
            }
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Makes room for the next.</summary>
    public void Leave()
    {
        lock (_one)
        {
            while (_queue.TryDequeue(out var next))
            {
                // Whoever was stopped while it waited is passed over.
                if (next.TrySetResult()) return;
            }

            _free++;
        }
    }

    /// <summary>The service asks for peace: nothing goes out so long.</summary>
    public void Close(TimeSpan wait)
    {
        lock (_one)
        {
            var until = time.GetUtcNow() + wait;
            if (until <= _closedUntil) return;
            _closedUntil = until;
            _closing++;
        }
    }

    private async Task PlaceAsync(CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_one)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            _queue.Enqueue(turn);
        }

        await using var stop = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
    }

    /// <summary>Waits until the lane is open; tells how long it stays closed when that is longer than the call may wait.</summary>
    private async Task<TimeSpan?> OpenAsync(Patience patience, CancellationToken cancellationToken)
    {
        while (Closed() is { } closed)
        {
            if (!patience.Allows(closed.Wait)) return closed.Wait;
            Waiting?.Invoke(new Wait(closed.Wait, false));
            await patience.SleepAsync(closed.Wait, time, cancellationToken);
            Slept(closed.Closing);
        }

        return null;
    }

    private (TimeSpan Wait, int Closing)? Closed()
    {
        lock (_one)
        {
            var wait = _closedUntil - time.GetUtcNow();
            return wait > TimeSpan.Zero ? (wait, _closing) : null;
        }
    }

    /// <summary>The timer decides and not the hand of the clock, which may stand still; unless the lane was closed anew meanwhile.</summary>
    private void Slept(int closing)
    {
        lock (_one)
        {
            if (closing == _closing) _closedUntil = DateTimeOffset.MinValue;
        }
    }
}

/// <summary>Resource units of one minute after the other. A minute begins with the first unit spent in it.</summary>
internal sealed class Budget(TimeProvider time, int perMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _one = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _spent;
    private int _minute;

    /// <summary>Spends units, or waits for the minute to end when they are not there. One call dearer than a whole minute has the minute to itself.</summary>
    /// <returns>False when time has passed and nothing was spent.</returns>
    public async Task<bool> SpendAsync(int units, Action<Wait>? waiting, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        int minute;
        lock (_one)
        {
            var now = time.GetUtcNow();
            // A clock that was put back would leave a minute that never ends.
            if (now >= _began + Minute || now < _began) Begin(now);
            if (units == 0 || _spent == 0 || _spent + units <= perMinute)
            {
                _spent += units;
                return true;
            }

            (wait, minute) = (_began + Minute - now, _minute);
        }

        waiting?.Invoke(new Wait(wait, true));
        await Sleep.ForAsync(wait, time, cancellationToken);
        lock (_one)
        {
            // The timer decides and not the hand of the clock, which may stand still; the first who wakes begins the new minute for all.
            if (minute == _minute) Begin(time.GetUtcNow());
        }

        return false;
    }

    private void Begin(DateTimeOffset now) => (_began, _spent, _minute) = (now, 0, _minute + 1);
}
