using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;

namespace EmulationM365.Microsoft365;

/// <summary>What was spent on Microsoft 365 by this process.</summary>
public sealed class CostMeter
{
    private long _requests;
    private long _writes;

    /// <summary>HTTP exchanges begun, retries included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Those that may change something.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Counts one exchange.</summary>
    public void Count(HttpMethod method)
    {
        Interlocked.Increment(ref _requests);
        if (method != HttpMethod.Get && method != HttpMethod.Head) Interlocked.Increment(ref _writes);
    }
}

/// <summary>Last before the wire: counts, and names us as SharePoint asks (decorated traffic is throttled last).</summary>
public sealed class MeteredTransport(CostMeter meter, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        meter.Count(request.Method);
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", "NONISV|EmulationM365|EmulationM365/1.0");
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>
/// The one retry policy. A 429 was refused for sure, so any call is repeated after the time it names. A 503, 504 or a lost answer leaves the effect of a
/// write unknown, so only reads are repeated: the library's own retry would re-send a POST and send the same mail twice.
/// </summary>
public sealed class RetryOnce : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpMethod> Method = new("method");
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>A policy on this clock.</summary>
    public RetryOnce(TimeProvider time) => _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 4,
            ShouldHandle = args => ValueTask.FromResult(Worth(args.Context.Properties.GetValue(Method, HttpMethod.Get), args.Outcome)),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Wait(args.Outcome.Result, args.AttemptNumber, time.GetUtcNow())),
        }).Build();

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        resilience.Properties.Set(Method, request.Method);
        try
        {
            return await _pipeline.ExecuteAsync(async inner => await base.SendAsync(request, inner.CancellationToken), resilience);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private static bool Worth(HttpMethod method, Outcome<HttpResponseMessage> outcome) => outcome.Result?.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway => method == HttpMethod.Get,
        null => method == HttpMethod.Get && outcome.Exception is HttpRequestException { HttpRequestError: not HttpRequestError.ConnectionError },
        _ => false,
    };

    /// <summary>Never less than a second, whatever the answer says: a zero would hammer the service that asks for peace.</summary>
    private static TimeSpan Wait(HttpResponseMessage? answer, int attempt, DateTimeOffset now)
    {
        var told = answer?.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : Fraction(answer);
        var wait = told ?? TimeSpan.FromSeconds(1 << attempt);
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }

    /// <summary>Seconds written with a decimal point, which the standard does not know and services send.</summary>
    private static TimeSpan? Fraction(HttpResponseMessage? answer) =>
        answer?.Headers.NonValidated.TryGetValues("Retry-After", out var values) == true
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400
            ? TimeSpan.FromSeconds(seconds) : null;
}
