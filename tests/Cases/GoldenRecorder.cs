using System.Globalization;
using System.IO.Compression;
using System.Text;
using EmulationM365.Cases;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// Plays seeded worlds and writes down every stream with its fold and its duties, one line of JSON a stream. The files made so are kept for ever: a new one is
/// added when a type of event or a way to reach one is new, and none is changed.
/// </summary>
internal static class GoldenRecorder
{
    private static readonly JsonSerializer Plain = JsonSerializer.Create(new JsonSerializerSettings { Converters = { new StringEnumConverter() }, DateParseHandling = DateParseHandling.None });

    /// <summary>Acts, the later ones more often: each needs those before it to have gone well.</summary>
    private static readonly int[] Likely = [0, 1, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 8, 9, 9, 9, 10, 10, 11];

    /// <summary>How a world ends: cancellations need what was granted, and come late.</summary>
    private static readonly int[] Late = [8, 8, 9, 9, 6, 7, 8, 8, 8, 8, 8, 10, 10];

    /// <summary>Streams of so many worlds, each with what came before its events left out: the chain begins with nothing.</summary>
    public static IEnumerable<JObject> Record(int seed, int worlds)
    {
        for (var number = 0; number < worlds; number++)
        {
            foreach (var events in Play(new Random(seed + number)).Where(events => events.Count > 0)) yield return Stream($"{seed + number}", events);
        }
    }

    /// <summary>Writes streams, compressed.</summary>
    public static void Write(Stream to, IEnumerable<JObject> streams)
    {
        using var packed = new GZipStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new StreamWriter(packed, new UTF8Encoding(false));
        foreach (var stream in streams) writer.Write(stream.ToString(Formatting.None) + "\n");
    }

    /// <summary>Reads them back.</summary>
    public static IReadOnlyList<JObject> Read(Stream from)
    {
        using var packed = new GZipStream(from, CompressionMode.Decompress);
        using var lines = new StreamReader(packed, Encoding.UTF8);
        var streams = new List<JObject>();
        while (lines.ReadLine() is { } line)
        {
            using var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None };
            streams.Add(JObject.Load(reader));
        }

        return streams;
    }

    /// <summary>The events of a stream, as the product reads them from a list.</summary>
    public static IReadOnlyList<RecordedEvent> Events(JObject stream)
    {
        var (caseId, head, events) = ((string)stream["case"]!, "", new List<RecordedEvent>());
        foreach (var row in stream["events"]!)
        {
            var (type, data) = ((string)row["type"]!, (string)row["data"]!);
            var read = RecordedEvent.Read(type, data) ?? throw new InvalidOperationException($"{caseId}: an event of type {type} is not known any more");
            events.Add(new RecordedEvent(caseId, events.Count + 1, read.Event, (string)row["command"]!, (string)row["actor"]!, read.ActorName, (string)row["channel"]!,
                DateTimeOffset.Parse((string)row["at"]!, CultureInfo.InvariantCulture), (string)row["content"]!, head, read.ActedFor) { Data = data });
            head = events[^1].Hash;
        }

        return events;
    }

    /// <summary>What a stream means: the fold, and what must follow from it.</summary>
    public static (JToken Fold, JToken Duties) Meaning(string caseId, IEnumerable<RecordedEvent> events)
    {
        var state = AnyCase.Fold(caseId, events);
        return (Written(state), new JArray(AnyCase.Duties(state).Select(effect => new JObject { ["type"] = effect.GetType().Name, ["effect"] = Written(effect) })));
    }

    private static JObject Stream(string world, IReadOnlyList<RecordedEvent> events)
    {
        var (fold, duties) = Meaning(events[0].CaseId, events);
        var rows = events.Select(recorded => new JObject
        {
            ["type"] = recorded.TypeName, ["command"] = recorded.CommandId, ["actor"] = recorded.ActorId, ["channel"] = recorded.Channel,
            ["at"] = recorded.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), ["content"] = recorded.ContentHash, ["hash"] = recorded.Hash, ["data"] = recorded.Data,
        });
        return new JObject { ["world"] = world, ["case"] = events[0].CaseId, ["events"] = new JArray(rows), ["fold"] = fold, ["duties"] = duties };
    }

    /// <summary>An object as JSON; instants and days as text, so that reading back makes the same.</summary>
    private static JToken Written(object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Plain.Serialize(text, value);
        using var reader = new JsonTextReader(new StringReader(text.ToString())) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    private static IEnumerable<IReadOnlyList<RecordedEvent>> Play(Random random)
    {
        var world = new World();
        world.Send(1, "round", World.Lines(1));
        world.Send(2, "round", World.Lines(2));
        world.Send(3, "sudden", [World.Lines(3)[0]]);
        var talk = new Talk(world, random);
        for (var act = random.Next(10, 110); act > 0; act--)
        {
            new Acts(world, random.Next(1000), random.Next(1000), random.Next(1000)).Do(Likely[random.Next(Likely.Length)]);
            if (random.Next(6) == 0) talk.Go();
        }

        foreach (var act in Late) new Acts(world, random.Next(1000), random.Next(1000), random.Next(1000)).Do(act);
        return [.. world.Ids.Select(world.Events), .. Enumerable.Range(0, 3).Select(_ => GoldenReturn.Play(random)), .. Enumerable.Range(0, 2).Select(_ => StoryActs.Play(random))];
    }

    /// <summary>What people say about a posted list, and what the titles of a collective come to.</summary>
    private sealed class Talk(World world, Random random)
    {
        public void Go()
        {
            if (world.All<SessionState>() is { Count: > 0 } sessions)
            {
                var state = sessions[random.Next(sessions.Count)];
                world.Take(state.CaseId, new CommentOnPosting(world.Next(), Returns.Clerk, "page", world.Now, $"Góp ý mẫu {random.Next(9)}"));
                if (state.Comments.Count > 0) world.Take(state.CaseId, new ReplyToComment(world.Next(), Returns.Office, "list", world.Now, random.Next(state.Comments.Count) + 1, $"Trả lời mẫu {random.Next(9)}"));
            }
        }
    }
}
