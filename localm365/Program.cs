using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365;

/// <summary>localm365 on its own, from the command line.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(CommandLine.Help);
            return 0;
        }
        try
        {
            var (settings, reset) = CommandLine.Read(args);
            await using var app = await LocalM365App.StartAsync(settings with { Reset = reset && !IsTaken(settings.Port) }, CancellationToken.None);
            Console.WriteLine($"Microsoft 365 on this machine: {app.BaseAddress} (data in {Path.GetFullPath(settings.DataFolder)}; Ctrl+C stops it)");
            await StoppedAsync();
            return 0;
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>Whether this start will end at its port: then nothing is to be emptied before.</summary>
    private static bool IsTaken(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    private static async Task StoppedAsync()
    {
        var stopped = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stopped.Task;
    }
}
