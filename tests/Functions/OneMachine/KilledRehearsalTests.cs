using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The rehearsal, killed and started again; beside the other tests of it, because it takes longest.</summary>
public sealed class KilledRehearsalTests(WholeYear whole) : IDisposable
{
    /// <summary>Kills of one run of the tests; twenty when everything is to be tried.</summary>
    private static readonly int Kills = Environment.GetEnvironmentVariable("EMULATION_FULL") == "1" ? 20 : 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Fault", "31")]
    public async Task Killed_At_Many_Moments_And_Resumed_The_Year_Ends_The_Same()
    {
        var (_, expected, recorded) = await whole.PlayedAsync;
        var exchanges = JObject.Parse(recorded)["log"]!["entries"]!.Count();
        // Spread over the whole run by a fixed seed; the parity of seed and exchange chooses before or after the effect.
        var random = new Random(2025);
        var stride = (exchanges - 40) / Kills;
        foreach (var moment in Enumerable.Range(0, Kills).Select(place => 20 + (place * stride) + random.Next(stride)))
        {
            if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
            var killed = await Programs.FunctionsAsync(Cancel, "rehearse", "--json", "--data", Data, "--kill-at", $"{moment}", "--seed", $"{random.Next(2)}");
            Assert.True(killed.Exit == 137, $"moment {moment}: the process was not killed but ended {killed.Exit}: {killed.Error}");
            var resumed = await Programs.FunctionsAsync(Cancel, "rehearse", "--json", "--data", Data);
            Assert.True(resumed.Exit == 0, $"moment {moment}: {resumed.Error}");
            var report = JObject.Parse(resumed.Out);
            foreach (var figure in new[] { "finalState", "nominations", "lines", "returns", "newsPublished", "lostDecisions", "duplicateDecisions" })
                Assert.True(JToken.DeepEquals(expected[figure], report[figure]), $"moment {moment}: {figure} is {report[figure]}, not {expected[figure]}");
            // A mail whose sending was cut off in the middle may go out again, once: the service does not tell whether it had gone.
            Assert.InRange((int)report["mailsRepeated"]!, 0, 1);
        }
    }
}
