using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace EmulationM365.Bench;

/// <summary>localm365 as a process of its own, with one app that may do everything on one site.</summary>
internal sealed class RunningTenant : IAsyncDisposable
{
    private const string App = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string TenantId = "11111111-1111-1111-1111-111111111111";
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private RunningTenant(DirectoryInfo folder, Process process, Uri address)
    {
        (_folder, _process) = (folder, process);
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The address of the site in Graph.</summary>
    public string Site { get; private set; } = "";

    /// <summary>The most memory the process ever held, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static async Task<RunningTenant> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bench-");
        var (process, address) = await TenantProcess.RunAsync(folder);
        var tenant = new RunningTenant(folder, process, address);
        await tenant.SignInAsync();
        return tenant;
    }

    /// <summary>Kills the process and starts another on what it left; how long that took until it listened.</summary>
    public async Task<TimeSpan> StartAgainAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        var begin = Stopwatch.GetTimestamp();
        var (again, _) = await TenantProcess.RunAsync(_folder);
        var passed = Stopwatch.GetElapsedTime(begin);
        again.Kill();
        await again.WaitForExitAsync();
        again.Dispose();
        return passed;
    }

    /// <summary>One request; an answer that says no ends the benchmark.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task SignInAsync()
    {
        await SendAsync(HttpMethod.Put, "/_local/people", JsonNode.Parse(
            $$"""
            { "tenantId": "{{TenantId}}", "people": [], "mailboxes": [],
              "apps": [{ "appId": "{{App}}", "displayName": "Bench", "roles": ["Sites.Selected"] }],
              "sites": [{ "path": "/sites/bench", "displayName": "Bench", "grants": [{ "app": "{{App}}", "role": "fullcontrol" }] }] }
            """));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = App, ["scope"] = "https://graph.microsoft.com/.default" });
        using var answer = await Http.PostAsync(new Uri($"/openid/{TenantId}/oauth2/v2.0/token", UriKind.Relative), form);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Site = "/v1.0/sites/" + (await SendAsync(HttpMethod.Get, "/v1.0/sites/localhost:/sites/bench", null))["id"];
    }
}
