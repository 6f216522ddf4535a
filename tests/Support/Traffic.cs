using System.Collections.Concurrent;

namespace EmulationM365.Tests.Support;

/// <summary>The wire of a connection, on which every request is counted. Tokens come another way and are none of them.</summary>
public sealed class Traffic() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>The requests since this was last asked, as method and last word of the path: <c>GET items</c>, <c>POST $batch</c>.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (_requests.TryDequeue(out var request)) taken.Add(request);
        return taken;
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath.Split('/')[^1]}");
        return base.SendAsync(request, cancellationToken);
    }
}
