using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Reports;

/// <summary>Numbers as people write them in the list of settings: <c>2.340.000</c>, <c>0,3</c>, <c>80</c>.</summary>
public static partial class SettingNumber
{
    /// <summary>A sum in đồng: digits, or groups of three joined by dots or spaces; null when it is not one.</summary>
    public static decimal? Sum(string text) => Sums().IsMatch(text.Trim())
        ? decimal.Parse(text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : null;

    /// <summary>A factor: up to two places behind a comma or a dot; null when it is not one. Three places would be read as a group of thousands by others, so they are not taken.</summary>
    public static decimal? Factor(string text) => Factors().IsMatch(text.Trim()) ? decimal.Parse(text.Trim().Replace(',', '.'), CultureInfo.InvariantCulture) : null;

    /// <summary>A share from 0 to 100; a per cent sign may follow. Null when it is not one.</summary>
    public static decimal? Percent(string text) => Factor(text.Trim().TrimEnd('%').TrimEnd()) is { } percent and <= 100 ? percent : null;

    [GeneratedRegex(@"^(\d{1,12}|\d{1,3}([. \u00A0]\d{3}){1,3})$")]
    private static partial Regex Sums();

    [GeneratedRegex(@"^\d{1,4}([.,]\d{1,2})?$")]
    private static partial Regex Factors();
}
