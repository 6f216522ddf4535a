using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>Tests that start the SDK; one at a time, because each of them takes a core.</summary>
[CollectionDefinition(Name)]
public sealed class SdkTests
{
    public const string Name = "SDK";
}

/// <summary>Holds the functions project to its two hosts.</summary>
[Collection(SdkTests.Name)]
public sealed class TwoHostsTests
{
    [Fact]
    public async Task The_Azure_Host_Has_Five_Worker_Packages_And_Nothing_Local()
    {
        var (code, output) = await RunAsync("msbuild", "functions", "-p:FunctionsHost=azure", "-getItem:PackageReference,Compile");
        Assert.True(code == 0, output);
        var items = JObject.Parse(output)["Items"]!;
        string[] expected = ["", ".Extensions.Http.AspNetCore", ".Extensions.Storage.Queues", ".Extensions.Timer", ".Sdk"];
        var packages = items["PackageReference"]!.Select(item => item.Value<string>("Identity")!).Where(name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        Assert.Equal(expected.Select(end => "Microsoft.Azure.Functions.Worker" + end), packages.Order(StringComparer.Ordinal));
        var files = items["Compile"]!.Select(item => item.Value<string>("Identity")!.Replace('\\', '/')).ToList();
        Assert.Contains("Program.cs", files);
        Assert.DoesNotContain(files, file => file.StartsWith("Local/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Local_Host_Cannot_Be_Published()
    {
        // Not built first: that would write over the binaries these tests run from.
        var (code, output) = await RunAsync("publish", "functions", "--no-build", "--nologo");
        Assert.NotEqual(0, code);
        Assert.Contains("This is the local host, which is not for deployment: publish with  dotnet publish functions -c Release -p:FunctionsHost=azure", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = HouseTests.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test run sets for itself must not reach the SDK it starts, and no build node may outlive the test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(HostRun.Token), process.StandardError.ReadToEndAsync(HostRun.Token));
        await process.WaitForExitAsync(HostRun.Token);
        return (process.ExitCode, await output + await errors);
    }
}
