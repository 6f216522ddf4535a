using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Many histories, each decided by its seed: nothing may be lost, nothing doubled, whatever happens.</summary>
internal static class HistoriesBench
{
    public static Task<int> RunAsync(int count, int first)
    {
        var (calls, faults, extras, done) = (0L, 0L, 0L, 0);
        var broken = new ConcurrentQueue<(int Seed, string What)>();
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, core =>
        {
            using var crew = new Crew(3);
            for (var seed = first + core; seed < first + count; seed += Environment.ProcessorCount)
            {
                var history = One(crew, seed, false);
                Interlocked.Add(ref calls, history.Calls);
                Interlocked.Add(ref faults, history.Faults);
                Interlocked.Add(ref extras, history.Judge.Extras);
                Interlocked.Increment(ref done);
                if (history.Judge.Violations.Count > 0) broken.Enqueue((seed, history.Judge.Violations[0]));
            }
        });
        foreach (var (seed, what) in broken.OrderBy(one => one.Seed).Take(20)) Console.Error.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {what}");
        Console.WriteLine($"PROBE play {Probe.Play/1e6:0} end {Probe.End/1e6:0} tenant {Probe.Tenant/1e6:0} judge {Probe.Judge/1e6:0} acts {Probe.Acts/1e6:0} born {Probe.Born/1e6:0}");
        Console.WriteLine($"{(done / watch.Elapsed.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} histories a second, memory {Environment.WorkingSet / 1_000_000} MB");
        Console.WriteLine($"histories: {done}, {calls} calls, {faults} faults, {extras} mails again, each after an outcome nobody could know, {broken.Count} violations");
        return Task.FromResult(broken.IsEmpty ? 0 : 1);
    }

    /// <summary>One history with its log.</summary>
    public static Task<int> ShowAsync(int seed)
    {
        using var crew = new Crew(3);
        var history = One(crew, seed, true);
        Console.WriteLine(history.Log);
        foreach (var list in new[] { "CaseEvents", "EffectLedger", "Requests", "UnitReturns", "CouncilSessions", "Submissions", "SystemState" })
        {
            foreach (var row in history.Tenant.Rows(list)) Console.WriteLine($"{list}: {string.Join("; ", row.Where(pair => pair.Key is not ("Data" or "Hash" or "PrevHash" or "Summary" or "Link")).Select(pair => $"{pair.Key}={pair.Value}"))}");
        }

        foreach (var violation in history.Judge.Violations) Console.WriteLine(violation);
        return Task.FromResult(history.Judge.Violations.Count == 0 ? 0 : 1);
    }

    /// <summary>The history of a seed.</summary>
    public static History One(Crew crew, int seed, bool log)
    {
        var random = new Random(seed);
        var history = new History(crew.Workers, random, FaultRates.Draw(random), log) { Skew = random.Next(3) == 0 ? random.Next(-4, 5) : 0 };
        var t0 = Stopwatch.GetTimestamp();
        history.Play(random.Next(3, 16));
        var t1 = Stopwatch.GetTimestamp();
        history.End();
        Interlocked.Add(ref Probe.Play, t1 - t0); Interlocked.Add(ref Probe.End, Stopwatch.GetTimestamp() - t1);
        return history;
    }
}

/// <summary>Worker threads that one history after the other uses.</summary>
internal sealed class Crew(int size) : IDisposable
{
    public SimWorker[] Workers { get; } = [.. Enumerable.Range(1, size).Select(number => new SimWorker(number))];

    public void Dispose()
    {
        foreach (var worker in Workers) worker.Dispose();
    }
}

internal static class Probe { public static long Play, End, Tenant, Judge, Acts, Born; }
