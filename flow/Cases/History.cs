namespace EmulationM365.Cases;

/// <summary>What is wrong with the history of a case.</summary>
public enum Damage
{
    /// <summary>A column of an event does not say what was written, or its hash.</summary>
    Altered,

    /// <summary>An event in between is not there.</summary>
    Missing,

    /// <summary>An event does not follow from the one before.</summary>
    Unchained,

    /// <summary>The key of a row is not that of an event, or two rows hold the same place.</summary>
    Misplaced,

    /// <summary>There are fewer events than an anchor says; the last ones are gone, or the whole case.</summary>
    Cut,

    /// <summary>The history holds together, and is not the one of which an anchor was taken: it was written anew.</summary>
    Rewritten,
}

/// <summary>A fault in the history of a case.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Seq">Place at which it was found.</param>
/// <param name="Damage">What is wrong.</param>
public sealed record HistoryFault(string CaseId, int Seq, Damage Damage);

/// <summary>A case by its length and the hash of its last event.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Seq">Number of its events.</param>
/// <param name="Hash">Hash of the last; everything before hangs on it.</param>
public sealed record CaseHead(string CaseId, int Seq, string Hash);

/// <summary>All events of a site and year, judged: what holds together, and what does not.</summary>
public sealed class History
{
    private readonly SortedDictionary<string, IReadOnlyList<KeptEvent>> _cases = new(StringComparer.Ordinal);
    private readonly List<HistoryFault> _faults = [];

    /// <summary>Judges these rows, in whatever order they come.</summary>
    public History(IEnumerable<KeptEvent> rows)
    {
        foreach (var of in rows.GroupBy(row => row.Place?.CaseId ?? row.CaseId, StringComparer.Ordinal))
        {
            var events = of.OrderBy(row => row.Place?.Seq ?? row.Seq).ToList();
            _cases[of.Key] = events;
            _faults.AddRange(Judge(of.Key, events));
        }
    }

    /// <summary>Ids of the cases, in order.</summary>
    public IReadOnlyCollection<string> Cases => _cases.Keys;

    /// <summary>The events of a case as they are kept, in order.</summary>
    public IReadOnlyList<KeptEvent> Rows(string caseId) => _cases.GetValueOrDefault(caseId) ?? [];

    /// <summary>Number of events.</summary>
    public int Events => _cases.Values.Sum(events => events.Count);

    /// <summary>What is wrong within the rows themselves, by case and place.</summary>
    public IReadOnlyList<HistoryFault> Faults => _faults;

    /// <summary>The state of a case; null when one of its events cannot be read by this code, or its id is of no kind of case.</summary>
    public CaseState? Fold(string caseId) => AnyCase.IsId(caseId) && _cases[caseId].Select(row => row.Recorded()).ToList() is var read && !read.Contains(null)
        ? AnyCase.Fold(caseId, read.OfType<RecordedEvent>()) : null;

    /// <summary>Length and last hash of every case. The hash is computed and not believed.</summary>
    public IReadOnlyList<CaseHead> Heads => [.. _cases.Select(pair => new CaseHead(pair.Key, pair.Value.Count, pair.Value[^1].Computed))];

    /// <summary>What was there once and is not there any more. A history may only grow.</summary>
    /// <param name="once">Heads that an anchor names.</param>
    public IReadOnlyList<HistoryFault> Against(IEnumerable<CaseHead> once) => [.. once.Select(Compare).OfType<HistoryFault>()];

    private HistoryFault? Compare(CaseHead once)
    {
        if (!_cases.TryGetValue(once.CaseId, out var events)) return new HistoryFault(once.CaseId, 1, Damage.Cut);
        if (events.FirstOrDefault(row => row.Place?.Seq == once.Seq) is not { } there) return new HistoryFault(once.CaseId, Math.Min(events.Count + 1, once.Seq), Damage.Cut);
        return there.Computed.StartsWith(once.Hash, StringComparison.Ordinal) && once.Hash.Length >= Anchor.ShortHash ? null : new HistoryFault(once.CaseId, once.Seq, Damage.Rewritten);
    }

    private static IEnumerable<HistoryFault> Judge(string caseId, List<KeptEvent> events)
    {
        var (before, expected) = ("", 1);
        foreach (var row in events)
        {
            if (row.Place is not { } place || place.Seq < expected)
            {
                yield return new HistoryFault(caseId, row.Seq, Damage.Misplaced);
                continue;
            }

            if (place.Seq > expected) yield return new HistoryFault(caseId, expected, Damage.Missing);
            else if (row.PrevHash != before) yield return new HistoryFault(caseId, place.Seq, Damage.Unchained);
            if (IsAltered(row, place)) yield return new HistoryFault(caseId, place.Seq, Damage.Altered);
            (before, expected) = (row.Computed, place.Seq + 1);
        }
    }

    private static bool IsAltered(KeptEvent row, (string CaseId, int Seq) place) =>
        row.CaseId != place.CaseId || row.Seq != place.Seq || row.StreamKey != RecordedEvent.KeyOf(place.CaseId, place.Seq) || row.Version is < 1 or > RecordedEvent.Version
        || row.At is null || (row.Title is { } title && title != row.StreamKey) || row.Hash != row.Computed;
}
