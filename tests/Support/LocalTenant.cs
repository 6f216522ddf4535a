using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace EmulationM365.Tests.Support;

/// <summary>A localm365 of its own for one test: a free port, a temporary folder, a clock that stands still.</summary>
public sealed class LocalTenant : IAsyncDisposable
{
    /// <summary>The tenant, and the apps and people in it.</summary>
    public const string TenantId = "11111111-1111-1111-1111-111111111111";
    public const string Product = "aaaaaaaa-0000-0000-0000-000000000001";
    public const string Reader = "aaaaaaaa-0000-0000-0000-000000000002";
    public const string Stranger = "aaaaaaaa-0000-0000-0000-000000000003";
    public const string An = "bbbbbbbb-0000-0000-0000-000000000001";
    public const string Binh = "bbbbbbbb-0000-0000-0000-000000000002";
    public const string Chi = "bbbbbbbb-0000-0000-0000-000000000003";
    public const string Graph = "https://graph.microsoft.com";

    private readonly string _folder;
    private readonly bool _ownsFolder;

    private LocalTenant(LocalM365App app, TestClock clock, string folder, bool ownsFolder)
    {
        (App, Clock, _folder, _ownsFolder) = (app, clock, folder, ownsFolder);
        Http = new HttpClient { BaseAddress = app.BaseAddress };
    }

    public LocalM365App App { get; }

    public TestClock Clock { get; }

    public HttpClient Http { get; }

    public string Origin => App.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The directory every test starts with.</summary>
    public static JsonObject Directory() => JsonNode.Parse(
        $$"""
        {
          "tenantId": "{{TenantId}}",
          "people": [
            { "id": "{{An}}", "displayName": "Cán bộ mẫu An", "userPrincipalName": "an@mau.example", "mail": "an@mau.example", "jobTitle": "Trưởng phòng", "department": "Phòng A", "accountEnabled": true },
            { "id": "{{Binh}}", "displayName": "Cán bộ mẫu Bình", "userPrincipalName": "binh@mau.example", "mail": "binh@mau.example", "department": "Phòng B", "accountEnabled": true },
            { "id": "{{Chi}}", "displayName": "Cán bộ mẫu Chi", "userPrincipalName": "chi@mau.example", "mail": "chi@mau.example", "accountEnabled": false }
          ],
          "apps": [
            { "appId": "{{Product}}", "displayName": "Thi đua", "roles": ["Sites.Selected", "Mail.Send", "User.Read.All"], "mailboxes": ["tdkt@mau.example"] },
            { "appId": "{{Reader}}", "displayName": "Người đọc", "roles": ["Sites.Selected"] },
            { "appId": "{{Stranger}}", "displayName": "Người lạ", "roles": [] }
          ],
          "sites": [
            { "path": "/sites/tdkt", "displayName": "Thi đua, khen thưởng", "grants": [
              { "app": "{{Product}}", "role": "fullcontrol" }, { "app": "{{Reader}}", "role": "read" }, { "app": "{{Stranger}}", "role": "write" },
              { "person": "{{An}}", "role": "write" }, { "person": "{{Binh}}", "role": "read" } ] },
            { "path": "/sites/khac", "displayName": "Nơi khác", "grants": [] }
          ],
          "mailboxes": ["tdkt@mau.example", "khac@mau.example"]
        }
        """)!.AsObject();

    public static async Task<LocalTenant> StartAsync(CancellationToken cancellationToken, string? folder = null, string? recordFile = null, int? seed = null, int? threshold = null, string? officePath = null, SqlEffort? effort = null)
    {
        var home = folder ?? System.IO.Directory.CreateTempSubdirectory("localm365-").FullName;
        var clock = new TestClock(new DateTimeOffset(2025, 5, 12, 1, 0, 0, TimeSpan.Zero));
        var settings = new LocalM365Settings { Port = 0, DataFolder = home, Time = clock, RecordFile = recordFile, Quiet = true, Seed = seed, OfficePath = officePath, Effort = effort };
        if (threshold is { } most) settings = settings with { ListViewThreshold = most };
        var tenant = new LocalTenant(await LocalM365App.StartAsync(settings, cancellationToken), clock, home, folder is null);
        await tenant.PutAsync("/_local/people", Directory(), cancellationToken);
        return tenant;
    }

    public async Task<Answer> PutAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        await new Client(this, null).SendAsync(HttpMethod.Put, path, body, cancellationToken);

    /// <summary>Raw calls with the token of an app.</summary>
    public async Task<Client> AsAppAsync(CancellationToken cancellationToken, string appId = Product, string resource = Graph) =>
        new(this, await TokenAsync(new() { ["grant_type"] = "client_credentials", ["client_id"] = appId, ["scope"] = resource + "/.default" }, cancellationToken));

    /// <summary>Raw calls with the token of a person.</summary>
    public async Task<Client> AsPersonAsync(string person, CancellationToken cancellationToken, string resource = Graph) =>
        new(this, await TokenAsync(new() { ["grant_type"] = "password", ["client_id"] = Product, ["username"] = person, ["scope"] = resource + "/.default" }, cancellationToken));

    public async Task<string> TokenAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        var answer = await TokenAnswerAsync(form, cancellationToken);
        return answer.Json["access_token"]!.GetValue<string>();
    }

    public async Task<Answer> TokenAnswerAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await Http.PostAsync(new Uri($"/openid/{TenantId}/oauth2/v2.0/token", UriKind.Relative), content, cancellationToken);
        return await Answer.ReadAsync(answer, cancellationToken);
    }

    /// <summary>Calls through the Graph SDK, as the product makes them.</summary>
    public GraphServiceClient Sdk(string token) => new(new BaseBearerTokenAuthenticationProvider(new FixedToken(token)), Origin + "/v1.0");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        if (_ownsFolder) System.IO.Directory.Delete(_folder, recursive: true);
    }

    private sealed class FixedToken(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new(["localhost", "127.0.0.1"]);

        public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(token);
    }

    /// <summary>Raw HTTP under one token.</summary>
    public sealed class Client(LocalTenant tenant, string? token)
    {
        public string Token => token ?? "";

        public Task<Answer> GetAsync(string path, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
            SendAsync(HttpMethod.Get, path, null, cancellationToken, headers);

        public Task<Answer> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
            SendAsync(HttpMethod.Post, path, body, cancellationToken, headers);

        public Task<Answer> PatchAsync(string path, JsonNode? body, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
            SendAsync(HttpMethod.Patch, path, body, cancellationToken, headers);

        public Task<Answer> DeleteAsync(string path, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
            SendAsync(HttpMethod.Delete, path, null, cancellationToken, headers);

        public async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : tenant.Origin + path);
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await tenant.Http.SendAsync(request, cancellationToken);
            return await Answer.ReadAsync(answer, cancellationToken);
        }
    }
}

/// <summary>An answer, read.</summary>
public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public JsonObject[] Rows => [.. Json["value"]!.AsArray().Select(row => row!.AsObject())];

    public string Code => Json["error"]!["code"]!.GetValue<string>();

    public string Message => Json["error"]!["message"]!.GetValue<string>();

    public string Id => Json["id"]!.GetValue<string>();

    public static async Task<Answer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers);
}
