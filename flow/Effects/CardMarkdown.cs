using System.Globalization;
using System.Text;

namespace EmulationM365.Effects;

/// <summary>
/// What people wrote, for a card. Clients read the text of cards as Markdown, so a name could forge a link or a heading; and letters that turn the direction of what follows could make a sentence
/// say something else. Pure.
/// </summary>
public static class CardMarkdown
{
    private const string Marks = @"\`[]()*_#~>|!";

    /// <summary>The text on one line, without letters that cannot be seen, no longer than so many of what readers take for a letter.</summary>
    public static string Plain(string text, int most)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(rune => !IsHidden(rune)))
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)) clean.Append(rune);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        return Cut(clean.ToString().Normalize().TrimEnd(), most);
    }

    /// <summary>The text as Markdown that says what it says and nothing else.</summary>
    public static string Of(string text, int most)
    {
        var plain = Plain(text, most);
        var escaped = new StringBuilder(plain.Length + 8);
        for (var at = 0; at < plain.Length; at++)
        {
            // A list begins at the start of a line only, and an address becomes a link by itself where its colon is followed by two strokes.
            var begins = at == 0 && plain[at] is '-' or '+' or '=';
            var numbers = plain[at] == '.' && at > 0 && plain.Take(at).All(char.IsAsciiDigit);
            var leads = plain[at] == '/' && at > 0 && plain[at - 1] == ':';
            if (begins || numbers || leads || Marks.Contains(plain[at], StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(plain[at]);
        }

        return escaped.ToString();
    }

    /// <summary>Vietnamese in plain ASCII, for headers, which carry nothing else: <c>đã</c> becomes <c>da</c>.</summary>
    public static string Ascii(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        .Select(letter => letter switch { 'đ' => 'd', 'Đ' => 'D', _ => letter is >= ' ' and < '\x7f' ? letter : ' ' }));

    /// <summary>Turns of direction, and spaces and joins of no width; a joiner inside an emoji stays.</summary>
    private static bool IsHidden(Rune rune) => rune.Value is 0x061C or 0x200B or 0x200C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or (>= 0xE0000 and <= 0xE007F);

    private static string Cut(string text, int most)
    {
        // A letter may carry any number of marks: what readers take for a letter is cut nowhere, but counts by what it is made of.
        var (kept, letters) = (new StringBuilder(), StringInfo.GetTextElementEnumerator(text));
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            if (kept.Length + letter.Length > most) return kept.ToString().TrimEnd() + "…";
            kept.Append(letter);
        }

        return text;
    }
}
