using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>ui.md and graph §5: pages and news as readers see them.</summary>
public sealed class NewsPageTests : TenantTests
{
    private const string Page = "/sites/tdkt/SitePages/tin-1.aspx";

    [Fact]
    public async Task Readers_See_What_Was_Published_And_Writers_The_Draft_When_They_Ask()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        var id = await AddAsync("Khen thưởng đợt một", Text("<p>Bản một</p>"));
        Assert.Equal(404, (await binh.GetAsync(Page, Cancel)).Status);
        Assert.Equal(403, (await binh.GetAsync(Page + "?draft=1", Cancel)).Status);
        Assert.DoesNotContain("Khen thưởng đợt một", await binh.ReadAsync("/sites/tdkt/_layouts/15/news.aspx", Cancel), StringComparison.Ordinal);
        Assert.Contains("chưa được đăng", (await an.GetAsync(Page, Cancel)).Text, StringComparison.Ordinal);
        Assert.Contains("Bản nháp.", await an.ReadAsync(Page + "?draft=1", Cancel), StringComparison.Ordinal);
        await PublishAsync(id);
        await Product.PatchAsync($"{Site}/pages/{id}/microsoft.graph.sitePage", Json("""{"@odata.type":"#microsoft.graph.sitePage","title":"Tên sau này"}"""), Cancel);
        var read = await binh.ReadAsync(Page, Cancel);
        Assert.Contains("<h1>Khen thưởng đợt một</h1>", read, StringComparison.Ordinal);
        Assert.Contains("<p>Bản một</p>", read, StringComparison.Ordinal);
        Assert.DoesNotContain("bản nháp", read, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("bản nháp mới hơn", await an.ReadAsync(Page, Cancel), StringComparison.Ordinal);
        Assert.Contains("<h1>Tên sau này</h1>", await an.ReadAsync(Page + "?draft=1", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Author_Of_A_Page_Sees_Its_Draft_Without_The_Right_To_Write()
    {
        var directory = LocalTenant.Directory();
        var page = News("tin-1.aspx", "Của An", Text("<p>x</p>"));
        Assert.Equal(201, (await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel)).PostAsync($"{Site}/pages", page, Cancel)).Status);
        foreach (var grant in directory["sites"]![0]!["grants"]!.AsArray().OfType<JsonObject>().Where(grant => (string?)grant["person"] == LocalTenant.An)) grant["role"] = "read";
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains("Của An", await an.ReadAsync(Page + "?draft=1", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_Stands_Newest_First_With_Picture_And_Description_And_Pages_Are_No_News()
    {
        await PublishAsync(await AddAsync("Tin cũ", Text("<p>Đoạn   đầu</p><p>tiếp</p>")));
        Tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = News("tin-2.aspx", "Tin <mới>", Text("<p>x</p>"));
        newer["description"] = "Tóm tắt <b>";
        newer["thumbnailWebUrl"] = "https://elsewhere.example/a.png";
        newer["titleArea"] = new JsonObject { ["imageWebUrl"] = Tenant.Origin + "/sites/tdkt/Files/a.png" };
        await PublishAsync((await Product.PostAsync($"{Site}/pages", newer, Cancel)).Id);
        var plain = News("trang.aspx", "Trang thường", Text("<p>x</p>"));
        plain["promotionKind"] = "page";
        await PublishAsync((await Product.PostAsync($"{Site}/pages", plain, Cancel)).Id);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        foreach (var address in new[] { "/sites/tdkt", "/sites/tdkt/_layouts/15/news.aspx" })
        {
            var news = await binh.ReadAsync(address, Cancel);
            Assert.True(news.IndexOf("Tin &lt;mới&gt;", StringComparison.Ordinal) is > 0 and var first && first < news.IndexOf("Tin cũ", StringComparison.Ordinal), news);
            Assert.All(["Tóm tắt &lt;b&gt;", "Đoạn đầu tiếp", "src=\"/sites/tdkt/Files/a.png\""], text => Assert.Contains(text, news, StringComparison.Ordinal));
            Assert.DoesNotContain("Trang thường", news, StringComparison.Ordinal);
            Assert.DoesNotContain("elsewhere.example", news, StringComparison.Ordinal);
        }
        Assert.Equal(403, (await binh.GetAsync("/sites/khac/_layouts/15/news.aspx", Cancel)).Status);
    }

    [Fact]
    public async Task Sections_Columns_And_Parts_Are_Laid_Out_As_They_Were_Written()
    {
        var canvas = Json(
            """
            {"horizontalSections":[{"layout":"oneThirdLeftColumn","emphasis":"soft","columns":[
              {"width":4,"webparts":[{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"d1d91016-032f-456d-98a4-721247c305e8","data":{"properties":{"altText":"Ảnh <1>"},
                "serverProcessedContent":{"imageSources":[{"key":"imageSource","value":"/sites/tdkt/Files/a.png"}],"searchablePlainTexts":[{"key":"captionText","value":"Chú thích"}]}}},
                {"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"2161a1c6-db61-4731-b97c-3cdb303f7cbb","data":{"properties":{}}},
                {"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"7f718435-ee4d-431c-bdbf-9c4ff326f46e","data":{"properties":{"persons":[{"id":"i:0#.f|membership|binh@mau.example"}]}}}]},
              {"width":8,"webparts":[{"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"c70391ea-0b10-4ee9-b2b4-006d3fcad0cd","data":{"properties":{"items":[{"id":1},{"id":2}]},
                "serverProcessedContent":{"searchablePlainTexts":[{"key":"items[0].title","value":"Văn bản"},{"key":"items[1].title","value":"Xấu"}],
                "links":[{"key":"items[0].sourceItem.url","value":"https://example.org/vb"},{"key":"items[1].sourceItem.url","value":"javascript:alert(1)"}]}}},
                {"@odata.type":"#microsoft.graph.standardWebPart","webPartType":"e377ea37-9047-43b9-8cdb-a761be2f8e09","data":{"properties":{}}}]}]}]}
            """);
        await PublishAsync(await AddAsync("Bố cục", canvas));
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        var page = await binh.ReadAsync(Page, Cancel);
        Assert.All(
            ["class=\"section soft\"", "class=\"w4\"", "class=\"w8\"", "<img src=\"/sites/tdkt/Files/a.png\" alt=\"Ảnh &lt;1&gt;\"", "<figcaption>Chú thích</figcaption>", "<hr>", "Cán bộ mẫu Bình", "Phòng B", "<a href=\"https://example.org/vb\"", "<span>Xấu</span>", "Phần này chỉ hiện trên Microsoft 365 thật"],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
    }

    private async Task<string> AddAsync(string title, JsonObject canvas)
    {
        var made = await Product.PostAsync($"{Site}/pages", News("tin-1.aspx", title, canvas), Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }

    private async Task PublishAsync(string id) => Assert.Equal(204, (await Product.PostAsync($"{Site}/pages/{id}/microsoft.graph.sitePage/publish", null, Cancel)).Status);

    private static JsonObject Text(string html) => new()
    {
        ["horizontalSections"] = new JsonArray(new JsonObject { ["layout"] = "oneColumn", ["columns"] = new JsonArray(new JsonObject { ["width"] = 12, ["webparts"] = new JsonArray(new JsonObject { ["@odata.type"] = "#microsoft.graph.textWebPart", ["innerHtml"] = html }) }) }),
    };

    private static JsonObject News(string name, string title, JsonObject canvas) => new()
    {
        ["@odata.type"] = "#microsoft.graph.sitePage", ["name"] = name, ["title"] = title, ["pageLayout"] = "article", ["promotionKind"] = "newsPost", ["canvasLayout"] = canvas,
    };
}
