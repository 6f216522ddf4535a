using System.Collections.Concurrent;
using System.Globalization;

namespace EmulationM365.Microsoft365;

/// <summary>The newest version of each item of a list that this process has seen. SharePoint's version marks end in a number that grows with each version.</summary>
internal sealed class SeenVersions
{
    private readonly ConcurrentDictionary<string, (int Version, long Since)> _newest = new();
    private long _moment;

    /// <summary>Taken before a read goes out: what others see while it is on its way does not make it old.</summary>
    public long Begin() => Interlocked.Increment(ref _moment);

    /// <summary>Remembers an item as seen.</summary>
    /// <returns>The same item.</returns>
    public Item Note(Item item)
    {
        if (item.Deleted) _newest.TryRemove(item.Id, out _);
        else if (NumberOf(item) is { } number) _newest.AddOrUpdate(item.Id, _ => (number, Begin()), (_, known) => known.Version >= number ? known : (number, Begin()));
        return item;
    }

    /// <summary>The item was seen newer than this before a read began.</summary>
    public bool IsOld(Item item, long begun) => NumberOf(item) is { } number && _newest.TryGetValue(item.Id, out var known) && known.Since < begun && number < known.Version;

    /// <summary>The item was seen, and nothing was seen of its being deleted.</summary>
    public bool Knows(string id) => _newest.ContainsKey(id);

    private static int? NumberOf(Item item)
    {
        var mark = item.ETag.AsSpan().Trim('"');
        return int.TryParse(mark[(mark.LastIndexOf(',') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
