using System.Net;
using EmulationM365.Functions.Local;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>A host with a sign-in front, its provider, and a browser that keeps cookies.</summary>
internal sealed class SignInVisit : IAsyncDisposable
{
    private readonly HostRun _run;
    private readonly HttpClient _browser = NewBrowser();

    private SignInVisit(HostRun run, StubAuthority authority, ManualClock clock) => (_run, Authority, Clock) = (run, authority, clock);

    public StubAuthority Authority { get; }

    public ManualClock Clock { get; }

    public Uri Address => _run.Host.BaseAddress;

    public static async Task<SignInVisit> StartAsync()
    {
        var authority = await StubAuthority.StartAsync();
        var clock = new ManualClock(new DateTimeOffset(2025, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var signIn = new SignInSettings { Authority = authority.Address, TenantId = "tenant", ClientId = "client", ProtectedPrefixes = ["/api/requests"] };
        return new SignInVisit(await HostRun.StartAsync(settings => settings with { SignIn = signIn, Time = clock }), authority, clock);
    }

    public static HttpClient NewBrowser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public Task<HttpResponseMessage> GetAsync(string path, HttpClient? browser = null) => (browser ?? _browser).GetAsync(new Uri(Address, path), HostRun.Token);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _browser.SendAsync(request, HostRun.Token);

    /// <summary>Opens a page that needs signing in and gives what the provider is asked.</summary>
    public async Task<Dictionary<string, string>> StartSigningInAsync(string path = "/api/requests/abc?x=1")
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    /// <summary>Comes back from the provider.</summary>
    public Task<HttpResponseMessage> ComeBackAsync(string state, string code, HttpClient? browser = null) =>
        GetAsync($"/.auth/login/aad/callback?state={state}&code={code}", browser);

    /// <summary>Signs in for an hour and gives the raw token.</summary>
    public async Task<string> SignInAsync()
    {
        var asked = await StartSigningInAsync();
        var code = Authority.Lay(asked["nonce"], Clock.GetUtcNow().AddHours(1));
        using var answer = await ComeBackAsync(asked["state"], code);
        Assert.Equal("/api/requests/abc?x=1", answer.Headers.Location!.OriginalString);
        return Authority.TokenOf(code);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _run.DisposeAsync();
        await Authority.DisposeAsync();
    }
}
