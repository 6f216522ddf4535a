using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>A case holds an event that this version of the code does not know: it must not be guessed at.</summary>
public sealed class UnknownEventException(string streamKey, string type) : Exception($"{streamKey} holds an event of unknown type '{type}'; update the worker")
{
    /// <summary>The case that holds it.</summary>
    public string CaseId { get; } = streamKey.Split(':')[0];
}

/// <summary>
/// The one type that knows how events are kept: a hidden list whose unique column makes the first writer of a place in a stream win. Another store with
/// the same promise could take its place.
/// </summary>
public sealed class CaseStream(ListStore events, Followed? followed = null)
{
    /// <summary>The events of a case in order, up to the first gap: a stale read may miss the newest, never one in between.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        var read = (await events.FindAsync(CaseEvents.CaseId, caseId, cancellationToken)).OrderBy(item => item.Count(CaseEvents.Seq)).ToList();
        return [.. read.TakeWhile((item, index) => item.Count(CaseEvents.Seq) == index + 1).Select(Read)];
    }

    /// <summary>Writes an event at its place. The answer 201 is the commit.</summary>
    /// <returns>False when the place may be taken: read again and decide again.</returns>
    public async Task<bool> AppendAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        followed?.Writing(recorded.CaseId);
        try
        {
            await events.CreateAsync(Write(recorded), cancellationToken);
            return true;
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Conflict or Failure.Unknown)
        {
            return false;
        }
    }

    private static Fields Write(RecordedEvent recorded) => new()
    {
        Title = recorded.StreamKey,
        [CaseEvents.StreamKey] = recorded.StreamKey,
        [CaseEvents.CaseId] = recorded.CaseId,
        [CaseEvents.Seq] = recorded.Seq,
        [CaseEvents.EventType] = recorded.TypeName,
        [CaseEvents.Ver] = RecordedEvent.Version,
        [CaseEvents.CommandId] = recorded.CommandId,
        [CaseEvents.Actor] = recorded.ActorId,
        [CaseEvents.Channel] = recorded.Channel,
        [CaseEvents.ContentHash] = recorded.ContentHash,
        [CaseEvents.RecordedAt] = recorded.At,
        [CaseEvents.Data] = recorded.Data,
        [CaseEvents.PrevHash] = recorded.PrevHash,
        [CaseEvents.Hash] = recorded.Hash,
    };

    private static RecordedEvent Read(Item item)
    {
        var (happened, by) = RecordedEvent.Read(item.Text(CaseEvents.EventType), item.Text(CaseEvents.Data))
            ?? throw new UnknownEventException(item.Text(CaseEvents.StreamKey), item.Text(CaseEvents.EventType));
        return new RecordedEvent(item.Text(CaseEvents.CaseId), item.Count(CaseEvents.Seq), happened, item.Text(CaseEvents.CommandId), item.Text(CaseEvents.Actor), by,
            item.Text(CaseEvents.Channel), item.Instant(CaseEvents.RecordedAt) ?? default, item.Text(CaseEvents.ContentHash), item.Text(CaseEvents.PrevHash)) { Data = item.Text(CaseEvents.Data) };
    }
}
