namespace EmulationM365.Bench;

/// <summary>Benchmarks by name: figures on the output stream, exit code 1 when one is beyond its limit.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> _benchmarks = new()
    {
        ["localm365"] = _ => ListSize.RunAsync(),
        ["clicks"] = options => Clicks.ClicksBench.RunAsync(Number(options, "--count", 500)),
        ["cost"] = options => Cost.CostBench.RunAsync(options.Contains("--full")),
        ["stories"] = _ => Cost.StoriesBench.RunAsync(),
        ["histories"] = options => Simulation.HistoriesBench.RunAsync(Number(options, "--count", options.Contains("--full") ? 100_000 : 2_000), Number(options, "--seed", 1), Number(options, "--faults", 0)),
        ["metamorphic"] = options => Simulation.HistoriesBench.MetamorphicAsync(Number(options, "--count", options.Contains("--full") ? 10_000 : 60), Number(options, "--seed", 1)),
        ["crashpoints"] = options =>
            Text(options, "--show") is { } said ? Simulation.CrashPoints.ShowAsync(said)
            : Text(options, "--pairs") is { } way ? Simulation.CrashPoints.PairsOfAsync(way)
            : Simulation.CrashPoints.RunAsync(options.Contains("--full")),
        ["mutants"] = options => Simulation.MutantsBench.RunAsync(options.Contains("--full")),
        ["provisioning"] = options => Provisioning.ProvisioningBench.RunAsync(options.Contains("--full")),
        ["history"] = options => Simulation.HistoriesBench.ShowAsync(Number(options, "--seed", 1)),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is [var name, .. var options] && _benchmarks.TryGetValue(name, out var run)) return await run(options);
        await Console.Error.WriteLineAsync($"{(args.Length == 0 ? "A benchmark is chosen by its name" : $"There is no benchmark '{string.Join(' ', args)}'")}: {string.Join(", ", _benchmarks.Keys)}.");
        return 1;
    }

    private static int Number(string[] options, string name, int otherwise) =>
        Text(options, name) is { } said ? int.Parse(said, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var place && place + 1 < options.Length ? options[place + 1] : null;
}
