using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Leaves out one safety device of the product after the other: each must be missed by some history.</summary>
internal static class MutantsBench
{
    private const int Searched = 25_000;

    /// <summary>Each device, and where it is missed: seeds of histories or of calm ones, or calls of the script with what becomes of them, tried in turn.</summary>
    private static readonly (string Name, string Way, int First, int Count)[] Mutants =
    [
        ("no-unique-column", "freeze", 1, 150), ("notifications-only", "histories", 1, 10), ("no-slot-check", "calm", 1, 10), ("record-before-effect", "CrashAfter", 1, 150),
        ("acknowledge-before-commit", "UnknownBefore", 1, 300), ("no-claim", "UnknownAfter", 1, 150), ("projection-without-version", "freeze", 1, 150), ("resend-on-unknown", "UnknownAfter", 1, 150),
        ("repeat-on-lost-record", "UnknownAfter", 1, 150), ("projection-without-etag", "freeze", 1, 150), ("cursor-before-effects", "CrashAfter", 1, 150), ("no-fence", "freeze", 1, 150),
    ];

    public static async Task<int> RunAsync(bool full)
    {
        var root = Root();
        var (built, said) = await StartAsync(["build", Path.Combine(root, "tests", "bench", "mutants"), "-c", "Release", "-v", "q", "-nologo"]);
        if (built != 0)
        {
            await Console.Error.WriteLineAsync(said);
            return 1;
        }

        var program = Path.Combine(root, "tests", "bench", "mutants", "bin", "Release", "net10.0", "EmulationM365.Bench.dll");
        var survivors = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Mutants, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (mutant, _) =>
        {
            var (way, first, count) = full ? ("histories", 1, Searched) : (mutant.Way, mutant.First, mutant.Count);
            var (code, output) = await StartAsync([program, mutant.Name, way, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)]);
            if (full && code != 0) (code, output) = await StartAsync([program, mutant.Name, mutant.Way, mutant.First.ToString(CultureInfo.InvariantCulture), mutant.Count.ToString(CultureInfo.InvariantCulture)]);
            if (code != 0) survivors.Enqueue(mutant.Name);
            Console.WriteLine($"{mutant.Name}: {(code == 0 ? $"killed, {output.Trim()}" : $"SURVIVED {output.Trim()}")}");
        });
        Console.WriteLine($"{Mutants.Length - survivors.Count} of {Mutants.Length} killed");
        return survivors.IsEmpty ? 0 : 1;
    }

    private static async Task<(int Code, string Output)> StartAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmulationM365.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("EmulationM365.sln was not found above the bench");
    }
}
