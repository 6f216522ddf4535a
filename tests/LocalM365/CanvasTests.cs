using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §5 and graph-wire.md §2: the canvas is taken whole and checked; pages come in pages; what may be changed is listed.</summary>
public sealed class CanvasTests : TenantTests
{
    private const string Text = """{"@odata.type":"#microsoft.graph.textWebPart","innerHtml":"<p>Chào</p>"}""";
    private const string Divider = """{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"2161a1c6-db61-4731-b97c-3cdb303f7cbb","data":{"dataVersion":"1.0","properties":{"length":100}}}""";

    public static TheoryData<string> Refused => new()
    {
        Sections(Section("fourColumns", "none", (12, Text))),
        Sections(Section("oneColumn", "loud", (12, Text))),
        Sections(Section("twoColumns", "none", (12, Text))),
        Sections(Section("twoColumns", "none", (6, Text), (5, Text))),
        Sections(Section("oneColumn", "none", (0, Text))),
        Sections("""{"layout":"oneColumn","columns":[{"webparts":[]}]}"""),
        Sections("""{"columns":[{"width":12,"webparts":[]}]}"""),
        Sections("""{"layout":"oneColumn","columns":[{"width":12,"webParts":[]}]}"""),
        Sections(Section("oneColumn", "none", (12, """{"innerHtml":"<p>không có kiểu</p>"}"""))),
        Sections(Section("oneColumn", "none", (12, """{"@odata.type":"#microsoft.graph.textWebPart"}"""))),
        Sections(Section("oneColumn", "none", (12, """{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"2161a1c6-db61-4731-b97c-3cdb303f7cbb"}"""))),
        Sections(Section("oneColumn", "none", (12, """{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"8c88f208-6c77-4bdb-86a0-0c47b4316588","data":{}}"""))),
        """{"verticalSection":{"emphasis":"loud","webparts":[]}}""",
        """{"sections":[]}""",
        "\"<p>x</p>\"",
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_Canvas_Graph_Would_Refuse_Is_Refused_And_The_Page_Stays(string canvas)
    {
        var made = await MadeAsync("tin-1.aspx", Sections(Section("oneColumn", "none", (12, Text))));
        var page = $"{Site}/pages/{made.Id}/microsoft.graph.sitePage";
        var before = (await Product.GetAsync($"{page}?$expand=canvasLayout", Cancel)).Json;
        var refused = await Product.PatchAsync(page, new JsonObject { ["@odata.type"] = "#microsoft.graph.sitePage", ["canvasLayout"] = JsonNode.Parse(canvas) }, Cancel);
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
        Assert.True(JsonNode.DeepEquals(before, (await Product.GetAsync($"{page}?$expand=canvasLayout", Cancel)).Json));
    }

    [Fact]
    public async Task Every_Layout_Is_Taken_And_The_Web_Parts_Are_Listed_In_Order()
    {
        var canvas = JsonNode.Parse(Sections(
            Section("fullWidth", "strong", (0, Text)), Section("oneThirdLeftColumn", "soft", (4, Divider), (8, Text)), Section("threeColumns", "neutral", (4, Text), (4, Text), (4, Text))))!;
        canvas["verticalSection"] = new JsonObject { ["emphasis"] = "none", ["webparts"] = new JsonArray(JsonNode.Parse(Text)) };
        var made = await MadeAsync("tin-1.aspx", canvas.ToJsonString());
        var parts = (await Product.GetAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage/webparts", Cancel)).Rows;
        Assert.Equal(7, parts.Length);
        Assert.Equal("#microsoft.graph.standardWebPart", parts[1]["@odata.type"]!.GetValue<string>());
        Assert.Equal(7, parts.Select(part => part["id"]!.GetValue<string>()).Distinct().Count());
        var read = await Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]].Pages[made.Id].GraphSitePage.GetAsync(r => r.QueryParameters.Expand = ["canvasLayout"], Cancel);
        Assert.Equal([HorizontalSectionLayoutType.FullWidth, HorizontalSectionLayoutType.OneThirdLeftColumn, HorizontalSectionLayoutType.ThreeColumns], read!.CanvasLayout!.HorizontalSections!.Select(section => section.Layout!.Value));
        Assert.Equal("<p>Chào</p>", Assert.IsType<TextWebPart>(read.CanvasLayout.VerticalSection!.Webparts![0]).InnerHtml);
    }

    [Theory]
    [InlineData("name", "\"khac.aspx\"")]
    [InlineData("pageLayout", "\"home\"")]
    [InlineData("promotionKind", "\"microsoftReserved\"")]
    [InlineData("showComments", "\"yes\"")]
    [InlineData("title", "7")]
    [InlineData("titleArea", """{"layout":"round"}""")]
    [InlineData("publishingState", """{"level":"published"}""")]
    public async Task What_A_Page_Does_Not_Let_Change_Is_Refused(string member, string value)
    {
        var made = await MadeAsync("tin-1.aspx", Sections(Section("oneColumn", "none", (12, Text))));
        var body = new JsonObject { ["@odata.type"] = "#microsoft.graph.sitePage", [member] = JsonNode.Parse(value) };
        var refused = await Product.PatchAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage", body, Cancel);
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Pages_Come_In_Pages()
    {
        foreach (var number in new[] { 1, 2, 3 }) await MadeAsync($"tin-{number}.aspx", Sections(Section("oneColumn", "none", (12, Text))));
        var first = await Product.GetAsync($"{Site}/pages/microsoft.graph.sitePage?$top=2&$select=id,name&$orderby=name desc&$expand=canvasLayout", Cancel);
        Assert.Equal(["tin-3.aspx", "tin-2.aspx"], first.Rows.Select(row => row["name"]!.GetValue<string>()));
        Assert.Equal((null, true), (first.Rows[0]["title"], first.Rows[0]["canvasLayout"] is JsonObject));
        Assert.Equal("tin-1.aspx", Assert.Single((await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel)).Rows)["name"]!.GetValue<string>());
        Assert.Equal(400, (await Product.GetAsync($"{Site}/pages?$expand=canvasLayout", Cancel)).Status);
        var graph = Tenant.Sdk(Product.Token);
        var page = await graph.Sites[Site["/v1.0/sites/".Length..]].Pages.GraphSitePage.GetAsync(r => r.QueryParameters.Top = 1, Cancel);
        var seen = new List<string>();
        await PageIterator<SitePage, SitePageCollectionResponse>.CreatePageIterator(graph, page!, one =>
        {
            seen.Add(one.Name!);
            return true;
        }).IterateAsync(Cancel);
        Assert.Equal(["tin-1.aspx", "tin-2.aspx", "tin-3.aspx"], seen);
    }

    private static string Sections(params string[] sections) => $$"""{"horizontalSections":[{{string.Join(',', sections)}}]}""";

    private static string Section(string layout, string emphasis, params (int Width, string Part)[] columns)
    {
        var written = columns.Select(column => $$"""{"width":{{column.Width}},"webparts":[{{column.Part}}]}""");
        return $$"""{"layout":"{{layout}}","emphasis":"{{emphasis}}","columns":[{{string.Join(',', written)}}]}""";
    }

    private async Task<Answer> MadeAsync(string name, string canvas)
    {
        var made = await Product.PostAsync($"{Site}/pages", new JsonObject { ["@odata.type"] = "#microsoft.graph.sitePage", ["name"] = name, ["canvasLayout"] = JsonNode.Parse(canvas) }, Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made;
    }
}
