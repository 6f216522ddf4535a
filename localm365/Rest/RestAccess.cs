namespace EmulationM365.LocalM365.Rest;

/// <summary>What the REST endpoints share: opening what the caller may use, and the shapes of answers and refusals.</summary>
internal static class RestAccess
{
    public static Site Site(GraphCall call, Session session, string name, Right needed)
    {
        var site = SiteStore.ByPath(session, "/sites/" + name) ?? throw new Refused(404, "-1, System.IO.FileNotFoundException", "The site does not exist.");
        return SiteStore.RightOf(session, site, call.Caller) >= needed ? site : throw Denied();
    }

    public static (Site Site, SiteList List) Open(GraphCall call, Session session, string name, string list, Right needed)
    {
        var (site, found) = Find(call, session, name, list);
        var right = ListRights.Of(session, found, call.Caller, SiteStore.RightOf(session, site, call.Caller));
        return right >= needed ? (site, found) : throw Denied();
    }

    /// <summary>The list, whatever the caller may do on it.</summary>
    public static (Site Site, SiteList List) Find(GraphCall call, Session session, string name, string list)
    {
        var site = Site(call, session, name, Right.Read);
        return (site, Named(session, site, list) ?? throw new Refused(404, "-2130575322, Microsoft.SharePoint.SPException", "List does not exist."));
    }

    /// <summary>A list by id, by its title, or by its address on the host.</summary>
    private static SiteList? Named(Session session, Site site, string list)
    {
        if (RestSpelling.Marked(list, RestSpelling.Title) is { } title)
            return ListStore.Of(session, site).Find(one => one.DisplayName.Equals(title, StringComparison.OrdinalIgnoreCase));
        if (RestSpelling.Marked(list, RestSpelling.Url) is { } url)
            return ListStore.Of(session, site).Find(one => one.UrlOn(site).Equals(url.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
        return ListStore.Find(session, site, list);
    }

    /// <summary>Changes come as MERGE, and say that they overwrite whatever is there.</summary>
    public static void NeedMerge(GraphCall call)
    {
        var merges = call.Headers["X-HTTP-Method"].ToString() is "MERGE" or "PATCH" || call.Method is "PATCH" or "MERGE";
        if (!merges) throw new Refused(501, "-1, System.NotImplementedException", "localm365 changes this by MERGE only.");
        if (call.Headers.IfMatch.Count == 0) throw new Refused(412, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", "The request needs an If-Match header.");
    }

    public static IResult Many(GraphCall call, IEnumerable<JsonObject> rows, string? nextLink = null)
    {
        var body = Wire.Collection(rows.Select(row => Selected(call, row)));
        body.SetIf("odata.nextLink", nextLink);
        return Wire.Plain(body);
    }

    public static IResult One(GraphCall call, JsonObject row, int status = 200) => Wire.Plain(Selected(call, row), status);

    public static IResult Done(GraphCall call, Action<Session> act)
    {
        call.Tenant.Database.Write(act);
        return Wire.Plain(new JsonObject { ["odata.null"] = true });
    }

    /// <summary>Answers 204 after a change that came as MERGE.</summary>
    public static IResult Merged(GraphCall call, Action<Session> act)
    {
        NeedMerge(call);
        call.Tenant.Database.Write(act);
        return Results.NoContent();
    }

    /// <summary>A refusal of what Graph and REST share, in the words of REST.</summary>
    public static T InRest<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Refused refused) when (!refused.Code.StartsWith('-'))
        {
            throw refused.Status switch
            {
                403 => Denied(),
                404 => NoItem(),
                400 => Wrong(refused.Message),
                _ => refused,
            };
        }
    }

    public static Refused NoItem() => new(404, "-2130575338, Microsoft.SharePoint.SPException", "Item does not exist. It may have been deleted by another user.");

    public static Refused Denied() => new(403, "-2147024891, System.UnauthorizedAccessException", "Access denied. You do not have permission to perform this action or access this resource.");

    public static Refused Wrong(string message) => new(400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", message);

    /// <summary>Only the members asked for; of those that are asked for by what is in them, <c>Fields/InternalName</c>, only that.</summary>
    private static JsonObject Selected(GraphCall call, JsonObject row)
    {
        var asked = call.Options.Select.Select(name => name.Split('/')).ToList();
        var names = asked.Select(path => path[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0 && !call.Options.Expands("RootFolder")) row.Remove("RootFolder");
        if (names.Contains("*")) return row;
        foreach (var (name, _) in row.ToList())
            if (names.Count > 0 && !names.Contains(name)) row.Remove(name);
        foreach (var group in asked.GroupBy(path => path[0], StringComparer.OrdinalIgnoreCase))
        {
            if (group.Any(path => path.Length == 1)) continue;
            var inside = group.Select(path => path[1]).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var part in Parts(row[group.Key])) Keep(part, inside);
        }
        return row;
    }

    private static IEnumerable<JsonObject> Parts(JsonNode? member) => member switch
    {
        JsonArray several => several.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static void Keep(JsonObject row, HashSet<string> names)
    {
        if (names.Contains("*")) return;
        foreach (var (name, _) in row.ToList())
            if (!names.Contains(name)) row.Remove(name);
    }
}
