using System.Globalization;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Tenant;

/// <summary>Who wrote something.</summary>
public sealed record Writer(string Id, string Name, bool IsApp);

/// <summary>An item as it stood from one moment on. Values are as they are kept: texts, numbers, booleans, instants written to the second, ids of people.</summary>
public sealed record ItemState(int Number, int Moment, IReadOnlyDictionary<string, object> Values, Writer By, DateTimeOffset At, bool Deleted);

/// <summary>An item with all its versions, the newest last. Never changed: a write makes a new one, so that a copy of a tenant shares them.</summary>
public sealed record MemoryItem(int Id, string Mark, Writer Author, DateTimeOffset Created, IReadOnlyList<ItemState> Versions)
{
    public ItemState Now => Versions[^1];

    public string ETag(ItemState state) => $"\"{Mark},{state.Number.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The item as it stood at a moment; null when it was not there.</summary>
    public ItemState? At(int? moment)
    {
        if (moment is not { } then) return Now.Deleted ? null : Now;
        for (var place = Versions.Count - 1; place >= 0; place--)
        {
            if (Versions[place].Moment <= then) return Versions[place].Deleted ? null : Versions[place];
        }

        return null;
    }
}

/// <summary>A list: its items, its unique values, and the order in which items changed.</summary>
public sealed class MemoryList
{
    private readonly Dictionary<int, MemoryItem> _items;
    private readonly Dictionary<string, Dictionary<string, int>> _unique;
    private readonly SortedDictionary<int, int> _changes;
    private int _last;

    public MemoryList(ListSchema schema, string id, string siteName)
    {
        (Schema, Id, SiteName, DisplayName) = (schema, id, siteName, siteName);
        (_items, _changes) = ([], []);
        _unique = schema.Columns.Where(column => column.Unique).ToDictionary(column => column.Name, _ => new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));
        Columns = schema.Columns.ToDictionary(column => column.Name);
    }

    private MemoryList(MemoryList from)
    {
        (Schema, Id, SiteName, DisplayName, _last, Epoch) = (from.Schema, from.Id, from.SiteName, from.DisplayName, from._last, from.Epoch);
        _items = new Dictionary<int, MemoryItem>(from._items);
        _changes = new SortedDictionary<int, int>(from._changes);
        _unique = from._unique.ToDictionary(pair => pair.Key, pair => new Dictionary<string, int>(pair.Value, StringComparer.OrdinalIgnoreCase));
        Columns = new Dictionary<string, ColumnSchema>(from.Columns);
    }

    public ListSchema Schema { get; }

    public string Id { get; }

    public string SiteName { get; }

    public string DisplayName { get; set; }

    /// <summary>Tokens given out in an earlier epoch have expired.</summary>
    public int Epoch { get; set; }

    /// <summary>The columns that are there now, by name.</summary>
    public Dictionary<string, ColumnSchema> Columns { get; }

    public IEnumerable<MemoryItem> Items => _items.Values;

    public MemoryItem? Find(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _items.GetValueOrDefault(number) : null;

    public MemoryList Copy() => new(this);

    /// <summary>Items whose newest change came after a moment, in the order of those changes.</summary>
    public IEnumerable<MemoryItem> ChangedSince(int moment) => _changes.Where(change => change.Key > moment).Select(change => _items[change.Value]);

    /// <summary>The column in which a value is taken by another item; null when none is.</summary>
    public string? TakenColumn(IReadOnlyDictionary<string, object> values, int? self) => _unique.Keys.FirstOrDefault(column =>
        values.TryGetValue(column, out var value) && _unique[column].TryGetValue((string)value, out var owner) && owner != self);

    public MemoryItem Add(IReadOnlyDictionary<string, object> values, Writer by, DateTimeOffset at, int moment)
    {
        var id = ++_last;
        var mark = new Guid(id, (short)(Id.GetHashCode(StringComparison.Ordinal) & 0x7fff), 1, [1, 2, 3, 4, 5, 6, 7, 8]).ToString();
        return Put(new MemoryItem(id, mark, by, at, [new ItemState(1, moment, values, by, at, false)]), null);
    }

    /// <summary>A new version of an item; a restored one keeps its number.</summary>
    public MemoryItem Write(MemoryItem item, IReadOnlyDictionary<string, object> values, Writer by, DateTimeOffset at, int moment, bool deleted = false) =>
        Put(item with { Versions = [.. item.Versions, new ItemState(item.Now.Number + 1, moment, values, by, at, deleted)] }, item);

    private MemoryItem Put(MemoryItem item, MemoryItem? before)
    {
        if (before is not null)
        {
            _changes.Remove(before.Now.Moment);
            foreach (var (column, taken) in _unique)
            {
                if (!before.Now.Deleted && before.Now.Values.TryGetValue(column, out var old)) taken.Remove((string)old);
            }
        }

        _items[item.Id] = item;
        _changes[item.Now.Moment] = item.Id;
        foreach (var (column, taken) in _unique)
        {
            if (!item.Now.Deleted && item.Now.Values.TryGetValue(column, out var value)) taken[(string)value] = item.Id;
        }

        return item;
    }
}
