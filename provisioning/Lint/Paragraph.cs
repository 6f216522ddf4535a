using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A paragraph of a document in one line, that still knows where it stood.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Starts">Where each line of the file begins in it.</param>
public sealed partial record Paragraph(string Text, IReadOnlyList<(int Offset, int Line)> Starts)
{
    /// <summary>The first line.</summary>
    public int Line => Starts[0].Line;

    /// <summary>The line of the file on which a letter stands.</summary>
    public int LineAt(int offset) => Starts.Last(start => start.Offset <= offset).Line;

    /// <summary>Its sentences; what semicolons part is told apart too, because each part orders something of its own.</summary>
    public IEnumerable<Sentence> Sentences()
    {
        var begin = 0;
        foreach (var end in End().Matches(Text).Select(match => match.Index))
        {
            yield return new Sentence(this, begin, Text[begin..(end + 1)]);
            begin = end + 1;
        }

        if (!string.IsNullOrWhiteSpace(Text[begin..])) yield return new Sentence(this, begin, Text[begin..]);
    }

    /// <summary>A full stop behind a title or a short form ends nothing, nor does one before a small letter.</summary>
    [GeneratedRegex(@";|[!?](?=\s|$)|(?<!(?:^|\s)(?:TP|TX|TT|ThS|TS|PGS|GS|BS|P|Q|\d{1,2}))\.(?=\s+[^\p{Ll}\s]|\s*$)")]
    private static partial Regex End();
}

/// <summary>A sentence of a paragraph.</summary>
/// <param name="Paragraph">The paragraph.</param>
/// <param name="Offset">Where it begins there.</param>
/// <param name="Text">Its text.</param>
public sealed record Sentence(Paragraph Paragraph, int Offset, string Text)
{
    /// <summary>The line of the file on which a letter of it stands.</summary>
    public int LineAt(int offset) => Paragraph.LineAt(Offset + offset);

    /// <summary>Some words around a place, as they are quoted.</summary>
    public string Around(int start, int length, int before, int after)
    {
        var (from, to) = (start, start + length);
        for (; before > 0 && from > 0; before--) from = Text.LastIndexOf(' ', Math.Max(0, from - 2)) + 1;
        for (; after > 0 && to < Text.Length; after--) to = Text.IndexOf(' ', Math.Min(to + 1, Text.Length - 1)) is > 0 and var next ? next : Text.Length;
        return Text[from..to].Trim().TrimEnd('.', ';', ',', '/');
    }
}
