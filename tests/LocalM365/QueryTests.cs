using System.Text.Json.Nodes;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §2: filters, order and pages of items.</summary>
public sealed class QueryTests : TenantTests
{
    private const string Prefer = "HonorNonIndexedQueriesWarningMayFailRandomly";

    private const string Columns =
        """
        [{"name":"Key","text":{},"indexed":true},{"name":"Score","number":{},"indexed":true},{"name":"Due","dateTime":{"format":"dateOnly"},"indexed":true},
         {"name":"Done","boolean":{},"indexed":true},{"name":"Note","text":{}}]
        """;

    [Theory]
    [InlineData("fields/Key eq 'A'", "a")]
    [InlineData("fields/Key ne 'a'", "b c d")]
    [InlineData("startswith(fields/Key,'B')", "b")]
    [InlineData("fields/Score gt 1 and fields/Score le 3", "b c")]
    [InlineData("fields/Score lt 2 or fields/Key eq 'c'", "a c")]
    [InlineData("(fields/Score eq 1 or fields/Score eq 2) and not fields/Key eq 'a'", "b")]
    [InlineData("fields/Due ge '2025-05-02'", "b c")]
    [InlineData("fields/Due lt 2025-05-01T17:00:00Z", "a")]
    [InlineData("fields/Done eq true", "b")]
    [InlineData("fields/Score eq null", "d")]
    [InlineData("fields/ID gt 2", "c d")]
    [InlineData("fields/id eq 2", "b")]
    [InlineData("fields/Created ge '2025-05-12T00:00:00Z'", "a b c d")]
    [InlineData("fields/Modified gt 2026-01-01T00:00:00Z", "")]
    public async Task A_Filter_On_Indexed_Fields_Answers(string filter, string keys)
    {
        var list = await FilledAsync();
        var rows = (await Product.GetAsync($"{list}/items?$expand=fields($select=Key)&$filter={Uri.EscapeDataString(filter)}", Cancel)).Rows;
        Assert.Equal(keys, string.Join(' ', rows.Select(Key)));
    }

    [Theory]
    [InlineData("fields/Note eq 'x'", "HonorNonIndexedQueriesWarningMayFailRandomly")]
    [InlineData("Key eq 'a'", "fields/Key")]
    [InlineData("createdDateTime gt 2025-01-01", "createdDateTime")]
    [InlineData("fields/Nothing eq 'a'", "Nothing")]
    [InlineData("fields/Key eq", "Invalid filter clause")]
    [InlineData("contains(fields/Key,'a')", "Invalid filter clause")]
    public async Task A_Filter_That_SharePoint_Would_Refuse_Is_400(string filter, string named)
    {
        var list = await FilledAsync();
        var answer = await Product.GetAsync($"{list}/items?$filter={Uri.EscapeDataString(filter)}", Cancel);
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Field_Without_An_Index_Can_Be_Filtered_With_The_Header()
    {
        var list = await FilledAsync();
        Assert.Single((await Product.GetAsync($"{list}/items?$filter=fields/Note eq 'x'", Cancel, ("Prefer", Prefer))).Rows);
    }

    [Theory]
    [InlineData("fields/Score desc", "c b a d")]
    [InlineData("fields/Key", "a b c d")]
    public async Task Order_Follows_An_Indexed_Field(string order, string keys)
    {
        var list = await FilledAsync();
        var rows = (await Product.GetAsync($"{list}/items?$expand=fields&$orderby={order}", Cancel)).Rows;
        Assert.Equal(keys, string.Join(' ', rows.Select(Key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&$orderby=fields/Key")]
    public async Task Pages_Are_Followed_Verbatim_To_The_End(string order)
    {
        var list = await FilledAsync();
        var (keys, next) = (new List<string>(), (string?)$"{list}/items?$expand=fields($select=Key)&$top=3{order}");
        while (next is not null)
        {
            var page = await Product.GetAsync(next, Cancel);
            keys.AddRange(page.Rows.Select(Key));
            next = page.Json["@odata.nextLink"]?.GetValue<string>();
        }
        Assert.Equal(["a", "b", "c", "d"], keys);
    }

    [Fact]
    public async Task A_Page_Has_200_Items_When_Nothing_Is_Said()
    {
        var list = await ListAsync("Many");
        for (var number = 0; number < 201; number++) await ItemAsync(list, """{"Title":"x"}""");
        var first = await Product.GetAsync($"{list}/items", Cancel);
        Assert.Equal(200, first.Rows.Length);
        Assert.Single((await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel)).Rows);
    }

    [Fact]
    public async Task More_Than_Twelve_Lookups_In_A_Query_Are_Refused()
    {
        var columns = new JsonArray([.. Enumerable.Range(0, 12).Select(number => (JsonNode)new JsonObject { ["name"] = $"P{number}", ["personOrGroup"] = new JsonObject() })]);
        var list = await ListAsync("Wide", columns.ToJsonString());
        var twelve = string.Join(',', Enumerable.Range(0, 12).Select(number => $"P{number}LookupId"));
        Assert.Equal(200, (await Product.GetAsync($"{list}/items?$expand=fields($select={twelve})", Cancel)).Status);
        Assert.Equal(400, (await Product.GetAsync($"{list}/items?$expand=fields($select={twelve},AuthorLookupId)", Cancel)).Status);
    }

    [Fact]
    public async Task Options_Without_A_Dollar_Are_Taken_Too()
    {
        var list = await FilledAsync();
        var rows = (await Product.GetAsync($"{list}/items?expand=fields(select=Key)&%24top=1", Cancel)).Rows;
        Assert.Equal("a", Key(Assert.Single(rows)));
    }

    private static string Key(JsonObject row) => row["fields"]!["Key"]!.GetValue<string>();

    private async Task<string> FilledAsync()
    {
        var list = await ListAsync("Rows", Columns);
        await ItemAsync(list, """{"Key":"a","Score":1,"Due":"2025-05-01","Done":false,"Note":"x"}""");
        await ItemAsync(list, """{"Key":"b","Score":2,"Due":"2025-05-02","Done":true}""");
        await ItemAsync(list, """{"Key":"c","Score":3,"Due":"2025-05-03"}""");
        await ItemAsync(list, """{"Key":"d"}""");
        return list;
    }
}
