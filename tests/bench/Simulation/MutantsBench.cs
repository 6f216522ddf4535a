using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EmulationM365.Bench.Simulation;

/// <summary>Leaves out one safety device of the product after the other: each must be missed by some history.</summary>
internal static class MutantsBench
{
    private const int Searched = 25_000;

    /// <summary>Each device, and a seed whose history shows that it is gone.</summary>
    private static readonly (string Name, int Seed)[] Mutants =
    [
        ("no-unique-column", 16), ("notifications-only", 1), ("no-slot-check", 1), ("record-before-effect", 1), ("acknowledge-before-commit", 1), ("no-claim", 3),
        ("projection-without-version", 1), ("resend-on-unknown", 1), ("repeat-on-lost-record", 18), ("projection-without-etag", 1), ("cursor-before-effects", 1), ("no-fence", 1),
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
            var (first, count) = full ? (1, Searched) : (mutant.Seed, 1);
            var (code, output) = await StartAsync([program, mutant.Name, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)]);
            if (code != 0) survivors.Enqueue(mutant.Name);
            Console.WriteLine($"{mutant.Name}: {(code == 0 ? $"killed, seed {output.Trim()}" : $"SURVIVED {output.Trim()}")}");
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
