namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/sites/{name}/_api/web/lists</c>: what Graph cannot do on lists. JSON without metadata, and a token for the site's own audience.</summary>
internal static class RestEndpoints
{
    public static IResult Lists(GraphCall call, string name) => RestAccess.Many(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        return ListStore.Of(session, site).Where(list => ListRights.Of(session, list, call.Caller, onSite) >= Right.Read)
            .Select(list => ListShape.Of(call, session, site, list)).ToList();
    }));

    public static IResult List(GraphCall call, string name, string list) => RestAccess.One(call, call.Read(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return ListShape.Of(call, session, site, found);
    }));

    public static IResult ChangeList(GraphCall call, string name, string list)
    {
        RestAccess.NeedMerge(call);
        call.Write(session =>
        {
            var (site, found) = RestAccess.Open(call, session, name, list, Right.Manage);
            ListSettings.Merge(session, site, found, call.Body, call.Now);
            return true;
        });
        return Results.NoContent();
    }
}
