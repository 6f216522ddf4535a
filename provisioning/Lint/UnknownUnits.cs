using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>A name of a department or satellite point that the campaign does not know.</summary>
internal static partial class UnknownUnits
{
    /// <summary>Every unknown name, once.</summary>
    public static IEnumerable<Finding> Find(IEnumerable<Paragraph> paragraphs, UnitWords units) => paragraphs.SelectMany(paragraph => paragraph.Sentences())
        .SelectMany(sentence => Unknown().Matches(units.Cover(sentence.Text)).Select(match => (sentence, match, Name: Name(sentence.Text[match.Index..(match.Index + match.Length)]))))
        .GroupBy(found => found.Name.ToLowerInvariant())
        .Select(same => same.First())
        .Select(found => new Finding(found.sentence.LineAt(found.match.Index), "unknownUnit", found.Name, Text.Vi("lint.unknownUnit.advice")));

    private static string Name(string phrase) => Verb().Match(phrase) is { Success: true } verb ? phrase[..verb.Index].TrimEnd() : phrase.TrimEnd(' ', '-', '–', '—');

    private const string Named = @"(?:[Pp]hòng|[Kk]hoa|[Tt]rạm|[Đđ]ội|[Pp]hân khu|[Đđ]iểm vệ tinh|[Cc]ơ sở vệ tinh)\s+(?=\p{Lu}|\d)(?:[\p{L}\d&]+(?:\s*[-–—]\s*|\s+|(?=[^\p{L}\d&])|$)){1,9}";

    private const string General = @"(?:[Pp]hòng|[Kk]hoa|[Tt]rạm|[Đđ]iểm|[Cc]ơ sở|[Đđ]ội|[Kk]hu|[Cc]hi nhánh)\s+(?:chuyên môn|nghiệp vụ|vệ tinh|chức năng|trực thuộc)(?!\p{L})";

    private const string Verbs = "và|hoặc|có|là|chủ trì|phối hợp|tham mưu|thực hiện|triển khai|tổng hợp|gửi|báo cáo|để|tổ chức|chịu|được|tại|về|trong|của|theo|xây dựng"
        + "|hướng dẫn|kiểm tra|trước|sau|đề nghị|phải|cần|căn cứ|tiếp tục|giới thiệu|chủ động|nghiêm túc|lập|cử|nộp|họp|hoàn thành|đăng ký";

    /// <summary>A head word with a name in capitals or a number behind it, or one of the words that stand for all units of a kind.</summary>
    [GeneratedRegex($@"(?<![\p{{L}}\d])(?:{Named}|{General})")]
    private static partial Regex Unknown();

    [GeneratedRegex($@",?\s(?:{Verbs})\b")]
    private static partial Regex Verb();
}
