using System.Text.RegularExpressions;
using EmulationM365.Campaigns;

namespace EmulationM365.Provisioning.Lint;

/// <summary>Reads a plan as an attentive colleague would before it is signed. Pure: the same paragraphs always give the same findings.</summary>
public static partial class PlanLint
{
    /// <summary>The year in the title of a plan; null when it names none.</summary>
    public static int? YearOf(IReadOnlyList<Paragraph> paragraphs) => WrongYears.OfTitle(Front(paragraphs));

    /// <summary>What should be looked at, in the order of the lines.</summary>
    /// <param name="paragraphs">The document.</param>
    /// <param name="year">The plan's year.</param>
    /// <param name="units">The units of the campaign.</param>
    public static IReadOnlyList<Finding> Find(IReadOnlyList<Paragraph> paragraphs, int year, IReadOnlyList<Unit> units)
    {
        var body = Body(paragraphs);
        var (words, sections) = (new UnitWords(units), Headings.Read(body).Sections);
        return [.. WrongYears.Find(body, year).Concat(RepeatedNumbers.Find(sections)).Concat(UnknownUnits.Find(body, words)).Concat(TwoNames.Find(body, words))
            .Concat(UndatedDuties.Find(sections)).OrderBy(finding => finding.Line)];
    }

    /// <summary>Behind "Nơi nhận" stand receivers and signature, which order nothing, up to an annex.</summary>
    private static List<Paragraph> Body(IReadOnlyList<Paragraph> paragraphs)
    {
        var (body, closed) = (new List<Paragraph>(), false);
        foreach (var paragraph in paragraphs)
        {
            closed = Receivers().IsMatch(paragraph.Text) || (closed && !Annex().IsMatch(paragraph.Text));
            if (!closed) body.Add(paragraph);
        }

        return body;
    }

    private static IReadOnlyList<Paragraph> Front(IReadOnlyList<Paragraph> paragraphs)
    {
        var front = Headings.Read(paragraphs).Front;
        var title = front.ToList().FindIndex(paragraph => Title().IsMatch(paragraph.Text));
        return title < 0 ? front : [.. front.Skip(title)];
    }

    [GeneratedRegex(@"^Nơi nhận\s*(?::|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Receivers();

    [GeneratedRegex(@"^Phụ lục(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Annex();

    [GeneratedRegex(@"^\s*(?:KẾ HOẠCH|CHƯƠNG TRÌNH|HƯỚNG DẪN|QUYẾT ĐỊNH|THÔNG BÁO)(?!\p{L})")]
    private static partial Regex Title();
}
