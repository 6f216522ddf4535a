using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace EmulationM365.Provisioning.Lint;

/// <summary>Counts the numbers that Word itself puts before paragraphs: they stand in no text, but people see them.</summary>
internal sealed partial class WordNumbers(MainDocumentPart part)
{
    private readonly Numbering? _numbering = part.NumberingDefinitionsPart?.Numbering;
    private readonly Dictionary<string, Style> _styles = (part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null).GroupBy(style => style.StyleId!.Value!).ToDictionary(same => same.Key, same => same.First());

    private readonly Dictionary<int, int?[]> _counted = [];
    private readonly HashSet<int> _begun = [];

    /// <summary>The number of the next paragraph with a blank behind it; empty when it has none. Paragraphs come in their order.</summary>
    public string Of(Word.Paragraph paragraph)
    {
        if (Properties(paragraph) is not { NumberingId.Val.Value: > 0 and var id } properties) return "";
        var instance = _numbering?.Elements<NumberingInstance>().FirstOrDefault(entry => entry.NumberID?.Value == id);
        var family = _numbering?.Elements<AbstractNum>().FirstOrDefault(entry => entry.AbstractNumberId?.Value == instance?.AbstractNumId?.Val?.Value);
        var depth = Math.Clamp(properties.NumberingLevelReference?.Val?.Value ?? 0, 0, 8);
        if (instance is null || family is null || Level(family, depth) is not { } level || level.NumberingFormat?.Val?.Value == NumberFormatValues.None) return "";
        if (level.NumberingFormat?.Val?.Value == NumberFormatValues.Bullet) return "- ";
        var counted = Count(family, instance, id, depth);
        return Place().Replace(level.LevelText?.Val?.Value ?? "", match => Written(family, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1, counted)).Trim() is { Length: > 0 } number
            ? $"{number} " : "";
    }

    /// <summary>Lists of one family go on counting in one another, unless one says that it begins anew.</summary>
    private int?[] Count(AbstractNum family, NumberingInstance instance, int id, int depth)
    {
        if (!_counted.TryGetValue(family.AbstractNumberId!.Value, out var counted)) _counted[family.AbstractNumberId.Value] = counted = new int?[9];
        if (_begun.Add(id))
        {
            foreach (var anew in instance.Elements<LevelOverride>().Where(entry => entry.StartOverrideNumberingValue?.Val is not null && entry.LevelIndex?.Value is >= 0 and <= 8))
                counted[anew.LevelIndex!.Value] = anew.StartOverrideNumberingValue!.Val!.Value - 1;
        }

        counted[depth] = counted[depth] + 1 ?? Start(family, depth);
        Array.Clear(counted, depth + 1, counted.Length - depth - 1);
        return counted;
    }

    private NumberingProperties? Properties(Word.Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.NumberingProperties is { } own) return own;
        var name = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var depth = 0; depth < 10 && name is not null && _styles.TryGetValue(name, out var style); depth++, name = style.BasedOn?.Val?.Value)
            if (style.StyleParagraphProperties?.NumberingProperties is { } inherited) return inherited;
        return null;
    }

    private static Level? Level(AbstractNum family, int depth) => family.Elements<Level>().FirstOrDefault(level => level.LevelIndex?.Value == depth);

    private static int Start(AbstractNum family, int depth) => Level(family, depth)?.StartNumberingValue?.Val?.Value ?? 1;

    private static string Written(AbstractNum family, int depth, int?[] counted)
    {
        var number = counted[depth] ?? Start(family, depth);
        var format = Level(family, depth)?.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal;
        return format switch
        {
            NumberFormatValues.UpperRoman => Roman(number),
            NumberFormatValues.LowerRoman => Roman(number).ToLowerInvariant(),
            NumberFormatValues.UpperLetter => $"{(char)('A' + ((Math.Max(number, 1) - 1) % 26))}",
            NumberFormatValues.LowerLetter => $"{(char)('a' + ((Math.Max(number, 1) - 1) % 26))}",
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Roman(int number) => string.Concat(
        Enumerable.Repeat("X", Math.Clamp(number, 0, 39) / 10)) + new[] { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" }[Math.Clamp(number, 0, 39) % 10];

    [GeneratedRegex("%([1-9])")]
    private static partial Regex Place();
}
