using System.Collections.Concurrent;
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
    private const int Readings = 3;
    private readonly ConcurrentDictionary<string, int> _known = new();

    /// <summary>The events of a case in order, up to the first gap: a stale read may miss the newest, never one in between.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Unknown"/> when the list goes on showing fewer events than this process knows to be there.</exception>
    public async Task<IReadOnlyList<RecordedEvent>> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        for (var reading = 0; reading < Readings; reading++)
        {
            var known = _known.GetValueOrDefault(caseId);
            var read = (await events.FindAsync(CaseEvents.CaseId, caseId, cancellationToken)).OrderBy(item => item.Count(CaseEvents.Seq)).ToList();
            List<RecordedEvent> stream = [.. read.TakeWhile((item, index) => item.Count(CaseEvents.Seq) == index + 1).Select(Read)];
            if (stream.Count < known) continue;
            Saw(caseId, stream.Count);
            return stream;
        }

        throw new M365Exception(Failure.Unknown, $"read case {caseId}", "the list shows fewer events than were recorded; it lags behind");
    }

    /// <summary>An event of this place is known to be recorded: a read that does not show it is not believed.</summary>
    public void Saw(string caseId, int seq) => _known.AddOrUpdate(caseId, seq, (_, known) => Math.Max(known, seq));

    /// <summary>The last event that this process knows of.</summary>
    public int Known(string caseId) => _known.GetValueOrDefault(caseId);

    /// <summary>Writes an event at its place. The answer 201 is the commit.</summary>
    /// <returns>False when the place may be taken: read again and decide again.</returns>
    public async Task<bool> AppendAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        followed?.Writing(recorded.CaseId);
        try
        {
            await events.CreateAsync(Write(recorded), cancellationToken);
            Saw(recorded.CaseId, recorded.Seq);
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
        // Written by a later version of the code: what it added to an event it knows could change what the event means.
        if (item.Count(CaseEvents.Ver) > RecordedEvent.Version) throw new UnknownEventException(item.Text(CaseEvents.StreamKey), $"{item.Text(CaseEvents.EventType)} v{item.Count(CaseEvents.Ver)}");
        var (happened, by, actedFor) = RecordedEvent.Read(item.Text(CaseEvents.EventType), item.Text(CaseEvents.Data))
            ?? throw new UnknownEventException(item.Text(CaseEvents.StreamKey), item.Text(CaseEvents.EventType));
        return new RecordedEvent(item.Text(CaseEvents.CaseId), item.Count(CaseEvents.Seq), happened, item.Text(CaseEvents.CommandId), item.Text(CaseEvents.Actor), by,
            item.Text(CaseEvents.Channel), item.Instant(CaseEvents.RecordedAt) ?? default, item.Text(CaseEvents.ContentHash), item.Text(CaseEvents.PrevHash), actedFor) { Data = item.Text(CaseEvents.Data) };
    }
}
