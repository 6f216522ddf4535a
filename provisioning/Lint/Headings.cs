using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A numbered section of a plan.</summary>
/// <param name="Number">The number as printed: <c>III</c>, <c>2</c>, <c>2.1</c>, <c>a</c>.</param>
/// <param name="Title">What stands behind it.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="Parent">The section in which it stands; null at the top.</param>
public sealed record Section(string Number, string Title, int Line, Section? Parent)
{
    /// <summary>What stands in it before the next number.</summary>
    public List<Paragraph> Body { get; } = [];

    /// <summary>Numbers from the top: <c>III.2</c>.</summary>
    public string Path => Parent is null ? Number : $"{Parent.Path}.{Number[(Number.StartsWith($"{Parent.Number}.", StringComparison.Ordinal) ? Parent.Number.Length + 1 : 0)..]}";

    /// <summary>It and the sections in which it stands.</summary>
    public IEnumerable<Section> Upwards()
    {
        for (var at = this; at is not null; at = at.Parent) yield return at;
    }
}

/// <summary>Finds the numbered sections of a plan, whatever the order of its ways of numbering.</summary>
internal static partial class Headings
{
    /// <summary>A line or paragraph begins with a number of a section.</summary>
    public static bool Starts(string text) => Form(text) is not null;

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

            // A way of numbering that is open already goes on at its own level; a new one begins below.
            if (open.FindIndex(level => level.Form == form) is >= 0 and var at) open.RemoveRange(at, open.Count - at);
            var section = new Section(number, title, paragraph.Line, open.Count == 0 ? null : open[^1].Section);
            // A long one is a sentence with a number: its own words are its duty.
            if (title.Length > 60) section.Body.Add(paragraph);
            open.Add((form, section));
            sections.Add(section);
        }

        return (front, sections);
    }

    private static (string Form, string Number, string Title)? Form(string text)
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
}
