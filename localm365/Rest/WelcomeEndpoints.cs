namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/RootFolder</c>: the page that the site opens with. Graph v1.0 cannot set it.</summary>
internal static class WelcomeEndpoints
{
    /// <summary>The page that every site is born with.</summary>
    public const string Born = "SitePages/Home.aspx";

    private const string Welcome = "WelcomePage";

    public static IResult Get(GraphCall call, string name) => RestAccess.One(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        return new JsonObject { ["ServerRelativeUrl"] = site.Path, [Welcome] = SiteStore.Welcome(session, site) ?? Born };
    }));

    /// <summary>Takes any address below the site, as the service does: whether a page is there shows when somebody opens the site.</summary>
    public static IResult Change(GraphCall call, string name) => RestAccess.Merged(call, session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Design);
        var unknown = call.Body.Select(member => member.Key).FirstOrDefault(key => key is not (Welcome or "__metadata" or "odata.type"));
        if (unknown is not null) throw RestAccess.Wrong($"The property '{unknown}' does not exist on type 'SP.Folder' or cannot be set.");
        if (call.Body.String(Welcome) is not { Length: > 0 } page || page.StartsWith('/') || page.Contains("..", StringComparison.Ordinal)) throw RestAccess.Wrong($"{Welcome} must be an address below the site.");
        SiteStore.SetWelcome(session, site, page);
    });
}
