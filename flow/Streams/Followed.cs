using System.Collections.Concurrent;

namespace EmulationM365.Streams;

/// <summary>
/// What this process wrote into streams and how far it has reconciled the cases: its own writes come back as changes, and need not be followed up twice; and what
/// it wrote without following it up, because it was cut off in between, it takes up without being told.
/// </summary>
public sealed class Followed(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> _reconciled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _written = new(StringComparer.Ordinal);

    /// <summary>Cases that this process wrote to and has not reconciled since: because of what another case came to, or because it was cut off.</summary>
    public IReadOnlyList<string> Owing => [.. _written.Keys.Order(StringComparer.Ordinal)];

    /// <summary>An event is about to be written: whether it was is seen when the case is read.</summary>
    public void Writing(string caseId) => _written[caseId] = time.GetTimestamp();

    /// <summary>The moment at which a reconciliation begins.</summary>
    public long Now() => time.GetTimestamp();

    /// <summary>A case was reconciled up to an event.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="seq">Its last event.</param>
    /// <param name="began">The moment before it was read: what was written after that is still to be followed up.</param>
    public void Reconciled(string caseId, int seq, long began)
    {
        _reconciled.AddOrUpdate(caseId, seq, (_, before) => Math.Max(before, seq));
        if (_written.TryGetValue(caseId, out var written) && written <= began) _written.TryRemove(KeyValuePair.Create(caseId, written));
    }

    /// <summary>This process reconciled the case when it stood at this event or a later one.</summary>
    public bool Covers(string caseId, int seq) => _reconciled.TryGetValue(caseId, out var reconciled) && reconciled >= seq;

    /// <summary>Another memory keeps what is owed of the case.</summary>
    public void Leave(string caseId) => _written.TryRemove(caseId, out _);
}
