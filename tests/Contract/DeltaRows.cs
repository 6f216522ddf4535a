using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using static EmulationM365.Tests.Contract.ContractTenant;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>What changed in a list.</summary>
internal static class DeltaRows
{
    private const string Watched = "UnitReturns";

    public static async Task Without_A_Token_Everything_Is_Told_And_Where_To_Go_On(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Watched, ("Title", "a"), ("ReturnKey", tenant.Key()));
        var (items, link) = await ReadAsync(tenant, $"{tenant.Items(Watched)}/delta?$expand=fields");
        var item = items.Single(item => Text(item["id"]) == id);
        Assert.Equal((mark, "a"), (Text(item["eTag"]), Text(item["fields"]!["Title"])));
        Assert.NotNull(item["contentType"]!["name"]);
        Assert.NotNull(item["lastModifiedBy"]!["application"]!["id"]);
        Assert.Contains("token=", link, StringComparison.Ordinal);
        Assert.StartsWith("http", link, StringComparison.Ordinal);
    }

    public static async Task With_A_Token_Only_What_Changed_Since_Is_Told_In_Its_Latest_State(ContractTenant tenant)
    {
        var (still, _) = await tenant.AddAsync(Watched, ("Title", "still"), ("ReturnKey", tenant.Key()));
        var (id, _) = await tenant.AddAsync(Watched, ("Title", "a"), ("ReturnKey", tenant.Key()));
        var link = await LatestAsync(tenant);
        await tenant.PatchAsync($"{tenant.Items(Watched)}/{id}/fields", Values(("Title", "b")));
        await tenant.PatchAsync($"{tenant.Items(Watched)}/{id}/fields", Values(("Title", "c")));
        var (items, next) = await ReadAsync(tenant, link);
        Assert.Equal([$"{id} c"], items.Select(item => $"{Text(item["id"])} {Text(item["fields"]!["Title"])}"));
        Assert.Empty((await ReadAsync(tenant, next)).Items);
        Assert.NotEqual(still, id);
    }

    public static async Task The_Same_Token_Tells_The_Same_Again(ContractTenant tenant)
    {
        var link = await LatestAsync(tenant);
        var (id, _) = await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()));
        for (var turn = 0; turn < 2; turn++) Assert.Equal([id], (await ReadAsync(tenant, link)).Items.Select(item => Text(item["id"])));
    }

    public static async Task Latest_Tells_Nothing_But_Where_To_Go_On(ContractTenant tenant)
    {
        await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()));
        var answer = await tenant.GetAsync($"{tenant.Items(Watched)}/delta?$expand=fields&token=latest");
        Assert.Equal((200, 0), (answer.Status, answer.Rows.Length));
        Assert.NotNull(answer.Json["@odata.deltaLink"]);
    }

    public static async Task A_Removed_Item_Is_Told_As_Deleted_And_As_Nothing_Else(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Watched, ("Title", "a"), ("ReturnKey", tenant.Key()));
        var link = await LatestAsync(tenant);
        await tenant.DeleteAsync($"{tenant.Items(Watched)}/{id}");
        var item = Assert.Single((await ReadAsync(tenant, link)).Items);
        Assert.Equal((id, "deleted"), (Text(item["id"]), Text(item["deleted"]!["state"])));
        Assert.Null(item["fields"]);
        Assert.Null(item["eTag"]);
    }

    public static async Task What_Came_And_Went_In_Between_Is_Told_As_Deleted(ContractTenant tenant)
    {
        var link = await LatestAsync(tenant);
        var (id, _) = await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()));
        await tenant.DeleteAsync($"{tenant.Items(Watched)}/{id}");
        Assert.NotNull(Assert.Single((await ReadAsync(tenant, link)).Items)["deleted"]);
    }

    public static async Task The_First_Enumeration_Does_Not_Speak_Of_What_Is_Gone(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()));
        await tenant.DeleteAsync($"{tenant.Items(Watched)}/{id}");
        Assert.DoesNotContain((await ReadAsync(tenant, $"{tenant.Items(Watched)}/delta?$expand=fields")).Items, item => Text(item["id"]) == id);
    }

    public static async Task A_Long_Enumeration_Comes_In_Pages(ContractTenant tenant)
    {
        var link = await LatestAsync(tenant);
        var ids = new List<string>();
        for (var number = 0; number < 3; number++) ids.Add((await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()))).Id);
        var page = await tenant.GetAsync($"{link}&$top=2");
        Assert.Equal(2, page.Rows.Length);
        Assert.Null(page.Json["@odata.deltaLink"]);
        var (rest, _) = await ReadAsync(tenant, Text(page.Json["@odata.nextLink"]));
        Assert.Equal(ids, [.. page.Rows.Select(item => Text(item["id"])), .. rest.Select(item => Text(item["id"]))]);
    }

    public static async Task More_Than_A_Page_Holds_Is_Told_To_Its_End(ContractTenant tenant)
    {
        var link = await LatestAsync(tenant);
        for (var block = 0; block < 11; block++)
        {
            var requests = Enumerable.Range(1, 20).Select(number => (JsonNode)BatchRows.Request($"{number}", "POST", tenant.Items(Watched), Fields(("ReturnKey", tenant.Key()))));
            Assert.Equal(200, (await tenant.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) })).Status);
        }

        var first = await tenant.GetAsync(link);
        Assert.Equal(200, first.Rows.Length);
        Assert.Equal(20, (await ReadAsync(tenant, Text(first.Json["@odata.nextLink"]))).Items.Count);
    }

    public static async Task A_Dead_Token_Is_410_And_Says_Where_To_Begin_Again(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Watched, ("ReturnKey", tenant.Key()));
        var link = await LatestAsync(tenant);
        await tenant.ExpireAsync(Watched);
        var dead = await tenant.GetAsync(link);
        Is(410, "resyncChangesApplyDifferences", dead);
        var (items, next) = await ReadAsync(tenant, dead.Headers.Location!.ToString());
        Assert.Contains(items, item => Text(item["id"]) == id && item["fields"] is not null);
        Assert.Empty((await ReadAsync(tenant, next)).Items);
    }

    public static async Task A_Token_That_Is_None_Is_400(ContractTenant tenant) => Is(400, "badArgument", await tenant.GetAsync($"{tenant.Items(Watched)}/delta?$expand=fields&token=nonsense"));

    public static async Task Who_Changed_It_Is_Told(ContractTenant tenant)
    {
        var link = await LatestAsync(tenant);
        await tenant.AddByPersonAsync(Watched, Values(("Title", "của An"), ("ReturnKey", tenant.Key())));
        Assert.Equal(LocalTenant.An, Text(Assert.Single((await ReadAsync(tenant, link)).Items)["lastModifiedBy"]!["user"]!["id"]));
    }

    private static async Task<string> LatestAsync(ContractTenant tenant) => Text((await tenant.GetAsync($"{tenant.Items(Watched)}/delta?$expand=fields&token=latest")).Json["@odata.deltaLink"]);

    private static async Task<(List<JsonObject> Items, string Link)> ReadAsync(ContractTenant tenant, string link)
    {
        var items = new List<JsonObject>();
        while (true)
        {
            var page = await tenant.GetAsync(link);
            Assert.True(page.Status == 200, page.Text);
            items.AddRange(page.Rows);
            if (page.Json["@odata.deltaLink"] is { } done) return (items, Text(done));
            link = Text(page.Json["@odata.nextLink"]);
        }
    }
}
