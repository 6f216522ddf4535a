using EmulationM365.Schema;

namespace EmulationM365.Microsoft365;

/// <summary>Who wrote something: a person of the tenant, or an application.</summary>
/// <param name="ObjectId">Entra object id; null for an application.</param>
/// <param name="Name">Display name.</param>
/// <param name="ApplicationId">Client id of an application; null for a person.</param>
public sealed record Editor(string? ObjectId, string Name, string? ApplicationId);

/// <summary>An item of a list, its values read by our own column types and not by guesses of the wire.</summary>
/// <param name="Id">Item id within the list.</param>
/// <param name="ETag">Version mark for If-Match; empty on a deleted item.</param>
/// <param name="Title">Title.</param>
/// <param name="Values">Values by column; an empty column is not there.</param>
/// <param name="Editor">Who wrote it last.</param>
/// <param name="Modified">When.</param>
/// <param name="Deleted">Only the id is known of a deleted item.</param>
public sealed record Item(
    string Id, string ETag, string Title, IReadOnlyDictionary<ColumnSchema, object> Values, Editor Editor, DateTimeOffset Modified, bool Deleted)
{
    /// <summary>Name of its content type, as staff see it; empty when the service did not say.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Who made it; null when the service did not say.</summary>
    public Editor? Creator { get; init; }

    /// <summary>Text of a text, note or choice column (the key of a choice); empty when there is none.</summary>
    public string Text(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (string)value : "";

    /// <summary>A number.</summary>
    public decimal? Number(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (decimal)value : null;

    /// <summary>A day.</summary>
    public DateOnly? Day(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (DateOnly)value : null;

    /// <summary>An instant.</summary>
    public DateTimeOffset? Instant(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (DateTimeOffset)value : null;

    /// <summary>Yes or no; null when not said.</summary>
    public bool? YesNo(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (bool)value : null;

    /// <summary>Id that a person or lookup column points to.</summary>
    public int? Reference(ColumnSchema column) => Values.TryGetValue(column, out var value) ? (int)value : null;

    /// <summary>Ids that a column of people points to.</summary>
    public IReadOnlyList<int> References(ColumnSchema column) => Values.TryGetValue(column, out var value) ? [.. (IEnumerable<int>)value] : [];

    /// <summary>Whole number, 0 when there is none.</summary>
    public int Count(ColumnSchema column) => (int)(Number(column) ?? 0);
}

/// <summary>Values to write to an item.</summary>
public sealed class Fields
{
    private readonly Dictionary<ColumnSchema, object?> _values = [];

    /// <summary>Title to write; null leaves it.</summary>
    public string? Title { get; init; }

    /// <summary>Values by column; null empties the column.</summary>
    public IReadOnlyDictionary<ColumnSchema, object?> Values => _values;

    /// <summary>Nothing is to be written.</summary>
    public bool Empty => Title is null && _values.Count == 0;

    /// <summary>Sets a value; null empties the column.</summary>
    public object? this[ColumnSchema column]
    {
        set => _values[column] = value;
    }

    /// <summary>Only what differs from the item: a write that changes nothing would still make a version and ring a doorbell.</summary>
    public Fields Against(Item item)
    {
        var fields = new Fields { Title = Title == item.Title ? null : Title };
        foreach (var (column, value) in _values.Where(pair => !Same(pair.Value, item.Values.GetValueOrDefault(pair.Key)))) fields[column] = value;
        return fields;
    }

    private static bool Same(object? mine, object? theirs) => (mine, theirs) switch
    {
        (null or "", null) => true,
        (int number, decimal other) => number == other,
        (string text, string other) => text.ReplaceLineEndings("\n").Trim() == other.ReplaceLineEndings("\n").Trim(),
        (IEnumerable<int> ids, IEnumerable<int> others) => ids.Order().SequenceEqual(others.Order()),
        _ => Equals(mine, theirs),
    };
}
