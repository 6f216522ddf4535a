using EmulationM365.LocalM365.Recording;

namespace EmulationM365.LocalM365.Batch;

/// <summary>A request of a batch on its way through the tenant's own pipeline, from the door on, without a socket.</summary>
internal static class InnerCall
{
    // a batch tells neither: the length is that of a body which stands elsewhere now, the ids are those of the batch
    private static readonly string[] _untold = ["Content-Length", "request-id", "client-request-id"];

    /// <summary>The answer as it stands in the batch: id, status, headers, and a body where there is one.</summary>
    public static async Task<JsonObject> RunAsync(HttpContext outer, Tenant tenant, BatchStep step)
    {
        // who asks is settled by the batch, for all of it
        var headers = step.Headers.Where(header => !header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Append(("Authorization", outer.Request.Headers.Authorization.ToString()));
        var target = "/v1.0/" + step.Url.Split('#')[0].TrimStart('/');
        var answer = await SocketlessCall.RunAsync(outer, tenant, new SocketlessRequest(step.Method, target, [.. headers], step.Body, step));
        if (answer is null) return Failed(outer, tenant, step, 504, "gatewayTimeout", "The answer to this request was lost.");
        var told = answer.Headers.Where(header => !_untold.Contains(header.Key, StringComparer.OrdinalIgnoreCase));
        return Answer(step, answer.Status, told.Select(header => (header.Key, header.Value.ToString())), Body(answer.ContentType, answer.Bytes));
    }

    /// <summary>The answer to a request that was not run, or whose own answer never came.</summary>
    public static JsonObject Failed(HttpContext outer, Tenant tenant, BatchStep step, int status, string code, string message)
    {
        var date = tenant.Clock.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        return Answer(step, status, [("Content-Type", "application/json")], Wire.Error(outer, code, message, date));
    }

    private static JsonObject Answer(BatchStep step, int status, IEnumerable<(string Name, string Value)> headers, JsonNode? body)
    {
        var told = new JsonObject();
        foreach (var (name, value) in headers) told[name] = value;
        var answer = new JsonObject { ["id"] = step.Id, ["status"] = status, ["headers"] = told };
        answer.SetIf("body", body);
        return answer;
    }

    /// <summary>JSON as JSON, anything else as base64; also what only calls itself JSON.</summary>
    private static JsonNode? Body(string? type, byte[] bytes)
    {
        if (bytes.Length == 0) return null;
        if (type?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return Convert.ToBase64String(bytes);
        try
        {
            return JsonNode.Parse(bytes);
        }
        catch (JsonException)
        {
            return Convert.ToBase64String(bytes);
        }
    }
}
