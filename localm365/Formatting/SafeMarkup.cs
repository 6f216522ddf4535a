using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>
/// Which computed values may stand in markup. What may not is left out: a format comes from whoever may change a list, its values from whoever may write
/// an item, and neither may run anything in the browser of who looks.
/// </summary>
internal static partial class SafeMarkup
{
    private static readonly string[] _functions = ["rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "var", "translate", "linear-gradient", "radial-gradient"];

    /// <summary>The value of a CSS property; null when it is none, or could do more than style.</summary>
    public static string? Style(string name, string value)
    {
        value = value.Trim();
        if (value.Length is 0 or > 500 || !StyleLetters().IsMatch(value) || value.Contains("/*", StringComparison.Ordinal)) return null;
        if (CssFunction().Matches(value).Any(call => !_functions.Contains(call.Groups[1].Value.ToLowerInvariant()))) return null;
        // over the page itself nothing may be laid
        return name == "position" && value.ToLowerInvariant() is not ("relative" or "absolute" or "static") ? null : value;
    }

    /// <summary>An address to follow: of the web, of mail, or within the site; null for any other, where nothing else is allowed.</summary>
    public static string? Href(string value, string? also = null)
    {
        value = value.Trim();
        if (value.Length == 0 || value.Any(letter => char.IsControl(letter) || letter == '\\')) return null;
        if (Within(value)) return value;
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https" or "mailto" || address.Scheme == also) ? value : null;
    }

    /// <summary>The address of a picture: within the site only.</summary>
    public static string? Source(string value, string currentWeb)
    {
        if (Href(value) is not { } address) return null;
        if (address.StartsWith('/') && Within(address)) return address;
        return Uri.TryCreate(currentWeb, UriKind.Absolute, out var web) && Uri.TryCreate(address, UriKind.Absolute, out var there)
            && web.GetLeftPart(UriPartial.Authority) == there.GetLeftPart(UriPartial.Authority) && there.UserInfo.Length == 0 ? address : null;
    }

    /// <summary>The class names in a value; whatever is none is left out.</summary>
    public static string Classes(string value) => value.Length > 2000 ? "" : string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => ClassName().IsMatch(name)));

    /// <summary>The value of another attribute; null when it has none that is allowed.</summary>
    public static string? Plain(string name, string value) => name switch
    {
        "title" or "alt" => value.Length is > 0 and <= 2000 ? value : null,
        "role" or "iconName" => Word().IsMatch(value) ? value : null,
        "target" => value is "_blank" or "_self" or "_top" or "_parent" ? value : null,
        "draggable" or "data-interception" => value is "true" or "false" or "on" or "off" or "propagate" ? value : null,
        "rel" or "preserveAspectRatio" => Words().IsMatch(value) ? value : null,
        "viewBox" or "d" => value.Length <= 10_000 && PathLetters().IsMatch(value) ? value : null,
        _ => AriaName().IsMatch(name) && value.Length is > 0 and <= 2000 ? value : null,
    };

    public static bool IsAria(string name) => AriaName().IsMatch(name);

    /// <summary>An address without a scheme and without a host.</summary>
    private static bool Within(string value)
    {
        if (value.StartsWith("//", StringComparison.Ordinal)) return false;
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || value.AsSpan(0, colon).IndexOfAny('/', '?', '#') >= 0;
    }

    [GeneratedRegex(@"^[A-Za-z0-9 #%.,()'""+*/_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex StyleLetters();

    [GeneratedRegex(@"([A-Za-z0-9_-]*)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex CssFunction();

    [GeneratedRegex(@"^-?[A-Za-z_][A-Za-z0-9_-]{0,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,50}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z -]{0,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^[A-Za-z0-9 .,+-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathLetters();

    [GeneratedRegex(@"^aria-[a-z]{1,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AriaName();
}
