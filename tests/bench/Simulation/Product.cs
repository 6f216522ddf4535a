using Azure.Core;
using EmulationM365.Bench.Tenant;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Bench.Simulation;

/// <summary>One incarnation of the product in a process of its own: no memory but what it reads. The code is the production code, put together as the app does.</summary>
internal sealed class Product : IDisposable
{
    public static readonly SiteOptions Site = new() { Path = MemoryTenant.SitePath, NewsSite = MemoryTenant.SitePath, Year = 2025 };

    private static readonly M365Options Options = new()
    {
        GraphBaseUrl = new($"{MemoryTenant.Origin}/v1.0"), SharePointBaseUrl = new(MemoryTenant.Origin), Authority = new(MemoryTenant.Origin), TenantId = "t", ClientId = MemoryTenant.AppId,
        Mailbox = "tdkt@mau.example", PublicBaseUrl = new("http://pages.test"), RuPerMinute = 1_000_000_000,
    };

    private readonly CancellationTokenSource _life = new();
    private readonly Tenancy _tenancy;

    public Product(WorkerTime time, HttpMessageHandler transport)
    {
        Time = time;
        _tenancy = new Tenancy(Options, new AnyToken(), time, transport);
        var secrets = 0;
        Flows = new SiteFlows(_tenancy, [Site], new FlowParts(time, () => $"secret-{++secrets}", NullLoggerFactory.Instance));
        var stories = new StorySteps(Options, time);
        var answers = new AnswerSteps(time, Logger<AnswerSteps>());
        Pipeline = new Pipeline(Flows, new ReturnSteps(time, Logger<ReturnSteps>()), new SessionSteps(time), new SubmissionSteps(time), stories, answers,
            new RequestMoves(time, Logger<RequestMoves>()), new HandOvers(Options, time, Logger<HandOvers>()), new ContentWatch(Options, stories, time), Options, time, Logger<Pipeline>());
        Desk = new RequestDesk(Flows, time);
    }

    public WorkerTime Time { get; }

    public SiteFlows Flows { get; }

    public Pipeline Pipeline { get; }

    public RequestDesk Desk { get; }

    /// <summary>Cancelled when the incarnation dies.</summary>
    public CancellationToken Life => _life.Token;

    public bool Dead => _life.IsCancellationRequested;

    /// <summary>The process is gone: nothing of it can act any more.</summary>
    public void Die() => _life.Cancel();

    public void Dispose()
    {
        Flows.Dispose();
        _tenancy.Dispose();
        _life.Dispose();
    }

    private static NullLogger<T> Logger<T>() => NullLogger<T>.Instance;

    private sealed class AnyToken : TokenCredential
    {
        private static readonly AccessToken Token = new(MemoryTenant.Token, DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
    }
}
