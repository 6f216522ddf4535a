namespace EmulationM365.Bench.Simulation;

/// <summary>The time of a history. It stands still until the scheduler moves it.</summary>
internal sealed class WorldTime(DateTimeOffset begin)
{
    public DateTimeOffset Now { get; private set; } = begin;

    public void Pass(TimeSpan time) => Now += time;

    public void PassTo(DateTimeOffset moment) => Now = moment > Now ? moment : Now;
}

/// <summary>The clock of one worker: the world's, put forward or back. Its timers go off on the worker's own thread, when the scheduler wakes it.</summary>
internal sealed class WorkerTime(WorldTime world, TimeSpan skew) : TimeProvider
{
    private readonly List<SimTimer> _timers = [];

    /// <summary>When the next timer goes off; null when none waits.</summary>
    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now + skew;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets every timer go off whose time has come.</summary>
    public void GoOff()
    {
        while (_timers.Where(timer => timer.Due <= world.Now).MinBy(timer => timer.Due) is { } timer)
        {
            _timers.Remove(timer);
            timer.Act();
        }
    }

    private sealed class SimTimer(WorkerTime time, Action act) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public Action Act { get; } = act;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            if (dueTime < TimeSpan.Zero) return true;
            Due = time.World.Now + dueTime;
            time._timers.Add(this);
            return true;
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private WorldTime World => world;
}
