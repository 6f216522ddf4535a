using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>A site that an earlier version made comes up to date by one apply, wherever that breaks off, and keeps what people entered.</summary>
public sealed class OlderSiteTests : IAsyncLifetime
{
    private readonly OwnedSite _site = new();
    private LocalTenant.Client _rest = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Lists_From_Before_Come_Up_To_Date_By_One_Apply_And_Keep_Their_Rows()
    {
        // Arrange
        const string Unique = """[{"name":"KEY","text":{},"indexed":true,"enforceUniqueValues":true}]""";
        var rows = new Dictionary<string, string>
        {
            [await MakeAsync("Settings", Unique.Replace("KEY", "SettingKey", StringComparison.Ordinal))] = """{"Title":"Chế độ","SettingKey":"regime-before"}""",
            [await MakeAsync("Movements", Unique.Replace("KEY", "MovementKey", StringComparison.Ordinal))] = """{"Title":"Phong trào mẫu","MovementKey":"mau"}""",
            [await MakeAsync("UnitReturns2025", """[{"name":"Step","choice":{"choices":["Nháp","Nộp","Rút để sửa"]}}]""")] = """{"Title":"Phòng mẫu","Step":"Nộp"}""",
            [await MakeAsync("Nominations2025", """[{"name":"LineStatus","choice":{"choices":["Chờ trưởng phòng xác nhận"]}}]""")] =
                """{"Title":"Cán bộ mẫu 01","LineStatus":"Chờ trưởng phòng xác nhận"}""",
        };
        foreach (var (list, fields) in rows) Assert.Equal(201, (await _site.Owner.PostAsync($"{list}/items", new JsonObject { ["fields"] = JsonNode.Parse(fields) }, Cancel)).Status);

        // Act
        var report = await _site.ApplyAsync();

        // Assert
        Assert.Equal(SiteSchema.Lists.Count - rows.Count, report.ListsMade);
        Assert.Contains("List UnitReturns2025 ('Báo cáo, bình xét của phòng 2025'): column Step does not offer 'Lập danh sách từ đăng ký'.", report.Mended);
        Assert.Contains("List Movements ('Phong trào'): column MovementKey may not hold the same value twice, and should.", report.Mended);
        await FitsAsync();
        foreach (var (list, fields) in rows)
        {
            var kept = (await _site.Owner.GetAsync($"{list}/items/1?$expand=fields", Cancel)).Json["fields"]!;
            foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject()) Assert.Equal(value!.GetValue<string>(), kept[name]!.GetValue<string>());
        }

        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_Lost_Answer_To_Any_Write_Is_Made_Good_In_The_Same_Run(string when)
    {
        await _site.ApplyAsync();
        await AgeAsync();
        var writes = await _site.WritesOfApplyAsync();
        Assert.Equal(5, writes.Count);
        for (var write = 0; write < writes.Count; write++)
        {
            await AgeAsync();
            await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""
                {"rules":[{"route":"(POST|PATCH) /(v1.0|sites)","after":{{write}},"times":1,"kind":"reset","when":"{{when}}"}]}
                """)!, Cancel);
            // A write that had its effect is not made again; one that had none is.
            Assert.Equal(writes.Count + (when == "after" ? 0 : 1), (await _site.ApplyAsync()).Writes);
            await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[]}""")!, Cancel);
            await FitsAsync();
            Assert.Empty(await _site.WritesOfApplyAsync());
        }
    }

    /// <summary>Makes the site what an earlier version left, over HTTP.</summary>
    private async Task AgeAsync()
    {
        var (settings, movements) = (await _site.ListAsync("Settings"), await _site.ListAsync("Movements"));
        // Before a value had dates each setting stood once.
        foreach (var twice in (await _site.Owner.GetAsync($"{settings}/items?$expand=fields", Cancel)).Rows.GroupBy(row => row["fields"]!["SettingKey"]!.GetValue<string>()).SelectMany(rows => rows.Skip(1)))
            Assert.Equal(204, (await _site.Owner.DeleteAsync($"{settings}/items/{twice["id"]}", Cancel)).Status);
        await PatchAsync(settings, "SettingKey", """{"enforceUniqueValues":true}""");
        await PatchAsync(await _site.ListAsync("UnitReturns2025"), "Step", """{"choice":{"choices":["Nháp","Nộp","Rút để sửa"]}}""");
        await PatchAsync(await _site.ListAsync("Nominations2025"), "LineStatus", """{"indexed":false}""");
        Assert.Equal(204, (await _rest.PostAsync(Rest(movements), JsonNode.Parse("""{"WriteSecurity":1}"""), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);
        await PatchAsync(movements, "MovementKey", """{"enforceUniqueValues":true}""");
    }

    private async Task FitsAsync()
    {
        var step = await ColumnAsync("UnitReturns2025", "Step");
        Assert.Equal(UnitReturns.Step.Choices.Select(UnitReturns.Step.Word), step["choice"]!["choices"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.True((await ColumnAsync("Nominations2025", "LineStatus"))["indexed"]!.GetValue<bool>());
        foreach (var (list, name) in new[] { ("Settings", "SettingKey"), ("Movements", "MovementKey") })
        {
            var key = await ColumnAsync(list, name);
            Assert.Equal((true, false), (key["indexed"]!.GetValue<bool>(), key["enforceUniqueValues"]!.GetValue<bool>()));
        }

        Assert.Equal(2, (await _rest.GetAsync(Rest(await _site.ListAsync("Movements")), Cancel)).Json["WriteSecurity"]!.GetValue<int>());
    }

    private async Task<string> MakeAsync(string name, string columns)
    {
        var product = await _site.Tenant.AsAppAsync(Cancel);
        var made = await product.PostAsync($"{_site.Site}/lists", new JsonObject { ["displayName"] = name, ["columns"] = JsonNode.Parse(columns) }, Cancel);
        Assert.Equal(201, made.Status);
        return $"{_site.Site}/lists/{made.Id}";
    }

    private async Task<JsonObject> ColumnAsync(string list, string name) => (await _site.Owner.GetAsync($"{_site.Site}/lists/{list}/columns/{name}", Cancel)).Json;

    private async Task PatchAsync(string list, string column, string change) =>
        Assert.Equal(200, (await _site.Owner.PatchAsync($"{list}/columns/{column}", JsonNode.Parse(change), Cancel)).Status);

    private static string Rest(string list) => $"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
}
