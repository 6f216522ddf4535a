using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>The timers: when each is due, what is missed, and the file of last runs.</summary>
internal sealed partial class TimerBoard
{
    private readonly List<Timer> _timers;
    private readonly SortedDictionary<string, TimerRun> _runs;
    private readonly string _file;
    private readonly DoorCaller _caller;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private bool _started;

    /// <summary>Reads the last runs; a timer never seen before counts from now.</summary>
    /// <exception cref="LocalHostException">The file does not hold last runs.</exception>
    public TimerBoard(IEnumerable<TimerDoor> doors, string file, DoorCaller caller, TimeProvider time, ILogger<TimerBoard> log)
    {
        (_file, _caller, _time, _log) = (file, caller, time, log);
        // All of them, so that the runs of timers that are disabled for now stay in the file.
        _runs = Read(file);
        var now = time.GetUtcNow();
        _timers = [.. doors.Select(door => new Timer(door, door.KeepsLastRun ? _runs.GetValueOrDefault(door.Name) : null, now))];
        Save();
    }

    /// <summary>When the next timer is due; in the past for one that was missed; null without timers.</summary>
    public DateTimeOffset? Next => _timers.Count == 0 ? null : _timers.Min(timer => timer.Next);

    /// <summary>Fires, once in the life of this host, what was missed while it was down and what runs at every start.</summary>
    public Task<int> RunStartupAsync(CancellationToken cancellationToken)
    {
        if (_started) return Task.FromResult(0);
        _started = true;
        return RunAsync((timer, now) => timer.Next <= now || timer.Door.RunsOnStartup, _ => true, cancellationToken);
    }

    /// <summary>Fires what is due, each timer once.</summary>
    public Task<int> RunDueAsync(CancellationToken cancellationToken) =>
        RunAsync((timer, now) => timer.Next <= now, timer => timer.After(timer.Next) <= _time.GetUtcNow(), cancellationToken);

    private async Task<int> RunAsync(Func<Timer, DateTimeOffset, bool> choose, Func<Timer, bool> late, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var chosen = _timers.Where(timer => choose(timer, now)).OrderBy(timer => timer.Next).ThenBy(timer => timer.Door.Name, StringComparer.Ordinal).ToList();
        foreach (var timer in chosen) await FireAsync(timer, now, timer.Next <= now && late(timer), cancellationToken);
        return chosen.Count;
    }

    private async Task FireAsync(Timer timer, DateTimeOffset now, bool late, CancellationToken cancellationToken)
    {
        try
        {
            await _caller.CallAsync(timer.Door, timer.Tick(now, late), new Dictionary<string, object?>(), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: the run does not count, so the next start makes up for it.
            throw;
        }
        catch (Exception e)
        {
            // As on the platform, a tick is not tried again; the next one comes by itself.
            Log.TickFailed(_log, e, timer.Door.Name);
        }

        timer.Ran(now);
        Save();
    }

    private void Save()
    {
        var kept = _timers.Where(timer => timer.Door.KeepsLastRun).ToList();
        if (kept.Count == 0) return;
        foreach (var timer in kept) _runs[timer.Door.Name] = timer.Run;
        AtomicFile.Write(_file, JsonConvert.SerializeObject(_runs, Formatting.Indented));
    }

    private static SortedDictionary<string, TimerRun> Read(string file)
    {
        if (!File.Exists(file)) return [];
        try
        {
            return JsonConvert.DeserializeObject<SortedDictionary<string, TimerRun>>(File.ReadAllText(file)) ?? [];
        }
        catch (JsonException e)
        {
            throw new LocalHostException($"{file} does not hold the last runs of timers: delete it and they count from now.", e);
        }
    }

    private sealed record TimerRun([property: JsonProperty("last")] DateTimeOffset? Last, [property: JsonProperty("lastUpdated")] DateTimeOffset LastUpdated);

    private sealed class Timer
    {
        public Timer(TimerDoor door, TimerRun? run, DateTimeOffset now)
        {
            (Door, Run) = (door, run ?? new TimerRun(null, now));
            // A run in the future was written under another clock; waiting for it could take a year.
            var from = Run.Last ?? Run.LastUpdated;
            Next = After(from < now ? from : now);
        }

        public TimerDoor Door { get; }

        public TimerRun Run { get; private set; }

        public DateTimeOffset Next { get; private set; }

        public DateTimeOffset After(DateTimeOffset instant) => new(Door.Schedule.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero);

        public void Ran(DateTimeOffset now) => (Run, Next) = (new TimerRun(now, now), After(now));

        public TimerInfo Tick(DateTimeOffset now, bool late) => new()
        {
            IsPastDue = late,
            ScheduleStatus = !Door.KeepsLastRun ? null : new ScheduleStatus
            {
                Last = Run.Last?.UtcDateTime ?? default,
                Next = After(now).UtcDateTime,
                LastUpdated = Run.LastUpdated.UtcDateTime,
            },
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The timer {Function} failed; it runs again at its next tick")]
        public static partial void TickFailed(ILogger log, Exception fault, string function);
    }
}
