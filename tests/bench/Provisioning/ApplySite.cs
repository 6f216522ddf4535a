using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;

namespace EmulationM365.Bench.Provisioning;

/// <summary>An empty site in a localm365 of its own, on which years are applied.</summary>
internal sealed class ApplySite : IAsyncDisposable
{
    private const string App = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string TenantId = "11111111-1111-1111-1111-111111111111";
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private readonly LocalM365App _app;

    private ApplySite(LocalM365App app, LeapingClock clock, DirectoryInfo folder)
    {
        (_app, Clock, _folder) = (app, clock, folder);
        _http = new HttpClient { BaseAddress = app.BaseAddress };
    }

    public static SiteOptions Site { get; } = new() { Path = "/sites/tdkt", Year = 2025 };

    public LeapingClock Clock { get; }

    public static async Task<ApplySite> StartAsync()
    {
        var (folder, clock) = (Directory.CreateTempSubdirectory("apply-"), new LeapingClock(new DateTimeOffset(2025, 1, 6, 1, 0, 0, TimeSpan.Zero)));
        var app = await LocalM365App.StartAsync(new LocalM365Settings { Port = 0, DataFolder = folder.FullName, Time = clock.Still, Quiet = true, Seed = 1 }, CancellationToken.None);
        var site = new ApplySite(app, clock, folder);
        await site.PutAsync("/_local/people",
            $$"""
            { "tenantId": "{{TenantId}}", "people": [], "mailboxes": ["tdkt@mau.example"],
              "apps": [{ "appId": "{{App}}", "displayName": "Thi đua", "roles": ["Sites.Selected", "Mail.Send", "User.Read.All"], "mailboxes": ["tdkt@mau.example"] }],
              "sites": [{ "path": "/sites/tdkt", "displayName": "Thi đua, khen thưởng", "grants": [{ "app": "{{App}}", "role": "fullcontrol" }] }] }
            """);
        return site;
    }

    /// <summary>Another process of the product.</summary>
    /// <param name="wire">Its wire; it goes with the connection.</param>
    /// <param name="unitsPerMinute">Resource units that it may spend in a minute.</param>
    public Tenancy Connect(ApplyWire wire, int unitsPerMinute = 1_000_000)
    {
        var options = new M365Options
        {
            GraphBaseUrl = new Uri(_app.BaseAddress, "v1.0"), SharePointBaseUrl = _app.BaseAddress, Authority = new Uri(_app.BaseAddress, "openid"), TenantId = TenantId, ClientId = App,
            Mailbox = "tdkt@mau.example", PublicBaseUrl = new Uri("http://localhost:1"), RuPerMinute = unitsPerMinute,
        };
        return new Tenancy(options, Credentials.For(options, Clock.Still), Clock, wire);
    }

    /// <summary>Applies the year once, as a process of its own.</summary>
    public async Task<(ApplyReport Report, ApplyWire Wire)> ApplyAsync(int killAt = 0, bool afterEffect = false)
    {
        var wire = new ApplyWire(Clock, killAt, afterEffect);
        using var tenancy = Connect(wire);
        return (await new Provisioner(tenancy, Site).ApplyAsync(CampaignFiles.Load(Site.Year), CancellationToken.None), wire);
    }

    /// <summary>From now on requests go wrong in these ways; none: in no way.</summary>
    public Task FaultsAsync(int seed, params string[] rules) => PutAsync("/_local/faults", $$"""{"seed":{{seed}},"rules":[{{string.Join(',', rules)}}]}""");

    /// <summary>How often a fault struck.</summary>
    public async Task<int> StruckAsync() => (await ControlAsync("/_local/faults"))["rules"]!.AsArray().Sum(rule => rule!["acted"]!.GetValue<int>());

    /// <summary>Requests, units and writes of one API so far.</summary>
    public async Task<(int Requests, int Units, int Writes)> MeterAsync(string api)
    {
        var spent = (await ControlAsync("/_local/meter"))["identities"]!["app:" + App]?[api];
        return spent is null ? (0, 0, 0) : (spent["requests"]!.GetValue<int>(), spent["resourceUnits"]!.GetValue<int>(), spent["writes"]!.GetValue<int>());
    }

    /// <summary>Every request so far: method, path, units.</summary>
    public async Task<IReadOnlyList<(string Method, string Target, int Units)>> RequestsAsync() =>
        [.. (await _http.GetStringAsync(new Uri("/_local/requests", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => (words[3], Uri.UnescapeDataString(words[4]), int.Parse(words[^1], System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>What stands on the site, without anything that the service made up.</summary>
    public async Task<string> DumpAsync()
    {
        await FaultsAsync(1);
        return await new SchemaDump(Get).WriteAsync();

        async Task<JsonObject> Get(string path) => await ReadAsync(path, await TokenAsync(path.StartsWith("/v1.0", StringComparison.Ordinal) ? "https://graph.microsoft.com" : _app.BaseAddress.GetLeftPart(UriPartial.Authority)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<JsonObject> ControlAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)))!.AsObject();

    private async Task PutAsync(string path, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PutAsync(new Uri(path, UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"PUT {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonObject> ReadAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"GET {path}: {(int)answer.StatusCode} {text}");
    }

    private async Task<string> TokenAsync(string resource)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = App, ["scope"] = resource + "/.default" });
        using var answer = await _http.PostAsync(new Uri($"/openid/{TenantId}/oauth2/v2.0/token", UriKind.Relative), form);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
    }
}
