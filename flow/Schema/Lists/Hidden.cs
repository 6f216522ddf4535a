namespace EmulationM365.Schema.Lists;

/// <summary>The events of every case of a year: the truth from which all else is derived. Only the worker reads and writes here.</summary>
public static class CaseEvents
{
    /// <summary>Case and sequence, <c>r-2025-000123:000017</c>: the first writer of a key wins, and that is the commit.</summary>
#if MUTANTS
    public static readonly ColumnSchema StreamKey = Mutant.Is("no-unique-column") ? Column.Text("StreamKey") : Column.Text("StreamKey").Unique();
#else
    public static readonly ColumnSchema StreamKey = Column.Text("StreamKey").Unique();
#endif

    /// <summary>The case.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed();

    /// <summary>Place in the stream, from 1.</summary>
    public static readonly ColumnSchema Seq = Column.Number("Seq");

    /// <summary>Type of the event.</summary>
    public static readonly ColumnSchema EventType = Column.Text("EventType");

    /// <summary>Version of the event's shape.</summary>
    public static readonly ColumnSchema Ver = Column.Number("Ver");

    /// <summary>Command that caused it; a repeat finds it here.</summary>
    public static readonly ColumnSchema CommandId = Column.Text("CommandId");

    /// <summary>Object id of the person who acted.</summary>
    public static readonly ColumnSchema Actor = Column.Text("Actor");

    /// <summary>Way by which the command came.</summary>
    public static readonly ColumnSchema Channel = Column.Text("Channel");

    /// <summary>Hash of what the person saw.</summary>
    public static readonly ColumnSchema ContentHash = Column.Text("ContentHash");

    /// <summary>When it was recorded.</summary>
    public static readonly ColumnSchema RecordedAt = Column.Instant("RecordedAt");

    /// <summary>The event itself, JSON.</summary>
    public static readonly ColumnSchema Data = Column.Note("Data");

    /// <summary>Hash of the event before.</summary>
    public static readonly ColumnSchema PrevHash = Column.Text("PrevHash");

    /// <summary>Hash of this event over the one before.</summary>
    public static readonly ColumnSchema Hash = Column.Text("Hash");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("CaseEvents",
        [StreamKey, CaseId, Seq, EventType, Ver, CommandId, Actor, Channel, ContentHash, RecordedAt, Data, PrevHash, Hash])
        { PerYear = true, AppOnly = true, Watch = Watch.Poll };
}

/// <summary>Which effects were begun and done: mail has no key of its own, so the claim here is the key.</summary>
public static class EffectLedger
{
    /// <summary>Key of the effect; the first to write it may act.</summary>
    public static readonly ColumnSchema EffectKey = Column.Text("EffectKey").Unique();

    /// <summary>Case it follows from.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed();

    /// <summary>Begun, done, or given up with unknown outcome; of a debt (what could not be followed up): to be tried again, or parked until people have seen to it.</summary>
    public static readonly ColumnSchema State = Column.Choice("State", "effectState", "claimed", "done", "unknown", "owed", "parked");

    /// <summary>When it was claimed.</summary>
    public static readonly ColumnSchema ClaimedAt = Column.Instant("ClaimedAt");

    /// <summary>How often it was begun.</summary>
    public static readonly ColumnSchema Attempt = Column.Number("Attempt");

    /// <summary>When somebody must look again; empty when nothing is owed.</summary>
    public static readonly ColumnSchema NextDue = Column.Instant("NextDue").Indexed();

    /// <summary>Of a debt: the list whose item could not be followed up; empty when it is a case that could not be reconciled.</summary>
    public static readonly ColumnSchema OfList = Column.Text("OfList");

    /// <summary>Of a debt: that item.</summary>
    public static readonly ColumnSchema OfItem = Column.Text("OfItem");

    /// <summary>Of a debt: why, for people.</summary>
    public static readonly ColumnSchema Why = Column.Note("Why");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("EffectLedger", [EffectKey, CaseId, State, ClaimedAt, Attempt, NextDue, OfList, OfItem, Why]) { PerYear = true, AppOnly = true };
}

/// <summary>What the worker remembers between runs: cursors, subscriptions, what was seeded.</summary>
public static class SystemState
{
    /// <summary>What is remembered.</summary>
    public static readonly ColumnSchema StateKey = Column.Text("StateKey").Unique();

    /// <summary>The memory, JSON.</summary>
    public static readonly ColumnSchema Data = Column.Note("Data");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("SystemState", [StateKey, Data]) { AppOnly = true };
}
