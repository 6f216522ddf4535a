namespace EmulationM365.LocalM365.Lists;

/// <summary>Where content types are asked for: a site, or a list of it.</summary>
internal sealed record TypeScope(GraphCall Call, Session Session, Site Site, SiteList? List, IReadOnlyList<ContentType> Types)
{
    public long ListId => List?.Id ?? 0;

    public static TypeScope Open(GraphCall call, Session session, string site, Right needed)
    {
        if (call.RouteValue("list") is not { } list)
        {
            var home = call.OpenSite(session, site, needed);
            return new TypeScope(call, session, home, null, ContentTypeStore.OfSite(session, home));
        }

        var found = call.OpenList(session, site, list, needed);
        return new TypeScope(call, session, SiteStore.ById(session, found.Site), found, ContentTypeStore.OfList(session, found.Id));
    }

    public ContentType Find(string id) => Types.FirstOrDefault(type => type.Is(id)) ?? throw Refused.NotFound("The specified content type was not found");

    public bool IsTaken(string name, string except) =>
        Types.Any(type => !type.Is(except) && string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The columns a type shows: what comes from its parent, and what was put into it. Types of a site have only the former here.</summary>
    public IReadOnlyList<Column> Columns(ContentType type)
    {
        if (List is null) return [];
        var shown = ContentTypeStore.Shown(Session, List.Id, type);
        return [.. Call.Tenant.Columns.Of(Session, List).Where(column => shown.Contains(column.Id) || (column.BuiltIn && column.Name is "ContentType" or "Title"))];
    }
}
