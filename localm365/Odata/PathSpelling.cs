using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Odata;

/// <summary>
/// Brings every spelling of a Graph path that the SDK or the documentation uses to the one spelling the route table knows.
/// Kestrel has decoded everything but %2F; inside a segment a slash stays written as %2F.
/// </summary>
internal static partial class PathSpelling
{
    private const string Root = "/v1.0/";

    public static void Rewrite(HttpRequest request)
    {
        if (request.Path.Value is not { } path) return;
        if (InWeb().IsMatch(path)) request.Path = InWeb().Replace(path, match => match.Groups[1].Value + "GetFolderByServerRelativeUrl('" + match.Groups[2].Value.Replace("/", "%2F", StringComparison.Ordinal) + "')");
        if (!path.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            Rest.RestSpelling.Rewrite(request);
            return;
        }

        var segments = SiteFirst(Files.DriveSpelling.OfSite(path[Root.Length..])).SelectMany(Spell).ToList();
        if (segments is [.., "delta", ['=', .. var token]])
        {
            segments.RemoveAt(segments.Count - 1);
            request.QueryString = request.QueryString.Add("token", token);
        }
        request.Path = Root + string.Join('/', segments);
    }

    /// <summary>A path of the route table as one that can be asked for again: what is addressed by path is closed with a colon.</summary>
    public static string Link(string path) => ByPath().Replace(path, match => $"{match.Groups[1].Value}:{Slashes(match.Groups[2].Value)}:");

    /// <summary>The segments, with a site addressed by path (four spellings) as one segment <c>host:%2Fpath</c>.</summary>
    private static string[] SiteFirst(string path)
    {
        var byPath = GetByPath().Match(path);
        if (byPath.Success) return Joined(byPath.Groups[1].Value, "/" + Slashes(byPath.Groups[2].Value).TrimStart('/'), byPath.Groups[3].Value);
        var encoded = EncodedColon().Match(path);
        if (encoded.Success) return Encoded(encoded.Groups[1].Value, Slashes(encoded.Groups[2].Value), encoded.Groups[3].Value);
        var inDrive = InDrive().Match(path);
        if (inDrive.Success) return Driven(inDrive);
        var colon = Colon().Match(path);
        if (colon.Success) return Joined(colon.Groups[1].Value, colon.Groups[2].Value, colon.Groups[3].Value);
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Without a colon behind it the path of the site goes on to the end.</summary>
    private static string[] Encoded(string host, string sitePath, string rest) =>
        sitePath.EndsWith(':') || rest.Length == 0 ? Joined(host, sitePath.TrimEnd(':'), rest) : Joined(host, $"{sitePath}/{rest.TrimEnd('/')}", "");

    private static string[] Joined(string host, string sitePath, string rest) =>
        ["sites", $"{host}:{sitePath.Replace("/", "%2F", StringComparison.Ordinal)}", .. rest.Split('/', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>An item of a drive, with the path below it in the same segment: <c>drives/{id}/items/root:%2Fa%2Fb</c>.</summary>
    private static string[] Driven(Match match)
    {
        var path = Slashes(match.Groups[3].Value).TrimEnd(':').Trim('/');
        var item = path.Length == 0 ? match.Groups[2].Value : $"{match.Groups[2].Value}:%2F{path.Replace("/", "%2F", StringComparison.Ordinal)}";
        return ["drives", match.Groups[1].Value, "items", item, .. match.Groups[4].Value.Split('/', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string> Spell(string segment)
    {
        if (segment.Contains(':', StringComparison.Ordinal)) return [segment];
        if (segment.StartsWith("graph.", StringComparison.Ordinal)) return ["microsoft." + segment];
        if (segment.EndsWith("()", StringComparison.Ordinal)) return [segment[..^2]];
        if (DeltaWithToken().Match(segment) is { Success: true } delta) return ["delta", "=" + delta.Groups[1].Value];
        return KeyInBrackets().Match(segment) is { Success: true } key ? [key.Groups[1].Value, key.Groups[2].Value] : [segment];
    }

    private static string Slashes(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^sites/([^/:]+)/getByPath\(path='([^']*)'\)/?(.*)$")]
    private static partial Regex GetByPath();

    [GeneratedRegex(@"^sites/([^/:]+):(%2[Ff][^/]*)/?(.*)$")]
    private static partial Regex EncodedColon();

    [GeneratedRegex(@"^sites/([^/:]+):(/[^:]*):?/?(.*)$")]
    private static partial Regex Colon();

    [GeneratedRegex(@"(?<=/)([^/:]+):((?:%2[Ff][^/:]*)+)(?=/)")]
    private static partial Regex ByPath();

    // root, items/root and items/{id}, each perhaps with :/path:
    [GeneratedRegex(@"^drives/([^/]+)/(?:items/)?(root|(?<=/items/)[^/:]+)(?:(?=/|$)|:(?:/|%2[Ff])([^:]*):?)/?(.*)$")]
    private static partial Regex InDrive();

    // the address of a folder, with plain or encoded slashes, by either of two names
    [GeneratedRegex(@"^(.*/_api/web/)GetFolderByServerRelative(?:Url\(|Path\(decodedUrl=)'((?:[^']|'')*)'\)", RegexOptions.IgnoreCase)]
    private static partial Regex InWeb();

    [GeneratedRegex(@"^delta\(token='([^']*)'\)$")]
    private static partial Regex DeltaWithToken();

    [GeneratedRegex(@"^(\w+)\('([^'=]*)'\)$")]
    private static partial Regex KeyInBrackets();
}
