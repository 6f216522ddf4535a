namespace EmulationM365.LocalM365.Recording;

/// <summary>A folder in the environment to which every localm365 below it records, whoever starts it: how the traffic of a whole run of tests is collected.</summary>
internal static class RecordFolder
{
    /// <summary>Names the folder.</summary>
    public const string Variable = "LOCALM365_RECORD";

    private static int _count;

    /// <summary>A file of its own for one more tenant; null when no folder is named.</summary>
    public static string? New()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return null;
        var program = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "localm365";
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{program}-{Environment.ProcessId}-{Interlocked.Increment(ref _count):D5}.har"));
    }
}
