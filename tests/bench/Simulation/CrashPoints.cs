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

    /// <summary>The way of a return to its decision, in the two kinds of return that share it: confirmed, received, appraised; appraised, agreed, decided.</summary>
    private static readonly string[] Paths = ["round", "letter"];

    public static Task<int> RunAsync(bool full)
    {
        using var crew = new Crew(1);
        var whole = Play(crew, []);
        if (whole.Judge.Violations.Count > 0) return Task.FromResult(Failed(whole.Judge.Violations[0]));
        var points = Enumerable.Range(1, whole.Calls).SelectMany(call => Ways.Select(way => new CrashPoint(call, way))).ToList();
        var broken = new ConcurrentQueue<string>();
        var runs = All([.. points.Select(point => new[] { point }), .. full ? [] : Drawn(points, 150)], broken);
        if (full) runs += Paths.Sum(path => Pairs(crew, path, broken));
        Parallel.For(1, Frozen + 1, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Crew(2), (call, _, workers) =>
        {
            if (Freeze(workers, call).Judge.Violations is [var what, ..])
            {
                Console.Error.WriteLine($"frozen at {call.ToString(CultureInfo.InvariantCulture)}: {what}");
                broken.Enqueue(what);
            }

            return workers;
        }, workers => workers.Dispose());
        Console.WriteLine($"crashpoints: {whole.Calls} calls, {points.Count} points, {runs} runs of which {runs - points.Count} with two failures, {Frozen} in which a process froze, {broken.Count} violations");
        return Task.FromResult(broken.IsEmpty ? 0 : 1);
    }

    /// <summary>All pairs on one way only: the ways are long, and one that was stopped need not wait for the others.</summary>
    /// <param name="path">"round" or "letter".</param>
    public static Task<int> PairsOfAsync(string path)
    {
        using var crew = new Crew(1);
        var broken = new ConcurrentQueue<string>();
        Pairs(crew, path, broken);
        Console.WriteLine($"crashpoints: pairs of the way {path}, {broken.Count} violations");
        return Task.FromResult(broken.IsEmpty ? 0 : 1);
    }

    /// <summary>The script with these failures, judged when everything has come to rest.</summary>
    /// <param name="crew">Who works.</param>
    /// <param name="failures">What goes wrong.</param>
    /// <param name="path">The only return that is played; null = all.</param>
    /// <param name="log">Whether it is written down.</param>
    public static History Play(Crew crew, IReadOnlyList<CrashPoint> failures, string? path = null, bool log = false)
    {
        var fates = failures.ToDictionary(failure => failure.Call, failure => failure.Fate);
        var history = new History(crew.Workers, new Random(Seed), FaultRates.None, log) { Decided = call => fates.TryGetValue(call, out var fate) ? fate : null };
        history.PlayScript(path is null ? History.WholeScript : [path]);
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
    /// <param name="said">Its failures as they are said: "77:Refused,78:Refused", after the way of one return when only that is played: "round 77:Refused".</param>
    public static Task<int> ShowAsync(string said)
    {
        using var crew = new Crew(1);
        var words = said.Split(' ');
        var history = Play(crew, [.. words[^1].Split(',').Select(one => one.Split(':')).Select(pair => new CrashPoint(int.Parse(pair[0], CultureInfo.InvariantCulture), Enum.Parse<Fate>(pair[1])))], words.Length > 1 ? words[0] : null, log: true);
        HistoriesBench.Show(history);
        return Task.FromResult(history.Judge.Violations.Count == 0 ? 0 : 1);
    }

    private static int All(IEnumerable<CrashPoint[]> runs, ConcurrentQueue<string> broken)
    {
        var count = 0;
        Parallel.ForEach(Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Crew(1), (failures, _, crew) =>
        {
            Tell(Play(crew, failures), "", failures, broken);
            Interlocked.Increment(ref count);
            return crew;
        }, crew => crew.Dispose());
        return count;
    }

    /// <summary>
    /// Every two failures on one return's way. The second strikes a call of the run that the first has changed: what that run does not reach is not played. A call that only reads leaves the same behind
    /// whether the process dies before it or after it, so one of the two is enough.
    /// </summary>
    private static int Pairs(Crew crew, string path, ConcurrentQueue<string> broken)
    {
        var firsts = Points(Play(crew, [], path), 1);
        var (count, done) = (0, 0);
        Parallel.ForEach(Partitioner.Create(firsts, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Crew(1), (first, _, own) =>
        {
            var changed = Play(own, [first], path);
            Tell(changed, $"{path} ", [first], broken);
            foreach (var second in Points(changed, first.Call + 1))
            {
                Tell(Play(own, [first, second], path), $"{path} ", [first, second], broken);
                Interlocked.Increment(ref count);
            }

            if (Interlocked.Increment(ref done) is var so && so % 10 == 0) Console.Error.WriteLine($"{path}: {so} of {firsts.Count} first failures, {count} pairs, {broken.Count} violations");
            return own;
        }, own => own.Dispose());
        Console.WriteLine($"{path}: {firsts.Count} first failures, {count} pairs; left out: the death after a read, which is the same as the death before it, and calls after the script's end");
        return count;
    }

    /// <summary>What may go wrong in a run from a call on, up to the end of its script.</summary>
    private static List<CrashPoint> Points(History run, int begin) =>
    [
        .. from call in Enumerable.Range(begin, Math.Max(0, run.ScriptCalls - begin + 1))
        from way in Ways
        where way != Fate.CrashAfter || run.Writes[call - 1]
        select new CrashPoint(call, way),
    ];

    private static void Tell(History run, string path, IEnumerable<CrashPoint> failures, ConcurrentQueue<string> broken)
    {
        if (run.Judge.Violations is not [var what, ..]) return;
        // Said at once: a whole run takes an hour.
        var said = $"{path}{string.Join(',', failures.Select(failure => $"{failure.Call.ToString(CultureInfo.InvariantCulture)}:{failure.Fate}"))} {what}";
        Console.Error.WriteLine(said);
        broken.Enqueue(said);
    }

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
