using System.Collections.Concurrent;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>
/// What this process remembers of the effect ledger: what is owed, and when somebody must look again. The list is the truth; this only saves asking it each
/// minute. What another worker owes is learnt when the list is asked anyway, every twenty minutes.
/// </summary>
public sealed class Owed
{
    /// <summary>So often the list is asked when nothing remembered is due.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private DateTimeOffset? _askedAt;

    private sealed record Entry(string CaseId, DateTimeOffset Due, Item? Row);

    /// <summary>The list was asked since the process began.</summary>
    public bool Asked => _askedAt is not null;

    /// <summary>The rows as the list last told them.</summary>
    public IReadOnlyList<Item> Rows => [.. _entries.Values.Select(entry => entry.Row).OfType<Item>()];

    /// <summary>How long to wait after a number of tries: two minutes, and ever longer, up to an hour.</summary>
    public static TimeSpan Wait(int tries) => TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(6, tries)));

    /// <summary>The list is to be asked now. A clock that was set back asks as well.</summary>
    public bool MustAsk(DateTimeOffset now) => _askedAt is not { } asked || now - asked >= AskEvery || now < asked
        || _entries.Any(entry => entry.Value.Due <= now && !(entry.Value.Row is { } row && Holds(row)));

    /// <summary>The row is an effect of a case that is parked: it waits until the case goes on.</summary>
    public bool Holds(Item row) => row.Text(EffectLedger.State) == "claimed" && IsParked(row.Text(EffectLedger.CaseId));

    /// <summary>The case waits until people have seen to it.</summary>
    public bool IsParked(string caseId) => Find(Debts.KeyOf("", caseId)) is { } row && row.Text(EffectLedger.State) == "parked";

    /// <summary>The row of a key as last told; null when nothing is owed under it.</summary>
    public Item? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry.Row : null;

    /// <summary>Takes over what the list holds.</summary>
    /// <param name="rows">Every row that says when to look again.</param>
    /// <param name="asked">When it was asked.</param>
    public void Learn(IReadOnlyList<Item> rows, DateTimeOffset asked)
    {
        var told = rows.ToDictionary(row => row.Text(EffectLedger.EffectKey));
        foreach (var key in _entries.Keys.Where(key => !told.ContainsKey(key))) _entries.TryRemove(key, out _);
        foreach (var row in rows) Set(row);
        _askedAt = asked;
    }

    /// <summary>Remembers a row as just read or written.</summary>
    public void Set(Item row) =>
        _entries[row.Text(EffectLedger.EffectKey)] = new Entry(row.Text(EffectLedger.CaseId), row.Instant(EffectLedger.NextDue) ?? default, row);

    /// <summary>Remembers that something is to be looked at.</summary>
    public void Set(string key, string caseId, DateTimeOffset due) => _entries[key] = new Entry(caseId, due, null);

    /// <summary>Nothing is owed under a key any more.</summary>
    public void Forget(string key) => _entries.TryRemove(key, out _);
}
