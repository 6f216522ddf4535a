using System.Text.Json.Nodes;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §5 and graph-wire §3: site pages and news.</summary>
public sealed class PageTests : TenantTests
{
    [Fact]
    public async Task A_Page_Begins_As_A_Draft_And_Is_Seen_After_Publishing()
    {
        var made = await Product.PostAsync($"{Site}/pages", News("tin-1.aspx"), Cancel);
        Assert.Equal(201, made.Status);
        Assert.Equal(("checkout", "0.1"), State(made.Json));
        Assert.DoesNotContain("Khen thưởng", await NewsAsync(), StringComparison.Ordinal);
        Assert.Equal(204, (await Product.PostAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage/publish", null, Cancel)).Status);
        Assert.Equal(("published", "1.0"), State((await Product.GetAsync($"{Site}/pages/{made.Id}/graph.sitePage", Cancel)).Json));
        Assert.Contains("Khen thưởng", await NewsAsync(), StringComparison.Ordinal);
        var read = await Product.GetAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage?$expand=canvasLayout", Cancel);
        Assert.Equal("<p>Chào</p>", read.Json["canvasLayout"]!["horizontalSections"]![0]!["columns"]![0]!["webparts"]![0]!["innerHtml"]!.GetValue<string>());
        Assert.Equal(400, (await Product.GetAsync($"{Site}/pages/{made.Id}?$expand=canvasLayout", Cancel)).Status);
    }

    [Fact]
    public async Task A_Page_Is_Found_By_Name_And_A_Name_Is_Given_Once()
    {
        await Product.PostAsync($"{Site}/pages", News("tin-1.aspx"), Cancel);
        var twin = await Product.PostAsync($"{Site}/pages", News("TIN-1.aspx"), Cancel);
        Assert.Equal((409, "nameAlreadyExists"), (twin.Status, twin.Code));
        Assert.Single((await Product.GetAsync($"{Site}/pages/microsoft.graph.sitePage?$filter=name eq 'tin-1.aspx'&$select=id,name", Cancel)).Rows);
        Assert.Empty((await Product.GetAsync($"{Site}/pages?$filter=name eq 'tin-2.aspx'", Cancel)).Rows);
    }

    [Theory]
    [InlineData("@odata.type", "\"#microsoft.graph.baseSitePage\"")]
    [InlineData("name", "\"tin.html\"")]
    [InlineData("canvasLayout", """{"horizontalSections":[{"id":"1","columns":[{"id":"1","webparts":[{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"8c88f208-6c77-4bdb-86a0-0c47b4316588"}]}]}]}""")]
    public async Task A_Page_Graph_Would_Refuse_Is_Refused(string member, string value)
    {
        var page = News("tin-1.aspx");
        page[member] = JsonNode.Parse(value);
        var refused = await Product.PostAsync($"{Site}/pages", page, Cancel);
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_Change_Goes_To_The_Cast_And_News_Stays_News()
    {
        var made = await Product.PostAsync($"{Site}/pages", News("tin-1.aspx"), Cancel);
        var change = Json("""{"@odata.type":"#microsoft.graph.sitePage","title":"Đã thu hồi"}""");
        Assert.Equal(400, (await Product.PatchAsync($"{Site}/pages/{made.Id}", change.DeepClone(), Cancel)).Status);
        var changed = await Product.PatchAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage", change, Cancel);
        Assert.Equal("Đã thu hồi", changed.Json["title"]!.GetValue<string>());
        var back = Json("""{"@odata.type":"#microsoft.graph.sitePage","promotionKind":"page"}""");
        Assert.Equal(400, (await Product.PatchAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage", back, Cancel)).Status);
        Assert.Equal(400, (await Product.PatchAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage", Json("""{"title":"x"}"""), Cancel)).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{Site}/pages/{made.Id}", Cancel)).Status);
    }

    [Fact]
    public async Task The_Sdk_Makes_And_Reads_A_Page_When_The_Type_Is_Set_By_Hand()
    {
        var pages = Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]].Pages;
        var page = new SitePage { OdataType = "#microsoft.graph.sitePage", Name = "tin-2.aspx", Title = "Tin", PageLayout = PageLayoutType.Article, PromotionKind = PagePromotionType.NewsPost };
        var made = Assert.IsType<SitePage>(await pages.PostAsync(page, cancellationToken: Cancel));
        var read = await pages[made.Id].GraphSitePage.GetAsync(r => r.QueryParameters.Expand = ["canvasLayout"], Cancel);
        Assert.Equal(PagePromotionType.NewsPost, read!.PromotionKind);
        var found = await pages.GraphSitePage.GetAsync(r => r.QueryParameters.Filter = "name eq 'tin-2.aspx'", Cancel);
        Assert.Single(found!.Value!);
    }

    // graph §5: a draft is invisible to people until it is published, and what they see stays until it is published again
    [Fact]
    public async Task Who_Only_Reads_Gets_What_Was_Published_And_No_Draft()
    {
        var made = await Product.PostAsync($"{Site}/pages", News("tin-1.aspx"), Cancel);
        var page = $"{Site}/pages/{made.Id}/microsoft.graph.sitePage";
        foreach (var reader in new[] { await Tenant.AsAppAsync(Cancel, LocalTenant.Reader), await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel) })
        {
            Assert.Equal(404, (await reader.GetAsync(page, Cancel)).Status);
            Assert.Equal(404, (await reader.GetAsync($"{page}/webParts", Cancel)).Status);
            Assert.Empty((await reader.GetAsync($"{Site}/pages", Cancel)).Rows);
        }
        await Product.PostAsync($"{page}/publish", null, Cancel);
        await Product.PatchAsync(page, Json("""{"@odata.type":"#microsoft.graph.sitePage","title":"Sửa"}"""), Cancel);
        var seen = (await (await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel)).GetAsync(page, Cancel)).Json;
        Assert.Equal(("Khen thưởng", ("published", "1.0")), (seen["title"]!.GetValue<string>(), State(seen)));
        Assert.Equal(("checkout", "1.1"), State((await Product.GetAsync(page, Cancel)).Json));
    }

    private async Task<string> NewsAsync()
    {
        using var reader = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        return await reader.ReadAsync("/sites/tdkt/_layouts/15/news.aspx", Cancel);
    }

    private static (string Level, string Version) State(JsonObject page) =>
        (page["publishingState"]!["level"]!.GetValue<string>(), page["publishingState"]!["versionId"]!.GetValue<string>());

    private static JsonObject News(string name) => Json(
        $$$"""
        {"@odata.type":"#microsoft.graph.sitePage","name":"{{{name}}}","title":"Khen thưởng","pageLayout":"article","promotionKind":"newsPost",
         "canvasLayout":{"horizontalSections":[{"id":"1","layout":"oneColumn","emphasis":"none","columns":[{"id":"1","width":12,
         "webparts":[{"@odata.type":"#microsoft.graph.textWebPart","innerHtml":"<p>Chào</p>"}]}]}]}}
        """);
}
