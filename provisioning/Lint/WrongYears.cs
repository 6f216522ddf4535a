using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A year that is not the plan's own, where the plan orders work of its year.</summary>
internal static partial class WrongYears
{
    /// <summary>The year in the title; null when it names none.</summary>
    public static int? OfTitle(IEnumerable<Paragraph> front) => front.Where(paragraph => !Signature().IsMatch(paragraph.Text)).Take(12)
        .SelectMany(paragraph => Named().Matches(Citations.Cover(paragraph.Text)))
        .Select(match => (int?)Number(match)).FirstOrDefault();

    /// <summary>Every wrong year.</summary>
    public static IEnumerable<Finding> Find(IEnumerable<Paragraph> paragraphs, int year)
    {
        foreach (var sentence in paragraphs.Where(paragraph => !Signature().IsMatch(paragraph.Text)).SelectMany(paragraph => paragraph.Sentences()))
        {
            foreach (var match in Named().Matches(Covered(sentence.Text, year)).Where(match => Number(match) != year && !NextYear(sentence.Text, match, year)))
                yield return new Finding(
                    sentence.LineAt(match.Groups["year"].Index), "wrongYear", sentence.Around(match.Index, match.Length, 6, 3), Text.Vi("lint.wrongYear.advice", Number(match), year));
        }
    }

    /// <summary>The sentence without papers, spans of years and what looks back.</summary>
    private static string Covered(string text, int year) =>
        Back().Replace(Citations.Cover(text), match => Number(match) < year ? Citations.Blanks(match) : match.Value);

    /// <summary>A review sets the tasks of the year after, and the campaign's own window runs to the end of March.</summary>
    private static bool NextYear(string sentence, Match match, int year) => Number(match) == year + 1
        && (Review().IsMatch(sentence) || (int.TryParse(match.Groups["month"].Value, CultureInfo.InvariantCulture, out var month) && month <= 3));

    private static int Number(Match match) => int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);

    private const string Written = @"(?:\b(?:ngày\s+\d{1,2}\s+)?tháng\s+(?<month>\d{1,2})\s+)?\bnăm\s+(?<year>20\d\d)(?!\d)";

    private const string InFigures = @"(?<![\d/.-])(?:\d{1,2}[/.-])?(?<month>\d{1,2})[/.-](?<year>20\d\d)(?![\d/])|quý\s+[IVX\d]+\s*[/-]\s*(?<year>20\d\d)(?!\d)";

    private const string Before = @"so với|bằng|hơn|cùng kỳ|kể từ|thành lập|đã\s[^,;.]{1,80}|(?:phát huy|rút kinh nghiệm|khắc phục)[^,;.]{0,80}";

    [GeneratedRegex($"{Written}|{InFigures}", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex($@"(?<!\p{{L}})(?:{Before})\s*(?:cùng kỳ\s+)?(?:của\s+|trong\s+)?năm\s+(?<year>20\d\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Back();

    [GeneratedRegex(@"sơ kết|tổng kết|phương hướng|nhiệm vụ(?:\s+trọng tâm)?\s+năm|kế hoạch\s+năm\s+(?:sau|tới)", RegexOptions.IgnoreCase)]
    private static partial Regex Review();

    private const string PlaceAndDay = @"[\p{L}\s.]{2,40},\s*ngày\s+[\d….\s]{1,6}tháng\s+[\d….\s]{1,6}năm\s+20\d\d";

    [GeneratedRegex($@"^{PlaceAndDay}|^(?:Ký bởi|Người ký|Ngày ký|Thời gian ký|Giờ ký|Số\s*:)", RegexOptions.IgnoreCase)]
    private static partial Regex Signature();
}
