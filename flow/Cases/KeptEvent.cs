namespace EmulationM365.Cases;

/// <summary>
/// An event as its row has it, whether or not this code knows its type, and whether or not somebody changed it. <see cref="RecordedEvent"/> is what the product wrote; this is what is there.
/// </summary>
/// <param name="StreamKey">Key of the row.</param>
/// <param name="CaseId">Case that the row names.</param>
/// <param name="Seq">Place that the row names.</param>
/// <param name="TypeName">Type of the event.</param>
/// <param name="Version">Version of its shape.</param>
/// <param name="CommandId">Command that caused it.</param>
/// <param name="ActorId">Object id of the person who acted.</param>
/// <param name="Channel">Way by which the command came.</param>
/// <param name="At">When it was recorded; null when the row does not say.</param>
/// <param name="ContentHash">Hash of what the person saw.</param>
/// <param name="Data">The event itself, JSON.</param>
/// <param name="PrevHash">Hash of the event before.</param>
/// <param name="Hash">Hash that the row names.</param>
public sealed record KeptEvent(
    string StreamKey, string CaseId, int Seq, string TypeName, int Version, string CommandId, string ActorId, string Channel, DateTimeOffset? At, string ContentHash, string Data,
    string PrevHash, string Hash)
{
    /// <summary>Title of the row, which repeats the key; null = not looked at.</summary>
    public string? Title { get; init; }

    /// <summary>The case and place by the key, which is unique and cannot be moved to another row: the other two columns only repeat it.</summary>
    public (string CaseId, int Seq)? Place => StreamKey.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(StreamKey.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seq)
        ? (StreamKey[..colon], seq) : null;

    /// <summary>The hash that its values come to.</summary>
    public string Computed => RecordedEvent.HashOf(PrevHash, StreamKey, TypeName, CommandId, ActorId, Channel, At ?? default, ContentHash, Data);

    /// <summary>What was recorded, to be folded; null when this version of the code does not know the type, or the event cannot be read.</summary>
    public RecordedEvent? Recorded()
    {
        try
        {
            return RecordedEvent.Read(TypeName, Data) is not var (happened, by, actedFor) ? null
                : new RecordedEvent(CaseId, Seq, happened, CommandId, ActorId, by, Channel, At ?? default, ContentHash, PrevHash, actedFor) { Data = Data };
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>An event as the product writes it.</summary>
    public static KeptEvent Of(RecordedEvent recorded) => new(recorded.StreamKey, recorded.CaseId, recorded.Seq, recorded.TypeName, RecordedEvent.Version, recorded.CommandId, recorded.ActorId,
        recorded.Channel, recorded.At, recorded.ContentHash, recorded.Data, recorded.PrevHash, recorded.Hash) { Title = recorded.StreamKey };
}
