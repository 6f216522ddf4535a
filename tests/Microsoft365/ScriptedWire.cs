using System.Net;
using System.Text;
using Azure.Core;
using EmulationM365.Microsoft365;
using Newtonsoft.Json.Linq;
using NSubstitute;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>A wire that a function answers, which keeps what went out and when by the clock of the test.</summary>
internal sealed class ScriptedWire(TimeProvider time, Func<HttpRequestMessage, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly Lock _one = new();
    private readonly List<(string Call, string Body, DateTimeOffset At)> _sent = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Method and address, body and moment of each call, in order.</summary>
    public IReadOnlyList<(string Call, string Body, DateTimeOffset At)> Sent
    {
        get
        {
            lock (_one) return [.. _sent];
        }
    }

    /// <summary>Waits until so many calls went out: whoever moves the clock before would put one that is on its way into another minute.</summary>
    public async Task WentAsync(int calls, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_one)
            {
                if (_sent.Count >= calls) return;
                next = _next.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>An answer with a body of JSON, and perhaps a time to wait.</summary>
    public static HttpResponseMessage Json(int status, string body = "{}", string? retryAfter = null, string? reset = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        if (reset is not null) answer.Headers.TryAddWithoutValidation("RateLimit-Reset", reset);
        return answer;
    }

    /// <summary>The product's connection over a wire, signed in by a credential that always has a token.</summary>
    public static Tenancy Tenancy(HttpMessageHandler wire, TimeProvider time, int unitsPerMinute = 1250)
    {
        var credential = Substitute.For<TokenCredential>();
#pragma warning disable CA2012 // The call only says which call is meant.
        credential.GetTokenAsync(default, default).ReturnsForAnyArgs(_ => ValueTask.FromResult(new AccessToken("token", DateTimeOffset.MaxValue)));
#pragma warning restore CA2012
        return Tenancy(wire, time, credential, unitsPerMinute);
    }

    /// <summary>The product's connection over a wire.</summary>
    public static Tenancy Tenancy(HttpMessageHandler wire, TimeProvider time, TokenCredential credential, int unitsPerMinute = 1250) => new(
        new M365Options { SharePointBaseUrl = new Uri("https://contoso.sharepoint.com"), RuPerMinute = unitsPerMinute, Mailbox = "tdkt@mau.example" }, credential, time, wire);

    /// <summary>The list of lines on the tenant behind the wire.</summary>
    public static ListStore Lines(Tenancy tenancy) => new(tenancy, new ListAddress(
        "contoso.sharepoint.com,00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003", EmulationM365.Schema.Lists.Nominations.List));

    /// <summary>Requests of a batch that was sent.</summary>
    public static IReadOnlyList<JObject> Inside(string body) => [.. JObject.Parse(body)["requests"]!.OfType<JObject>()];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        lock (_one)
        {
            _sent.Add(($"{request.Method} {request.RequestUri}", body, time.GetUtcNow()));
            _next.TrySetResult();
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var answered = answer(request, body);
        answered.RequestMessage ??= request;
        return answered;
    }
}
