namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/ContentTypes</c>: the content types of a list, and the layout of their forms, which Graph does not know.</summary>
internal static class RestContentTypes
{
    private const string Form = "ClientFormCustomFormatter";

    public static IResult All(GraphCall call, string name, string list) => RestAccess.Many(call, call.Read(session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return ContentTypeStore.OfList(session, found.Id).Select(type => Shape(session, found, type)).ToList();
    }));

    public static IResult Get(GraphCall call, string name, string list, string type) => RestAccess.One(call, call.Read(session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Read);
        return Shape(session, found, Find(session, found, type));
    }));

    public static IResult Change(GraphCall call, string name, string list, string type) => RestAccess.Merged(call, session =>
    {
        var (_, found) = RestAccess.Open(call, session, name, list, Right.Manage);
        var present = Find(session, found, type);
        foreach (var (member, value) in call.Body)
        {
            if (member == Form) ContentTypeStore.SetForm(session, found, present.Id, Views.ViewWriter.Formatter(Form, value));
            else if (member is not ("__metadata" or "odata.type")) throw RestAccess.Wrong($"The property '{member}' does not exist on type 'SP.ContentType' or cannot be set.");
        }
    });

    private static ContentType Find(Session session, SiteList list, string id) => ContentTypeStore.OfList(session, list.Id).Find(type => type.Is(id))
        ?? throw new Refused(404, "-2146232832, Microsoft.SharePoint.SPException", "The content type does not exist on the list.");

    internal static JsonObject Shape(Session session, SiteList list, ContentType type) => new()
    {
        ["StringId"] = type.Id, ["Id"] = new JsonObject { ["StringValue"] = type.Id }, ["Name"] = type.Name, ["Description"] = type.Description, ["Group"] = type.Group,
        ["Hidden"] = type.Hidden, ["ReadOnly"] = false, ["Sealed"] = false, [Form] = ContentTypeStore.FormOf(session, list, type.Id) ?? "",
    };
}
