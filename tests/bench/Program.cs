namespace EmulationM365.Bench;

/// <summary>Benchmarks by name: figures on the output stream, exit code 1 when one is beyond its limit.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> _benchmarks = new()
    {
        ["localm365"] = _ => ListSize.RunAsync(),
        ["cost"] = options => Cost.CostBench.RunAsync(options.Contains("--full")),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is [var name, .. var options] && _benchmarks.TryGetValue(name, out var run)) return await run(options);
        await Console.Error.WriteLineAsync($"{(args.Length == 0 ? "A benchmark is chosen by its name" : $"There is no benchmark '{string.Join(' ', args)}'")}: {string.Join(", ", _benchmarks.Keys)}.");
        return 1;
    }
}
