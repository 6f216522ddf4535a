using EmulationM365.Tests.Functions.OneMachine;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

[assembly: AssemblyFixture(typeof(WholeYear))]

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>One undisturbed rehearsal for all tests that compare with it: played once, when the first of them asks.</summary>
public sealed class WholeYear
{
    private readonly Lazy<Task<(Said Said, JObject Report, string Recorded)>> _played = new(PlayAsync);

    /// <summary>What the program said, its report, and the recording as text.</summary>
    public Task<(Said Said, JObject Report, string Recorded)> PlayedAsync => _played.Value;

    private static async Task<(Said, JObject, string)> PlayAsync()
    {
        // Not of one test: the first that asks may be cancelled while others wait.
        var folder = Directory.CreateTempSubdirectory("year-");
        try
        {
            var (report, har) = (Path.Combine(folder.FullName, "year.json"), Path.Combine(folder.FullName, "year.har"));
            var said = await Programs.FunctionsAsync(CancellationToken.None, "rehearse", "--json", report, "--record", har);
            return (said, JObject.Parse(await File.ReadAllTextAsync(report)), await File.ReadAllTextAsync(har));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
