using Azure.Core;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace EmulationM365.Microsoft365;

/// <summary>Sends our token to the hosts we chose, and to no others.</summary>
public sealed class ChosenHostTokens(TokenCredential credential, M365Options options) : IAccessTokenProvider
{
    /// <inheritdoc />
    public AllowedHostsValidator AllowedHostsValidator { get; } = new(options.TokenHosts);

    /// <inheritdoc />
    public async Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
    {
        if (!AllowedHostsValidator.IsUrlHostValid(uri)) throw new M365Exception(Failure.Refused, uri.Host, "is not a host that may receive our token (M365:AllowedHosts)");
        return (await credential.GetTokenAsync(new TokenRequestContext([options.GraphScope]), cancellationToken)).Token;
    }
}

/// <summary>One signed-in connection to a tenant: Graph by the official library, SharePoint REST by plain HTTP, one meter and one retry policy for both.</summary>
public sealed class Tenancy : IDisposable
{
    private readonly TokenCredential _credential;
    private readonly ChosenHostTokens _graphTokens;

    static Tenancy() => PlainStore.Use();

    /// <summary>Connects by these settings.</summary>
    /// <param name="options">Where and who.</param>
    /// <param name="credential">Who signs us in.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="transport">The wire; null = the real one.</param>
    public Tenancy(M365Options options, TokenCredential credential, TimeProvider time, HttpMessageHandler? transport = null)
    {
        Options = options;
        _credential = credential;
        _graphTokens = new ChosenHostTokens(credential, options);
        Time = time;
        ServerTime = new ServerTime(time);
        Lanes = new Lanes(time, options.RuPerMinute);
        // The library's own retry re-sends a POST whose outcome is unknown and reads Retry-After wrongly, and it follows a redirect to anywhere: ours take their place.
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not (RetryHandler or RedirectHandler));
        GraphHttp = GraphClientFactory.Create([.. handlers, new NoDetours(), Fence.Redirects(options), new Fence(options), new RetryOnce(Lanes)], finalHandler: Wire(transport));
        GraphHttp.Timeout = Timeout.InfiniteTimeSpan;
        Graph = new GraphServiceClient(GraphHttp, new BaseBearerTokenAuthenticationProvider(_graphTokens), options.GraphBaseUrl.ToString().TrimEnd('/'));
        Rest = new HttpClient(new Fence(options) { InnerHandler = new RetryOnce(Lanes) { InnerHandler = Wire(transport) } })
        {
            BaseAddress = options.SharePointBaseUrl, Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Where and who.</summary>
    public M365Options Options { get; }

    /// <summary>What was spent.</summary>
    public CostMeter Meter { get; } = new();

    /// <summary>The time that all workers share.</summary>
    public ServerTime ServerTime { get; }

    /// <summary>Hears of waits to SharePoint; null = nobody.</summary>
    public Action<Wait>? Waiting
    {
        get => Lanes.Waiting;
        set => Lanes.Waiting = value;
    }

    /// <summary>The clock of all waiting.</summary>
    internal TimeProvider Time { get; }

    /// <summary>What lets calls out; one for Graph and SharePoint REST, which share a quota.</summary>
    internal Lanes Lanes { get; }

    /// <summary>Graph.</summary>
    internal GraphServiceClient Graph { get; }

    /// <summary>The way to Graph beneath its library, for what the library cannot say; a call takes its token from <see cref="GraphTokenAsync"/>.</summary>
    internal HttpClient GraphHttp { get; }

    /// <summary>SharePoint REST; a call takes its token from <see cref="SharePointTokenAsync"/>.</summary>
    internal HttpClient Rest { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Graph.Dispose();
        GraphHttp.Dispose();
        Rest.Dispose();
    }

    /// <summary>A token for SharePoint REST, whose audience differs from Graph's.</summary>
    internal async Task<string> SharePointTokenAsync(CancellationToken cancellationToken) =>
        (await _credential.GetTokenAsync(new TokenRequestContext([Options.SharePointScope]), cancellationToken)).Token;

    /// <summary>A token for Graph.</summary>
    internal Task<string> GraphTokenAsync(CancellationToken cancellationToken) => _graphTokens.GetAuthorizationTokenAsync(Options.GraphBaseUrl, cancellationToken: cancellationToken);

    /// <summary>A link that the service gave us, checked: it must lead back to the same service.</summary>
    internal string Own(string link) => IsOwn(link) ? link : throw new M365Exception(Failure.Refused, "link", "the service gave a link that leads elsewhere");

    /// <summary>A link leads to the service we are connected to.</summary>
    internal bool IsOwn(string link) => Uri.TryCreate(link, UriKind.Absolute, out var url)
        && url.GetLeftPart(UriPartial.Authority) == Options.GraphBaseUrl.GetLeftPart(UriPartial.Authority);

    private MeteredTransport Wire(HttpMessageHandler? transport) => new(Meter, ServerTime, transport ?? new SocketsHttpHandler
    {
        AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10),
    });
}
