using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Cases;

/// <summary>An event with its place in the stream, who caused it, and the hash that chains it to the one before.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Seq">Place in the stream, from 1.</param>
/// <param name="Event">What happened.</param>
/// <param name="CommandId">Command that caused it.</param>
/// <param name="ActorId">Object id of the person.</param>
/// <param name="ActorName">Name of the person as of then.</param>
/// <param name="Channel">By which way.</param>
/// <param name="At">When.</param>
/// <param name="ContentHash">Hash of what the person saw.</param>
/// <param name="PrevHash">Hash of the event before; empty for the first.</param>
/// <param name="ActedFor">For whom the person acted, as of then; null when in their own right.</param>
public sealed record RecordedEvent(
    string CaseId, int Seq, CaseEvent Event, string CommandId, string ActorId, string ActorName, string Channel, DateTimeOffset At, string ContentHash,
    string PrevHash, StandIn? ActedFor = null)
{
    /// <summary>Version of the events' shape.</summary>
    public const int Version = 1;

    private static readonly Dictionary<string, Type> Types = new Type[]
    {
        typeof(ReturnSubmitted), typeof(ReturnWithdrawn), typeof(ReturnConfirmed), typeof(ReturnReceived), typeof(ReturnSentBack), typeof(ReturnAppraised), typeof(DirectorAgreed),
        typeof(DecisionRecorded), typeof(LinesAdvanced), typeof(CollectiveRechecked), typeof(LinesReassessed), typeof(ReturnRevised), typeof(ReturnRemoved),
        typeof(SessionPosted), typeof(PostingCommented), typeof(CommentAnswered), typeof(LinesTakenOff), typeof(CouncilHeld),
        typeof(SubmissionMade), typeof(SubmissionAgreed), typeof(SubmissionSentBack), typeof(SubmissionDispatched), typeof(UpperDecided), typeof(RequestMoved),
        typeof(AwardsRecovered), typeof(RequestEndorsed), typeof(StoryIntroduced), typeof(StoryPublished), typeof(StoryChanged), typeof(StoryWithdrawn), typeof(ConsentTakenBack),
    }.ToDictionary(type => type.Name);

    /// <summary>Key of the event among all: the first to write it wins.</summary>
    public string StreamKey => KeyOf(CaseId, Seq);

    /// <summary>Name of the event's type.</summary>
    public string TypeName => Event.GetType().Name;

    /// <summary>
    /// The event's own part, as JSON in composed letters. Of an event that was read back, the text as it was kept: later code may write the same event
    /// differently, and the hash must still come out the same.
    /// </summary>
    public string Data { get; init; } = Written(ActorName, Event, ActedFor);

    /// <summary>Hash over everything recorded and the hash before: nothing can be changed or left out unseen.</summary>
    public string Hash => HashOf(PrevHash, StreamKey, TypeName, CommandId, ActorId, Channel, At, ContentHash, Data);

    /// <summary>The hash of an event by the values that it is kept with.</summary>
    internal static string HashOf(
        string prevHash, string streamKey, string typeName, string commandId, string actorId, string channel, DateTimeOffset at, string contentHash, string data) => Sha256(string.Join('\n',
        prevHash, streamKey, typeName, commandId, actorId, channel, at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        contentHash, data));

    /// <summary>Key of an event by case and place.</summary>
    public static string KeyOf(string caseId, int seq) => $"{caseId}:{seq:D6}";

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads the event's own part back.</summary>
    /// <returns>The event, the actor's name and for whom the actor acted; null when the type is not known to this version of the code.</returns>
    public static (CaseEvent Event, string ActorName, StandIn? ActedFor)? Read(string typeName, string data)
    {
        if (!Types.TryGetValue(typeName, out var type)) return null;
        using var reader = new JsonTextReader(new StringReader(data)) { DateParseHandling = DateParseHandling.None };
        var read = JObject.Load(reader);
        return ((CaseEvent)read["body"]!.ToObject(type)!, (string)read["by"]!, read["for"]?.ToObject<StandIn>());
    }

    private static string Written(string by, CaseEvent happened, StandIn? actedFor)
    {
        var written = new JObject { ["by"] = by, ["body"] = JObject.FromObject(happened) };
        if (actedFor is not null) written["for"] = JObject.FromObject(actedFor);
        return written.ToString(Formatting.None).Normalize();
    }
}
