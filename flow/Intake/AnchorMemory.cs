using EmulationM365.Microsoft365;

namespace EmulationM365.Intake;

/// <summary>A piece of a text that is too long for one row.</summary>
/// <param name="Pieces">How many there are.</param>
/// <param name="Text">This one.</param>
public sealed record TextPiece(int Pieces, string Text);

/// <summary>Remembers the lines of the last anchor in the hidden list of the site: a thousand cases need more room than one row has.</summary>
public sealed class AnchorMemory(StateStore state, int year)
{
    private const int Room = 50_000;

    /// <summary>The lines; null when there are none, or a piece is missing.</summary>
    public async Task<string?> LoadAsync(CancellationToken cancellationToken)
    {
        if ((await LoadAsync(0, cancellationToken)).Value is not { } first) return null;
        var pieces = new List<string> { first.Text };
        for (var place = 1; place < first.Pieces; place++)
        {
            if ((await LoadAsync(place, cancellationToken)).Value is not { } next) return null;
            pieces.Add(next.Text);
        }

        return string.Concat(pieces);
    }

    /// <summary>Remembers these lines in place of those before. Pieces that are as they were are not written.</summary>
    /// <exception cref="M365Exception">Another worker remembered something else meanwhile.</exception>
    public async Task SaveAsync(string lines, CancellationToken cancellationToken)
    {
        var pieces = lines.Chunk(Room).Select(piece => new string(piece)).ToList();
        for (var place = 0; place < pieces.Count; place++)
            await state.SaveAsync(KeyOf(place), await LoadAsync(place, cancellationToken), new TextPiece(pieces.Count, pieces[place]), cancellationToken);
    }

    private Task<Remembered<TextPiece>> LoadAsync(int place, CancellationToken cancellationToken) => state.LoadAsync<TextPiece>(KeyOf(place), cancellationToken);

    private string KeyOf(int place) => $"anchor|{year}|{place}";
}
