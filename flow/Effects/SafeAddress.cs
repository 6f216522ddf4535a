using System.Text;

namespace EmulationM365.Effects;

/// <summary>Addresses that may stand on a page. What is not known to be harmless is none.</summary>
public static class SafeAddress
{
    private const int Longest = 2000;

    /// <summary>A link that somebody wrote: https, by name, to an ordinary host of the internet, with nothing hidden in it.</summary>
    /// <returns>The address as it is written on a page; null when it is refused.</returns>
    public static string? Link(string? written)
    {
        var text = written?.Trim() ?? "";
        if (text.Length is 0 or > Longest || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '\\' or '<' or '>' or '"' or '`')) return null;
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(text, UriKind.Absolute, out var address)) return null;
        if (address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || !address.IsDefaultPort || !IsName(address)) return null;
        // Read a second time it must be the same, or two readers would see two addresses.
        return Uri.TryCreate(address.AbsoluteUri, UriKind.Absolute, out var again) && again.AbsoluteUri == address.AbsoluteUri && address.AbsoluteUri.Length <= Longest ? address.AbsoluteUri : null;
    }

    /// <summary>An image that may stand on a page: a file below the site on which the page stands, and nowhere else.</summary>
    /// <param name="address">Where the image lies.</param>
    /// <param name="site">The site of the page.</param>
    public static bool IsImageOf(Uri address, Uri site) => address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Scheme == site.Scheme && address.Authority == site.Authority
        && Uri.UnescapeDataString(address.AbsolutePath) is var path && !path.Split('/').Any(part => part is "." or "..") && !path.Contains('\\', StringComparison.Ordinal)
        && path.StartsWith(Uri.UnescapeDataString(site.AbsolutePath).TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A name with a domain, in plain letters: no number, no machine of the own network, nothing that only looks like another name.</summary>
    private static bool IsName(Uri address)
    {
        // Letters that no name of the internet may hold cannot even be written as one: such a host is asked for nothing more.
        if (!Ascii.IsValid(address.Host)) return false;
        var labels = address.Host.Split('.');
        return address.HostNameType == UriHostNameType.Dns && labels.Length > 1 && labels[^1].Length > 1 && labels[^1].All(char.IsAsciiLetter)
            && labels[^1] is not ("local" or "localhost" or "internal" or "lan" or "home" or "test" or "invalid" or "onion")
            && labels.All(label => label.Length > 0 && !label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
    }
}
