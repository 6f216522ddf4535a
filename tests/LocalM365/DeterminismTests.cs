using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>reliability §0.5, §5.1 B3: the same seed twice gives the same history; a seed is a bug report.</summary>
public sealed class DeterminismTests
{
    private const string Script = """
        {"seed":7,"rules":[
          {"route":"POST .*/items$","chance":0.3,"status":504,"when":"after"},
          {"kind":"batch","chance":0.4},
          {"kind":"gone","every":3},
          {"route":"GET .*/items","kind":"torn","chance":0.2},
          {"route":"PATCH","kind":"conflict","chance":0.5,"when":"after"}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Same_Seed_Twice_Leaves_The_Same_Request_Log_And_The_Same_Answers_And_Another_Seed_Others()
    {
        var first = await PlayAsync(11);
        var second = await PlayAsync(11);
        Assert.True(first.Log.Split('\n').Length > 60);
        Assert.Equal(first.Log, second.Log);
        Assert.Equal(first.Answers, second.Answers);
        foreach (var fault in new[] { " status ", " batch ", " gone ", " torn ", " conflict " }) Assert.Contains(fault, first.Log, StringComparison.Ordinal);
        Assert.NotEqual(first.Log, (await PlayAsync(12)).Log);
    }

    [Fact]
    public async Task Without_A_Seed_Ids_Differ_From_Run_To_Run() => Assert.NotEqual((await PlayAsync(null)).Log, (await PlayAsync(null)).Log);

    [Fact]
    public async Task A_Line_Says_Who_Asked_What_And_What_Came_Of_It()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, seed: 1);
        var product = await tenant.AsAppAsync(Cancel);
        await tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"route":"/users","status":429}]}""")!, Cancel);
        await product.GetAsync("/v1.0/users?$top=5&code=secret", Cancel);
        await product.GetAsync("/sites/tdkt/_api/web/lists", Cancel);
        Assert.Equal(
            $"""
            1 2025-05-12T01:00:00Z none POST /openid/{LocalTenant.TenantId}/oauth2/v2.0/token 200 - 0
            2 2025-05-12T01:00:00Z app:{LocalTenant.Product} GET /v1.0/users?$top=5&code=[redacted] 429 status 0
            3 2025-05-12T01:00:00Z app:{LocalTenant.Product} GET /sites/tdkt/_api/web/lists 401 - 2

            """, await tenant.Http.GetStringAsync(new Uri("/_local/requests", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_Tenant_With_A_Seed_That_Is_Resumed_Gives_No_Id_Twice()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        var ids = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var tenant = await LocalTenant.StartAsync(Cancel, folder.FullName, seed: 3);
            var product = await tenant.AsAppAsync(Cancel);
            var site = (await product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
            ids.Add((await product.PostAsync($"/v1.0/sites/{site}/lists", new JsonObject { ["displayName"] = $"List {run}" }, Cancel)).Id);
        }
        Assert.Equal(2, ids.Distinct().Count());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Ids_Come_From_One_Place()
    {
        var elsewhere = HouseTests.Source().Where(file => file.Path.StartsWith("localm365/", StringComparison.Ordinal) && file.Path != "localm365/Ids.cs" && file.Text.Contains("NewGuid", StringComparison.Ordinal));
        Assert.Empty(elsewhere.Select(file => file.Path));
    }

    /// <summary>A little of everything, as a client would that looks before it tries again.</summary>
    private static async Task<(string Log, string Answers)> PlayAsync(int? seed)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, seed: seed);
        var play = new Play(tenant, await tenant.AsAppAsync(Cancel));
        var site = "/v1.0/sites/" + (await play.SendAsync(HttpMethod.Get, "/v1.0/sites/localhost:/sites/tdkt"))!.Id;
        var list = $"{site}/lists/" + (await play.SendAsync(HttpMethod.Post, $"{site}/lists", """{"displayName":"Rows","columns":[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]}"""))!.Id;
        Assert.Equal(200, (await tenant.PutAsync("/_local/faults", JsonNode.Parse(Script)!, Cancel)).Status);
        var delta = $"{list}/items/delta?$expand=fields";
        for (var round = 0; round < 8; round++)
        {
            tenant.Clock.Advance(TimeSpan.FromSeconds(5));
            for (var row = 0; row < 3; row++) await play.SendAsync(HttpMethod.Post, $"{list}/items", $$$"""{"fields":{"Title":"{{{round}}}","Key":"{{{round}}}:{{{row}}}"}}""");
            await play.SendAsync(HttpMethod.Get, $"{list}/items?$filter=fields/Key eq '{round}:1'&$expand=fields");
            await play.SendAsync(HttpMethod.Patch, $"{list}/items/{round + 1}/fields", """{"Title":"đã sửa"}""");
            await play.SendAsync(HttpMethod.Post, "/v1.0/$batch", BatchBody.Batch(BatchBody.Item(list, "1", "a"), BatchBody.Item(list, "2", "b"), BatchBody.Get("3", "/users")).ToJsonString());
            if (await play.SendAsync(HttpMethod.Get, delta) is { } page)
                delta = page.Status == 410 ? page.Headers.Location!.ToString() : page.Json["@odata.deltaLink"]?.GetValue<string>() ?? delta;
        }
        await play.SendAsync(HttpMethod.Post, $"{site}/pages", """{"@odata.type":"#microsoft.graph.sitePage","name":"tin.aspx","title":"Tin","pageLayout":"article"}""");
        return (await tenant.Http.GetStringAsync(new Uri("/_local/requests", UriKind.Relative), Cancel), play.Answers);
    }

    private sealed class Play(LocalTenant tenant, LocalTenant.Client product)
    {
        private readonly System.Text.StringBuilder _answers = new();

        /// <summary>Everything that was answered, with the address of the tenant taken out.</summary>
        public string Answers => _answers.ToString();

        public async Task<Answer?> SendAsync(HttpMethod method, string path, string? body = null)
        {
            try
            {
                var answer = await product.SendAsync(method, path, body is null ? null : JsonNode.Parse(body), Cancel);
                _answers.Append(answer.Status).Append(' ').AppendLine(answer.Text.Replace(tenant.Origin, "", StringComparison.Ordinal));
                return answer;
            }
            catch (HttpRequestException)
            {
                _answers.AppendLine("lost");
                return null;
            }
        }
    }
}
