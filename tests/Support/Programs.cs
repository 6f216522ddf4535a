using System.Diagnostics;

namespace EmulationM365.Tests.Support;

/// <summary>What a program said.</summary>
public sealed record Said(int Exit, string Out, string Error)
{
    /// <summary>Nothing in it looks like a stack trace.</summary>
    public bool Plain => !(Out + Error).Contains("   at ", StringComparison.Ordinal) && !Error.Contains("Unhandled exception", StringComparison.Ordinal);
}

/// <summary>Runs the programs as a person would, from their own folders of output.</summary>
public static class Programs
{
    private static string Configuration => AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The local host with localm365.</summary>
    public static Task<Said> FunctionsAsync(CancellationToken cancellationToken, params string[] arguments) =>
        FunctionsAsync(new Dictionary<string, string>(), cancellationToken, arguments);

    /// <summary>The local host with localm365, in an environment of its own.</summary>
    public static Task<Said> FunctionsAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync($"functions/bin/local/{Configuration}/net10.0/EmulationM365.Functions.dll", arguments, environment, cancellationToken);

    /// <summary>The provisioning console with settings in its environment.</summary>
    public static Task<Said> ProvisioningAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync($"provisioning/bin/{Configuration}/net10.0/EmulationM365.Provisioning.dll", arguments, environment, cancellationToken);

    private static async Task<Said> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("run-");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(HouseTests.Root, program));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new Said(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            folder.Delete(recursive: true);
        }
    }
}
