using Microsoft.AspNetCore.Http.Features;

namespace EmulationM365.LocalM365.Batch;

/// <summary>A request of a batch on its way through the tenant's own pipeline, from the door on, without a socket.</summary>
internal static class InnerCall
{
    // a batch tells neither: the length is that of a body which stands elsewhere now, the ids are those of the batch
    private static readonly string[] _untold = ["Content-Length", "request-id", "client-request-id"];

    /// <summary>The answer as it stands in the batch: id, status, headers, and a body where there is one.</summary>
    public static async Task<JsonObject> RunAsync(HttpContext outer, Tenant tenant, BatchStep step)
    {
        var line = new Line { RequestAborted = outer.RequestAborted };
        var inner = Open(outer, step, line);
        using var answer = new MemoryStream();
        inner.Response.Body = answer;
        await tenant.Pipeline!(inner);
        if (line.Cut) return Failed(outer, tenant, step, 504, "gatewayTimeout", "The answer to this request was lost.");
        var headers = inner.Response.Headers.Where(header => !_untold.Contains(header.Key, StringComparer.OrdinalIgnoreCase));
        return Answer(step, inner.Response.StatusCode, headers.Select(header => (header.Key, header.Value.ToString())), Body(inner.Response.ContentType, answer.ToArray()));
    }

    /// <summary>The answer to a request that was not run, or whose own answer never came.</summary>
    public static JsonObject Failed(HttpContext outer, Tenant tenant, BatchStep step, int status, string code, string message)
    {
        var date = tenant.Clock.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        return Answer(step, status, [("Content-Type", "application/json")], Wire.Error(outer, code, message, date));
    }

    private static DefaultHttpContext Open(HttpContext outer, BatchStep step, Line line)
    {
        var inner = new DefaultHttpContext { RequestServices = outer.RequestServices };
        inner.Features.Set<IHttpRequestLifetimeFeature>(line);
        inner.Items[typeof(BatchStep)] = step;
        var target = "/v1.0/" + step.Url.Split('#')[0].TrimStart('/');
        inner.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var request = inner.Request;
        (request.Method, request.Scheme, request.Host, request.Protocol) = (step.Method, outer.Request.Scheme, outer.Request.Host, outer.Request.Protocol);
        request.Path = PathString.FromUriComponent(mark < 0 ? target : target[..mark]);
        request.QueryString = mark < 0 ? default : new QueryString(target[mark..]);
        foreach (var (name, value) in step.Headers) request.Headers[name] = value;
        // who asks is settled by the batch, for all of it
        request.Headers.Authorization = outer.Request.Headers.Authorization;
        request.Body = new MemoryStream(step.Body);
        request.ContentLength = step.Body.Length;
        return inner;
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

    /// <summary>The connection that an inner request does not have, so that it can be cut all the same.</summary>
    private sealed class Line : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool Cut { get; private set; }

        public void Abort() => Cut = true;
    }
}
