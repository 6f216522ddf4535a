using EmulationM365.Microsoft365;

namespace EmulationM365.Streams;

/// <summary>
/// A list held in the memory of this process: read whole when it is first asked for, and afterwards only what changed. What was read counts as it stands for a minute;
/// what this process writes there itself is read at once. Nothing is asked for while nobody asks.
/// </summary>
/// <param name="store">The list.</param>
/// <param name="time">The clock.</param>
public sealed class ListMemory(ListStore store, TimeProvider time) : IDisposable
{
    /// <summary>So long what was read counts as it stands: who enters a row and then sends a list is seldom quicker.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    private IReadOnlyList<Item> _shown = [];
    private string? _link;
    private DateTimeOffset? _readAt;
    private long _writes;

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>Its items as they are now, or were within the last minutes.</summary>
    public async Task<IReadOnlyList<Item>> ItemsAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var (now, writes) = (time.GetUtcNow(), store.Writes);
            if (_readAt is { } at && now >= at && now - at < KeptFor && writes == _writes) return _shown;
            Take(await store.DeltaAsync(_link, cancellationToken));
            (_readAt, _writes) = (now, writes);
            return _shown;
        }
        finally
        {
            _one.Release();
        }
    }

    private void Take(DeltaRead read)
    {
        _link = read.DeltaLink;
        if (!read.Fresh && read.Items.Count == 0) return;
        if (read.Fresh) _items.Clear();
        foreach (var item in read.Items)
        {
            if (item.Deleted) _items.Remove(item.Id);
            else _items[item.Id] = item;
        }

        _shown = [.. _items.Values];
    }
}
