using System.Text.RegularExpressions;

namespace EmulationM365.Microsoft365;

/// <summary>The parts of Microsoft 365 that throttle by themselves.</summary>
public enum Bucket
{
    /// <summary>Graph on sites, lists, drives, pages and subscriptions, and SharePoint REST: one quota for both.</summary>
    SharePoint,

    /// <summary>Mailboxes.</summary>
    Mail,

    /// <summary>People and groups of the tenant.</summary>
    Directory,
}

/// <summary>What one HTTP exchange costs: the one place that prices calls.</summary>
/// <param name="Bucket">Who throttles it.</param>
/// <param name="Units">SharePoint resource units: 1 for one thing read, 2 for a query or a write, 5 for anything on rights; 0 outside SharePoint.</param>
/// <param name="Writes">Calls in it that may change something; a batch carries several.</param>
public readonly partial record struct Bill(Bucket Bucket, int Units, int Writes)
{
    /// <summary>The requests inside a batch, so that it is priced by what it carries.</summary>
    internal static readonly HttpRequestOptionsKey<IReadOnlyList<(HttpMethod Method, Uri Url)>> Inside = new("inside");

    private static readonly string[] Rights = ["roleassignments", "breakroleinheritance", "resetroleinheritance", "sitegroups", "siteusers", "roledefinitions"];
    private static readonly string[] Sharing = ["permissions", "invite", "createLink"];
    private static readonly string[] Collections =
        ["lists", "items", "columns", "contentTypes", "pages", "versions", "children", "sites", "drives", "webParts", "microsoft.graph.sitePage", "graph.sitePage"];

    /// <summary>The bill of a request, or of everything inside it.</summary>
    public static Bill Of(HttpRequestMessage request) => request.Options.TryGetValue(Inside, out var inside)
        ? inside.Select(part => Of(part.Method, part.Url)).Aggregate((sum, next) => sum with { Units = sum.Units + next.Units, Writes = sum.Writes + next.Writes })
        : Of(request.Method, request.RequestUri!);

    /// <summary>The bill of one call.</summary>
    public static Bill Of(HttpMethod method, Uri url)
    {
        var read = method == HttpMethod.Get || method == HttpMethod.Head;
        var (bucket, units) = Price(read, url);
        return new Bill(bucket, units, read ? 0 : 1);
    }

    private static (Bucket Bucket, int Units) Price(bool read, Uri url)
    {
        var query = Uri.UnescapeDataString(url.Query);
        if (url.AbsolutePath.Contains("/_api/", StringComparison.OrdinalIgnoreCase)) return (Bucket.SharePoint, Rest(Segments(url.AbsolutePath), query));
        // What is addressed by path stands between colons, and may be called anything.
        if (Segments(ByPath().Replace(url.AbsolutePath, "")) is not ["v1.0" or "beta", .. var segments]) return (Bucket.SharePoint, 0);
        if (segments is ["users" or "me" or "groups" or "directoryObjects" or "organization" or "applications" or "servicePrincipals" or "appCatalogs", ..] && !segments.Any(segment => segment is "drive" or "drives" or "sites"))
            return (segments.Any(segment => segment is "sendMail" or "messages" or "mailFolders") ? Bucket.Mail : Bucket.Directory, 0);
        return (Bucket.SharePoint, Graph(read, segments, query));
    }

    /// <summary>REST has no price of its own in writing, only the word that it costs more: never less than a query.</summary>
    private static int Rest(string[] segments, string query) =>
        query.Contains("RoleAssignments", StringComparison.OrdinalIgnoreCase)
        || segments.Any(segment => Rights.Any(call => segment.StartsWith(call, StringComparison.OrdinalIgnoreCase))) ? 5 : 2;

    private static int Graph(bool read, string[] segments, string query)
    {
        if (segments is ["subscriptions", ..]) return 2;
        if (segments.Any(segment => Sharing.Contains(segment, StringComparer.OrdinalIgnoreCase)) || ExpandsPermissions().IsMatch(query)) return 5;
        if (!read || segments is []) return 2;
        var last = segments[^1];
        if (last.StartsWith("delta", StringComparison.Ordinal)) return last.Contains("token=", StringComparison.Ordinal) || HasToken().IsMatch(query) ? 1 : 2;
        if (last.StartsWith("search(", StringComparison.Ordinal)) return 2;
        // pages/{id}/graph.sitePage is one page, pages/graph.sitePage is the collection
        return Collections.Contains(last) && segments is not [.., "pages", _, "microsoft.graph.sitePage" or "graph.sitePage"] ? 2 : 1;
    }

    private static string[] Segments(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    [GeneratedRegex(":/[^:]*:?")]
    private static partial Regex ByPath();

    [GeneratedRegex(@"[?&]\$?expand=(?:[^&]*,)?\s*permissions\b", RegexOptions.IgnoreCase)]
    private static partial Regex ExpandsPermissions();

    [GeneratedRegex(@"[?&]token=[^&]")]
    private static partial Regex HasToken();
}
