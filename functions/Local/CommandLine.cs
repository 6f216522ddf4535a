using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EmulationM365.Functions.Local.Sample;

namespace EmulationM365.Functions.Local;

/// <summary>The command line of the local host: without a word it runs everything on this machine, with <c>rehearse</c> it plays the campaign year.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "Folder in which everything is kept (default .data; rehearse: a temporary one)" };
    private static readonly Option<bool> Reset = new("--reset") { Description = "Empty that folder first" };
    private static readonly Option<int?> Port = new("--port") { CustomParser = PortNumber, Description = "Port of the functions (default 7071; rehearse: a free one)" };
    private static readonly Option<int?> TenantPort = new("--m365-port") { CustomParser = PortNumber, Description = "Port of localm365 (default 5365; rehearse: a free one)" };
    private static readonly Option<FileInfo> Record = new("--record") { Description = "Record the traffic at localm365's door in this HAR file" };
    private static readonly Option<int> Seed = new("--seed") { CustomParser = parsed => Whole(parsed) ?? 0, Description = "Seed of everything random in the rehearsal", DefaultValueFactory = _ => 0 };
    private static readonly Option<double> Speed = new("--speed") { CustomParser = DaysASecond, Description = "Simulated days a second, to watch the rehearsal (default: as fast as it goes)" };
    private static readonly Option<int?> KillAt = new("--kill-at") { CustomParser = Whole, Description = "End this process like a power cut at so many exchanges with localm365: for crash tests" };
    private static readonly Option<string> Json = new("--json") { Description = "Print the summary as JSON, or write it to this file", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Runs a command line.</summary>
    /// <returns>0; 1 when something went wrong, said in a sentence on the error stream.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var rehearse = new Command("rehearse", "Play the campaign year in simulated time with invented people, and print what came of it") { Data, Reset, Port, TenantPort, Record, Seed, Speed, KillAt, Json };
        rehearse.SetAction((parsed, token) => GuardAsync(() => RehearseCommand.RunAsync(Chosen(parsed), parsed.GetValue(Json), parsed.GetResult(Json) is not null, token)));
        var root = new RootCommand("EmulationM365 on one machine: localm365, the functions, invented people") { rehearse, Data, Reset, Port, TenantPort, Record };
        root.SetAction((parsed, token) => GuardAsync(() => RunCommand.RunAsync(Chosen(parsed), token)));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help to see what can be said.");
        return 1;
    }

    /// <summary>What the command line chose.</summary>
    internal sealed record Choice(string? Data, bool Reset, int? Port, int? TenantPort, string? Record, int Seed, double Speed, int? KillAt);

    private static Choice Chosen(ParseResult parsed) => new(
        parsed.GetValue(Data)?.FullName, parsed.GetValue(Reset), parsed.GetValue(Port), parsed.GetValue(TenantPort), parsed.GetValue(Record)?.FullName,
        parsed.GetValue(Seed), parsed.GetValue(Speed), parsed.GetValue(KillAt));

    // The library's own words for a value that cannot be read name a type of this program.
    private static int? PortNumber(ArgumentResult parsed) => Whole(parsed) is not { } port ? null : port <= 65535 ? port : Refuse<int?>(parsed, "is no port number: 0 to 65535");

    private static int? Whole(ArgumentResult parsed) => int.TryParse(parsed.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : Refuse<int?>(parsed, "is no whole number from 0 on");

    private static double DaysASecond(ArgumentResult parsed) => double.TryParse(parsed.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && double.IsFinite(days) && days >= 0
        ? days : Refuse<double>(parsed, "is no number of days a second");

    private static T? Refuse<T>(ArgumentResult parsed, string why)
    {
        parsed.AddError($"{((OptionResult)parsed.Parent!).Option.Name}: '{parsed.Tokens[0].Value}' {why}.");
        return default;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            // Before anything is started or kept: what this process would write could not be compared later.
            FlowRegistration.RefuseInvariantGlobalization();
            return await act();
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or LocalHostException or RehearsalException or SettingsException
            or Microsoft365.M365Exception or Campaigns.SeedException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception defect)
        {
            await Console.Error.WriteLineAsync($"A defect of this program: {defect.GetType().Name}: {defect.Message} Nothing that was recorded is lost; run it again with the same --data.");
            return 1;
        }
    }
}
