using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §2: queries that look at more than 5,000 rows fail. The tenant of these tests draws the line at 5.</summary>
public sealed class ThresholdTests
{
    private const string Web = "/sites/tdkt/_api/web";
    private static readonly (string, string) _prefer = ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_Line_Is_Drawn_Where_Microsoft_Draws_It() => Assert.Equal(5000, new LocalM365Settings { DataFolder = "x" }.ListViewThreshold);

    [Theory]
    // an index that brings the query down to few rows serves, whatever comes behind it
    [InlineData("$filter=fields/Key eq 'rare'", 200)]
    [InlineData("$filter=fields/Key eq 'rare' and fields/Note eq 'x'", 200)]
    [InlineData("$filter=fields/Key eq 'rare'&$orderby=fields/Note", 200)]
    [InlineData("$filter=fields/ID gt 0", 200)]
    [InlineData("$orderby=fields/Key", 200)]
    [InlineData("$top=3", 200)]
    // an index that does not, or a condition without one in front, does not
    [InlineData("$filter=fields/Key eq 'common'", 422)]
    [InlineData("$filter=fields/Key ne 'common'", 422)]
    [InlineData("$filter=fields/Note eq 'x'", 422)]
    [InlineData("$filter=fields/Note eq 'x' and fields/Key eq 'rare'", 422)]
    [InlineData("$filter=fields/Key eq 'rare' or fields/Note eq 'x'", 422)]
    [InlineData("$orderby=fields/Note", 422)]
    public async Task A_Long_List_Answers_Only_What_An_Index_Serves(string query, int status)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, threshold: 5);
        var (product, list) = await FilledAsync(tenant, 6);
        var answer = await product.GetAsync($"{list}/items?{query}", Cancel, _prefer);
        Assert.Equal(status, answer.Status);
        if (status == 422) Assert.Equal(("notSupported", "The request is unprocessable because it uses too many resources"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Up_To_The_Line_Everything_Is_Answered_And_Deleted_Items_Do_Not_Count()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, threshold: 5);
        var (product, list) = await FilledAsync(tenant, 5);
        Assert.Equal(200, (await product.GetAsync($"{list}/items?$filter=fields/Note eq 'x'", Cancel, _prefer)).Status);
        await AddAsync(product, list, "common");
        Assert.Equal(422, (await product.GetAsync($"{list}/items?$filter=fields/Note eq 'x'", Cancel, _prefer)).Status);
        await product.DeleteAsync($"{list}/items/2", Cancel);
        Assert.Equal(200, (await product.GetAsync($"{list}/items?$filter=fields/Note eq 'x'", Cancel, _prefer)).Status);
    }

    [Fact]
    public async Task All_Of_A_Long_List_Is_Read_Page_By_Page()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, threshold: 5);
        var (product, list) = await FilledAsync(tenant, 7);
        var first = await product.GetAsync($"{list}/items?$top=4", Cancel);
        var second = await product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel);
        Assert.Equal((4, 3), (first.Rows.Length, second.Rows.Length));
    }

    [Fact]
    public async Task Rest_Has_Its_Own_Words_For_It()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, threshold: 5);
        var (product, list) = await FilledAsync(tenant, 6);
        var rest = await tenant.AsAppAsync(Cancel, resource: tenant.Origin);
        var items = $"{Web}/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        var answer = await rest.GetAsync($"{items}/items?$filter=Note eq 'x'", Cancel);
        Assert.Equal(500, answer.Status);
        Assert.Contains("SPQueryThrottledException", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await rest.GetAsync($"{items}/items?$filter=Key eq 'rare'", Cancel)).Status);

        Task<Answer> AskAsync(string view) => rest.PostAsync($"{items}/GetItems", new JsonObject { ["query"] = new JsonObject { ["ViewXml"] = $"<View>{view}</View>" } }, Cancel);
        Assert.Equal(500, (await AskAsync("<Query><Where><Eq><FieldRef Name='Note'/><Value Type='Text'>x</Value></Eq></Where></Query><RowLimit>3</RowLimit>")).Status);
        Assert.Equal(500, (await AskAsync("")).Status);
        Assert.Equal(3, (await AskAsync("<RowLimit>3</RowLimit>")).Rows.Length);
        Assert.Single((await AskAsync("<Query><Where><In><FieldRef Name='Key'/><Values><Value Type='Text'>rare</Value></Values></In></Where></Query>")).Rows);

        // a filter on the default view leaks into Graph, and with it what the filter costs
        var query = new JsonObject { ["ViewQuery"] = "<Where><Eq><FieldRef Name='Note'/><Value Type='Text'>x</Value></Eq></Where>" };
        Assert.Equal(204, (await rest.PostAsync($"{items}/defaultview", query, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);
        Assert.Equal(422, (await product.GetAsync($"{list}/items", Cancel)).Status);
    }

    private static async Task<(LocalTenant.Client Product, string List)> FilledAsync(LocalTenant tenant, int count)
    {
        var product = await tenant.AsAppAsync(Cancel);
        var site = "/v1.0/sites/" + (await product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
        var made = await product.PostAsync($"{site}/lists", JsonNode.Parse("""{"displayName":"Rows","columns":[{"name":"Key","text":{},"indexed":true},{"name":"Note","text":{}}]}"""), Cancel);
        var list = $"{site}/lists/{made.Id}";
        await AddAsync(product, list, "rare");
        for (var number = 1; number < count; number++) await AddAsync(product, list, "common");
        // so that 'common' alone is beyond the line
        if (count == 6) await AddAsync(product, list, "common");
        return (product, list);
    }

    private static async Task AddAsync(LocalTenant.Client product, string list, string key) => Assert.Equal(201, (await product.PostAsync(
        $"{list}/items", new JsonObject { ["fields"] = new JsonObject { ["Title"] = "x", ["Key"] = key, ["Note"] = "x" } }, Cancel)).Status);
}
