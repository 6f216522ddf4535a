using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Rest;

/// <summary>
/// Brings the spellings in which REST names lists, views, columns and the like to the one that the route table knows: <c>lists(guid'…')</c>, <c>views('…')</c>,
/// <c>fields('…')</c>, <c>contenttypes('…')</c>, <c>items(…)</c>. What is named by something else than its id says so: <c>lists(guid'title=…')</c>.
/// </summary>
internal static partial class RestSpelling
{
    /// <summary>Marks a key that is a title.</summary>
    public const string Title = "title=";

    /// <summary>Marks a key that is a server-relative address.</summary>
    public const string Url = "url=";

    private const string Root = "/_api/web";

    public static void Rewrite(HttpRequest request)
    {
        var path = request.Path.Value!;
        var at = path.IndexOf(Root, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return;
        request.Path = path[..at] + Spell(path[at..]);
    }

    /// <summary>Lets a POST that says it is a DELETE or a PUT be one, from here inwards: the door saw what came. A merge stays a POST, its endpoints know it.</summary>
    public static async Task TunnelAsync(HttpContext http, RequestDelegate next)
    {
        var said = http.Request.Headers["X-HTTP-Method"].ToString();
        if (http.Request.Method != "POST" || said is not ("DELETE" or "PUT") || !Metering.CostTable.IsRest(http.Request.Path))
        {
            await next(http);
            return;
        }

        http.Request.Method = said;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = "POST";
        }
    }

    /// <summary>The key of a list, view or column: a title without its mark, or null when the key is an id.</summary>
    public static string? Marked(string key, string mark) => key.StartsWith(mark, StringComparison.Ordinal)
        ? key[mark.Length..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("''", "'", StringComparison.Ordinal) : null;

    private static string Spell(string path)
    {
        path = ListByTitle().Replace(path, match => $"/lists(guid'{Title}{match.Groups[1].Value}')");
        path = ListByUrl().Replace(path, match => $"/lists(guid'{Url}{match.Groups[1].Value.Replace("/", "%2F", StringComparison.Ordinal)}')");
        path = ListById().Replace(path, match => $"/lists(guid'{match.Groups[1].Value}')");
        path = DefaultView().Replace(path, "$1/views('default')");
        path = ByTitle().Replace(path, match => $"/{match.Groups[1].Value}('{Title}{match.Groups[2].Value}')");
        path = ById().Replace(path, match => $"/{match.Groups[1].Value}('{match.Groups[2].Value}')");
        path = ItemById().Replace(path, "/items($1)");
        path = NodeById().Replace(path, "/navigation/getnodebyid($1)");
        path = FileByName().Replace(path, "/attachmentfiles('$1')");
        return NoArguments().Replace(path, "$1");
    }

    private const string Name = "((?:[^']|'')*)";

    [GeneratedRegex($@"/lists/getbytitle\('{Name}'\)", RegexOptions.IgnoreCase)]
    private static partial Regex ListByTitle();

    [GeneratedRegex($@"(?<=/_api/web)/getlist\('{Name}'\)", RegexOptions.IgnoreCase)]
    private static partial Regex ListByUrl();

    [GeneratedRegex(@"/lists(?:/getbyid)?\((?:guid)?'([0-9a-f-]{36})'\)", RegexOptions.IgnoreCase)]
    private static partial Regex ListById();

    [GeneratedRegex(@"(/lists\([^/]*\))/defaultview(?=/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex DefaultView();

    [GeneratedRegex($@"/(views|fields)/(?:getbytitle|getbyinternalnameortitle)\('{Name}'\)", RegexOptions.IgnoreCase)]
    private static partial Regex ByTitle();

    [GeneratedRegex(@"/(views|fields|contenttypes)(?:/getbyid)?\((?:guid)?'([0-9A-Za-z-]+)'\)", RegexOptions.IgnoreCase)]
    private static partial Regex ById();

    [GeneratedRegex(@"/items/getbyid\((\d+)\)", RegexOptions.IgnoreCase)]
    private static partial Regex ItemById();

    [GeneratedRegex(@"/navigation/(?:quicklaunch/|topnavigationbar/)?(?:getnodebyid|getbyid)\((\d+)\)", RegexOptions.IgnoreCase)]
    private static partial Regex NodeById();

    [GeneratedRegex($@"/attachmentfiles/getbyfilename\('{Name}'\)", RegexOptions.IgnoreCase)]
    private static partial Regex FileByName();

    [GeneratedRegex(@"(/\w+)\(\)(?=/|$)")]
    private static partial Regex NoArguments();
}
