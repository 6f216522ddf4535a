using EmulationM365.LocalM365.Recording;

namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>
/// Does what a visitor asks for through the tenant's own APIs, under that person's token: by the same rules, rights, notifications, faults and recordings as
/// any other caller. Pages read from the stores, but everything they change goes this way.
/// </summary>
internal sealed class Desk(HttpContext http, Tenant tenant, Visitor visitor)
{
    public Task<DeskAnswer> GraphAsync(string method, string path, JsonObject? body = null, string? etag = null) =>
        SendAsync(method, "/v1.0" + path, Caller.Graph, Bytes(body), body is null ? null : "application/json", etag);

    /// <summary>SharePoint REST of a site: the path begins behind <c>_api</c>.</summary>
    public Task<DeskAnswer> RestAsync(string method, string sitePath, string path, JsonObject? body = null, string? etag = null) =>
        SendAsync(method, $"{sitePath}/_api{path}", tenant.Origin, Bytes(body), body is null ? null : "application/json", etag);

    public Task<DeskAnswer> GraphBytesAsync(string method, string path, byte[] body, string contentType) =>
        SendAsync(method, "/v1.0" + path, Caller.Graph, body, contentType, null);

    public Task<DeskAnswer> RestBytesAsync(string method, string sitePath, string path, byte[] body) =>
        SendAsync(method, $"{sitePath}/_api{path}", tenant.Origin, body, "application/octet-stream", null);

    /// <summary>A part of a file for an upload session, whose address carries its own right and takes no token.</summary>
    public async Task<DeskAnswer> PartAsync(string target, ReadOnlyMemory<byte> part, long from, long total)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{from + part.Length - 1}/{total}");
        var answer = await SocketlessCall.RunAsync(http, tenant, new SocketlessRequest("PUT", target, [("Content-Range", range)], part.ToArray()));
        return answer is null ? new DeskAnswer(0, []) : new DeskAnswer(answer.Status, Body(answer.Bytes));
    }

    private static byte[] Bytes(JsonObject? body) => body is null ? [] : System.Text.Encoding.UTF8.GetBytes(Wire.Text(body));

    private async Task<DeskAnswer> SendAsync(string method, string target, string audience, byte[] body, string? contentType, string? etag)
    {
        var headers = new List<(string, string)>
        {
            ("Authorization", "Bearer " + tenant.Mint.ForPerson(visitor.TenantId, visitor.Person, Visitor.AppId, audience)),
            ("Accept", "application/json"),
        };
        if (contentType is not null) headers.Add(("Content-Type", contentType));
        if (etag is not null) headers.Add(("If-Match", etag));
        var answer = await SocketlessCall.RunAsync(http, tenant, new SocketlessRequest(method, target, headers, body));
        return answer is null ? new DeskAnswer(0, []) : new DeskAnswer(answer.Status, Body(answer.Bytes));
    }

    private static JsonObject Body(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? [] : JsonNode.Parse(bytes) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>What an API answered to the desk. Status 0: the answer was lost, and nobody knows what became of the request.</summary>
internal sealed record DeskAnswer(int Status, JsonObject Body)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>What is wrong, in the visitor's words, where the kind of refusal is known; else what the API said.</summary>
    public string Refusal(Words words) => Status switch
    {
        0 => words["refused.lost"],
        401 or 403 => words["refused.denied"],
        404 => words["refused.gone"],
        409 or 412 => words["refused.changed"],
        423 => words["refused.locked"],
        429 or 503 or 504 => words["refused.busy"],
        _ => Known(words) ?? words.Of("refused.other", Said ?? Status.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>The sentence of the API itself, from either of its shapes.</summary>
    private string? Said => (Body["error"] as JsonObject)?.String("message") ?? ((Body["odata.error"] as JsonObject)?["message"] as JsonObject)?.String("value");

    private string? Known(Words words) => Said?.Contains("duplicate values were found", StringComparison.Ordinal) == true ? words["refused.duplicate"] : null;
}
