using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Tests.Support;

/// <summary>A receiver of notifications that a test can make refuse or stay dumb.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private int _asked;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The notifications that came, in order.</summary>
    public ConcurrentQueue<JsonObject> Notifications { get; } = new();

    /// <summary>The URLs that were asked, in order.</summary>
    public ConcurrentQueue<string> Urls { get; } = new();

    /// <summary>How many notifications are still to be refused with 503.</summary>
    public int Refusals { get; set; }

    /// <summary>What happens at the receiver before it answers a notification, or echoes a token.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>Host to which every notification is passed on, and whose answer is given; null answers itself.</summary>
    public Uri? PassTo { get; set; }

    /// <summary>What validation is answered with; null echoes the token.</summary>
    public string? Echo { get; set; }

    /// <summary>How often a token was to be echoed.</summary>
    public int Validations => _asked;

    public static async Task<Receiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Urls.Enqueue(http.Request.Path + http.Request.QueryString);
        Meanwhile?.Invoke();
        if (http.Request.Query["validationToken"].ToString() is { Length: > 0 } token)
        {
            Interlocked.Increment(ref _asked);
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync(Echo ?? token, http.RequestAborted);
            return;
        }
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject();
        if (Refusals > 0)
        {
            Refusals--;
            http.Response.StatusCode = 503;
            return;
        }
        Notifications.Enqueue(body);
        http.Response.StatusCode = PassTo is { } door ? await PassAsync(new Uri(door, http.Request.Path + http.Request.QueryString), body, http.RequestAborted) : 202;
    }

    private async Task<int> PassAsync(Uri door, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(door, content, cancellationToken);
        return (int)answer.StatusCode;
    }
}
