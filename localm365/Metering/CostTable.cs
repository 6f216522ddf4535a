namespace EmulationM365.LocalM365.Metering;

/// <summary>What one request costs: 1 for one thing read, 2 for a query or a write, 5 for anything on permissions.</summary>
internal static class CostTable
{
    private static readonly string[] _permissionCalls = ["roleassignments", "breakroleinheritance", "resetroleinheritance", "sitegroups", "siteusers", "roledefinitions"];
    private static readonly string[] _collections = ["lists", "items", "columns", "contentTypes", "pages", "versions", "microsoft.graph.sitePage", "delta", "subscriptions", "children", "sites", "drives", "webParts"];

    /// <summary>The units of a request whose path is already in the one spelling of the route table.</summary>
    public static int Units(string method, string path, string query, bool hasToken)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        // rights that come along with something else cost what rights cost
        if (IsRest(path) && query.Contains("RoleAssignments", StringComparison.OrdinalIgnoreCase)) return 5;
        if (IsRest(path)) return segments.Any(segment => _permissionCalls.Any(call => segment.StartsWith(call, StringComparison.OrdinalIgnoreCase))) ? 5 : 2;
        if (segments is ["v1.0", "users" or "me" or "groups", ..]) return 0;
        if (segments is ["v1.0", "subscriptions", ..]) return 2;
        if (segments.Any(segment => segment is "permissions" or "invite" or "createLink")) return 5;
        if (method != "GET") return 2;
        if (segments[^1].StartsWith("search(", StringComparison.Ordinal)) return 2;
        var last = segments[^1];
        if (last == "delta") return hasToken ? 1 : 2;
        // pages/{id}/microsoft.graph.sitePage is one page, pages/microsoft.graph.sitePage is the collection
        var onePage = last == "microsoft.graph.sitePage" && segments is not [.., "pages", _];
        return _collections.Contains(last) && !onePage ? 2 : 1;
    }

    public static bool IsRest(string path) => path.Contains("/_api/", StringComparison.OrdinalIgnoreCase);
}
