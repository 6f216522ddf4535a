using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Effects;

/// <summary>
/// What people wrote, as it may stand on a card. It goes into runs of text, which no client reads as Markdown, so that nobody can forge a link; signs that turn the
/// direction of reading, which make one name look like another, are taken out; and nothing is longer than there is room for. Pure.
/// </summary>
public static class CardText
{
    /// <summary>The text without control signs, marks of direction and halves of letters, cut at a length.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="most">UTF-16 units it may have.</param>
    public static string Clean(string text, int most)
    {
        var kept = new StringBuilder(Math.Min(text.Length, most + 1));
        for (var at = 0; at < text.Length && kept.Length <= most; at++)
        {
            var pair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            if (char.IsSurrogate(text[at]) && !pair) continue;
            if (IsHidden(text[at])) continue;
            kept.Append(char.IsWhiteSpace(text[at]) || char.IsControl(text[at]) ? ' ' : text[at]);
            if (pair) kept.Append(text[++at]);
        }

        var line = kept.ToString().Trim();
        return line.Length <= most ? line : Cut(line, most - 1) + "…";
    }

    /// <summary>A block of runs: what people wrote is a run, never Markdown.</summary>
    public static JObject Block(params JObject[] runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JArray(runs.Cast<object>().ToArray()) };

    /// <summary>A run of text.</summary>
    public static JObject Run(string text, int most, bool bold = false, bool subtle = false)
    {
        var run = new JObject { ["type"] = "TextRun", ["text"] = Clean(text, most) is { Length: > 0 } clean ? clean : "–" };
        if (bold) run["weight"] = "Bolder";
        if (subtle) run["isSubtle"] = true;
        return run;
    }

    /// <summary>A sentence of ours, which may wrap.</summary>
    public static JObject Sentence(string text, string? color = null)
    {
        var block = new JObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
        if (color is not null) block["color"] = color;
        return block;
    }

    /// <summary>Marks of direction and other letters that nobody sees; those that join letters stay, as names of peoples and emoji need them.</summary>
    private static bool IsHidden(char letter) => letter is '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    /// <summary>Cut between letters as a reader sees them.</summary>
    private static string Cut(string text, int most)
    {
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > most) break;
            end = start;
        }

        // One letter may carry marks without end.
        return (end > 0 ? text[..end] : char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most]).TrimEnd();
    }
}
