using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Recording;

/// <summary>Takes out of a recording what would let its reader in: tokens, codes, function keys, clientState.</summary>
internal static partial class Redaction
{
    public const string Mark = "[redacted]";

    public static string Text(string text)
    {
        text = JsonSecret().Replace(text, $"$1\"{Mark}\"");
        text = Code().Replace(text, "$1" + Mark);
        return FormSecret().Replace(text, "$1" + Mark);
    }

    [GeneratedRegex("""("(?:access_token|id_token|refresh_token|clientState|Authorization)"\s*:\s*)"(?:[^"\\]|\\.)*["]""", RegexOptions.IgnoreCase)]
    private static partial Regex JsonSecret();

    // a query in a URL, also where JSON or HTML writes the ampersand in its own way
    [GeneratedRegex("""((?:[?&]|\\u0026|&amp;)code=)[^&"'\\\s<]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    [GeneratedRegex("((?:^|&)(?:code|refresh_token|client_secret|client_assertion|password|assertion)=)[^&\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex FormSecret();
}
