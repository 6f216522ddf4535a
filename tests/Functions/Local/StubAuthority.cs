using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>A token endpoint that sells the tokens a test has laid there.</summary>
internal sealed class StubAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _tokens = new();

    private StubAuthority(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "openid");

    /// <summary>The last form that was posted.</summary>
    public IReadOnlyDictionary<string, string> LastForm { get; private set; } = new Dictionary<string, string>();

    public static async Task<StubAuthority> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        var authority = new StubAuthority(builder.Build());
        authority._app.MapPost("/openid/tenant/oauth2/v2.0/token", authority.SellAsync);
        await authority._app.StartAsync(HostRun.Token);
        return authority;
    }

    /// <summary>Lays a token there and gives its code.</summary>
    public string Lay(string nonce, DateTimeOffset expires, string audience = "client")
    {
        var code = Guid.NewGuid().ToString("N");
        _tokens[code] = $"{Part(new { alg = "none" })}.{Part(new { aud = audience, nonce, oid = "oid-1", preferred_username = "an@unit.test", exp = expires.ToUnixTimeSeconds() })}.";
        return code;
    }

    /// <summary>The token of a code.</summary>
    public string TokenOf(string code) => _tokens[code];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Part(object value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(value))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task SellAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(HostRun.Token);
        LastForm = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (!_tokens.TryGetValue(form["code"].ToString(), out var token))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await http.Response.WriteAsync(JsonConvert.SerializeObject(new { token_type = "Bearer", id_token = token }), HostRun.Token);
    }
}
