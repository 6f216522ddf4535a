using EmulationM365.Tests.Functions.OneMachine;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

[assembly: AssemblyFixture(typeof(WholeYear))]

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>One undisturbed rehearsal for all tests that compare with it or go on from it: played once, when the first of them asks.</summary>
public sealed class WholeYear : IDisposable
{
    private readonly Lazy<Task<(Said Said, JObject Report, string Recorded)>> _played;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("year-");

    /// <summary>Plays nothing yet.</summary>
    public WholeYear() => _played = new(PlayAsync);

    /// <summary>What the program said, its report, and the recording as text.</summary>
    public Task<(Said Said, JObject Report, string Recorded)> PlayedAsync => _played.Value;

    /// <summary>The recording of what Graph's metadata does not know, as text.</summary>
    public async Task<string> ApartAsync()
    {
        await PlayedAsync;
        return await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "year.faults.har"));
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Puts a copy of everything that was kept into a folder that is not there yet, so that somebody may go on from the end of the year.</summary>
    public async Task CopyAsync(string folder)
    {
        await PlayedAsync;
        foreach (var file in Directory.GetFiles(Data, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task<(Said, JObject, string)> PlayAsync()
    {
        // Not of one test: the first that asks may be cancelled while others wait.
        var (report, har) = (Path.Combine(_folder.FullName, "year.json"), Path.Combine(_folder.FullName, "year.har"));
        var said = await Programs.FunctionsAsync(CancellationToken.None, "rehearse", "--json", report, "--record", har, "--data", Data);
        return (said, JObject.Parse(await File.ReadAllTextAsync(report)), await File.ReadAllTextAsync(har));
    }
}
