namespace EmulationM365.Bench.Provisioning;

/// <summary>A clock that stands still until somebody sleeps on it; then it leaps to the end of the sleep.</summary>
internal sealed class LeapingClock(DateTimeOffset begin) : TimeProvider
{
    private long _ticks = begin.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The same time for a tenant, whose own timers go by the machine: it must not leap to the end of what it plans for later.</summary>
    public TimeProvider Still => new StillClock(this);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero) return Gone.Timer;
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        return Gone.Timer;
    }

    private sealed class StillClock(LeapingClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }

    /// <summary>A timer that has gone off.</summary>
    private sealed class Gone : ITimer
    {
        public static Gone Timer { get; } = new();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
