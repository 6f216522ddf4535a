using System.Net;
using EmulationM365.Functions.Local;

namespace EmulationM365.Tests.Functions.Local;

public sealed class HttpDoorTests
{
    [Theory]
    [InlineData("GET", "api/requests/abc", HttpStatusCode.OK)]
    [InlineData("POST", "api/requests/abc", HttpStatusCode.OK)]
    [InlineData("PUT", "api/requests/abc", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "requests/abc", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/requests/abc/more", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "api/open/door", HttpStatusCode.OK)]
    [InlineData("GET", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/keys", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/notify", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/notify?code=", HttpStatusCode.Unauthorized)]
    public async Task A_Route_Answers_As_Its_Trigger_Says(string method, string path, HttpStatusCode expected)
    {
        await using var run = await HostRun.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await run.Client.SendAsync(request, HostRun.Token);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_Route_Value_And_The_Invocation_Reach_The_Function()
    {
        await using var run = await HostRun.StartAsync();
        Assert.StartsWith("Page abc ", await run.Client.GetStringAsync(new Uri("api/requests/abc", UriKind.Relative), HostRun.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Key_Opens_Its_Function_And_The_Host_Key_Opens_All()
    {
        await using var run = await HostRun.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(run, "api/notify?code=" + run.Host.KeyOf("Notify"), null));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(run, "api/notify", run.Host.KeyOf("Notify")));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(run, "api/notify", run.Host.HostKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(run, "api/notify", run.Host.KeyOf("Keys")));
        using var keys = await run.Client.GetAsync(new Uri("api/keys?code=" + run.Host.KeyOf("Keys"), UriKind.Relative), HostRun.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, keys.StatusCode);
        Assert.Throws<ArgumentException>(() => run.Host.KeyOf("Nobody"));
        Assert.DoesNotContain(run.Log.Lines, line => line.Contains(run.Host.KeyOf("Notify"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_Outlive_The_Host_And_Only_Their_Owner_Reads_Them()
    {
        var folder = HostRun.NewFolder();
        string key;
        await using (var first = await HostRun.StartAsync(folder: folder)) key = first.Host.KeyOf("Notify");
        await using (var second = await HostRun.StartAsync(folder: folder)) Assert.Equal(key, second.Host.KeyOf("Notify"));
        Assert.Equal(64, key.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys.json")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Fault_Is_A_Plain_Sentence_Outside_And_A_Log_Line_Inside()
    {
        await using var run = await HostRun.StartAsync();
        using var answer = await run.Client.GetAsync(new Uri("api/broken", UriKind.Relative), HostRun.Token);
        var text = await answer.Content.ReadAsStringAsync(HostRun.Token);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Contains(run.Log.Lines, line => line == "Error: Broken failed on a request");
    }

    [Theory]
    [Trait("Fault", "7")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Body_Above_256_Kilobytes_Is_Refused(bool chunked)
    {
        await using var run = await HostRun.StartAsync();
        using var content = new ByteArrayContent(new byte[HttpBody.Limit + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/notify?code=" + run.Host.HostKey) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await run.Client.SendAsync(request, HostRun.Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    [Trait("Fault", "34")]
    public async Task A_Function_Is_Cancelled_After_The_Function_Timeout()
    {
        var folder = HostRun.NewFolder();
        var file = Path.Combine(folder, "host.json");
        await File.WriteAllTextAsync(file, """{ "functionTimeout": "00:00:00.050" }""", HostRun.Token);
        await using var run = await HostRun.StartAsync(settings => settings with { HostFile = file });
        using var answer = await run.Client.GetAsync(new Uri("api/slow", UriKind.Relative), HostRun.Token);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(["slow cancelled"], run.Book.Lines);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("AzureWebJobs.Open.Disabled")]
    [InlineData("AzureWebJobs:Open:Disabled")]
    public async Task A_Disabled_Function_Is_Not_There(string setting)
    {
        await using var run = await HostRun.StartAsync(configuration: (setting, "true"));
        using var answer = await run.Client.GetAsync(new Uri("api/open/door", UriKind.Relative), HostRun.Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Throws<ArgumentException>(() => run.Host.KeyOf("Open"));
    }

    [Fact]
    public async Task Headers_Of_The_Front_Are_Stripped_Even_Without_A_Front()
    {
        await using var run = await HostRun.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/open/door");
        request.Headers.Add("x-ms-token-aad-id-token", "forged");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "forged");
        using var answer = await run.Client.SendAsync(request, HostRun.Token);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(HostRun.Token));
    }

    private static async Task<HttpStatusCode> PostAsync(HostRun run, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        using var answer = await run.Client.SendAsync(request, HostRun.Token);
        return answer.StatusCode;
    }

    private static class HttpBody
    {
        public const int Limit = 256 * 1024;
    }
}
