namespace EmulationM365.LocalM365.Sites;

/// <summary><c>GET /sites/…</c>, by path or by id.</summary>
internal static class SiteEndpoints
{
    public static IResult Get(GraphCall call, string site)
    {
        var found = call.Read(session => call.OpenSite(session, site, Right.Read));
        return call.One(found.ToGraph(call.Tenant.Origin), "sites/$entity");
    }
}
