using System.Globalization;
using EmulationM365.Cases;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// Streams of whole worlds as they were once recorded, in <c>golden-*.jsonl.gz</c>: what they came to then, they come to now. A file is never changed; where
/// the state has grown, what is new in it may be there, but all that was there is as it was. How to add a file: docs/decisions/golden-streams.md.
/// </summary>
public sealed class GoldenWorldsTests
{
    /// <summary>Where a new file is written, once, when somebody asks for it.</summary>
    private const string Asked = "EMULATION_GOLDEN";

    /// <summary>Types of events that came after the last file; each is to be recorded in a new one, and taken off here.</summary>
    private static readonly string[] NotRecordedYet = [];

    private static readonly Lazy<IReadOnlyList<(string Name, JObject Stream)>> Kept = new(() => [.. Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "golden-*.jsonl.gz").Order(StringComparer.Ordinal).SelectMany(file =>
        {
            using var packed = File.OpenRead(file);
            return GoldenRecorder.Read(packed).Select((stream, line) => ($"{Path.GetFileName(file)} line {line + 1} ({stream["case"]}, world {stream["world"]})", stream));
        })]);

    [Fact]
    [Trait("Fault", "36")]
    public void What_Was_Recorded_Means_What_It_Meant()
    {
        var differences = Kept.Value.SelectMany(kept => Compare(kept.Name, kept.Stream)).Take(10).ToList();
        Assert.True(differences.Count == 0, "The meaning of recorded streams has changed; put the code right, not the file:\n" + string.Join('\n', differences));
    }

    [Fact]
    [Trait("Fault", "36")]
    public void Five_Hundred_Streams_Are_Kept_And_Every_Type_Of_Event_Is_Among_Them()
    {
        Assert.True(Kept.Value.Count >= 500, $"{Kept.Value.Count} streams");
        var types = Kept.Value.SelectMany(kept => kept.Stream["events"]!).Select(row => (string)row["type"]!).ToHashSet();
        var known = typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent))).Select(type => type.Name);
        Assert.Equal(NotRecordedYet.Order(StringComparer.Ordinal), known.Except(types).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Recording_Reads_Back_As_It_Was_Played()
    {
        var file = Environment.GetEnvironmentVariable(Asked);
        var played = GoldenRecorder.Record(file is null ? 1 : SeedOf(file), file is null ? 3 : 40).ToList();
        using var packed = file is null ? new MemoryStream() : (Stream)new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite);
        GoldenRecorder.Write(packed, played);
        packed.Position = 0;
        var read = GoldenRecorder.Read(packed);
        Assert.Equal(played.Select(stream => stream.ToString()), read.Select(stream => stream.ToString()));
        Assert.Empty(read.SelectMany(stream => Compare("played", stream)));
    }

    [Theory]
    [InlineData("fold", "Stage")]
    [InlineData("fold", "Lines[0].Stage")]
    [InlineData("duties", "[0].effect.Key")]
    [InlineData("events", "[0].hash")]
    [InlineData("events", "[0].data")]
    [InlineData("events", "[0].actor")]
    public void A_Meaning_That_Changed_Is_Named(string part, string place)
    {
        var changed = (JObject)GoldenRecorder.Record(7, 5).First(stream => stream["duties"]!.Any() && stream["fold"]!.SelectToken("Lines[0].Stage") is not null).DeepClone();
        var token = changed[part]!.SelectToken(place)!;
        token.Replace(token.ToString().Replace("\"by\":\"", "\"by\":\"X", StringComparison.Ordinal) is var other && other != token.ToString() ? other : "Khác");
        Assert.Contains(Compare("here", changed), difference => difference.StartsWith("here: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_Is_New_In_A_State_Is_No_Difference_And_What_Is_Gone_Is_One()
    {
        var stream = (JObject)GoldenRecorder.Record(7, 1).First().DeepClone();
        ((JObject)stream["fold"]!).Remove("ContentHash");
        Assert.Empty(Compare("here", stream));
        stream["fold"]!["Forgotten"] = 1;
        Assert.Equal("here: fold.Forgotten was 1, is gone", Assert.Single(Compare("here", stream)));
    }

    /// <summary>Worlds of their own for each file: golden-2 begins at 2000.</summary>
    private static int SeedOf(string file) => 1000 * int.Parse(Path.GetFileName(file).Split('-', '.')[1], CultureInfo.InvariantCulture);

    private static List<string> Compare(string name, JObject stream)
    {
        var found = new List<string>();
        var events = GoldenRecorder.Events(stream);
        foreach (var (row, recorded) in stream["events"]!.Zip(events))
            if ((string)row["hash"]! != recorded.Hash) found.Add($"{name}: the hash of event {recorded.Seq} was {row["hash"]}, is {recorded.Hash}");
        var (fold, duties) = GoldenRecorder.Meaning((string)stream["case"]!, events);
        Compare($"{name}: fold", stream["fold"]!, fold, found);
        Compare($"{name}: duties", ByKey(stream["duties"]!), ByKey(duties), found);
        var (were, are) = (stream["duties"]!.Count(), duties.Count());
        if (were != are) found.Add($"{name}: {were} duties were owed, {are} are");
        return found;
    }

    /// <summary>Duties may be listed in another order: their keys tell them apart.</summary>
    private static JObject ByKey(JToken duties)
    {
        var named = new JObject();
        foreach (var duty in duties) named[(string)duty["effect"]!["Key"]!] = duty;
        return named;
    }

    private static void Compare(string place, JToken was, JToken? now, List<string> found)
    {
        switch (was, now)
        {
            case (_, null):
                found.Add($"{place} was {Short(was)}, is gone");
                break;
            case (JObject before, JObject after):
                foreach (var part in before.Properties()) Compare($"{place}.{part.Name}", part.Value, after[part.Name], found);
                break;
            case (JArray before, JArray after) when before.Count == after.Count:
                for (var at = 0; at < before.Count; at++) Compare($"{place}[{at}]", before[at], after[at], found);
                break;
            default:
                if (!JToken.DeepEquals(was, now)) found.Add($"{place} was {Short(was)}, is {Short(now!)}");
                break;
        }
    }

    private static string Short(JToken value) => value.ToString(Newtonsoft.Json.Formatting.None) is { Length: > 200 } text ? text[..200] : value.ToString(Newtonsoft.Json.Formatting.None);
}
