using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Lint;

/// <summary>
/// Knows the papers that a plan cites. Their numbers, days and subjects are history: they order nothing, and neither a wrong year nor a deadline is to be
/// looked for in them. What is covered is replaced by as many blanks, so that places stay what they were.
/// </summary>
internal static partial class Citations
{
    /// <summary>The text without the papers it cites and the spans of years it names.</summary>
    public static string Cover(string text)
    {
        var covered = Numbered().Replace(Span().Replace(text, Blanks), Subject);
        return PaperNumber().Replace(Dated().Replace(Law().Replace(covered, Blanks), Blanks), Blanks);
    }

    /// <summary>As many blanks as the match has letters.</summary>
    public static string Blanks(Match match) => new(' ', match.Length);

    /// <summary>
    /// The subject of a paper names the year it is for, which is that of its day or the next one. Any other year behind it, and a last day, are the plan's own:
    /// the sentence went on without a comma.
    /// </summary>
    private static string Subject(Match match)
    {
        var day = int.TryParse(match.Groups["year"].Value, CultureInfo.InvariantCulture, out var year) ? year : 0;
        var left = Blanks(match).ToCharArray();
        foreach (var own in Own().Matches(match.Groups["subject"].Value).Where(own => !own.Groups["for"].Success || !(day == 0 || For(own) - day is 0 or 1)))
            own.Value.CopyTo(0, left, match.Groups["subject"].Index - match.Index + own.Index, own.Length);
        return new string(left);
    }

    private static int For(Match own) => int.Parse(own.Groups["for"].Value, CultureInfo.InvariantCulture);

    /// <summary>Papers that are cited with their day alone; the others are also words for doing something.</summary>
    private const string Decisive = "Chỉ thị|Nghị quyết|Nghị định|Thông tư|Quyết định|Kế hoạch|Công văn|Công điện|Quy chế|Tờ trình|Đề án|Chương trình|Pháp lệnh|Luật|Bộ luật|Lệnh|Điều lệ";

    private const string Paper = $@"(?<!\p{{L}})(?<!kỷ\s)(?:{Decisive}|Thông tư liên tịch|Hướng dẫn|Kết luận|Báo cáo|Thông báo|Quy định|Văn bản)\s+(?:số\s*:?\s*)?\d+";

    private const string Day = @"ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)(?<year>\d{4})";

    private const string SomeYear = @"(?:19|20)\d\d";

    private const string SomeDay = @"(?:\d{1,2}[/.-]){0,2}";

    /// <summary>Behind a comma one of the people or units named here begins the order itself.</summary>
    private const string Order = @",\s+(?:các|mỗi|phòng|cơ sở|đơn vị|giám đốc|hội đồng|thường trực|trưởng|bộ phận|viên chức|đề nghị|yêu cầu|chủ động)\s";

    private const string Years = $@"(?:giai đoạn|nhiệm kỳ|thời kỳ|từ)\s+(?:năm\s+)?{SomeYear}\s*(?:[-–—]|đến(?:\s+hết)?)\s*(?:năm\s+)?{SomeYear}";

    private const string LastDay = @"(?:trước|chậm nhất|muộn nhất|hạn)\s[^,;]{0,20}?\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)";

    [GeneratedRegex(
        $@"{Paper}[\w/.-]*[/-][\w/-]+(?:[^;]{{0,60}}?{Day})?(?<subject>.*?)(?={Order}|[.;]\s*$|;|$|\s{Paper}[\w.]*[/-])", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex($@"(?<!\p{{L}})(?:{Decisive})\b[^;]{{0,120}}?(?<!(?:trước|đến|từ|hạn|vào|sau|nhất)\s+){Day}")]
    private static partial Regex Dated();

    [GeneratedRegex(@"(?:Luật|Pháp lệnh|Hiến pháp)\s[^.;]{0,80}?(?:năm\s+|\()\d{4}\)?")]
    private static partial Regex Law();

    [GeneratedRegex(@"\b\d{1,4}/\d{4}/[\w-]+")]
    private static partial Regex PaperNumber();

    [GeneratedRegex($@"năm\s+(?<for>20\d\d)(?!\d)|trong\s+(?:tháng|quý)\s+[\dIVX]+(?:\s*[/-]\s*20\d\d)?|{LastDay}", RegexOptions.IgnoreCase)]
    private static partial Regex Own();

    [GeneratedRegex(
        $@"\(?{SomeDay}{SomeYear}\s*[-–—]\s*{SomeDay}{SomeYear}\)?|{Years}|(?:tầm nhìn|định hướng|mục tiêu)(?:\s+đến)?\s+năm\s+{SomeYear}", RegexOptions.IgnoreCase)]
    private static partial Regex Span();
}
