using System.Collections.Concurrent;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>A call of a script, by its number, and what becomes of it.</summary>
internal sealed record CrashPoint(int Call, Fate Fate);

/// <summary>Every call of one script fails in every way, one failure a run; then two.</summary>
internal static class CrashPoints
{
    private const int Seed = 7;
    private const int Frozen = 150;
    private static readonly Fate[] Ways = [Fate.Refused, Fate.UnknownAfter, Fate.CrashBefore, Fate.CrashAfter];

    public static Task<int> RunAsync(bool full)
    {
        using var crew = new Crew(1);
        var whole = Play(crew, []);
        if (whole.Judge.Violations.Count > 0) return Task.FromResult(Failed(whole.Judge.Violations[0]));
        var points = Enumerable.Range(1, whole.Calls).SelectMany(call => Ways.Select(way => new CrashPoint(call, way))).ToList();
        var singles = points.Select(point => new[] { point });
        var pairs = full ? Pairs(points) : Drawn(points, 150);
        var (runs, broken) = All([.. singles, .. pairs]);
        Parallel.For(1, Frozen + 1, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Crew(2), (call, _, workers) =>
        {
            if (Freeze(workers, call).Judge.Violations is [var what, ..]) broken.Enqueue($"frozen at {call.ToString(CultureInfo.InvariantCulture)}: {what}");
            return workers;
        }, workers => workers.Dispose());
        foreach (var what in broken.Order(StringComparer.Ordinal).Take(20)) Console.Error.WriteLine(what);
        Console.WriteLine($"crashpoints: {whole.Calls} calls, {points.Count} points, {runs} runs of which {runs - points.Count} with two failures, {Frozen} in which a process froze, {broken.Count} violations");
        return Task.FromResult(broken.IsEmpty ? 0 : 1);
    }

    /// <summary>The script with these failures, judged when everything has come to rest.</summary>
    public static History Play(Crew crew, IReadOnlyList<CrashPoint> failures, bool log = false)
    {
        var fates = failures.ToDictionary(failure => failure.Call, failure => failure.Fate);
        var history = new History(crew.Workers, new Random(Seed), FaultRates.None, log) { Decided = call => fates.TryGetValue(call, out var fate) ? fate : null };
        history.PlayScript();
        history.End();
        return history;
    }

    /// <summary>A process freezes after a call, others go on, and it wakes when they have done its work.</summary>
    public static History Freeze(Crew crew, int call, bool log = false)
    {
        var history = new History(crew.Workers, new Random(Seed), FaultRates.None, log) { FreezesAt = call };
        history.PlayFrozen();
        history.End();
        return history;
    }

    /// <summary>A run with its log.</summary>
    public static Task<int> ShowAsync(string failures)
    {
        using var crew = new Crew(1);
        var history = Play(crew, [.. failures.Split(',').Select(one => one.Split(':')).Select(pair => new CrashPoint(int.Parse(pair[0], CultureInfo.InvariantCulture), Enum.Parse<Fate>(pair[1])))], true);
        Console.WriteLine(history.Log);
        return Task.FromResult(history.Judge.Violations.Count == 0 ? 0 : 1);
    }

    private static (int Runs, ConcurrentQueue<string> Broken) All(IEnumerable<CrashPoint[]> runs)
    {
        var (count, broken) = (0, new ConcurrentQueue<string>());
        Parallel.ForEach(Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Crew(1), (failures, _, crew) =>
        {
            var judge = Play(crew, failures).Judge;
            Interlocked.Increment(ref count);
            if (judge.Violations.Count > 0) broken.Enqueue($"{string.Join(',', failures.Select(failure => $"{failure.Call.ToString(CultureInfo.InvariantCulture)}:{failure.Fate}"))} {judge.Violations[0]}");
            return crew;
        }, crew => crew.Dispose());
        return (count, broken);
    }

    /// <summary>Every two failures: the second counts the calls of the run that the first has changed.</summary>
    private static IEnumerable<CrashPoint[]> Pairs(List<CrashPoint> points) => points.SelectMany(first => points.Where(second => second.Call > first.Call), (first, second) => new[] { first, second });

    private static IEnumerable<CrashPoint[]> Drawn(List<CrashPoint> points, int count)
    {
        var random = new Random(Seed);
        for (var pair = 0; pair < count; pair++)
        {
            var (one, other) = (points[random.Next(points.Count)], points[random.Next(points.Count)]);
            if (one.Call != other.Call) yield return one.Call < other.Call ? [one, other] : [other, one];
        }
    }

    private static int Failed(string what)
    {
        Console.Error.WriteLine($"without any failure: {what}");
        return 1;
    }
}
