using static EmulationM365.LocalM365.Formulas.FormulaFunction;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>Dates and times, all in the site's own time.</summary>
internal static class DateFunctions
{
    private static readonly string[] _forms = ["yyyy-M-d", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d'T'H:m:s", "d/M/yyyy", "d/M/yyyy H:m", "d/M/yyyy H:m:s"];

    public static IReadOnlyList<FormulaFunction> All { get; } =
    [
        new("TODAY", 0, 0, (_, row) => FormulaValue.Of(row.Now.DateTime.Date)) { IsVolatile = true },
        new("NOW", 0, 0, (_, row) => FormulaValue.Of(row.Now.DateTime)) { IsVolatile = true },
        OfNumbers("DATE", 3, 3, numbers => Date(numbers)),
        OfNumbers("TIME", 3, 3, numbers => Time(numbers)),
        OfText("DATEVALUE", text => Read(text) is { } moment ? FormulaValue.Of(moment.Date) : FormulaValue.BadValue),
        OfText("TIMEVALUE", text => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? FormulaValue.Of(time.ToTimeSpan().TotalDays) : FormulaValue.BadValue),
        OfMoment("YEAR", moment => moment.Year),
        OfMoment("MONTH", moment => moment.Month),
        OfMoment("DAY", moment => moment.Day),
        OfMoment("HOUR", moment => moment.Hour),
        OfMoment("MINUTE", moment => moment.Minute),
        OfMoment("SECOND", moment => moment.Second),
        Of("WEEKDAY", 1, 2, Weekday),
        Of("DATEDIF", 3, 3, Difference),
    ];

    private static DateTime? Read(string text) =>
        DateTime.TryParseExact(text.Trim(), _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>Months and days may go over: day 0 of March is the last of February.</summary>
    private static FormulaValue Date(double[] numbers)
    {
        if (numbers.Any(number => Math.Abs(number) > 1e6)) return FormulaValue.BadNumber;
        var year = (int)Math.Floor(numbers[0]) + (numbers[0] is >= 0 and < 1900 ? 1900 : 0);
        var month = (year * 12) + (int)Math.Floor(numbers[1]) - 1;
        if (month < 1900 * 12 || month >= 9999 * 12) return FormulaValue.BadNumber;
        var first = new DateTime(month / 12, (month % 12) + 1, 1);
        var serial = FormulaValue.Of(first.ToOADate() + Math.Floor(numbers[2]) - 1);
        return serial.ToMoment() is null ? FormulaValue.BadNumber : serial;
    }

    private static FormulaValue Time(double[] numbers)
    {
        if (numbers.Any(number => Math.Abs(number) > 1e6)) return FormulaValue.BadNumber;
        var seconds = (Math.Floor(numbers[0]) * 3600) + (Math.Floor(numbers[1]) * 60) + Math.Floor(numbers[2]);
        return seconds < 0 ? FormulaValue.BadNumber : FormulaValue.Of(seconds % 86400 / 86400);
    }

    private static FormulaValue Weekday(FormulaValue[] values)
    {
        if (values[0].ToMoment() is not { } moment) return FormulaValue.BadValue;
        var fromSunday = (int)moment.DayOfWeek;
        return (values.Length > 1 ? values[1].ToNumber() : 1) switch
        {
            1 => FormulaValue.Of(fromSunday + 1),
            2 => FormulaValue.Of(((fromSunday + 6) % 7) + 1),
            3 => FormulaValue.Of((fromSunday + 6) % 7),
            _ => FormulaValue.BadNumber,
        };
    }

    private static FormulaValue Difference(FormulaValue[] values)
    {
        if (values[0].ToMoment()?.Date is not { } from || values[1].ToMoment()?.Date is not { } to) return FormulaValue.BadValue;
        if (to < from) return FormulaValue.BadNumber;
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);
        return values[2].ToText().ToUpperInvariant() switch
        {
            "D" => FormulaValue.Of((to - from).TotalDays),
            "M" => FormulaValue.Of(months),
            "Y" => FormulaValue.Of(months / 12),
            "YM" => FormulaValue.Of(months % 12),
            "MD" => FormulaValue.Of((to - from.AddMonths(months)).TotalDays),
            "YD" => FormulaValue.Of((to - from.AddYears(months / 12)).TotalDays),
            _ => FormulaValue.BadNumber,
        };
    }
}
