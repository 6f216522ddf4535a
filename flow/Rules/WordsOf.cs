using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>How far an achievement reaches.</summary>
public enum Reach
{
    /// <summary>The words do not tell.</summary>
    Unknown,

    /// <summary>The unit, the commune, the district.</summary>
    Unit,

    /// <summary>A field of the province.</summary>
    Province,

    /// <summary>The nation.</summary>
    Nation,
}

/// <summary>What people wrote in their own words, read for the few things a rule must know. Words that are not known here are for people to read: never a "yes", never a "no".</summary>
internal static partial class WordsOf
{
    private static readonly string[] Denials =
        ["chưa", "vi phạm", "thiếu", "bị", "kém", "yếu", "không có", "không đồng ý", "không nhất trí", "không chấp hành", "không đạt", "không tốt", "không hoàn thành", "không đủ", "không xác nhận"];
    private static readonly string[] Clearings = ["không vi phạm", "không có vi phạm", "chưa vi phạm", "chưa từng vi phạm", "không bị", "không sai phạm", "không có ý kiến khác"];
    private static readonly string[] Cleared =
        ["không vi phạm", "không có vi phạm", "không có cơ sở", "không đúng sự thật", "tố cáo sai", "không có sai phạm", "không sai phạm", "không gian dối", "không có căn cứ"];
    private static readonly string[] Bodies =
        ["có thẩm quyền", "thanh tra", "kiểm tra", "tòa án", "viện kiểm sát", "cơ quan điều tra", "công an", "ủy ban nhân dân", "UBND", "giám đốc sở", "sở nội vụ", "bộ trưởng", "hội đồng kỷ luật", "cơ quan tố tụng", "kiểm toán"];

    /// <summary>It says that something is not so.</summary>
    public static bool Deny(string text) => Letters.Same(text, "không") || (Has(text, Denials) && !Has(text, Clearings));

    /// <summary>A finding that clears.</summary>
    public static bool Clears(string text) => Has(text, Cleared);

    /// <summary>A body that may conclude (Law 06/2022/QH15 Art. 93(2)(d)).</summary>
    public static bool IsCompetentBody(string text) => Has(text, Bodies) && !Has(text, "nặc danh", "dư luận", "mạng xã hội", "không có thẩm quyền", "chưa có thẩm quyền");

    /// <summary>An injury from combat or rescue.</summary>
    public static bool IsRescueOrCombat(string text) => !Has(text, "không") && Has(text, "cứu", "chiến đấu", "dũng cảm", "truy bắt", "bắt tội phạm");

    /// <summary>A result of training below "khá".</summary>
    public static bool IsBelowGood(string text) => Has(text, "trung bình", "yếu", "kém", "không đạt", "chưa đạt", "chưa có");

    /// <summary>A scientific work that was accepted.</summary>
    public static bool IsAccepted(string text) => Has(text, "nghiệm thu") && !Has(text, "chưa", "không", "đang", "chờ");

    /// <summary>A scientific work that was refused.</summary>
    public static bool IsRefused(string text) => Has(text, "không đạt", "không nghiệm thu", "không được nghiệm thu");

    /// <summary>How far it reaches; the narrowest word decides.</summary>
    public static Reach ReachOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || Has(text, "không", "chưa")) return Reach.Unknown;
        if (Has(text, "toàn tỉnh", "cấp tỉnh") || (Has(text, "lĩnh vực") && Has(text, "tỉnh"))) return Reach.Province;
        if (Has(text, "đơn vị", "cơ sở", "xã", "phường", "thị trấn", "huyện", "phòng", "khoa", "cơ quan")) return Reach.Unit;
        if (Has(text, "tỉnh", "thành phố")) return Reach.Province;
        return Has(text, "toàn quốc", "cả nước", "quốc gia") ? Reach.Nation : Reach.Unknown;
    }

    /// <summary>One of the words stands in the text, as whole words.</summary>
    public static bool Has(string text, params string[] words)
    {
        var read = Plain(text);
        return words.Any(word => read.Contains(Plain(word), StringComparison.Ordinal));
    }

    private static string Plain(string text) => $" {NoLetters().Replace(Letters.Folded(text), " ").Trim()} ";

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex NoLetters();
}
