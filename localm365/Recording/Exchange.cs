namespace EmulationM365.LocalM365.Recording;

/// <summary>One request and its answer, on the way into a HAR entry.</summary>
internal sealed record Exchange(HttpContext Http, string Url, string Identity, string Api, string RequestBody, string ResponseBody, int Status, bool Faulty)
{
    public JsonObject ToEntry(DateTimeOffset now) => new()
    {
        ["startedDateTime"] = TenantClock.Stamp(now),
        ["time"] = 0,
        ["_identity"] = Identity,
        ["_api"] = Api,
        ["request"] = Request(),
        ["response"] = Response(),
        ["cache"] = new JsonObject(),
        ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 0, ["receive"] = 0 },
    };

    private JsonObject Request()
    {
        var request = new JsonObject
        {
            ["method"] = Http.Request.Method,
            ["url"] = Redaction.Text(Url),
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(Http.Request.Headers),
            ["queryString"] = Query(),
            ["headersSize"] = -1,
            ["bodySize"] = RequestBody.Length,
        };
        if (RequestBody.Length > 0)
            request["postData"] = new JsonObject { ["mimeType"] = Http.Request.ContentType ?? "", ["text"] = Redaction.Text(RequestBody) };
        return request;
    }

    private JsonObject Response() => new()
    {
        ["status"] = Status,
        ["statusText"] = "",
        ["httpVersion"] = "HTTP/1.1",
        ["cookies"] = new JsonArray(),
        ["headers"] = Headers(Http.Response.Headers),
        ["content"] = new JsonObject
        {
            ["size"] = ResponseBody.Length, ["mimeType"] = Http.Response.ContentType ?? "", ["text"] = Redaction.Text(ResponseBody),
        },
        ["redirectURL"] = Redaction.Text(Http.Response.Headers.Location.ToString()),
        ["headersSize"] = -1,
        ["bodySize"] = ResponseBody.Length,
    };

    private JsonArray Query() => new([.. Http.Request.Query.Select(option => (JsonNode)new JsonObject
    {
        ["name"] = option.Key,
        ["value"] = option.Key == "code" ? Redaction.Mark : Redaction.Text(option.Value.ToString()),
    })]);

    private static JsonArray Headers(IHeaderDictionary headers) => new([.. headers.Select(header => (JsonNode)new JsonObject
    {
        ["name"] = header.Key,
        ["value"] = header.Key is "Authorization" or "Cookie" or "Set-Cookie" ? Redaction.Mark : Redaction.Text(header.Value.ToString()),
    })]);
}
