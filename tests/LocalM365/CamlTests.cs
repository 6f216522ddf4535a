using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: queries of views, put to a list by GetItems. The tenant's day is 12 May 2025, 08:00 in Viet Nam.</summary>
public sealed class CamlTests : RestListTests
{
    private const string Columns =
        """
        [{"name":"Key","text":{},"indexed":true},{"name":"Score","number":{},"indexed":true},{"name":"Due","dateTime":{"format":"dateOnly"},"indexed":true},{"name":"At","dateTime":{"format":"dateTime"}},
         {"name":"Done","boolean":{}},{"name":"Tags","choice":{"choices":["Đỏ","Xanh"],"displayAs":"checkBoxes"}},{"name":"Owner","personOrGroup":{}},{"name":"Helpers","personOrGroup":{"allowMultipleSelection":true}}]
        """;

    [Theory]
    [InlineData("<Eq><FieldRef Name='Key'/><Value Type='Text'>ĐẦU</Value></Eq>", "a")]
    [InlineData("<Neq><FieldRef Name='Key'/><Value Type='Text'>đầu</Value></Neq>", "b c d")]
    [InlineData("<BeginsWith><FieldRef Name='Key'/><Value Type='Text'>đ</Value></BeginsWith>", "a b")]
    [InlineData("<Contains><FieldRef Name='Key'/><Value Type='Text'>ẦU</Value></Contains>", "a b")]
    [InlineData("<Eq><FieldRef Name='LinkTitle'/><Value Type='Computed'>c</Value></Eq>", "c")]
    [InlineData("<And><Gt><FieldRef Name='Score'/><Value Type='Number'>1</Value></Gt><Leq><FieldRef Name='Score'/><Value Type='Number'>3.0</Value></Leq></And>", "b c")]
    [InlineData("<Or><Lt><FieldRef Name='Score'/><Value Type='Number'>2</Value></Lt><IsNull><FieldRef Name='Score'/></IsNull></Or>", "a d")]
    [InlineData("<IsNotNull><FieldRef Name='Score'/></IsNotNull>", "a b c")]
    [InlineData("<In><FieldRef Name='Score'/><Values><Value Type='Number'>1</Value><Value Type='Number'>3</Value></Values></In>", "a c")]
    [InlineData("<Eq><FieldRef Name='Due'/><Value Type='DateTime'><Today/></Value></Eq>", "b")]
    [InlineData("<Lt><FieldRef Name='Due'/><Value Type='DateTime'><Today/></Value></Lt>", "a")]
    [InlineData("<Leq><FieldRef Name='Due'/><Value Type='DateTime'><Today OffsetDays='3'/></Value></Leq>", "a b c")]
    [InlineData("<Geq><FieldRef Name='Due'/><Value Type='DateTime'><Today OffsetDays='-3'/></Value></Geq>", "b c")]
    [InlineData("<Eq><FieldRef Name='Due'/><Value Type='DateTime'>2025-05-15T00:00:00Z</Value></Eq>", "c")]
    [InlineData("<Eq><FieldRef Name='At'/><Value Type='DateTime'>2025-05-12</Value></Eq>", "a b")]
    [InlineData("<DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='Due'/><Value Type='DateTime'><Today/></Value></DateRangesOverlap>", "b")]
    [InlineData("<DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='Due'/><Value Type='DateTime'><Week/></Value></DateRangesOverlap>", "b c")]
    [InlineData("<DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='Due'/><Value Type='DateTime'><Year/></Value></DateRangesOverlap>", "a b c")]
    [InlineData("<And><Gt><FieldRef Name='Score'/><Value Type='Number'>2</Value></Gt><DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='Due'/><Value Type='DateTime'><Month/></Value></DateRangesOverlap></And>", "c")]
    [InlineData("<DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='At'/><Value Type='DateTime'><Now/></Value></DateRangesOverlap>", "a b")]
    [InlineData("<Gt><FieldRef Name='At'/><Value Type='DateTime' IncludeTimeValue='TRUE'><Now/></Value></Gt>", "b")]
    [InlineData("<Eq><FieldRef Name='At'/><Value Type='DateTime' IncludeTimeValue='TRUE'>2025-05-12T07:30:00Z</Value></Eq>", "a")]
    [InlineData("<Eq><FieldRef Name='At'/><Value Type='DateTime' IncludeTimeValue='TRUE' StorageTZ='TRUE'>2025-05-12T00:30:00Z</Value></Eq>", "a")]
    [InlineData("<Eq><FieldRef Name='Done'/><Value Type='Boolean'>1</Value></Eq>", "b")]
    [InlineData("<Eq><FieldRef Name='Tags'/><Value Type='Text'>xanh</Value></Eq>", "a b")]
    [InlineData("<Includes><FieldRef Name='Tags'/><Value Type='Text'>Đỏ</Value></Includes>", "a")]
    [InlineData("<Eq><FieldRef Name='Owner'/><Value Type='User'>Cán bộ mẫu An</Value></Eq>", "a")]
    [InlineData("<Contains><FieldRef Name='Owner'/><Value Type='User'>bình</Value></Contains>", "b")]
    [InlineData("<Includes><FieldRef Name='Helpers'/><Value Type='User'>Cán bộ mẫu An</Value></Includes>", "c")]
    [InlineData("<Eq><FieldRef Name='ID'/><Value Type='Counter'>2</Value></Eq>", "b")]
    [InlineData("<Eq><FieldRef Name='ContentType'/><Value Type='Computed'>Item</Value></Eq>", "a b c d")]
    public async Task A_Condition_Chooses_Rows(string where, string titles)
    {
        var (rest, list) = await FilledAsync();
        Assert.Equal(titles, await TitlesAsync(rest, list, $"<Where>{where}</Where>"));
    }

