using System.Text.RegularExpressions;
using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A numbered section of a plan.</summary>
/// <param name="Number">The number as printed: <c>III</c>, <c>2</c>, <c>2.1</c>, <c>a</c>, <c>Chương I</c>, <c>Điều 5</c>.</param>
/// <param name="Title">What stands behind it; empty when it stands alone on its line.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="Parent">The section in which it stands; null at the top.</param>
public sealed record Section(string Number, string Title, int Line, Section? Parent)
{
    /// <summary>What stands in it before the next number.</summary>
    public List<Paragraph> Body { get; } = [];

    /// <summary>It is called by a word, as the parts of a regulation are: <c>Điều 5</c>.</summary>
    public bool Worded => Number.Length > 1 && char.IsLetter(Number[0]) && Number.Contains(' ');

    /// <summary>Numbers from the top: <c>III.2</c>; <c>Chương I, Điều 5</c>.</summary>
    public string Path => Parent is null ? Number
        : Worded ? $"{Parent.Path}, {Number}"
        : $"{Parent.Path}.{Number[(Number.StartsWith($"{Parent.Number}.", StringComparison.Ordinal) ? Parent.Number.Length + 1 : 0)..]}";

    /// <summary>Its title, or the line below a number that stands alone, cut to a length that can be quoted; empty when there is neither.</summary>
    public string Name => Short(Title.Length == 0 && Body is [{ Text: { Length: <= 120 } below }, ..] && below[^1] is not ('.' or ';' or ':') ? below : Title);

    /// <summary>Number and name, as they are quoted.</summary>
    public string Heading => Name.Length == 0 ? Number : $"{Number}. {Name}";

    /// <summary>It and the sections in which it stands.</summary>
    public IEnumerable<Section> Upwards()
    {
        for (var at = this; at is not null; at = at.Parent) yield return at;
    }

    private static string Short(string title) =>
        title.Length <= 80 ? title : title.LastIndexOf(' ', 80) is > 0 and var blank ? title[..blank] + "…" : FieldMapper.Cut(title, 81);
}

/// <summary>Finds the numbered sections of a plan, whatever the order of its ways of numbering.</summary>
internal static partial class Headings
{
    /// <summary>Ways of numbering by a word, the wider before the narrower; numbers alone stand below them all.</summary>
    private static readonly string[] Words = ["Phần", "Chương", "Mục", "Điều"];

    /// <summary>A line or paragraph begins with a number of a section.</summary>
    public static bool Starts(string text) => Form(text) is not null;

    /// <summary>What looks like a heading is cited by the line before: "quy định tại" / "Điều 5."</summary>
    public static bool Cited(string text, string before) => WordedForm(text) is not null && Cites().IsMatch(before);

    /// <summary>The sections in order, and what stands before the first of them.</summary>
    public static (IReadOnlyList<Paragraph> Front, IReadOnlyList<Section> Sections) Read(IEnumerable<Paragraph> paragraphs)
    {
        var (front, sections, open) = (new List<Paragraph>(), new List<Section>(), new List<(string Form, Section Section)>());
        foreach (var paragraph in paragraphs)
        {
            if (Form(paragraph.Text) is not var (form, number, title))
            {
                (open.Count == 0 ? front : open[^1].Section.Body).Add(paragraph);
                continue;
            }

            if (open.FindIndex(level => Ends(level.Form, form)) is >= 0 and var at) open.RemoveRange(at, open.Count - at);
            var section = new Section(number, title, paragraph.Line, open.Count == 0 ? null : open[^1].Section);
            // A long one is a sentence with a number: its own words are its duty.
            if (title.Length > 60) section.Body.Add(paragraph);
            open.Add((form, section));
            sections.Add(section);
        }

        return (front, sections);
    }

    /// <summary>A way of numbering that is open already goes on at its own level; a new one begins below, but a chapter ends the article before it.</summary>
    private static bool Ends(string open, string next) => open == next || (Words.Contains(next) && Array.IndexOf(Words, open) > Array.IndexOf(Words, next));

    private static (string Form, string Number, string Title)? Form(string text) => WordedForm(text) ?? NumberedForm(text);

    private static (string Form, string Number, string Title)? WordedForm(string text)
    {
        if (Worded().Match(text) is not { Success: true } match) return null;
        var word = Words.First(known => string.Equals(known, match.Groups["word"].Value, StringComparison.OrdinalIgnoreCase));
        var number = match.Groups["ordinal"].Success ? match.Groups["number"].Value.ToLowerInvariant() : match.Groups["number"].Value;
        return (word, $"{word} {number}", match.Groups["title"].Value);
    }

    private static (string Form, string Number, string Title)? NumberedForm(string text)
    {
        if (Numbered().Match(text) is not { Success: true } match) return null;
        var (number, title) = (match.Groups[1].Value, match.Groups[3].Value);
        var form = number switch
        {
            _ when Roman().IsMatch(number) => "roman",
            _ when char.IsAsciiDigit(number[0]) => $"digits{number.Count(letter => letter == '.')}{(match.Groups[2].Value == ")" ? ")" : "")}",
            _ when char.IsUpper(number[0]) => "capital",
            _ => "letter",
        };
        return (form, number, title);
    }

    [GeneratedRegex(@"^((?:[IVX]{1,5}|[A-H])(?=[./]\s)|\d{1,2}(?=\.[\s\p{L}]|[/)]\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\.?\s)|[a-zđ](?=\)\s))([./)]?)\s*(\S.*)$")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[IVX]+$")]
    private static partial Regex Roman();

    private const string Ordinal = "nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười";

    /// <summary>
    /// "Chương I", "Phần thứ nhất" alone, before a stop, or before a title in capitals; "Điều 5." only with its stop: "Điều 5 Luật này" and
    /// "Chương II của Luật" cite something.
    /// </summary>
    [GeneratedRegex(
        @"^(?:(?<word>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?<number>[IVXLC]{1,7}|\d{1,2}|[A-H]|(?<ordinal>(?i:thứ\s+(?:" + Ordinal + @"))))(?:\s*[.:–-]?\s*$|\s*[.:]\s+(?<title>\S.*)$|\s+[–-]\s+(?<title>\S.*)$|\s+(?<title>[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*)$)"
        + @"|(?<word>Điều|ĐIỀU)\s+(?<number>\d{1,3}[a-zđ]?)\s*[.:](?:\s+(?<title>\S.*))?$)")]
    private static partial Regex Worded();

    [GeneratedRegex(@"(?:,|(?:^|\s)(?:tại|theo|của|và|với|hoặc|đến|từ|các|trong|quy định|khoản\s+\S+|điểm\s+\S+))$", RegexOptions.IgnoreCase)]
    private static partial Regex Cites();
}
