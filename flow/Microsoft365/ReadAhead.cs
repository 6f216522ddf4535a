using EmulationM365.Schema;

namespace EmulationM365.Microsoft365;

/// <summary>
/// Lists read page by page before many of their items are asked for one after the other: 2 units for 200 items instead of 2 for each question. Until it is disposed
/// of, what the caller and whatever it calls asks for is answered from here, each question once: who asks again wants to see what changed meanwhile, and goes to the service.
/// </summary>
public sealed class ReadAhead : IDisposable
{
    private static readonly AsyncLocal<ReadAhead?> Current = new();
    private readonly ReadAhead? _before = Current.Value;
    private readonly Dictionary<ListStore, Held> _held = [];
    private readonly Dictionary<string, int> _written = [];

    private ReadAhead() => Current.Value = this;

    /// <summary>Begins; nothing is held yet.</summary>
    public static ReadAhead Begin() => new();

    /// <summary>Items written since it began, by list; one of several in a batch counts.</summary>
    public IReadOnlyDictionary<string, int> Written
    {
        get
        {
            lock (_written) return new SortedDictionary<string, int>(_written, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Current.Value = _before;

    /// <summary>Reads a whole list.</summary>
    public async Task<IReadOnlyList<Item>> HoldAsync(ListStore store, CancellationToken cancellationToken)
    {
        // A row that moved from one page to the next while they were read comes twice.
        var items = (await store.QueryAsync(null, cancellationToken)).DistinctBy(item => item.Id).ToList();
        _held[store] = new Held(items);
        return items;
    }

    /// <summary>A list as it was read ahead; null when it was not, or could not be read.</summary>
    public IReadOnlyList<Item>? Whole(ListStore store) => _held.GetValueOrDefault(store)?.Items;

    /// <summary>
    /// A second round over the same items begins: nothing was written since they were read, so each question is answered once more from here.
    /// </summary>
    public void Afresh()
    {
        foreach (var held in _held.Values) held.Afresh();
    }

    /// <summary>All items of a list as they were read, for questions over many of them; null when it is not held, or was written to since.</summary>
    public static IReadOnlyList<Item>? All(ListStore store)
    {
        if (Current.Value is not { } ahead) return null;
        lock (ahead._written) return ahead._written.ContainsKey(store.Address.Schema.Name) ? null : ahead.Whole(store);
    }

    /// <summary>Items whose column holds a value; null when the service is to be asked.</summary>
    internal static IReadOnlyList<Item>? Find(ListStore store, ColumnSchema column, object value) =>
        column.Kind is ColumnKind.Text or ColumnKind.Lookup && Current.Value?._held.GetValueOrDefault(store) is { } held ? held.Find(column, value) : null;

    /// <summary>An item; null when the service is to be asked.</summary>
    internal static Item? Get(ListStore store, string id) => Current.Value?._held.GetValueOrDefault(store)?.Get(id);

    /// <summary>Items of a list are being written.</summary>
    internal static void Wrote(ListStore store, int items = 1)
    {
        if (Current.Value is not { } ahead || items == 0) return;
        var list = store.Address.Schema.Name;
        lock (ahead._written) ahead._written[list] = ahead._written.GetValueOrDefault(list) + items;
    }

    private sealed class Held(IReadOnlyList<Item> items)
    {
        public IReadOnlyList<Item> Items => items;

        private readonly Dictionary<string, Item> _byId = items.ToDictionary(item => item.Id);
        private readonly HashSet<string> _given = [];
        private readonly Dictionary<ColumnSchema, ILookup<object, Item>> _byColumn = [];
        private readonly HashSet<(ColumnSchema Column, object Value)> _asked = [];

        public IReadOnlyList<Item>? Find(ColumnSchema column, object value)
        {
            lock (_byId)
            {
                if (!_asked.Add((column, value))) return null;
                if (!_byColumn.TryGetValue(column, out var lookup)) _byColumn[column] = lookup = items.ToLookup(item => item.Values.GetValueOrDefault(column) ?? "");
                return [.. lookup[value]];
            }
        }

        public void Afresh()
        {
            lock (_byId)
            {
                _asked.Clear();
                _given.Clear();
            }
        }

        public Item? Get(string id)
        {
            lock (_byId) return _byId.TryGetValue(id, out var item) && _given.Add(id) ? item : null;
        }
    }
}
