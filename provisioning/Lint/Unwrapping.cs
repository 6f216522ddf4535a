using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Lint;

/// <summary>Joins the lines of a text taken out of a PDF into paragraphs: there a sentence runs over lines, and over page numbers.</summary>
internal static partial class Unwrapping
{
    /// <summary>Lines longer than this were not wrapped by hand.</summary>
    private const int WidestWrap = 160;

    /// <summary>Each line is a paragraph already.</summary>
    public static IReadOnlyList<Paragraph> Keep(IEnumerable<PlanLine> lines) =>
        [.. lines.Select(line => line with { Text = Tidy(line.Text) }).Where(line => line.Text.Length > 0).Select(line => new Paragraph(line.Text, [(0, line.Number)]))];

    /// <summary>Joins lines that belong together.</summary>
    public static IReadOnlyList<Paragraph> Join(IReadOnlyList<PlanLine> lines)
    {
        var tidy = lines.Select(line => line with { Text = Tidy(line.Text) }).ToList();
        var width = Width(tidy);
        if (width > WidestWrap) return Keep(tidy);
        var (paragraphs, open) = (new List<Paragraph>(), new List<PlanLine>());
        foreach (var line in tidy.Where(line => !PageNumber().IsMatch(line.Text) || (open.Count > 0 && Waits().IsMatch(open[^1].Text))))
        {
            // A heading is set in wider letters, so fewer of them fill its line.
            if (open.Count > 0 && Begins(open[^1].Text, line.Text, open.Count == 1 && Headings.Starts(open[0].Text) ? width * 0.9 : width * 0.8)) Close();
            if (line.Text.Length > 0) open.Add(line);
        }

        Close();
        return paragraphs;

        void Close()
        {
            if (open.Count > 0) paragraphs.Add(Paragraph(open));
            open.Clear();
        }
    }

    private static int Width(List<PlanLine> lines)
    {
        var lengths = lines.Select(line => line.Text.Length).Where(length => length > 0).Order().ToList();
        return lengths.Count == 0 ? 0 : lengths[lengths.Count * 9 / 10];
    }

    private static bool Begins(string before, string line, double full)
    {
        if (line.Length == 0) return true;
        if (Headings.Starts(line)) return !Waits().IsMatch(before) && !Headings.Cited(line, before);
        if (Capitals().IsMatch(before) != Capitals().IsMatch(line) && !char.IsLower(line[0])) return true;
        var ended = before[^1] is '.' or ';' or ':' or '!' or '?';
        // A line that was broken off is nearly full: its next word did not fit.
        var shortened = before.Length < full;
        if (Bullet().IsMatch(line)) return ended || shortened;
        var open = before[^1] is ',' or '-' || Waits().IsMatch(before);
        return (ended || shortened) && !open && !char.IsLower(line[0]);
    }

    private static Paragraph Paragraph(List<PlanLine> lines)
    {
        var (text, starts) = (new StringBuilder(), new List<(int Offset, int Line)>());
        foreach (var line in lines)
        {
            if (text.Length > 0) Seam(text, line.Text);
            starts.Add((text.Length, line.Number));
            text.Append(line.Text);
        }

        return new Paragraph(text.ToString(), starts);
    }

    /// <summary>A hyphen at the end of a line either broke a syllable, and goes, or belongs to a number or a sign, and stays without a blank.</summary>
    private static void Seam(StringBuilder text, string next)
    {
        var last = text[^1];
        if (last == '\u00AD') text.Length--;
        else if (last != '-' || text.Length < 2 || !char.IsLetterOrDigit(text[^2]) || !char.IsLetterOrDigit(next[0])) text.Append(' ');
        else if (char.IsLower(next[0]) && OneSyllable(LastWord(text) + next.Split(' ')[0])) text.Length--;
    }

    /// <summary>The last letters before the hyphen; a syllable has seven at most.</summary>
    private static string LastWord(StringBuilder text)
    {
        var end = text.ToString(Math.Max(0, text.Length - 9), Math.Min(text.Length, 9) - 1);
        return end[(end.LastIndexOf(' ') + 1)..];
    }

    private static bool OneSyllable(string word) => word.All(char.IsLower)
        && Vowels().Count(string.Concat(word.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter))) == 1;

    private static string Tidy(string line) => Blanks().Replace(Unseen().Replace(line, ""), " ").Trim();

    [GeneratedRegex(@"^(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?$|^Trang\s+\d+(?:\s*/\s*\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"(?:^|\s)(?:năm|tháng|ngày|số|quý|tuần|mục|điều|khoản)$", RegexOptions.IgnoreCase)]
    private static partial Regex Waits();

    /// <summary>A line in capitals: a title, never the middle of a sentence.</summary>
    [GeneratedRegex(@"^(?=(?:\P{L}*\p{Lu}){6})[^\p{Ll}]+\s[^\p{Ll}]+$")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"^[-–—+•*]\s")]
    private static partial Regex Bullet();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("[\u200B-\u200D\u2060\uFEFF]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
