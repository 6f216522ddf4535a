using System.Text.Json.Nodes;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>Columns that differ from the schema on a site that is there: mended by exactly the writes that it takes, and what people added or entered stays.</summary>
public sealed class ColumnRepairTests : OnMadeSite
{
    [Fact]
    public async Task A_New_Heading_On_An_Indexed_Column_Costs_One_Write_And_Never_Its_Index()
    {
        var (list, column) = await ColumnAsync("Nominations2025", "StaffKey");
        await PatchAsync(column, """{"displayName":"Mã"}""");
        Assert.Equal([$"PATCH {column}"], await _site.WritesOfApplyAsync());
        Assert.Equal(["displayName"], (await LastBodyAsync()).Select(member => member.Key));
        Assert.True((await _site.Owner.GetAsync($"{list}/columns/StaffKey", Cancel)).Json["indexed"]!.GetValue<bool>());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Choice_That_Lacks_A_Word_Gets_It_And_Keeps_What_People_Added_And_Entered()
    {
        // Arrange: as an earlier version made it, with a word of staff's own in front, shown as radio buttons, open to other words.
        var (list, column) = await ColumnAsync("UnitReturns2025", "Step");
        await PatchAsync(column, """{"choice":{"choices":["Để sau","Nháp","Nộp","Rút để sửa","Bỏ"],"allowTextEntry":true,"displayAs":"radioButtons"}}""");
        var row = await _site.Owner.PostAsync($"{list}/items", JsonNode.Parse("""{"fields":{"Title":"A","ReturnKey":"a","Step":"Bỏ"}}"""), Cancel);
        await PatchAsync(column, """{"choice":{"choices":["Để sau","Nháp","Nộp","Rút để sửa"],"allowTextEntry":true,"displayAs":"radioButtons"}}""");

        // Act
        var writes = await _site.WritesOfApplyAsync();

        // Assert
        Assert.Equal([$"PATCH {column}"], writes);
        var choice = (await _site.Owner.GetAsync(column, Cancel)).Json["choice"]!;
        Assert.Equal([.. UnitReturns.Step.Choices.Select(UnitReturns.Step.Word), "Để sau"], choice["choices"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal((true, "radioButtons"), (choice["allowTextEntry"]!.GetValue<bool>(), choice["displayAs"]!.GetValue<string>()));
        Assert.Equal("Bỏ", (await _site.Owner.GetAsync($"{list}/items/{row.Id}?$expand=fields", Cancel)).Json["fields"]!["Step"]!.GetValue<string>());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task Words_Of_Staff_Behind_Ours_Are_Nothing_To_Mend()
    {
        var (_, column) = await ColumnAsync("UnitReturns2025", "Step");
        var words = new JsonArray([.. UnitReturns.Step.Choices.Select(key => (JsonNode)UnitReturns.Step.Word(key)), "Để sau"]);
        await PatchAsync(column, new JsonObject { ["choice"] = new JsonObject { ["choices"] = words } }.ToJsonString());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Key_That_Is_No_Longer_Unique_Is_Freed_Before_Its_List_Is_Narrowed()
    {
        var (list, column) = await ColumnAsync("Movements", "MovementKey");
        var settings = $"/sites/tdkt/_api/web/lists(guid'{Id(list)}')";
        await MergeAsync(settings, """{"WriteSecurity":1}""");
        await PatchAsync(column, """{"enforceUniqueValues":true}""");
        Assert.Equal([$"PATCH {column}", $"POST {settings}"], await _site.WritesOfApplyAsync());
        var freed = (await _site.Owner.GetAsync(column, Cancel)).Json;
        Assert.Equal((false, true), (freed["enforceUniqueValues"]!.GetValue<bool>(), freed["indexed"]!.GetValue<bool>()));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Key_Becomes_Unique_Again_After_Its_List_Is_Widened()
    {
        var (list, column) = await ColumnAsync("Rounds2025", "RoundKey");
        var settings = $"/sites/tdkt/_api/web/lists(guid'{Id(list)}')";
        await PatchAsync(column, """{"enforceUniqueValues":false}""");
        await PatchAsync(column, """{"indexed":false}""");
        await MergeAsync(settings, """{"WriteSecurity":2}""");
        Assert.Equal([$"PATCH {column}", $"POST {settings}", $"PATCH {column}"], await _site.WritesOfApplyAsync());
        var key = (await _site.Owner.GetAsync(column, Cancel)).Json;
        Assert.Equal((true, true), (key["enforceUniqueValues"]!.GetValue<bool>(), key["indexed"]!.GetValue<bool>()));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Deleted_Key_Comes_Back_After_Its_List_Is_Widened()
    {
        var (list, column) = await ColumnAsync("Rounds2025", "RoundKey");
        Assert.Equal(204, (await _site.Owner.DeleteAsync(column, Cancel)).Status);
        var settings = $"/sites/tdkt/_api/web/lists(guid'{Id(list)}')";
        await MergeAsync(settings, """{"WriteSecurity":2}""");
        var writes = await _site.WritesOfApplyAsync();
        Assert.Equal([$"POST {settings}", $"POST {list}/columns"], writes.Take(2));
        // The default view shows it, and shows it again.
        Assert.All(writes.Skip(2), write => Assert.Contains("/viewfields/", write, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(4, writes.Count);
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task Columns_That_People_Added_Are_Left_Alone_Whatever_They_Are()
    {
        var list = Uri.UnescapeDataString(await _site.ListAsync("Nominations2025"));
        await _site.Owner.PostAsync($"{list}/columns", JsonNode.Parse("""{"name":"Own","text":{},"indexed":true,"enforceUniqueValues":true}"""), Cancel);
        var own = (await _site.Owner.GetAsync($"{list}/columns/Own", Cancel)).Id;
        Assert.Empty(await _site.WritesOfApplyAsync());
        Assert.True((await _site.Owner.GetAsync($"{list}/columns/{own}", Cancel)).Json["enforceUniqueValues"]!.GetValue<bool>());
    }

    private async Task<(string List, string Column)> ColumnAsync(string list, string name)
    {
        var path = Uri.UnescapeDataString(await _site.ListAsync(list));
        return (path, Uri.UnescapeDataString(await _site.ColumnAsync(path, name)));
    }

    private async Task PatchAsync(string path, string change) => Assert.Equal(200, (await _site.Owner.PatchAsync(path, JsonNode.Parse(change), Cancel)).Status);

    private async Task MergeAsync(string path, string change) => Assert.Equal(204, (await (await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin))
        .PostAsync(path, JsonNode.Parse(change), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);

    /// <summary>What the product sent with its last write.</summary>
    private async Task<JsonObject> LastBodyAsync()
    {
        var log = (await new LocalTenant.Client(_site.Tenant, null).GetAsync("/_local/har", Cancel)).Json["log"]!["entries"]!.AsArray();
        return JsonNode.Parse(log.Last(entry => entry!["request"]!["method"]!.GetValue<string>() == "PATCH")!["request"]!["postData"]!["text"]!.GetValue<string>())!.AsObject();
    }

    private static string Id(string list) => list[(list.LastIndexOf('/') + 1)..];
}
