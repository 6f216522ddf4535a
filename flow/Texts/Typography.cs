using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.Texts;

/// <summary>How Vietnamese text is set on a page: composed letters, tones left where the writer put them, names in one piece, titles that fit.</summary>
public static partial class Typography
{
    /// <summary>The longest title a page takes, in UTF-16 units; SharePoint's own limit for a title is 255, and its cards show less than half of that.</summary>
    public const int LongestTitle = 120;

    /// <summary>What stands between the parts of a name that is not to be broken over two lines.</summary>
    private const char NoBreak = '\u00A0';

    /// <summary>Composed letters (NFC). Half letters, and numbers that are no letters, cannot be composed and become what a reader would see of them.</summary>
    public static string Composed(string text) => NoLetter().Replace(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), "\uFFFD").Normalize(NormalizationForm.FormC);

    /// <summary>One line in composed letters, with single blanks. Where a tone stands (<c>hoà</c>, <c>hòa</c>) is the writer's affair.</summary>
    public static string Line(string text) => Blanks().Replace(Composed(text), " ").Trim();

    /// <summary>A name that no line break divides.</summary>
    public static string Whole(string name) => Line(name).Replace(' ', NoBreak);

    /// <summary>A text in which these names are not divided.</summary>
    public static string Whole(string text, IEnumerable<string> names)
    {
        var kept = Composed(text);
        foreach (var name in names.Select(Line).Where(name => name.Contains(' ', StringComparison.Ordinal)).Distinct().OrderByDescending(name => name.Length))
            kept = kept.Replace(name, Whole(name), StringComparison.Ordinal);
        return kept;
    }

    /// <summary>A title of at most so many units. What is too long ends behind a whole word, never within one of these names and never between a letter and its marks.</summary>
    /// <param name="text">The title as it would be.</param>
    /// <param name="names">Names that stand in it.</param>
    /// <param name="most">The longest it may be.</param>
    public static string Title(string text, IReadOnlyCollection<string> names, int most = LongestTitle)
    {
        var line = Line(text);
        if (line.Length <= most) return line;
        var end = Ends(line).LastOrDefault(end => end < most && !Within(line, end, names));
        // One word, or a name, longer than a title may be: it is cut where a letter ends.
        if (end == 0) end = StringInfo.ParseCombiningCharacters(line).Last(start => start < most);
        return line[..end].TrimEnd(' ', ',', ';', ':', '-', '–') + "…";
    }

    /// <summary>Places behind which a word ends.</summary>
    private static IEnumerable<int> Ends(string line) => Enumerable.Range(1, line.Length - 1).Where(place => line[place] == ' ');

    private static bool Within(string line, int end, IEnumerable<string> names)
    {
        foreach (var name in names.Select(Line).Where(name => name.Length > 0))
        {
            for (var at = line.IndexOf(name, StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                if (at < end && end < at + name.Length) return true;
            }
        }

        return false;
    }

    [GeneratedRegex("[\uFDD0-\uFDEF\uFFFE\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
