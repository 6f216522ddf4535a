namespace EmulationM365.LocalM365.Pages;

/// <summary><c>/sites/{site}/pages</c>, with and without the cast to sitePage.</summary>
internal static class PageEndpoints
{
    private const string Kind = "sites('root')/pages";

    public static IResult All(GraphCall call, string site)
    {
        var filter = call.Options.Filter is { } text ? Filter.Parse(text) : null;
        var (rows, next) = call.Read(session =>
        {
            var home = call.OpenSite(session, site, Right.Read);
            var found = PageStore.Of(session, home).Select(page => PageAudience.Seen(session, call.Caller, home, page)).OfType<SitePage>()
                .Select(page => page.ToGraph(home, call.Tenant.Origin, call.Options.Expands("canvasLayout")))
                .Where(row => filter?.Passes(row) != false).ToList();
            return Page.Of(call, Ordered(found, call.Options.OrderBy), row => row);
        });
        return call.Many(rows, Kind, next);
    }

    /// <summary>Without the cast pages have no canvas to expand.</summary>
    public static IResult AllBase(GraphCall call, string site) => call.Options.Expands("canvasLayout") ? throw NoCanvas() : All(call, site);

    /// <summary>The web parts of what the caller sees, in the order of the canvas.</summary>
    public static IResult WebParts(GraphCall call, string site, string page) => call.Many(
        call.Read(session => CanvasRules.Parts(Seen(call, session, call.OpenSite(session, site, Right.Read), page).Draft["canvasLayout"] as JsonObject ?? [])
            .Select(part => part.DeepClone().AsObject()).ToList()), Kind + "('page')/microsoft.graph.sitePage/webParts");

    public static IResult Get(GraphCall call, string site, string page) => call.One(
        call.Read(session =>
        {
            var home = call.OpenSite(session, site, Right.Read);
            return Seen(call, session, home, page).ToGraph(home, call.Tenant.Origin, call.Options.Expands("canvasLayout"));
        }), Kind + "/$entity");

    /// <summary>Without the cast a page is a baseSitePage, which has no canvas to expand.</summary>
    public static IResult GetBase(GraphCall call, string site, string page) => call.Options.Expands("canvasLayout") ? throw NoCanvas() : Get(call, site, page);

    public static IResult Add(GraphCall call, string site)
    {
        var (name, draft) = PageRules.New(call.Body, call.Tenant.Ids);
        var row = call.Write(session =>
        {
            var home = call.OpenSite(session, site, Right.Write);
            return PageStore.Add(session, home, name, draft, call.Caller.IdentitySet(), call.Now).ToGraph(home, call.Tenant.Origin, withCanvas: false);
        });
        return call.One(row, Kind + "/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string page)
    {
        var row = call.Write(session =>
        {
            var home = call.OpenSite(session, site, Right.Write);
            var found = Find(session, home, page);
            call.Match(found.ETag);
            return PageStore.Change(session, home, found, PageRules.Changed(found, call.Body, session.Ids), call.Caller.IdentitySet(), call.Now)
                .ToGraph(home, call.Tenant.Origin, withCanvas: false);
        });
        return call.One(row, Kind + "/$entity");
    }

    /// <summary>What the SDK's own PATCH sends; the service knows the update only under the cast.</summary>
    public static IResult ChangeWithoutCast() => throw new Refused(400, "invalidRequest", "API not found");

    public static IResult Publish(GraphCall call, string site, string page)
    {
        call.Write(session =>
        {
            PageStore.Publish(session, Find(session, call.OpenSite(session, site, Right.Write), page), call.Now);
            return true;
        });
        return Results.NoContent();
    }

    public static IResult Remove(GraphCall call, string site, string page)
    {
        call.Write(session =>
        {
            PageStore.Remove(session, Find(session, call.OpenSite(session, site, Right.Write), page));
            return true;
        });
        return Results.NoContent();
    }

    private static List<JsonObject> Ordered(List<JsonObject> rows, string? order)
    {
        if (order is null) return rows;
        var parts = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ([_] or [_, "asc" or "desc"])) throw Refused.Invalid($"Invalid $orderby: {order}");
        string Key(JsonObject row) => row[parts[0]]?.ToString() ?? "";
        return parts is [_, "desc"] ? [.. rows.OrderByDescending(Key, StringComparer.OrdinalIgnoreCase)] : [.. rows.OrderBy(Key, StringComparer.OrdinalIgnoreCase)];
    }

    private static Refused NoCanvas() =>
        new(400, "BadRequest", "Parsing OData Select and Expand failed: Could not find a property named 'canvasLayout' on type 'microsoft.graph.baseSitePage'.");

    private static SitePage Seen(GraphCall call, Session session, Site site, string id) =>
        PageAudience.Seen(session, call.Caller, site, Find(session, site, id)) ?? throw NotThere();

    private static SitePage Find(Session session, Site site, string id) => PageStore.Find(session, site, id) ?? throw NotThere();

    private static Refused NotThere() => Refused.NotFound("The page was not found");
}
