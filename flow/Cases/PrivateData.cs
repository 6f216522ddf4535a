using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>
/// What must not stand in a text that everybody reads: dates of birth, numbers of identity papers, telephone numbers, mail addresses, and residents of the unit by name. It finds what has a
/// form; that a text tells no more of somebody than it may is for whoever reads it before it is published.
/// </summary>
public static partial class PrivateData
{
    /// <summary>The first such thing in a text, as a sentence; null when there is none.</summary>
    public static Reason? In(string text)
    {
        var line = Typography.Composed(text);
        return Found(Birth(), line, "refuse.privateBirth") ?? Found(Identity(), line, "refuse.privateIdentity") ?? Found(Telephone(), line, "refuse.privateTelephone")
            ?? Found(Mail(), line, "refuse.privateMail") ?? Found(Resident(), line, "refuse.privateResident");
    }

    private static Reason? Found(Regex form, string text, string key) => form.Match(text) is { Success: true } match ? Reason.Of(key, match.Value.Trim()) : null;

    [GeneratedRegex(@"\b(ngày sinh|sinh ngày|sinh năm|năm sinh|ngày, tháng, năm sinh|SN)\b[^\n]{0,12}?\d{2,4}|\bsinh\s+(ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Birth();

    [GeneratedRegex(@"\b(CCCD|CMND|căn cước|chứng minh nhân dân|hộ chiếu|số định danh)\b[^\n]{0,20}?\d{6,}|(?<![\d/.-])\d{12}(?![\d/.-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![\d/.-])(\+84|0)[ .]?[35789]\d([ .]?\d){7}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    /// <summary>"học viên" stands for those who live in the unit; with a name behind it one of them is named.</summary>
    [GeneratedRegex(@"\b([Hh]ọc viên|[Nn]gười cai nghiện|[Bb]ệnh nhân|[Đđ]ối tượng)\s+(tên\s+(là\s+)?)?\p{Lu}\p{Ll}+(\s+\p{Lu}\p{Ll}*)+", RegexOptions.CultureInvariant)]
    private static partial Regex Resident();
}
