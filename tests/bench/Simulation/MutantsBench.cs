using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Leaves out one safety device of the product after the other: each must be missed by some history.</summary>
internal static class MutantsBench
{
    private const int Searched = 25_000;

    /// <summary>Each device, and where it is missed: a seed of a history or of a calm one, or a call of the script with what becomes of it.</summary>
    private static readonly (string Name, string Way, int Number)[] Mutants =
    [
        ("no-unique-column", "histories", 16), ("notifications-only", "histories", 1), ("no-slot-check", "calm", 1), ("record-before-effect", "histories", 3),
        ("acknowledge-before-commit", "histories", 66), ("no-claim", "histories", 3), ("projection-without-version", "histories", 1), ("resend-on-unknown", "UnknownAfter", 37),
        ("repeat-on-lost-record", "histories", 18), ("projection-without-etag", "histories", 1), ("cursor-before-effects", "histories", 1), ("no-fence", "histories", 313),
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
            var (first, count) = full && mutant.Way == "histories" ? (1, Searched) : (mutant.Number, 1);
            var (code, output) = await StartAsync([program, mutant.Name, mutant.Way, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)]);
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
