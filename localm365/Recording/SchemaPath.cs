using EmulationM365.LocalM365.Rest;

namespace EmulationM365.LocalM365.Recording;

/// <summary>Which requests change what the lists of a site are, and of which site.</summary>
internal static class SchemaPath
{
    private static readonly string[] _parts = ["fields", "views", "contenttypes", "rootfolder"];

    /// <summary>The site whose lists a request changes; null for every other request.</summary>
    public static long? SiteOf(HttpRequest request, Tenant tenant)
    {
        var path = request.Path.Value ?? "";
        // writes to items are by far the most, and none of them is meant
        if (HttpMethods.IsGet(request.Method) || path.Contains("/items", StringComparison.OrdinalIgnoreCase)) return null;
        var (site, inRest) = (path.StartsWith("/v1.0/sites/", StringComparison.OrdinalIgnoreCase), path.Contains("/_api/web/lists", StringComparison.OrdinalIgnoreCase));
        if (!site && !inRest) return null;
        var segments = Spelled(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return inRest ? InRest(segments, tenant) : InGraph(segments, tenant);
    }

    private static long? InGraph(string[] segments, Tenant tenant)
    {
        if (segments is not ["v1.0", "sites", var site, .. var rest]) return null;
        var changes = rest is ["lists"] or ["lists", _] or ["lists", _, "columns" or "contentTypes", ..] or ["contentTypes", ..];
        return changes ? Find(tenant, session => SiteStore.Find(session, site)) : null;
    }

    private static long? InRest(string[] segments, Tenant tenant)
    {
        if (segments is not ["sites", var name, _, _, var list, .. var rest] || !list.StartsWith("lists", StringComparison.OrdinalIgnoreCase)) return null;
        var changes = rest is [] || _parts.Any(part => rest[0].StartsWith(part, StringComparison.OrdinalIgnoreCase));
        return changes ? Find(tenant, session => SiteStore.ByPath(session, "/sites/" + name)) : null;
    }

    /// <summary>The path in the one spelling, without touching the request: the door does that.</summary>
    private static string Spelled(string path)
    {
        var copy = new DefaultHttpContext().Request;
        copy.Path = path;
        PathSpelling.Rewrite(copy);
        return copy.Path.Value!;
    }

    private static long? Find(Tenant tenant, Func<Session, Site?> find)
    {
        try
        {
            return tenant.Database.Read(find)?.Id;
        }
        catch (Refused)
        {
            return null;
        }
    }
}
