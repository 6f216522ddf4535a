using System.Diagnostics;

namespace EmulationM365.Bench;

/// <summary>Starts localm365 as a process of its own.</summary>
internal static class TenantProcess
{
    /// <summary>Starts it on a free port.</summary>
    /// <param name="folder">Where it keeps its data.</param>
    /// <param name="record">HAR file; null = none.</param>
    /// <returns>The process, to be killed by the caller, and where it listens.</returns>
    public static async Task<(Process Process, Uri Address)> RunAsync(DirectoryInfo folder, string? record = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] words = [Path.Combine(AppContext.BaseDirectory, "EmulationM365.LocalM365.dll"), "--port", "0", "--data", folder.FullName, .. record is null ? Array.Empty<string>() : ["--record", record]];
        foreach (var word in words) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("localm365 did not start.");
        return (process, new Uri(line.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))));
    }
}
