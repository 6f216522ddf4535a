using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Many histories, each decided by its seed: nothing may be lost, nothing doubled, whatever happens.</summary>
internal static class HistoriesBench
{
    private static readonly string[] LostWords = ["never went out", "lost:", "not in the list", "was not told", "nothing came of it", "no page", "written over"];
    private static readonly string[] DoubledWords = ["went out", "twice", "fork", "times", "no open request"];

    /// <summary>Runs histories.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">Seed of the first.</param>
    /// <param name="percent">So many calls of a hundred go wrong; 0 = drawn anew for each history.</param>
    public static Task<int> RunAsync(int count, int first, int percent = 0)
    {
        var (calls, faults, extras, done) = (0L, 0L, 0L, 0);
        var told = 0UL;
        var broken = new ConcurrentQueue<(int Seed, string What)>();
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, core =>
        {
            using var crew = new Crew(3);
            for (var seed = first + core; seed < first + count; seed += Environment.ProcessorCount)
            {
                var history = One(crew, seed, false, percent);
                Interlocked.Add(ref calls, history.Calls);
                Interlocked.Add(ref faults, history.Faults);
                Interlocked.Add(ref extras, history.Judge.Extras);
                Interlocked.Add(ref told, history.Hash);
                if (Interlocked.Increment(ref done) is var so && so % 5000 == 0) Console.Error.WriteLine($"{so} of {count} histories, {(so / watch.Elapsed.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} a second, memory {Environment.WorkingSet / 1_000_000} MB, {broken.Count} violations");
                foreach (var what in history.Judge.Violations)
                {
                    broken.Enqueue((seed, what));
                    // Said at once: a long run need not come to its end before somebody looks.
                    if (broken.Count <= 20) Console.Error.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {what}");
                }
            }
        });
        Console.WriteLine($"{(done / watch.Elapsed.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} histories a second, memory {Environment.WorkingSet / 1_000_000} MB; all they told, in one number: {told:x16}");
        Console.WriteLine($"histories: {done}, {calls} calls, {faults} faults, {extras} mails again, each after an outcome nobody could know, {broken.Count} violations");
        if (percent > 0) Console.WriteLine($"{percent} % faults: {Of(broken, Kinds.Lost)} lost, {Of(broken, Kinds.Doubled)} doubled, {Of(broken, Kinds.Early)} calls before Retry-After, {Of(broken, Kinds.Late)} not converged within 2 sweeps, {Of(broken, Kinds.Other)} others");
        return Task.FromResult(broken.IsEmpty ? 0 : 1);
    }

    /// <summary>The same people and workers, with notifications as they come, none, tenfold and in any order: what is recorded must be the same.</summary>
    public static Task<int> MetamorphicAsync(int count, int first)
    {
        var differing = new ConcurrentQueue<string>();
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, core =>
        {
            using var crew = new Crew(1);
            for (var seed = first + core; seed < first + count; seed += Environment.ProcessorCount)
            {
                var streams = new[] { Bells.Shuffled, Bells.None, Bells.Tenfold }.Select(bells => Streams(crew, seed, bells)).ToList();
                if (streams.Distinct().Count() > 1) differing.Enqueue($"seed {seed.ToString(CultureInfo.InvariantCulture)}: what is recorded depends on notifications");
            }
        });
        foreach (var what in differing.Take(20)) Console.Error.WriteLine(what);
        Console.WriteLine($"metamorphic: {count} scripts, each without notifications, with each ten times, and in any order; {differing.Count} differ");
        return Task.FromResult(differing.IsEmpty ? 0 : 1);
    }

    /// <summary>Who did what to which case in which order, after people acted one by one and everything came to rest after each act.</summary>
    private static string Streams(Crew crew, int seed, Bells bells)
    {
        var history = new History(crew.Workers, new Random(seed), FaultRates.None) { Bells = bells };
        history.PlayCalmly(new Random(seed), 10);
        return string.Join('\n', history.Tenant.Rows("CaseEvents").OrderBy(row => (string)row["StreamKey"], StringComparer.Ordinal)
            .Select(row => $"{row["StreamKey"]} {row["EventType"]} {row["Actor"]} {row.GetValueOrDefault("ContentHash")}"));
    }

    /// <summary>One history with its log.</summary>
    public static Task<int> ShowAsync(int seed)
    {
        using var crew = new Crew(3);
        var history = One(crew, seed, true);
        Show(history);
        return Task.FromResult(history.Judge.Violations.Count == 0 ? 0 : 1);
    }

    /// <summary>Writes down what happened in a history and what it left behind.</summary>
    public static void Show(History history)
    {
        Console.WriteLine(history.Log);
        foreach (var list in new[] { "CaseEvents", "EffectLedger", "Requests", "UnitReturns", "CouncilSessions", "Submissions", "SystemState" })
        {
            foreach (var row in history.Tenant.Rows(list)) Console.WriteLine($"{list}: {string.Join("; ", row.Where(pair => pair.Key is not ("Data" or "Hash" or "PrevHash" or "Summary" or "Link")).Select(pair => $"{pair.Key}={pair.Value}"))}");
        }

        foreach (var violation in history.Judge.Violations) Console.WriteLine(violation);
    }

    private enum Kinds
    {
        Lost,
        Doubled,
        Early,
        Late,
        Other,
    }

    private static int Of(IEnumerable<(int Seed, string What)> broken, Kinds kind) => broken.Count(one => KindOf(one.What) == kind);

    private static Kinds KindOf(string what)
    {
        if (what.Contains("before Retry-After", StringComparison.Ordinal)) return Kinds.Early;
        if (what.Contains("third sweep", StringComparison.Ordinal)) return Kinds.Late;
        if (LostWords.Any(word => what.Contains(word, StringComparison.Ordinal))) return Kinds.Lost;
        return DoubledWords.Any(word => what.Contains(word, StringComparison.Ordinal)) ? Kinds.Doubled : Kinds.Other;
    }

    /// <summary>The history of a seed.</summary>
    public static History One(Crew crew, int seed, bool log, int percent = 0)
    {
        var random = new Random(seed);
        // Three of seven begin where the decisions are near. By the number and not by a draw: seeds that once found something still tell the same.
        var history = new History(crew.Workers, random, percent > 0 ? FaultRates.Percent(percent) : FaultRates.Draw(random), log, later: seed % 7 is 2 or 4 or 5) { Skew = random.Next(3) == 0 ? random.Next(-4, 5) : 0 };
        history.Play(random.Next(3, 16));
        history.End();
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
