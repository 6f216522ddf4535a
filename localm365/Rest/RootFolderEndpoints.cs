namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/RootFolder</c>: the order of the New menu, its first being the default content type. Graph v1.0 cannot set it.</summary>
internal static class RootFolderEndpoints
{
    private const string Order = "UniqueContentTypeOrder";

    public static IResult Get(GraphCall call, string name, string list) => RestAccess.One(call, call.Read(session =>
    {
        var (site, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return Shape(session, site, found);
    }));

    public static IResult Change(GraphCall call, string name, string list)
    {
        RestAccess.NeedMerge(call);
        call.Write(session =>
        {
            var (_, found) = RestAccess.Open(call, session, name, list, Right.Manage);
            var unknown = call.Body.Select(member => member.Key).FirstOrDefault(key => key is not (Order or "__metadata" or "odata.type"));
            if (unknown is not null) throw RestAccess.Wrong($"The property '{unknown}' does not exist on type 'SP.Folder' or cannot be set.");
            if (call.Body[Order] is not JsonArray { Count: > 0 } asked) throw RestAccess.Wrong($"{Order} must name at least one content type.");
            var types = ContentTypeStore.OfList(session, found.Id);
            ContentTypeStore.Order(session, found, [.. asked.Select(id => Named(types, id))]);
            return true;
        });
        return Results.NoContent();
    }

    /// <summary>The folder of a list. Without an order that somebody set there is only the one SharePoint goes by itself.</summary>
    internal static JsonObject Shape(Session session, Site site, SiteList list)
    {
        var types = ContentTypeStore.OfList(session, list.Id);
        return new JsonObject
        {
            ["ServerRelativeUrl"] = list.UrlOn(site),
            ["ContentTypeOrder"] = Ids(ContentTypeStore.Menu(types)),
            [Order] = ContentTypeStore.IsOrdered(types) ? Ids(ContentTypeStore.Menu(types)) : null,
        };
    }

    private static JsonArray Ids(IEnumerable<ContentType> types) => new([.. types.Select(type => (JsonNode)new JsonObject { ["StringValue"] = type.Id })]);

    private static ContentType Named(List<ContentType> types, JsonNode? id) =>
        types.FirstOrDefault(type => (id as JsonObject)?.String("StringValue") is { } value && type.Is(value) && !type.IsFolder)
        ?? throw RestAccess.Wrong("The order names a content type that the list does not have.");
}
