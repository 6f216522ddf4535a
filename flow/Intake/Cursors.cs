using System.Collections.Concurrent;
using EmulationM365.Microsoft365;

namespace EmulationM365.Intake;

/// <summary>
/// Remembers how far each list was followed up: for this process in memory, for those after it in one row, written at most every twenty minutes. An old cursor does no
/// harm, because what is followed up twice changes nothing; it makes the next process read again what happened meanwhile, at the price of one reading.
/// </summary>
public sealed class Cursors(StateStore state, int year, TimeProvider time)
{
    /// <summary>So often, at most, the cursors are written down.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, string> _links = new(StringComparer.Ordinal);
    private Remembered<Dictionary<string, string>>? _row;
    private DateTimeOffset? _writtenAt;
    private volatile bool _moved;
    private volatile bool _asked;

    /// <summary>The link with which reading a list goes on; null when it was never followed up.</summary>
    public async Task<string?> LoadAsync(string list, CancellationToken cancellationToken)
    {
        if (_links.TryGetValue(list, out var link)) return link;
        // What a process before this one knew is asked once; a list that it did not know is new.
        if (!_asked) _row = await ReadAsync(cancellationToken);
        return _links.GetValueOrDefault(list);
    }

    /// <summary>Moves the cursor behind what was followed up; called last, after every effect.</summary>
    public async Task SaveAsync(string list, DeltaRead read, CancellationToken cancellationToken)
    {
        var before = _links.GetValueOrDefault(list);
        _links[list] = read.DeltaLink;
        // A link that moved without any change need not be written down: the old one leads to the same place.
        if (before is null || read.Fresh || read.Items.Count > 0) _moved = true;
        var now = time.GetUtcNow();
        if (!_moved || (_writtenAt is { } written && now >= written && now - written < WriteEvery)) return;
        await WriteAsync(now, cancellationToken);
    }

    private async Task WriteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        (_moved, _writtenAt) = (false, now);
        try
        {
            _row = await state.SaveAsync(Key, _row ?? await ReadAsync(cancellationToken), new Dictionary<string, string>(_links), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Conflict)
        {
            // Another worker went through the same lists; whichever cursors stand, what lies behind them is done. This process keeps its own.
            _row = null;
        }
        catch
        {
            // Written or not, or deleted by somebody: the row is read again before the next attempt, which the pass that fails here brings.
            (_row, _moved, _writtenAt) = (null, true, null);
            throw;
        }
    }

    private async Task<Remembered<Dictionary<string, string>>> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await state.LoadAsync<Dictionary<string, string>>(Key, cancellationToken);
        foreach (var (list, link) in row.Value ?? []) _links.TryAdd(list, link);
        _asked = true;
        return row;
    }

    private string Key => $"cursors:{year}";
}
