using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Rest;

/// <summary>Numbers, yes and no, and dates as Viet Nam writes them: <c>1.234,5</c> and <c>31/05/2025 17:30</c>.</summary>
internal static partial class FormNumbers
{
    private static readonly string[] _moments = ["d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"];

    public static JsonNode Read(string text)
    {
        var plain = text.Trim().TrimEnd('%').Trim();
        if (!Number().IsMatch(plain)) throw RestAccess.Wrong($"'{text}' is not a number as this site writes them (1.234,5).");
        var number = decimal.Parse(plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
        return JsonValue.Create(text.TrimEnd().EndsWith('%') ? number / 100 : number);
    }

    public static JsonNode Flag(string text) => text.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" or "CÓ" => true,
        "0" or "FALSE" or "NO" or "KHÔNG" => false,
        _ => throw RestAccess.Wrong($"'{text}' is neither yes (1) nor no (0)."),
    };

    public static JsonNode Moment(string text, bool inUtc) => DateTime.TryParseExact(text.Trim(), _moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Year is >= 1900 and <= 8900
        ? TenantClock.Stamp(new DateTimeOffset(read, inUtc ? TimeSpan.Zero : TenantClock.SiteOffset))
        : throw RestAccess.Wrong("You must specify a valid date within the range of 1/1/1900 and 31/12/8900, written as this site writes them (dd/MM/yyyy HH:mm).");

    [GeneratedRegex(@"^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")]
    private static partial Regex Number();
}
