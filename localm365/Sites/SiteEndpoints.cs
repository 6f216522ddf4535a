namespace EmulationM365.LocalM365.Sites;

/// <summary><c>GET /sites/…</c>, by path, by id, by words.</summary>
internal static class SiteEndpoints
{
    public static IResult Get(GraphCall call, string site)
    {
        var found = call.Read(session => call.OpenSite(session, site, Right.Read));
        return call.One(found.ToGraph(call.Tenant.Origin), "sites/$entity");
    }

    /// <summary>The sites with the words in their name or address, as far as the caller may read them; <c>*</c> and no words find all.</summary>
    public static IResult Search(GraphCall call)
    {
        var words = call.RawOption("search")?.Trim('"') ?? "*";
        return Many(call, site => words == "*" || site.DisplayName.Contains(words, StringComparison.OrdinalIgnoreCase) || site.Path.Contains(words, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every site, for an app that may read every site.</summary>
    public static IResult All(GraphCall call) => SiteStore.Everywhere(call.Caller) >= Right.Read ? Many(call, _ => true) : throw Refused.Denied();

    /// <summary>No site has sites below it here.</summary>
    public static IResult Below(GraphCall call, string site)
    {
        call.Read(session => call.OpenSite(session, site, Right.Read));
        return call.Many([], "sites");
    }

    private static IResult Many(GraphCall call, Func<Site, bool> wanted)
    {
        var found = call.Read(session => SiteStore.All(session).Where(wanted).Where(site => SiteStore.RightOf(session, site, call.Caller) >= Right.Read).ToList());
        var (rows, next) = Page.Of(call, found, site => site.ToGraph(call.Tenant.Origin));
        return call.Many(rows, "sites", next);
    }
}
