using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Files;

/// <summary>
/// The drive of a site or of a list, without its id: <c>sites/{site}/drive/root:/a</c> becomes <c>drives/~{site}~/root:/a</c>. The id behind the
/// first tilde is looked up when the drive is opened.
/// </summary>
internal static partial class DriveSpelling
{
    public static string OfSite(string path) => InSite().Match(path) is { Success: true } match
        ? $"drives/~{match.Groups[1].Value.TrimEnd(':').Replace("/", "%2F", StringComparison.Ordinal)}~{match.Groups[2].Value}/{match.Groups[3].Value}"
        : path;

    /// <summary>The site and the list in such a key; null for the id of a drive.</summary>
    public static (string Site, string? List)? Site(string drive) => drive.Split('~') is ["", var site, var list] ? (site, list.Length > 0 ? list : null) : null;

    // the site by id, or by path with plain or encoded slashes
    [GeneratedRegex(@"^sites/([^/:]+(?::/[^:]+:|:%2F[^/]*)?)(?:/lists/([^/]+))?/drive/((?:root|items|search)\b.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex InSite();
}
