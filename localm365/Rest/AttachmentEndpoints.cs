namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web/lists(guid'…')/items(7)/AttachmentFiles</c>: reachable here only, Graph does not know attachments.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>As for files in libraries: more wants an upload in pieces, which is not here.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    public static IResult All(GraphCall call, string name, string list, string item) => RestAccess.Many(call, call.Read(session =>
    {
        var open = RestItems.Open(call, session, name, list);
        var found = RestAccess.InRest(() => open.Item(item));
        return AttachmentStore.Of(session, open.List, found.Id).Select(file => Shape(open, found, file.Name)).ToList();
    }));

    public static IResult Get(GraphCall call, string name, string list, string item, string file) => RestAccess.One(call, call.Read(session =>
    {
        var open = RestItems.Open(call, session, name, list);
        var found = RestAccess.InRest(() => open.Item(item));
        return Shape(open, found, Find(open, found, file));
    }));

    public static IResult Content(GraphCall call, string name, string list, string item, string file) => Results.Bytes(
        call.Read(session =>
        {
            var open = RestItems.Open(call, session, name, list);
            var found = RestAccess.InRest(() => open.Item(item));
            return AttachmentStore.Content(session, open.List, found.Id, Find(open, found, file))!;
        }), "application/octet-stream");

    /// <summary>The bytes are the body as it comes, whatever it is called, so they do not go the way of JSON.</summary>
    public static async Task<IResult> AddAsync(HttpContext http, string name, string list, string item, string file)
    {
        var (call, bytes) = await ReadAsync(http);
        return RestAccess.One(call, Written(call, name, list, item, (open, found) =>
        {
            var fresh = RestAccess.InRest(() => Files.FileNames.Check(Plain(file)));
            if (AttachmentStore.Content(open.Session, open.List, found.Id, fresh) is not null)
                throw new Refused(400, "-2130575257, Microsoft.SharePoint.SPException", "The specified name is already in use.\n\nThe document or folder name was not changed. To change the name to a different value, close this dialog and edit the properties of the document or folder.");
            AttachmentStore.Put(open, found, fresh, bytes);
            return Shape(open, found, fresh);
        }));
    }

    public static async Task<IResult> ReplaceAsync(HttpContext http, string name, string list, string item, string file)
    {
        var (call, bytes) = await ReadAsync(http);
        Written(call, name, list, item, (open, found) =>
        {
            AttachmentStore.Put(open, found, Find(open, found, file), bytes);
            return [];
        });
        return Results.NoContent();
    }

    public static IResult Remove(GraphCall call, string name, string list, string item, string file)
    {
        Written(call, name, list, item, (open, found) =>
        {
            AttachmentStore.Remove(open, found, Find(open, found, file));
            return [];
        });
        return Results.NoContent();
    }

    /// <summary>An attachment as it stands with its item.</summary>
    internal static JsonObject Shape(OpenedList open, Item item, string file)
    {
        var url = $"{open.List.UrlOn(open.Site)}/Attachments/{item.Key}/{file}";
        return new JsonObject
        {
            ["FileName"] = file, ["FileNameAsPath"] = new JsonObject { ["DecodedUrl"] = file }, ["ServerRelativePath"] = new JsonObject { ["DecodedUrl"] = url }, ["ServerRelativeUrl"] = url,
        };
    }

    private static async Task<(GraphCall Call, byte[] Bytes)> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length == 0) throw new Refused(400, "-2147024883, System.Runtime.InteropServices.COMException", "The data is invalid: an attachment is not empty.");
        if (body.Length > MostBytes) throw new Refused(413, "-2147467259, Microsoft.SharePoint.SPException", "The attachment is larger than 4 MB.");
        return (GraphCall.For(http, (Caller)http.Items[typeof(Caller)]!), body.ToArray());
    }

    private static JsonObject Written(GraphCall call, string name, string list, string item, Func<OpenedList, Item, JsonObject> act)
    {
        var (row, id) = call.Write(session =>
        {
            var open = RestItems.Open(call, session, name, list);
            if (!open.List.Attachments || open.List.IsLibrary) throw RestAccess.Wrong("Attachments are not enabled on this list.");
            var found = RestAccess.InRest(() => open.Item(item, toWrite: true));
            return (act(open, found), open.List.Id);
        });
        call.Tenant.Doorbell.Ring(id);
        return row;
    }

    private static string Find(OpenedList open, Item item, string file) =>
        AttachmentStore.Of(open.Session, open.List, item.Id).Find(one => one.Name.Equals(Plain(file), StringComparison.OrdinalIgnoreCase))?.Name
        ?? throw new Refused(404, "-2147024894, System.IO.FileNotFoundException", "File Not Found.");

    private static string Plain(string file) => file.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("''", "'", StringComparison.Ordinal);
}
