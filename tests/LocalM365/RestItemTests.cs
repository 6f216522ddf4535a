using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: items through REST, other names for fields than Graph's, a hundred in a page (sp-dev-docs, working with lists and list items with REST).</summary>
public sealed class RestItemTests : RestListTests
{
    private const string Columns = """[{"name":"Score","number":{}},{"name":"Due","dateTime":{"format":"dateOnly"}},{"name":"Owner","personOrGroup":{}}]""";

    [Theory]
    [InlineData("$filter=Score eq 2", "b")]
    [InlineData("$filter=Score gt 1 and startswith(Title,'c')", "c")]
    [InlineData("$filter=Due ge datetime'2025-05-10T00:00:00Z'", "b")]
    [InlineData("$filter=OwnerId ne null", "a")]
    [InlineData("$filter=Id eq 3", "c")]
    [InlineData("$orderby=Score desc", "c b a")]
    [InlineData("$top=2", "a b")]
    [InlineData("$skiptoken=Paged=TRUE%26p_ID=1", "b c")]
    public async Task A_Query_Names_Columns_Plainly(string query, string titles)
    {
        var (rest, list, _) = await FilledAsync();
        var answer = await rest.GetAsync($"{list}/items?{query}", Cancel);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(titles, string.Join(' ', answer.Rows.Select(row => Text(row, "Title"))));
    }

    [Fact]
    public async Task A_Lookup_Is_Its_Id_And_Expanded_For_The_Members_Selected()
    {
        var (rest, list, _) = await FilledAsync();
        var row = (await rest.GetAsync($"{list}/items?$select=Title,OwnerId,Owner/Title,Owner/EMail,Author/Title&$expand=Owner,Author", Cancel)).Rows[0];
        Assert.Equal(("Cán bộ mẫu An", "an@mau.example", "Thi đua"), (Text(row["Owner"]!.AsObject(), "Title"), Text(row["Owner"]!.AsObject(), "EMail"), Text(row["Author"]!.AsObject(), "Title")));
        Assert.Equal(["Author", "Owner", "OwnerId", "Title"], row.Select(member => member.Key).Order());
        Assert.Equal(400, (await rest.GetAsync($"{list}/items?$expand=Owner", Cancel)).Status);
        Assert.Equal(400, (await rest.GetAsync($"{list}/items?$select=Nothing", Cancel)).Status);
        Assert.Equal(400, (await rest.GetAsync($"{list}/items?$filter=Nothing eq 1", Cancel)).Status);
        Assert.Contains("Item does not exist", Said(await rest.GetAsync($"{list}/items(99)", Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Page_Holds_A_Hundred_Items_And_Says_Where_The_Next_Begins()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        for (var number = 1; number <= 101; number++) await ItemAsync(graph, $$"""{"Title":"x","Score":{{number % 7}}}""");
        var first = await rest.GetAsync($"{list}/items?$select=Id", Cancel);
        Assert.Equal(100, first.Rows.Length);
        Assert.Equal(101, Assert.Single((await rest.GetAsync(Text(first.Json, "odata.nextLink")!, Cancel)).Rows)["Id"]!.GetValue<int>());
        // in another order too, each item once
        var seen = new List<int>();
        for (var link = $"{list}/items?$select=Id&$orderby=Score&$top=40"; link is not null;)
        {
            var page = await rest.GetAsync(link, Cancel);
            seen.AddRange(page.Rows.Select(row => row["Id"]!.GetValue<int>()));
            link = Text(page.Json, "odata.nextLink");
        }

        Assert.Equal(Enumerable.Range(1, 101), seen.Order());
    }

    [Fact]
    public async Task A_List_Is_Found_By_Title_And_By_Address_Everywhere()
    {
        var (rest, list, _) = await StartAsync(name: "Đề nghị 'một'");
        var id = list[(list.IndexOf('\'', StringComparison.Ordinal) + 1)..^2];
        var title = Uri.EscapeDataString("Đề nghị ''một''");
        var url = Uri.EscapeDataString("/sites/tdkt/Lists/Đề nghị ''một''").Replace("%2F", "/", StringComparison.Ordinal);
        foreach (var name in new[] { $"lists/getbytitle('{title}')", $"Lists/GetByTitle('{title}')", $"lists('{id}')", $"lists/getbyid('{id}')", $"GetList('{url}')" })
            Assert.Equal(id, Text(Ok(await rest.GetAsync($"{Web}/{name}?$select=Id", Cancel)), "Id"));
        Assert.Equal("All Items", Text(Ok(await rest.GetAsync($"{Web}/lists/getbytitle('{title}')/defaultview", Cancel)), "Title"));
        Assert.Equal(404, (await rest.GetAsync($"{Web}/lists/getbytitle('nothing')/items", Cancel)).Status);
    }

    [Fact]
    public async Task The_Site_Says_Where_It_Is_And_Who_Asks()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var web = Ok(await rest.GetAsync($"{Web}?$expand=RegionalSettings,RegionalSettings/TimeZone", Cancel));
        Assert.Equal(("Thi đua, khen thưởng", Tenant.Origin + "/sites/tdkt", "1033"), (Text(web, "Title"), Text(web, "Url"), Text(web, "Language")));
        Assert.Equal(1066, web["RegionalSettings"]!["LocaleId"]!.GetValue<int>());
        Assert.Equal(-420, Ok(await rest.GetAsync($"{Web}/RegionalSettings/TimeZone", Cancel))["Information"]!["Bias"]!.GetValue<int>());
        Assert.Equal(",", Text(Ok(await rest.GetAsync($"{Web}/regionalsettings", Cancel)), "DecimalSeparator"));
        var an = Ok(await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin)).GetAsync($"{Web}/currentuser", Cancel));
        Assert.Equal(("i:0#.f|membership|an@mau.example", false), (Text(an, "LoginName"), an["IsSiteAdmin"]!.GetValue<bool>()));
        Assert.True(Ok(await rest.GetAsync($"{Web}/currentuser", Cancel))["IsSiteAdmin"]!.GetValue<bool>());
        Assert.Equal(401, (await Product.GetAsync(Web, Cancel)).Status);
    }

    private async Task<(LocalTenant.Client SharePoint, string List, string Graph)> FilledAsync()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        var an = Text(Ok(await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|an@mau.example"}"""), Cancel)), "Id");
        await ItemAsync(graph, new JsonObject { ["Title"] = "a", ["Score"] = 1, ["Due"] = "2025-05-01", ["OwnerLookupId"] = an }.ToJsonString());
        await ItemAsync(graph, """{"Title":"b","Score":2,"Due":"2025-05-12"}""");
        await ItemAsync(graph, """{"Title":"c","Score":3}""");
        return (rest, list, graph);
    }
}
