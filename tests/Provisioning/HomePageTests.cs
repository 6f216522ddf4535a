using System.Net;
using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Drift;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The home page of the year: made once, true to the rounds, and people's own as soon as they edit it.</summary>
public sealed class HomePageTests : OnMadeSite
{
    private const string Name = "Thi-dua-khen-thuong-2025.aspx";
    private const string Folder = "/sites/tdkt/_api/web/RootFolder";

    [Fact]
    public async Task The_Site_Opens_With_A_Page_That_Leads_To_The_Lists_And_Shows_The_Rounds()
    {
        var page = await OnlyAsync();
        Assert.Equal(("published", "Thi đua, khen thưởng năm 2025"), (Level(page), (string?)page["title"]));
        Assert.Equal($"SitePages/{Name}", await WelcomeAsync());
        var text = Read(page);
        foreach (var round in await RoundsAsync()) Assert.Contains(round.Title, text, StringComparison.Ordinal);
        Assert.Contains("href=\"/sites/tdkt/Lists/UnitReturns2025/AllItems.aspx\"", text, StringComparison.Ordinal);
        Assert.Contains("/_layouts/15/news.aspx", text, StringComparison.Ordinal);
        Assert.Contains("mailto:tdkt@mau.example", text, StringComparison.Ordinal);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task Every_Link_Of_It_Opens()
    {
        using var person = await Pages.OfAsync(_site.Tenant, LocalTenant.An, Cancel);
        var text = Read(await OnlyAsync());
        foreach (var link in new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Where(link => link.StartsWith('/')))
            Assert.True((await person.GetAsync(link, Cancel)).Status is 200 or 302, link);
    }

    [Fact]
    public async Task A_Round_That_Is_Moved_Is_Shown_And_Nothing_Else_Changes()
    {
        var round = await MoveAsync("2025-11-28T00:00:00+07:00");
        Assert.Equal(["PATCH …sitePage", "POST …publish"], (await _site.WritesOfApplyAsync()).Select(Short));
        var page = await OnlyAsync();
        Assert.Contains("28/11/2025", Read(page), StringComparison.Ordinal);
        Assert.Contains(round, Read(page), StringComparison.Ordinal);
        Assert.Equal(("published", "2.0"), (Level(page), (string?)page["publishingState"]!["versionId"]));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task What_People_Edited_Is_Theirs_And_Is_Said_And_Their_Draft_Is_Not_Touched()
    {
        var id = (string)(await OnlyAsync())["id"]!;
        var canvas = """{"@odata.type":"#microsoft.graph.sitePage","canvasLayout":{"horizontalSections":[{"layout":"oneColumn","id":"1","columns":[{"id":"1","width":12,"webparts":[{"@odata.type":"#microsoft.graph.textWebPart","innerHtml":"<p>Của chúng tôi</p>"}]}]}]}}""";
        Assert.Equal(200, (await _site.Owner.PatchAsync($"{_site.Site}/pages/{id}/microsoft.graph.sitePage", JsonNode.Parse(canvas), Cancel)).Status);
        await MoveAsync("2025-11-28T00:00:00+07:00");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Equal(["homeEdited"], await DriftAsync());
        Assert.Equal(204, (await _site.Owner.PostAsync($"{_site.Site}/pages/{id}/microsoft.graph.sitePage/publish", null, Cancel)).Status);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Contains("Của chúng tôi", Read(await OnlyAsync()), StringComparison.Ordinal);
        Assert.Equal(["homeEdited"], await DriftAsync());
    }

    [Fact]
    public async Task A_Page_That_Was_Deleted_Comes_Back()
    {
        Assert.Equal(204, (await _site.Owner.DeleteAsync($"{_site.Site}/pages/{(string)(await OnlyAsync())["id"]!}", Cancel)).Status);
        Assert.Equal(["homeLost"], await DriftAsync());
        Assert.Equal(2, (await _site.ApplyAsync()).Writes);
        Assert.Equal("published", Level(await OnlyAsync()));
        Assert.Empty(await DriftAsync());
    }

    [Fact]
    public async Task Whoever_Lets_The_Site_Open_With_Another_Page_Keeps_It()
    {
        await OpenWithAsync("SitePages/Gioi-thieu.aspx");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Equal(("SitePages/Gioi-thieu.aspx", "homeNotFirst"), (await WelcomeAsync(), Assert.Single(await DriftAsync())));
        await OpenWithAsync("SitePages/Home.aspx");
        Assert.Equal(1, (await _site.ApplyAsync()).Writes);
        Assert.Equal($"SitePages/{Name}", await WelcomeAsync());
    }

    [Fact]
    public async Task The_Page_Of_The_Next_Year_Takes_The_Place_Of_This_Years_And_The_Old_Year_Does_Not_Take_It_Back()
    {
        await OpenWithAsync("SitePages/Thi-dua-khen-thuong-2024.aspx");
        await _site.ApplyAsync();
        Assert.Equal($"SitePages/{Name}", await WelcomeAsync());
        await OpenWithAsync("SitePages/Thi-dua-khen-thuong-2026.aspx");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData("POST .*/pages$", "after")]
    [InlineData("POST .*/pages$", "before")]
    [InlineData("POST .*/publish$", "after")]
    [InlineData("POST .*/publish$", "before")]
    [InlineData("POST .*/RootFolder$", "after")]
    [InlineData("POST .*/RootFolder$", "before")]
    public async Task A_Call_Whose_Outcome_Is_Not_Known_Leaves_One_Page_That_Is_Published(string route, string when)
    {
        await _site.Owner.DeleteAsync($"{_site.Site}/pages/{(string)(await OnlyAsync())["id"]!}", Cancel);
        await OpenWithAsync("SitePages/Home.aspx");
        await FailAsync(route, "reset", when);
        await _site.ApplyAsync();
        Assert.Equal(("published", $"SitePages/{Name}"), (Level(await OnlyAsync()), await WelcomeAsync()));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Theory]
    [InlineData("PATCH .*/pages/", "before")]
    [InlineData("POST .*/publish$", "before")]
    public async Task A_Change_That_Was_Cut_Short_Is_Ours_To_Finish(string route, string when)
    {
        await MoveAsync("2025-11-28T00:00:00+07:00");
        // More often than one run tries: as if its process had died there.
        await FailAsync(route, "reset", when, times: 60);
        await Assert.ThrowsAsync<M365Exception>(_site.ApplyAsync);
        await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[]}""")!, Cancel);
        await MoveAsync("2025-11-30T00:00:00+07:00");
        await _site.ApplyAsync();
        var page = await OnlyAsync();
        Assert.Equal("published", Level(page));
        Assert.Contains("30/11/2025", Read(page), StringComparison.Ordinal);
        Assert.Empty(await DriftAsync());
    }

    [Fact]
    public async Task Where_Pages_Are_Closed_To_The_Application_The_Rest_Is_Applied_And_A_Note_Says_So()
    {
        await _site.Owner.DeleteAsync($"{_site.Site}/pages/{(string)(await OnlyAsync())["id"]!}", Cancel);
        await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"route":"POST .*/pages$","times":9,"kind":"status","status":403}]}""")!, Cancel);
        var report = await _site.ApplyAsync();
        Assert.Contains($"The home page {Name} could not be kept: ", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Page_Of_That_Name_That_People_Made_Is_Left_Alone()
    {
        await _site.Owner.DeleteAsync($"{_site.Site}/pages/{(string)(await OnlyAsync())["id"]!}", Cancel);
        Assert.Equal(201, (await _site.Owner.PostAsync($"{_site.Site}/pages", JsonNode.Parse($$"""{"@odata.type":"#microsoft.graph.sitePage","name":"{{Name}}","title":"Trang riêng","pageLayout":"article"}"""), Cancel)).Status);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Equal("Trang riêng", (string?)(await OnlyAsync())["title"]);
    }

    [Fact]
    public async Task People_Who_Open_The_Site_See_The_Page()
    {
        using var person = await Pages.OfAsync(_site.Tenant, LocalTenant.An, Cancel);
        var seen = WebUtility.HtmlDecode(await person.ReadAsync("/sites/tdkt", Cancel));
        Assert.Contains("<h1>Thi đua, khen thưởng năm 2025</h1>", seen, StringComparison.Ordinal);
        Assert.Contains("Các đợt trong năm", seen, StringComparison.Ordinal);
        // A page that is not there does not lock people out.
        await OpenWithAsync("SitePages/Mat.aspx");
        Assert.Equal(200, (await person.GetAsync("/sites/tdkt", Cancel)).Status);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("Trang [3:0123456789ab]", 3, "0123456789ab")]
    [InlineData("Trang [3:0123456789ab] ", 3, "0123456789ab")]
    [InlineData("Trang [x:0123456789ab]", null, "")]
    [InlineData("Trang [3:0123456789ab] và nữa", null, "")]
    public void A_Mark_Is_Read_As_It_Was_Written(string description, int? revision, string hash)
    {
        Assert.Equal(revision is { } number ? new HomeMark(number, hash) : null, HomeMark.Of(description));
        Assert.Equal(new HomeMark(7, "0123456789ab"), HomeMark.Of(new HomeMark(7, "0123456789ab").In(description)));
    }

    private async Task<string> MoveAsync(string due)
    {
        var rounds = await _site.ListAsync("Rounds2025");
        var row = (await _site.Owner.GetAsync($"{rounds}/items?$expand=fields", Cancel)).Rows.MaxBy(row => (string?)row["fields"]!["Due"])!;
        Assert.Equal(200, (await _site.Owner.PatchAsync($"{rounds}/items/{row["id"]}/fields", new JsonObject { ["Due"] = DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime.ToString("o") }, Cancel)).Status);
        return (string)row["fields"]!["Title"]!;
    }

    private async Task<List<HomeRound>> RoundsAsync()
    {
        var siteId = await new SiteDirectory(_site.Connection).SiteIdAsync("/sites/tdkt", Cancel);
        var directory = new SiteDirectory(_site.Connection);
        var stores = directory.Stores(siteId, 2025, await directory.ListsAsync(siteId, true, Cancel));
        return [.. (await stores["Rounds"].QueryAsync(null, Cancel)).Select(row => new HomeRound(row.Title, row.Day(Rounds.Opens), row.Day(Rounds.Due), true))];
    }

    private async Task<JsonObject> OnlyAsync() =>
        Assert.Single((await _site.Owner.GetAsync($"{_site.Site}/pages/microsoft.graph.sitePage?$expand=canvasLayout", Cancel)).Rows, page => ((string)page["name"]!).StartsWith("Thi-dua", StringComparison.Ordinal));

    private static string? Level(JsonObject page) => (string?)page["publishingState"]!["level"];

    private static string Read(JsonObject page) => string.Concat(page["canvasLayout"]!["horizontalSections"]!.AsArray().SelectMany(section => section!["columns"]!.AsArray())
        .SelectMany(column => column!["webparts"]!.AsArray()).Select(part => (string)part!["innerHtml"]!));

    private static string Short(string write) => $"{write.Split(' ')[0]} …{write[(write.LastIndexOfAny(['/', '.']) + 1)..]}";

    private async Task<string> WelcomeAsync() => (string)(await (await RestAsync()).GetAsync(Folder, Cancel)).Json["WelcomePage"]!;

    private async Task OpenWithAsync(string page) =>
        Assert.Equal(204, (await (await RestAsync()).PostAsync(Folder, new JsonObject { ["WelcomePage"] = page }, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);

    private Task<LocalTenant.Client> RestAsync() => _site.Tenant.AsPersonAsync(LocalTenant.An, Cancel, _site.Tenant.Origin);

    private async Task FailAsync(string route, string kind, string when, int times = 1) =>
        await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{"route":"{{route}}","times":{{times}},"kind":"{{kind}}","when":"{{when}}"}]}""")!, Cancel);

    private async Task<string[]> DriftAsync() => [.. (await new DriftReading(_site.Connection, Connection.Site).ReadAsync(Cancel)).Findings.Select(finding => finding.Kind.Key)];
}
