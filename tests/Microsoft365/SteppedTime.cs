namespace EmulationM365.Tests.Microsoft365;

/// <summary>A clock whose timers fire when it is moved past them, and which says when somebody began to wait.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = new Waiting(this, () => callback(state), dueTime);
            _waiting.Add(timer);
            _begun.TrySetResult();
            return timer;
        }
    }

    /// <summary>Waits until a timer is set, and tells for how long.</summary>
    public async Task<TimeSpan> WaitBegunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task begun;
            lock (_gate)
            {
                if (_waiting.Count > 0) return _waiting[0].Due - _now;
                if (_begun.Task.IsCompleted) _begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                begun = _begun.Task;
            }

            await begun.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Moves the clock; timers whose time has come fire.</summary>
    public void Advance(TimeSpan by)
    {
        List<Waiting> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _waiting.Where(timer => timer.Due <= _now)];
            _waiting.RemoveAll(due.Contains);
        }

        foreach (var timer in due) timer.Fire();
    }

    private sealed class Waiting(SteppedTime time, Action fire, TimeSpan dueTime) : ITimer
    {
        public DateTimeOffset Due { get; private set; } = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;

        public void Fire() => fire();

        public bool Change(TimeSpan due, TimeSpan period)
        {
            lock (time._gate) Due = due == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + due;
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