    [Fact]
    public async Task A_Query_Knows_Who_Asks_And_The_Groups_They_Are_In()
    {
        var (rest, list) = await FilledAsync();
        var group = Ok(await rest.PostAsync($"{Web}/sitegroups", Json("""{"Title":"Hội đồng"}"""), Cancel))["Id"]!.GetValue<long>();
        Ok(await rest.PostAsync($"{Web}/sitegroups({group})/users", Json("""{"LoginName":"i:0#.f|membership|an@mau.example"}"""), Cancel));
        var graph = $"{Site}/lists/Rows";
        Assert.Equal(200, (await Product.PatchAsync($"{graph}/items/4/fields", new JsonObject { ["OwnerLookupId"] = group }, Cancel)).Status);
        const string mine = "<Where><Or><Eq><FieldRef Name='Owner' LookupId='TRUE'/><Value Type='Integer'><UserID/></Value></Eq><Membership Type='CurrentUserGroups'><FieldRef Name='Owner'/></Membership></Or></Where>";
        Assert.Equal("a d", await TitlesAsync(await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin), list, mine));
        Assert.Equal("b", await TitlesAsync(await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel, Tenant.Origin), list, mine));
    }

    [Theory]
    [InlineData("<OrderBy><FieldRef Name='Score' Ascending='FALSE'/></OrderBy>", "c b a d")]
    [InlineData("<GroupBy Collapse='TRUE'><FieldRef Name='Done'/></GroupBy><OrderBy><FieldRef Name='Score' Ascending='FALSE'/></OrderBy>", "c a d b")]
    [InlineData("<OrderBy><FieldRef Name='ID' Ascending='FALSE'/></OrderBy>", "d c b a")]
    [InlineData("<OrderBy><FieldRef Name='Owner' Ascending='FALSE'/></OrderBy>", "b a c d")]
    [InlineData("", "a b c d")]
    public async Task An_Order_And_Groups_Sort_Rows(string query, string titles)
    {
        var (rest, list) = await FilledAsync();
        Assert.Equal(titles, await TitlesAsync(rest, list, query));
    }

    [Fact]
    public async Task A_Row_Limit_And_A_Position_Page_Through_The_Rows()
    {
        var (rest, list) = await FilledAsync();
        const string view = "<View><ViewFields><FieldRef Name='LinkTitle'/><FieldRef Name='Owner'/></ViewFields><RowLimit>3</RowLimit></View>";
        var first = (await rest.PostAsync($"{list}/GetItems", new JsonObject { ["query"] = new JsonObject { ["ViewXml"] = view } }, Cancel)).Rows;
        Assert.Equal(["a", "b", "c"], first.Select(row => Text(row, "Title")));
        Assert.True(first[0].ContainsKey("OwnerId") && !first[0].ContainsKey("Score"));
        var position = new JsonObject { ["ViewXml"] = view, ["ListItemCollectionPosition"] = new JsonObject { ["PagingInfo"] = "Paged=TRUE&p_ID=3" } };
        Assert.Equal(["d"], (await rest.PostAsync($"{list}/getitems()", new JsonObject { ["query"] = position }, Cancel)).Rows.Select(row => Text(row, "Title")));
    }

    [Theory]
    [InlineData("<Where><Maybe/></Where>", "<Maybe>")]
    [InlineData("<Where><Eq><FieldRef Name='Key'/></Eq></Where>", "<Value>")]
    [InlineData("<Where><Eq><FieldRef Name='Key'/><Value>x</Value></Eq></Where>", "Type")]
    [InlineData("<Where><Eq><FieldRef Name='Key'/><Value Type='Words'>x</Value></Eq></Where>", "Words")]
    [InlineData("<Where><Eq><FieldRef Name='Due'/><Value Type='DateTime'>31/05/2025</Value></Eq></Where>", "2025-05-31")]
    [InlineData("<Where><Membership Type='CurrentUserGroups'><FieldRef Name='Key'/></Membership></Where>", "person column")]
    [InlineData("<GroupBy><FieldRef Name='Key'/><FieldRef Name='Score'/><FieldRef Name='Done'/></GroupBy>", "two columns")]
    [InlineData("<Limit>3</Limit>", "<Limit>")]
    public async Task A_Query_That_Cannot_Be_Read_Is_400(string query, string named)
    {
        var (rest, list) = await FilledAsync();
        var answer = await AskAsync(rest, list, query);
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, Said(answer), StringComparison.Ordinal);
    }

    private async Task<(LocalTenant.Client SharePoint, string List)> FilledAsync()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        var ids = new List<string>();
        foreach (var name in new[] { "an", "binh" }) ids.Add(Text(Ok(await rest.PostAsync($"{Web}/ensureuser", new JsonObject { ["logonName"] = $"i:0#.f|membership|{name}@mau.example" }, Cancel)), "Id")!);
        await ItemAsync(graph, $$"""{"Title":"a","Key":"đầu","Score":1,"Due":"2025-05-01","At":"2025-05-12T00:30:00Z","Tags@odata.type":"Collection(Edm.String)","Tags":["Đỏ","Xanh"],"OwnerLookupId":"{{ids[0]}}"}""");
        await ItemAsync(graph, $$"""{"Title":"b","Key":"Đầu ra","Score":2,"Due":"2025-05-12","At":"2025-05-12T16:59:59Z","Done":true,"Tags@odata.type":"Collection(Edm.String)","Tags":["Xanh"],"OwnerLookupId":"{{ids[1]}}"}""");
        await ItemAsync(graph, $$"""{"Title":"c","Key":"cuối","Score":3,"Due":"2025-05-15","At":"2025-05-11T16:59:59Z","HelpersLookupId@odata.type":"Collection(Edm.Int32)","HelpersLookupId":[{{ids[0]}}]}""");
        await ItemAsync(graph, """{"Title":"d"}""");
        return (rest, list);
    }

    private static Task<Answer> AskAsync(LocalTenant.Client rest, string list, string query) =>
        rest.PostAsync($"{list}/GetItems", new JsonObject { ["query"] = new JsonObject { ["ViewXml"] = $"<View><Query>{query}</Query><RowLimit>100</RowLimit></View>" } }, Cancel);

    private static async Task<string> TitlesAsync(LocalTenant.Client rest, string list, string query)
    {
        var answer = await AskAsync(rest, list, query);
        Assert.True(answer.Status == 200, answer.Text);
        return string.Join(' ', answer.Rows.Select(row => Text(row, "Title")));
    }
}
