using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A section that orders something and says neither a day nor a period.</summary>
internal static partial class UndatedDuties
{
    /// <summary>One finding a section.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<Section> sections)
    {
        foreach (var section in sections.Where(section => !section.Upwards().Any(above => Aim().IsMatch(above.Title.Length > 0 ? above.Title : above.Name))))
        {
            var words = section.Body.Select(paragraph => paragraph.Text).ToList();
            if (!words.Any(text => Duty().IsMatch(text))) continue;
            var said = words.Concat(section.Upwards().Select(above => above.Title)).Select(Citations.Cover).ToList();
            if (said.Any(text => Term().IsMatch(text))) continue;
            var advice = words.Any(text => Periodic().IsMatch(text)) ? "lint.noDate.periodic" : "lint.noDate.advice";
            yield return new Finding(section.Line, "noDate", section.Heading, Text.Vi(advice, section.Path));
        }
    }

    [GeneratedRegex(@"mục đích|yêu cầu|mục tiêu|quan điểm|căn cứ|đặc điểm|tình hình|nơi nhận", RegexOptions.IgnoreCase)]
    private static partial Regex Aim();

    private const string Verbs = "tổ chức|triển khai|thực hiện|báo cáo|xây dựng|tuyên truyền|phổ biến|kiểm tra|giám sát|đôn đốc|tổng hợp|gửi|lập|rà soát|thẩm định"
        + "|bình xét|đề xuất|cử|chỉ đạo|hướng dẫn|phát động|ban hành|giải quyết|đăng ký|giới thiệu|nhân rộng|tham mưu|nộp|họp|trình";

    private const string Days = @"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])|(?:tháng|ngày)\s+\d{1,2}\b|\bquý\s+(?:[IVX]+|\d)\b|\d+\s+(?:ngày|tháng|tuần)\b|chậm nhất";

    private const string Recurring = @"(?:hằng|hàng|mỗi|từng)\s+(?:ngày|tuần|tháng|quý|năm|đợt)\b|(?:đầu|giữa|cuối)\s+(?:năm|tháng|quý|tuần)\b"
        + @"|kết thúc\s+(?:mỗi\s+|các\s+)?đợt|(?:sáu|chín|ba)\s+tháng\b";

    [GeneratedRegex($@"(?<!\p{{L}})(?:{Verbs})(?!\p{{L}})", RegexOptions.IgnoreCase)]
    private static partial Regex Duty();

    [GeneratedRegex($"{Days}|{Recurring}", RegexOptions.IgnoreCase)]
    private static partial Regex Term();

    [GeneratedRegex("định kỳ", RegexOptions.IgnoreCase)]
    private static partial Regex Periodic();
}
