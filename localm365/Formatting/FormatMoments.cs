namespace EmulationM365.LocalM365.Formatting;

/// <summary>Numbers and moments as text and back.</summary>
internal static class FormatMoments
{
    private const int English = 1033;

    // JavaScript reads the month first, whatever the language of the site
    private static readonly string[] _forms =
    [
        "M/d/yyyy", "M/d/yyyy H:m", "M/d/yyyy H:m:s", "M/d/yyyy h:m tt", "M/d/yyyy h:m:s tt", "yyyy-M-d", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy/M/d",
    ];

    public static string Number(double number) => Math.Abs(number) < 1e21 && number == Math.Floor(number)
        ? number.ToString("F0", CultureInfo.InvariantCulture) is var whole && whole == "-0" ? "0" : whole
        : number.ToString("R", CultureInfo.InvariantCulture);

    public static string Grouped(double number, int lcid) => double.IsFinite(number)
        ? number.ToString("#,##0.###", lcid == English ? NumberFormatInfo.InvariantInfo : SiteRegion.Numbers)
        : Number(number);

    public static string DateAndTime(DateTimeOffset moment, int lcid) => $"{Date(moment, lcid)} {Time(moment, lcid)}";

    public static string Date(DateTimeOffset moment, int lcid) => moment.ToString(lcid == English ? "M/d/yyyy" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset moment, int lcid) => moment.ToString(lcid == English ? "h:mm:ss tt" : "HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A moment from milliseconds or text; null when there is none. Text without a zone is in the site's own time.</summary>
    public static DateTimeOffset? Read(FormatValue value, TimeSpan offset)
    {
        switch (value.Simple())
        {
            case FormatValue.Moment moment:
                return moment.Value;
            case FormatValue.Number { Value: var number }:
                return Math.Abs(number) < 200_000_000_000_000 ? Move(DateTimeOffset.UnixEpoch.ToOffset(offset), number) : null;
            case FormatValue.Text { Value: var text }:
                if (DateTime.TryParseExact(text.Trim(), _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return local.Year is > 1 and < 9999 ? new DateTimeOffset(local, offset) : null;
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) && read.Year is > 1 and < 9999 ? read.ToOffset(offset) : null;
            default:
                return null;
        }
    }

    /// <summary>A moment so many milliseconds later; null when no calendar has it.</summary>
    public static DateTimeOffset? Move(DateTimeOffset moment, double milliseconds)
    {
        if (double.IsNaN(milliseconds)) return null;
        var target = moment.ToUnixTimeMilliseconds() + milliseconds;
        // from the year 2 to the year 9998, so that no zone leads out of the calendar
        return target is > -62_100_000_000_000 and < 253_300_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)target).ToOffset(moment.Offset) : null;
    }
}
