namespace EmulationM365.LocalM365.Pages;

/// <summary><c>/sites/{site}/pages</c>, with and without the cast to sitePage.</summary>
internal static class PageEndpoints
{
    private const string Kind = "sites('root')/pages";

    public static IResult All(GraphCall call, string site)
    {
        var filter = call.Options.Filter is { } text ? Filter.Parse(text) : null;
        var rows = call.Read(session =>
        {
            var home = call.OpenSite(session, site, Right.Read);
            return PageStore.Of(session, home).Select(page => page.ToGraph(home, call.Tenant.Origin, call.Options.Expands("canvasLayout")))
                .Where(row => filter?.Passes(row) != false).Take(call.Options.Top ?? 200).ToList();
        });
        return call.Many(rows, Kind);
    }

    public static IResult Get(GraphCall call, string site, string page) => call.One(
        call.Read(session =>
        {
            var home = call.OpenSite(session, site, Right.Read);
            return Find(session, home, page).ToGraph(home, call.Tenant.Origin, call.Options.Expands("canvasLayout"));
        }), Kind + "/$entity");

    /// <summary>Without the cast a page is a baseSitePage, which has no canvas to expand.</summary>
    public static IResult GetBase(GraphCall call, string site, string page) => call.Options.Expands("canvasLayout")
        ? throw new Refused(400, "BadRequest", "Parsing OData Select and Expand failed: Could not find a property named 'canvasLayout' on type 'microsoft.graph.baseSitePage'.")
        : Get(call, site, page);

    public static IResult Add(GraphCall call, string site)
    {
        var (name, draft) = PageRules.New(call.Body);
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
            return PageStore.Change(session, home, found, PageRules.Changed(found, call.Body), call.Caller.IdentitySet(), call.Now)
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

    private static SitePage Find(Session session, Site site, string id) => PageStore.Find(session, site, id) ?? throw Refused.NotFound("The page was not found");
}
