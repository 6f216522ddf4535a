using System.Text.RegularExpressions;
using static EmulationM365.LocalM365.Formulas.FormulaFunction;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>Cutting, joining and looking into texts. Places count from one.</summary>
internal static class TextFunctions
{
    public static IReadOnlyList<FormulaFunction> All { get; } =
    [
        OfText("LEN", text => FormulaValue.Of(text.Length)),
        OfText("UPPER", text => FormulaValue.Of(text.ToUpperInvariant())),
        OfText("LOWER", text => FormulaValue.Of(text.ToLowerInvariant())),
        OfText("PROPER", text => FormulaValue.Of(Proper(text))),
        OfText("TRIM", text => FormulaValue.Of(string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
        OfText("CODE", text => text.Length == 0 ? FormulaValue.BadValue : FormulaValue.Of(text[0])),
        OfText("VALUE", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FormulaValue.Of(number) : FormulaValue.BadValue),
        Of("T", 1, 1, values => values[0].Kind == FormulaKind.Text ? values[0] : FormulaValue.Of("")),
        Of("N", 1, 1, values => FormulaValue.Of(values[0].Kind is FormulaKind.Number or FormulaKind.Truth ? values[0].ToNumber()!.Value : 0)),
        Of("EXACT", 2, 2, values => FormulaValue.Of(string.Equals(values[0].ToText(), values[1].ToText(), StringComparison.Ordinal))),
        Of("CONCATENATE", 1, Many, values => FormulaValue.Of(string.Concat(values.Select(value => value.ToText())))),
        OfNumbers("CHAR", 1, 1, numbers => numbers[0] is >= 1 and < 256 ? FormulaValue.Of(((char)numbers[0]).ToString()) : FormulaValue.BadValue),
        Of("LEFT", 1, 2, values => Part(values, 1, (text, count) => text[..count])),
        Of("RIGHT", 1, 2, values => Part(values, 1, (text, count) => text[^count..])),
        Of("MID", 3, 3, values => Place(values[1]) is { } start ? Part(values, 2, (text, count) => Cut(text, start - 1, count)) : FormulaValue.BadValue),
        Of("REPLACE", 4, 4, Replace),
        Of("REPT", 2, 2, Repeat),
        Of("FIND", 2, 3, values => Found(values, (text, sought, from) => text.IndexOf(sought, from, StringComparison.Ordinal))),
        Of("SEARCH", 2, 3, values => Found(values, Search)),
        Of("TEXT", 2, 2, values => FormulaText.Shown(values[0], values[1].ToText())),
    ];

    private static FormulaValue Part(FormulaValue[] values, int counted, Func<string, int, string> cut)
    {
        var text = values[0].ToText();
        if ((values.Length > counted ? values[counted].ToNumber() : 1) is not { } count || count < 0) return FormulaValue.BadValue;
        return FormulaValue.Of(cut(text, counted == 2 ? Whole(count) : Math.Min(Whole(count), text.Length)));
    }

    private static string Cut(string text, int start, int count) => start >= text.Length ? "" : text.Substring(start, Math.Min(count, text.Length - start));

    private static FormulaValue Replace(FormulaValue[] values)
    {
        if (Place(values[1]) is not { } start || values[2].ToNumber() is not { } count || count < 0) return FormulaValue.BadValue;
        var text = values[0].ToText();
        var from = Math.Min(start - 1, text.Length);
        return FormulaValue.Of(text[..from] + values[3].ToText() + text[Math.Min(text.Length, from + Math.Min(Whole(count), text.Length))..]);
    }

    private static FormulaValue Repeat(FormulaValue[] values)
    {
        if (values[1].ToNumber() is not { } count || count < 0) return FormulaValue.BadValue;
        var text = values[0].ToText();
        return text.Length * Math.Floor(count) > FormulaValue.Longest ? FormulaValue.BadValue : FormulaValue.Of(string.Concat(Enumerable.Repeat(text, text.Length == 0 ? 0 : (int)count)));
    }

    private static FormulaValue Found(FormulaValue[] values, Func<string, string, int, int> find)
    {
        var (sought, text) = (values[0].ToText(), values[1].ToText());
        if ((values.Length > 2 ? Place(values[2]) : 1) is not { } start || start > text.Length + 1) return FormulaValue.BadValue;
        var at = find(text, sought, start - 1);
        return at < 0 ? FormulaValue.BadValue : FormulaValue.Of(at + 1);
    }

    /// <summary>Letter case does not count; <c>?</c> is any letter and <c>*</c> any letters. Without backtracking, whatever is sought.</summary>
    private static int Search(string text, string sought, int from)
    {
        var pattern = Regex.Escape(sought).Replace("\\?", ".", StringComparison.Ordinal).Replace("\\*", ".*", StringComparison.Ordinal);
        var match = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant).Match(text, from);
        return match.Success ? match.Index : -1;
    }

    private static string Proper(string text)
    {
        var letters = text.ToLowerInvariant().ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            if (i == 0 || !char.IsLetter(letters[i - 1])) letters[i] = char.ToUpperInvariant(letters[i]);
        return new string(letters);
    }

    private static int? Place(FormulaValue value) => value.ToNumber() is { } number and >= 1 ? Whole(number) : null;

    private static int Whole(double number) => (int)Math.Min(number, FormulaValue.Longest + 1);
}
