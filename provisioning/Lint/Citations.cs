using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Lint;

/// <summary>
/// Knows the papers that a plan cites. Their numbers, days and subjects are history: they order nothing, and neither a wrong year nor a deadline is to be
/// looked for in them. What is covered is replaced by as many blanks, so that places stay what they were.
/// </summary>
internal static partial class Citations
{
    /// <summary>The text without the papers it cites.</summary>
    public static string Cover(string text) => Blank(Blank(Law().Replace(Numbered().Replace(text, Subject), Blanks), Dated()), PaperNumber());

    /// <summary>As many blanks as the match has letters.</summary>
    public static string Blanks(Match match) => new(' ', match.Length);

    private static string Blank(string text, Regex what) => what.Replace(text, Blanks);

    /// <summary>The subject of a paper names the year it is for, which is the year of its day or the next one; any other year behind it is the plan's own.</summary>
    private static string Subject(Match match)
    {
        var day = int.TryParse(match.Groups["year"].Value, CultureInfo.InvariantCulture, out var year) ? year : 0;
        var subject = match.Groups["subject"];
        var covered = Year().Replace(subject.Value, found => day == 0 || int.Parse(found.Value, CultureInfo.InvariantCulture) - day is 0 or 1 ? "    " : found.Value);
        // What the paper's subject says of days and rounds is no deadline of this plan.
        return new string(' ', match.Length - subject.Length) + (Year().IsMatch(covered) ? covered : new string(' ', covered.Length));
    }

    private const string Papers = "Chỉ thị|Nghị quyết|Nghị định|Thông tư(?: liên tịch)?|Quyết định|Kế hoạch|Công văn|Công điện|Hướng dẫn|Kết luận|Báo cáo|Thông báo|Quy định|Quy chế|Tờ trình|Đề án|Chương trình|Pháp lệnh|Luật|Bộ luật|Lệnh|Điều lệ|Văn bản";

    private const string Day = @"ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)(?<year>\d{4})";

    /// <summary>Behind a comma one of the people or units named here begins the order itself.</summary>
    private const string Order = @",\s+(?:các|mỗi|Phòng|phòng|Cơ sở|cơ sở|Đơn vị|đơn vị|Giám đốc|Hội đồng|Thường trực|Trưởng|trưởng|Bộ phận|bộ phận|viên chức|đề nghị|yêu cầu|chủ động)\s";

    [GeneratedRegex($@"(?:{Papers})\s+(?:số\s*:?\s*)?\d+[\w/.-]*[/-][\w/-]+(?:[^;]{{0,60}}?{Day})?(?<subject>.*?)(?={Order}|[.;]\s*$|;|$|\s(?:{Papers})\s+(?:số\s*:?\s*)?\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex($@"(?:{Papers})\b[^;]{{0,120}}?(?<!(?:trước|đến|từ|hạn|vào|sau|nhất)\s+){Day}", RegexOptions.IgnoreCase)]
    private static partial Regex Dated();

    [GeneratedRegex(@"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s[^.;]{0,80}?(?:năm\s+|\()\d{4}\)?")]
    private static partial Regex Law();

    [GeneratedRegex(@"\b\d{1,4}/\d{4}/[\w-]+")]
    private static partial Regex PaperNumber();

    [GeneratedRegex(@"(?<!\d)20\d\d(?!\d)")]
    private static partial Regex Year();
}
