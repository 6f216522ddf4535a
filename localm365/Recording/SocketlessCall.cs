using Microsoft.AspNetCore.Http.Features;

namespace EmulationM365.LocalM365.Recording;

/// <summary>A request that comes from inside: out of a batch, or from a page of the workbench.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, encoded as on a request line.</param>
/// <param name="Headers">The headers, with the bearer token of whoever asks.</param>
/// <param name="Body">The body, perhaps empty.</param>
/// <param name="Mark">Left among the items of the request under its own type, for whoever further in wants to know where it came from.</param>
internal sealed record SocketlessRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, object? Mark = null);

/// <summary>The answer to a request from inside.</summary>
internal sealed record SocketlessAnswer(int Status, string? ContentType, IHeaderDictionary Headers, byte[] Bytes);

/// <summary>Sends a request through the tenant's own pipeline, from the door on, without a socket: by its own rights, cost, faults and recording.</summary>
internal static class SocketlessCall
{
    /// <summary>The answer; null when its connection was cut.</summary>
    public static async Task<SocketlessAnswer?> RunAsync(HttpContext outer, Tenant tenant, SocketlessRequest asked)
    {
        var line = new Line { RequestAborted = outer.RequestAborted };
        var inner = Open(outer, asked, line);
        using var answer = new MemoryStream();
        inner.Response.Body = answer;
        await tenant.Pipeline!(inner);
        return line.Cut ? null : new SocketlessAnswer(inner.Response.StatusCode, inner.Response.ContentType, inner.Response.Headers, answer.ToArray());
    }

    private static DefaultHttpContext Open(HttpContext outer, SocketlessRequest asked, Line line)
    {
        var inner = new DefaultHttpContext { RequestServices = outer.RequestServices };
        inner.Features.Set<IHttpRequestLifetimeFeature>(line);
        if (asked.Mark is { } mark) inner.Items[mark.GetType()] = mark;
        inner.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = asked.Target;
        var query = asked.Target.IndexOf('?', StringComparison.Ordinal);
        var request = inner.Request;
        (request.Method, request.Scheme, request.Host, request.Protocol) = (asked.Method, outer.Request.Scheme, outer.Request.Host, outer.Request.Protocol);
        request.Path = PathString.FromUriComponent(query < 0 ? asked.Target : asked.Target[..query]);
        request.QueryString = query < 0 ? default : new QueryString(asked.Target[query..]);
        foreach (var (name, value) in asked.Headers) request.Headers[name] = value;
        request.Body = new MemoryStream(asked.Body);
        request.ContentLength = asked.Body.Length;
        return inner;
    }

    /// <summary>The connection that such a request does not have, so that it can be cut all the same.</summary>
    private sealed class Line : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool Cut { get; private set; }

        public void Abort() => Cut = true;
    }
}
