using System.Text.Json.Nodes;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.LocalM365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>News pages carry the case in their name: whatever breaks off and whoever comes twice, there is one page, and it is published.</summary>
public sealed class NewsDeskTests : TenantTests
{
    private static readonly NewsPage Page = new("quyet-dinh-r-2025-000007.aspx", "Khen thưởng mẫu", "Tóm tắt", "<p>Chào</p>");

    [Fact]
    [Trait("Fault", "28")]
    public async Task However_Often_It_Is_Seen_To_There_Is_One_Page()
    {
        await EnsureAsync(Page);
        await EnsureAsync(Page);
        await EnsureAsync(Page with { Name = "QUYET-DINH-r-2025-000007.aspx" });
        Assert.Equal(["quyet-dinh-r-2025-000007.aspx published"], await PagesAsync());
    }

    [Fact]
    [Trait("Fault", "28")]
    public async Task Two_Decisions_With_One_Title_Are_Two_Pages()
    {
        await EnsureAsync(Page);
        await EnsureAsync(Page with { Name = "quyet-dinh-r-2025-000008.aspx" });
        Assert.Equal(["quyet-dinh-r-2025-000007.aspx published", "quyet-dinh-r-2025-000008.aspx published"], await PagesAsync());
    }

    [Theory]
    [Trait("Fault", "28")]
    [Trait("Fault", "16")]
    [InlineData("POST .*/pages$", "after")]
    [InlineData("POST .*/pages$", "before")]
    [InlineData("POST .*/publish$", "after")]
    [InlineData("POST .*/publish$", "before")]
    public Task What_A_Crash_Left_Behind_Is_Gone_On_With(string route, string when) => CrashAsync(route, when, "quyet-dinh-r-2025-000007.aspx published");

    private async Task CrashAsync(string route, string when, params string[] left)
    {
        await Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{"route":"{{route}}","times":1,"kind":"reset","when":"{{when}}"}]}""")!, Cancel);
        await Assert.ThrowsAsync<M365Exception>(() => EnsureAsync(Page));
        await EnsureAsync(Page);
        Assert.Equal(left, await PagesAsync());
    }

    [Fact]
    [Trait("Fault", "28")]
    public async Task A_Page_That_Another_Worker_Makes_In_Between_Is_Ours()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnsureAsync(Page)));
        Assert.Equal(["quyet-dinh-r-2025-000007.aspx published"], await PagesAsync());
    }

    [Fact]
    [Trait("Fault", "28")]
    public async Task Units_That_Share_A_News_Site_And_Number_Their_Cases_Alike_Have_A_Page_Each()
    {
        foreach (var path in new[] { "/sites/tdkt-1", "/sites/tdkt-2", "/teams/tdkt-1", "/sites/tdkt-2" })
        {
            using var tenancy = EmulationM365.Tests.Support.Connection.Open(Tenant);
            var desk = new NewsDesk(tenancy, await new SiteDirectory(tenancy).SiteIdAsync("/sites/tdkt", Cancel));
            await new NewsWriter(desk, new SiteOptions { Path = path, NewsSite = "/sites/tdkt", Year = 2025 }.NewsMark).PublishAsync(Page, Cancel);
        }

        var names = (await Product.GetAsync($"{Site}/pages/microsoft.graph.sitePage", Cancel)).Rows.Select(page => page["name"]!.GetValue<string>()).Where(name => name.Contains("quyet-dinh", StringComparison.Ordinal));
        Assert.Equal(["tdkt-1-quyet-dinh-r-2025-000007.aspx", "tdkt-2-quyet-dinh-r-2025-000007.aspx", "teams.tdkt-1-quyet-dinh-r-2025-000007.aspx"], names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [Trait("Fault", "28")]
    [InlineData(true, "published")]
    [InlineData(false, "checkout")]
    public async Task A_Strangers_Page_Of_That_Name_Is_Left_Alone_And_Ours_Gets_A_Number(bool published, string level)
    {
        await StrangerAsync("quyet-dinh-r-2025-000007.aspx", published);
        await StrangerAsync("quyet-dinh-r-2025-000007-2.aspx", published);
        await EnsureAsync(Page);
        await EnsureAsync(Page);
        Assert.Equal([$"quyet-dinh-r-2025-000007-2.aspx {level}", "quyet-dinh-r-2025-000007-3.aspx published", $"quyet-dinh-r-2025-000007.aspx {level}"], await PagesAsync());
        Assert.Equal(["Khen thưởng mẫu", "Tin của người khác", "Tin của người khác"], (await RowsAsync()).Select(page => $"{page["title"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [Trait("Fault", "28")]
    [InlineData("POST .*/pages$", "after")]
    [InlineData("POST .*/publish$", "before")]
    public async Task Beside_A_Strangers_Page_Too_What_A_Crash_Left_Behind_Is_Gone_On_With(string route, string when)
    {
        await StrangerAsync("quyet-dinh-r-2025-000007.aspx", true);
        await CrashAsync(route, when, "quyet-dinh-r-2025-000007-2.aspx published", "quyet-dinh-r-2025-000007.aspx published");
    }

    [Fact]
    [Trait("Fault", "28")]
    public async Task A_Page_That_Somebody_Edited_Is_Still_Ours()
    {
        await EnsureAsync(Page);
        var id = Assert.Single(await RowsAsync())["id"];
        var edit = Json("""{"@odata.type":"#microsoft.graph.sitePage","title":"Sửa tay","description":"Khác"}""");
        Assert.Equal(200, (await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel)).PatchAsync($"{Site}/pages/{id}/microsoft.graph.sitePage", edit, Cancel)).Status);
        await EnsureAsync(Page);
        Assert.Equal(["quyet-dinh-r-2025-000007.aspx published"], await PagesAsync());
    }

    /// <summary>Somebody of the unit writes a page of their own.</summary>
    private async Task StrangerAsync(string name, bool publish)
    {
        var person = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var made = await person.PostAsync($"{Site}/pages", Json($$"""{"@odata.type":"#microsoft.graph.sitePage","name":"{{name}}","title":"Tin của người khác","pageLayout":"article"}"""), Cancel);
        Assert.Equal(201, made.Status);
        if (publish) Assert.Equal(204, (await person.PostAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage/publish", null, Cancel)).Status);
    }

    private async Task EnsureAsync(NewsPage page)
    {
        using var tenancy = Connection.Open(Tenant);
        await new NewsDesk(tenancy, await new SiteDirectory(tenancy).SiteIdAsync("/sites/tdkt", Cancel)).EnsureAsync(page, Cancel);
    }

    private async Task<IEnumerable<string>> PagesAsync() => (await RowsAsync()).Select(page => $"{page["name"]} {page["publishingState"]!["level"]}").Order(StringComparer.Ordinal);

    private async Task<IEnumerable<JsonObject>> RowsAsync() => (await Product.GetAsync($"{Site}/pages/microsoft.graph.sitePage", Cancel)).Rows
        .Where(page => $"{page["name"]}".StartsWith("quyet", StringComparison.OrdinalIgnoreCase));
}
