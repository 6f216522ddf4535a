using System.Text;

namespace EmulationM365.LocalM365.Formulas;

/// <summary><c>TEXT</c>: a number or a date in a pattern of Excel.</summary>
internal static class FormulaText
{
    private const string DateLetters = "ymdhs";

    public static FormulaValue Shown(FormulaValue value, string pattern)
    {
        if (value.Kind == FormulaKind.Text && value.ToNumber() is null) return value;
        if (value.ToNumber() is not { } number) return FormulaValue.BadValue;
        if (Bare(pattern).Any(letter => DateLetters.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal)))
            return value.ToMoment() is { } moment ? FormulaValue.Of(Moment(moment, pattern)) : FormulaValue.BadValue;
        try
        {
            // the patterns for numbers mean the same in .NET
            return pattern.Length > 100 ? FormulaValue.BadValue : FormulaValue.Of(number.ToString(pattern.Length == 0 ? "''" : pattern, CultureInfo.InvariantCulture));
        }
        catch (FormatException)
        {
            return FormulaValue.BadValue;
        }
    }

    private static string Moment(DateTime moment, string pattern)
    {
        var text = new StringBuilder();
        var half = Bare(pattern).Contains("AM/PM", StringComparison.OrdinalIgnoreCase);
        var last = ' ';
        for (var at = 0; at < pattern.Length;)
        {
            var letter = char.ToLowerInvariant(pattern[at]);
            if (letter == '"')
            {
                var end = pattern.IndexOf('"', at + 1);
                end = end < 0 ? pattern.Length : end;
                text.Append(pattern, at + 1, end - at - 1);
                at = end + 1;
            }
            else if (string.Compare(pattern, at, "AM/PM", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
            {
                text.Append(moment.Hour < 12 ? "AM" : "PM");
                at += 5;
            }
            else if (DateLetters.Contains(letter, StringComparison.Ordinal))
            {
                var run = Run(pattern, at);
                var minute = letter == 'm' && (last == 'h' || Following(pattern, at + run) == 's');
                text.Append(Piece(moment, minute ? 'n' : letter, run, half));
                (last, at) = (letter, at + run);
            }
            else
            {
                text.Append(pattern[at++]);
            }
        }
        return text.ToString();
    }

    private static string Piece(DateTime moment, char letter, int run, bool half)
    {
        var two = run > 1 ? "00" : "0";
        return letter switch
        {
            'y' => run > 2 ? moment.Year.ToString("0000", CultureInfo.InvariantCulture) : (moment.Year % 100).ToString("00", CultureInfo.InvariantCulture),
            'm' when run > 2 => moment.ToString(run > 3 ? "MMMM" : "MMM", CultureInfo.InvariantCulture),
            'm' => moment.Month.ToString(two, CultureInfo.InvariantCulture),
            'd' when run > 2 => moment.ToString(run > 3 ? "dddd" : "ddd", CultureInfo.InvariantCulture),
            'd' => moment.Day.ToString(two, CultureInfo.InvariantCulture),
            'h' => (half ? ((moment.Hour + 11) % 12) + 1 : moment.Hour).ToString(two, CultureInfo.InvariantCulture),
            'n' => moment.Minute.ToString(two, CultureInfo.InvariantCulture),
            _ => moment.Second.ToString(two, CultureInfo.InvariantCulture),
        };
    }

    private static int Run(string pattern, int at)
    {
        var end = at;
        while (end < pattern.Length && char.ToLowerInvariant(pattern[end]) == char.ToLowerInvariant(pattern[at])) end++;
        return end - at;
    }

    /// <summary>The next letter that stands for a part of a moment.</summary>
    private static char Following(string pattern, int at)
    {
        while (at < pattern.Length && !DateLetters.Contains(char.ToLowerInvariant(pattern[at]), StringComparison.Ordinal)) at++;
        return at < pattern.Length ? char.ToLowerInvariant(pattern[at]) : ' ';
    }

    /// <summary>The pattern without what stands in quotes.</summary>
    private static string Bare(string pattern) => string.Concat(pattern.Split('"').Where((_, index) => index % 2 == 0));
}
