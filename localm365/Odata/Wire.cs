using System.Text.Encodings.Web;

namespace EmulationM365.LocalM365.Odata;

/// <summary>JSON as it leaves the tenant.</summary>
internal static class Wire
{
    /// <summary>The content type of a Graph answer.</summary>
    public const string GraphJson = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(_plain);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static IResult Graph(JsonNode body, int status = 200) => Results.Text(Text(body), GraphJson, statusCode: status);

    public static IResult Plain(JsonNode body, int status = 200) => Results.Text(Text(body), "application/json;charset=utf-8", statusCode: status);

    public static JsonObject Collection(IEnumerable<JsonNode> rows) => new() { ["value"] = new JsonArray([.. rows]) };

    public static JsonObject Error(HttpContext http, string code, string message, string date) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject
            {
                ["date"] = date,
                ["request-id"] = http.Response.Headers["request-id"].ToString(),
                ["client-request-id"] = http.Response.Headers["client-request-id"].ToString(),
            },
        },
    };

    /// <summary>A member by name in whatever letter case the caller wrote it.</summary>
    public static JsonNode? Find(this JsonObject body, string name) =>
        body.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static string? String(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>Sets a member only when there is something to say: Graph leaves empty members out of fields.</summary>
    public static void SetIf(this JsonObject body, string name, JsonNode? value)
    {
        if (value is not null) body[name] = value;
    }
}
