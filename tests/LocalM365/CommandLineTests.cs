using System.Diagnostics;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Options: localm365 as a process of its own: its options, its exit codes, and what a kill leaves behind.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localm365-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--nope", "The option --nope is not known; --help lists the options.")]
    [InlineData("--port x", "'x' is not a port number.")]
    [InlineData("--data", "The option --data needs a value.")]
    [InlineData("--quota 4", "'4' is not a number of units a minute from 5 on.")]
    [InlineData("--seed -1", "'-1' is not a whole number from 0 on.")]
    [InlineData("--deliver here", "'here' is not FROM=TO with two addresses.")]
    public async Task A_Wrong_Option_Is_One_Sentence_And_Exit_Code_1(string options, string sentence)
    {
        using var process = Start(options.Split(' '));
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal((1, sentence), (process.ExitCode, error.Trim()));
    }

    [Fact]
    public async Task A_Taken_Port_Is_One_Sentence_With_What_To_Do_And_Exit_Code_1()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var process = Start("--port", $"{tenant.App.BaseAddress.Port}", "--data", _folder.FullName);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(1, process.ExitCode);
        Assert.Equal($"Port {tenant.App.BaseAddress.Port} on localhost is taken by another program. Stop that program, or choose another port.", error.Trim());
    }

    [Fact]
    public async Task A_Kill_After_The_Effect_Loses_The_Answer_And_Not_The_Item()
    {
        var (first, origin) = await RunAsync();
        using var http = new HttpClient { BaseAddress = new Uri(origin) };
        await SendAsync(http, HttpMethod.Put, "/_local/people", LocalTenant.Directory(), null);
        var token = await TokenAsync(http);
        var site = (await SendAsync(http, HttpMethod.Get, "/v1.0/sites/localhost:/sites/tdkt", null, token))["id"]!.GetValue<string>();
        await SendAsync(http, HttpMethod.Post, $"/v1.0/sites/{site}/lists", JsonNode.Parse("""{"displayName":"Rows","columns":[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]}"""), token);
        await SendAsync(http, HttpMethod.Put, "/_local/faults", JsonNode.Parse("""{"rules":[{"route":"POST .*/items$","kind":"kill","when":"after"}]}"""), null);
        var item = JsonNode.Parse("""{"fields":{"Key":"a:1"}}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(http, HttpMethod.Post, $"/v1.0/sites/{site}/lists/Rows/items", item, token));
        await first.WaitForExitAsync(Cancel);
        Assert.NotEqual(0, first.ExitCode);
        first.Dispose();

        var (second, again) = await RunAsync();
        using var after = new HttpClient { BaseAddress = new Uri(again) };
        var twin = await SendAsync(after, HttpMethod.Post, $"/v1.0/sites/{site}/lists/Rows/items", item, token);
        Assert.Contains("[Key]", twin["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        second.Kill();
        await second.WaitForExitAsync(Cancel);
        second.Dispose();
    }

    [Fact]
    public async Task Reset_Starts_From_An_Empty_Tenant_Also_In_A_Folder_That_Is_Not_There_Yet()
    {
        for (var round = 0; round < 2; round++)
        {
            var (process, origin) = await RunAsync("--data", Path.Combine(_folder.FullName, "new"), "--reset");
            using var http = new HttpClient { BaseAddress = new Uri(origin) };
            Assert.Empty((await SendAsync(http, HttpMethod.Get, "/_local/people", null, null))["sites"]!.AsArray());
            await SendAsync(http, HttpMethod.Put, "/_local/people", LocalTenant.Directory(), null);
            process.Kill();
            await process.WaitForExitAsync(Cancel);
            process.Dispose();
        }
    }

    private static Process Start(params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EmulationM365.LocalM365.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (var option in options) start.ArgumentList.Add(option);
        return Process.Start(start)!;
    }

    private async Task<(Process Process, string Origin)> RunAsync(params string[] more)
    {
        var process = Start(["--port", "0", "--data", _folder.FullName, .. more]);
        var line = await process.StandardOutput.ReadLineAsync(Cancel);
        return (process, line!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal)).TrimEnd('/'));
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, JsonNode? body, string? token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await http.SendAsync(request, Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private static async Task<string> TokenAsync(HttpClient http)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = LocalTenant.Product, ["scope"] = LocalTenant.Graph + "/.default" });
        using var answer = await http.PostAsync(new Uri($"/openid/{LocalTenant.TenantId}/oauth2/v2.0/token", UriKind.Relative), form, Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["access_token"]!.GetValue<string>();
    }
}
