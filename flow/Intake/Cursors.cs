using System.Collections.Concurrent;
using EmulationM365.Microsoft365;

namespace EmulationM365.Intake;

/// <summary>Where reading a list left off.</summary>
/// <param name="Link">Link to go on with.</param>
public sealed record Cursor(string Link);

/// <summary>
/// Remembers how far each list was followed up. The memory of this process saves a read a minute a list; an old cursor does no harm, because what is
/// followed up twice changes nothing, and a newer one of another worker is never overwritten.
/// </summary>
public sealed class Cursors(StateStore state)
{
    private readonly ConcurrentDictionary<string, Remembered<Cursor>> _kept = new();

    /// <summary>The cursor of a list.</summary>
    public async Task<Remembered<Cursor>> LoadAsync(string list, int year, CancellationToken cancellationToken) =>
        _kept.TryGetValue(Key(list, year), out var kept) ? kept : await state.LoadAsync<Cursor>(Key(list, year), cancellationToken);

    /// <summary>Moves the cursor behind what was followed up; called last, after every effect.</summary>
    public async Task SaveAsync(string list, int year, Remembered<Cursor> cursor, DeltaRead read, CancellationToken cancellationToken)
    {
        // A link that moved without any change need not be kept: the old one leads to the same place, and a write a minute a list is dear.
        if (cursor.Value is not null && read is { Items.Count: 0, Fresh: false })
        {
            _kept[Key(list, year)] = cursor;
            return;
        }

        _kept.TryRemove(Key(list, year), out _);
        try
        {
            if (await state.SaveAsync(Key(list, year), cursor, new Cursor(read.DeltaLink), cancellationToken) is { } kept) _kept[Key(list, year)] = kept;
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Conflict)
        {
            // Another worker went through the same list; whichever cursor stands, what lies behind it is done.
        }
    }

    private static string Key(string list, int year) => $"cursor:{list}:{year}";
}
