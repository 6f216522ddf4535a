using System.Globalization;
using System.Net;
using System.Text;

namespace EmulationM365.Effects;

/// <summary>How a piece of text looks.</summary>
/// <param name="Strong">Weighty.</param>
/// <param name="Stressed">Stressed.</param>
/// <param name="Underlined">Underlined.</param>
/// <param name="Link">Where it leads; null = nowhere.</param>
public readonly record struct TextLook(bool Strong, bool Stressed, bool Underlined, string? Link);

/// <summary>
/// The text of one paragraph, heading, item or cell, letter by letter with its look. Blanks are single, breaks are single, nothing that no reader sees is kept; what is written from it
/// reads back as the same line.
/// </summary>
public sealed class TextLine
{
    private const char Break = '\n';
    private const char NoBreak = '\u00A0';
    private readonly List<(string Letter, TextLook Look)> _letters = [];

    /// <summary>Adds text.</summary>
    public void Add(string text, TextLook look)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if ((rune.Value & 0xFFFE) == 0xFFFE) continue;
            if (rune.Value == NoBreak) _letters.Add((rune.ToString(), look));
            else if (Rune.IsWhiteSpace(rune)) Blank(look);
            else if (IsShown(rune)) _letters.Add((rune.ToString(), look));
        }
    }

    /// <summary>Adds a line break, which has no look.</summary>
    public void AddBreak()
    {
        while (_letters.Count > 0 && _letters[^1].Letter == " ") _letters.RemoveAt(_letters.Count - 1);
        if (_letters.Count > 0 && !IsBreak(_letters[^1].Letter)) _letters.Add((Break.ToString(), default));
    }

    /// <summary>The line as HTML; empty when there is nothing to read.</summary>
    public string Html()
    {
        var (from, to) = (0, _letters.Count);
        while (from < to && IsEdge(_letters[from].Letter)) from++;
        while (to > from && IsEdge(_letters[to - 1].Letter)) to--;
        var html = new StringBuilder();
        for (var at = from; at < to;)
        {
            var (look, text) = (_letters[at].Look, new StringBuilder());
            for (; at < to && _letters[at].Look == look; at++) text.Append(_letters[at].Letter);
            Write(html, text.ToString().Normalize(NormalizationForm.FormC), look);
        }

        return html.ToString();
    }

    private static void Write(StringBuilder html, string text, TextLook look)
    {
        if (look.Link is { } link) html.Append("<a href=\"").Append(WebUtility.HtmlEncode(link)).Append("\">");
        if (look.Strong) html.Append("<strong>");
        if (look.Stressed) html.Append("<em>");
        if (look.Underlined) html.Append("<u>");
        html.Append(Encoded(text));
        if (look.Underlined) html.Append("</u>");
        if (look.Stressed) html.Append("</em>");
        if (look.Strong) html.Append("</strong>");
        if (look.Link is not null) html.Append("</a>");
    }

    /// <summary>Vietnamese letters stay letters: only what HTML would read otherwise is written otherwise.</summary>
    private static string Encoded(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\u00A0", "&nbsp;", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private void Blank(TextLook look)
    {
        if (_letters.Count > 0 && (_letters[^1].Letter == " " || IsBreak(_letters[^1].Letter))) return;
        _letters.Add((" ", look));
    }

    /// <summary>Half letters, marks of direction, letters without width and letters of nobody's alphabet are left out.</summary>
    private static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    private static bool IsBreak(string letter) => letter == "\n";

    private static bool IsEdge(string letter) => letter is " " or "\n" or "\u00A0";
}
