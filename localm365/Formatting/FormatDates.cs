using static EmulationM365.LocalM365.Formatting.FormatOperator;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>Functions over moments. What is no moment gives nothing, or no number.</summary>
internal static class FormatDates
{
    private const double Day = 86_400_000;

    public static IReadOnlyList<FormatOperator> All { get; } =
    [
        Of("Date", 1, 1, (values, sight) => Moment(values[0], sight) is { } moment ? FormatValue.Of(moment) : FormatValue.Blank),
        Of("toLocaleString", 1, 1, (values, sight) => values[0] is FormatValue.Number number
            ? FormatValue.Of(FormatMoments.Grouped(number.Value, sight.Scope.Lcid)) : Shown(values[0], sight, FormatMoments.DateAndTime)),
        Of("toLocaleDateString", 1, 1, (values, sight) => Shown(values[0], sight, FormatMoments.Date)),
        Of("toLocaleTimeString", 1, 1, (values, sight) => Shown(values[0], sight, FormatMoments.Time)),
        Of("getDate", 1, 1, (values, sight) => Part(values[0], sight, moment => moment.Day)),
        // as in JavaScript, January is 0
        Of("getMonth", 1, 1, (values, sight) => Part(values[0], sight, moment => moment.Month - 1)),
        Of("getYear", 1, 1, (values, sight) => Part(values[0], sight, moment => moment.Year)),
        Of("addDays", 2, 2, (values, sight) => Moved(values, sight, Day)),
        Of("addMinutes", 2, 2, (values, sight) => Moved(values, sight, 60_000)),
    ];

    private static DateTimeOffset? Moment(FormatValue value, FormatSight sight) => value is FormatValue.Text { Value: "" } ? null : FormatMoments.Read(value, sight.Scope.Now.Offset);

    private static FormatValue Shown(FormatValue value, FormatSight sight, Func<DateTimeOffset, int, string> show) =>
        Moment(value, sight) is { } moment ? FormatValue.Of(show(moment, sight.Scope.Lcid)) : FormatValue.Of(sight.Text(value));

    private static FormatValue Part(FormatValue value, FormatSight sight, Func<DateTimeOffset, int> part) =>
        FormatValue.Of(Moment(value, sight) is { } moment ? part(moment) : double.NaN);

    private static FormatValue Moved(FormatValue[] values, FormatSight sight, double unit) =>
        Moment(values[0], sight) is { } moment && FormatMoments.Move(moment, values[1].ToNumber() * unit) is { } moved ? FormatValue.Of(moved) : FormatValue.Blank;
}
