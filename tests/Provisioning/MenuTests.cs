using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The menu: each role sees its links, what people made of it stays, and the links of last year go below this year's.</summary>
public sealed partial class MenuTests : IAsyncLifetime
{
    private const string Quick = "/sites/tdkt/_api/web/navigation/quicklaunch";

    private static readonly string[] Everybody = ["Việc chờ xử lý", "Điển hình tiên tiến", "Hoạt động", "Văn bản pháp luật", "Sổ khen thưởng"];

    private readonly RightsSite _site = new();
    private LocalTenant.Client _rest = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("staff", 5)]
    [InlineData("clerk", 7)]
    [InlineData("head", 7, "Việc chờ xử lý 2025")]
    [InlineData("council", 9, "Việc chờ xử lý 2025")]
    public async Task Staff_See_Five_Links_And_Those_Of_Units_Seven_And_Whoever_Is_Asked_The_Requests_Below_The_First(string role, int count, params string[] below)
    {
        var seen = await SeenAsync(role);
        Assert.Equal(below, seen.Skip(1).Take(below.Length));
        Assert.Equal(count, seen.Count - below.Length);
        Assert.Superset(Everybody.ToHashSet(), seen.ToHashSet());
        if (role is "clerk" or "head") Assert.Equal(["Báo cáo, bình xét của phòng 2025", "Đề nghị khen thưởng 2025"], seen.Except(Everybody).Except(below));
    }

    [Fact]
    public async Task The_Office_Sees_A_Link_To_Every_List_And_Each_Once()
    {
        var seen = await SeenAsync("office");
        var lists = SiteSchema.Lists.Where(list => !list.AppOnly).Select(list => list.DisplayName(2025));
        Assert.Equal(lists.Append("Việc chờ xử lý").Append("Dành cho Thường trực").Order(), seen.Order());
        Assert.Equal("Việc chờ xử lý", seen[0]);
        Assert.DoesNotContain("Dành cho Thường trực", await SeenAsync("council"));
    }

    [Fact]
    public async Task What_People_Added_Renamed_Or_Moved_Stays_And_What_Is_Missing_Comes_Back_To_Its_Place()
    {
        var menu = await MenuAsync();
        await ChangeAsync(menu.Single(link => link.Title == "Hoạt động").Id, """{"Title":"Phong trào của chúng ta"}""");
        await AddAsync("""{"Title":"Lịch họp","Url":"/sites/tdkt/lich"}""");
        Assert.Equal(200, (await _rest.PostAsync($"{Quick}/MoveAfter", new JsonObject { ["nodeId"] = menu.Single(link => link.Title == "Sổ khen thưởng").Id, ["previousNodeId"] = 0 }, Cancel)).Status);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await RemoveAsync(menu.Single(link => link.Title == "Điển hình tiên tiến").Id);
        var report = await _site.ApplyAsync();
        Assert.Equal((1, 2L), (report.Changes, report.Writes));
        var titles = (await MenuAsync()).Select(link => link.Title).ToList();
        Assert.Equal(titles.IndexOf("Đề nghị khen thưởng 2025") + 1, titles.IndexOf("Điển hình tiên tiến"));
        Assert.Equal(("Sổ khen thưởng", "Lịch họp"), (titles[0], titles[^1]));
        Assert.Contains("Phong trào của chúng ta", titles);
    }

    [Fact]
    public void Links_Of_Last_Year_Go_Below_This_Years_And_A_Link_That_People_Renamed_Stays()
    {
        var found = Made(2026, Links(2025, "Đề nghị khen thưởng 2025", "Đề nghị năm ngoái"));
        var after = Played(2026, found, out var steps);
        Assert.Contains(steps, step => step is FileLink { Link.Title: "Báo cáo, bình xét của phòng 2025" });
        var returns = after.Menu.Single(link => link.Title == "Báo cáo, bình xét của phòng 2026");
        Assert.Equal(["Báo cáo, bình xét của phòng 2025"], returns.Below.Select(link => link.Title));
        Assert.Contains(after.Menu, link => link.Title == "Đề nghị năm ngoái");
        Assert.Contains(after.Menu.Single(link => link.Title == "Dành cho Thường trực").Below.Single(link => link.Title == "Đợt thi đua 2026").Below, link => link.Title == "Đợt thi đua 2025");
        Assert.Equal("Báo cáo, bình xét của phòng 2026", after.Menu[1].Title);

        // the year after that both stand below the newest, and nothing is lost
        var later = Played(2027, after with { Lists = Lists(2027) }, out _);
        Assert.Equal(["Báo cáo, bình xét của phòng 2025", "Báo cáo, bình xét của phòng 2026"], later.Menu.Single(link => link.Title == "Báo cáo, bình xét của phòng 2027").Below.Select(link => link.Title).Order());
        Assert.Empty(MenuDiff.Of(2027, later));
        // the year before adds none of its links again
        Assert.Empty(MenuDiff.Of(2026, later with { Lists = Lists(2026) }));
    }

    [Fact]
    public void A_Link_That_Was_Filed_By_A_Run_Cut_Short_Only_Leaves_Its_Old_Place()
    {
        var after = Played(2026, Made(2026, Links(2025)), out _);
        var twice = after with { Menu = [.. after.Menu, new FoundLink(77, "Đề nghị khen thưởng 2025", "/sites/tdkt/Lists/Nominations2025/AllItems.aspx", [])] };
        var step = Assert.IsType<FileLink>(Assert.Single(MenuDiff.Of(2026, twice)));
        Assert.True(step.There);
        Assert.Equal(2 * 1, StepPrice.Of(step with { There = false }).Writes);
        Assert.Equal(after.Menu.Count, WhatIf.After(2026, twice, step).Menu.Count);
    }

    /// <summary>Takes the steps in memory until none is left.</summary>
    private static SiteFound Played(int year, SiteFound found, out List<SiteStep> steps)
    {
        steps = [];
        while (MenuDiff.Of(year, found).ToList() is { Count: > 0 } round)
        {
            Assert.True(steps.Count < 200, "the rounds come to no end");
            steps.AddRange(round);
            found = round.Aggregate(found, (site, step) => WhatIf.After(year, site, step));
        }

        return found;
    }

    private static SiteFound Made(int year, IReadOnlyList<FoundLink> menu) => new(Lists(year), new Dictionary<string, Newtonsoft.Json.Linq.JObject>(), []) { Path = "/sites/tdkt", Menu = menu };

    private static IReadOnlyList<FoundList> Lists(int year) => [.. SiteSchema.Lists.Select(list => new FoundList(list.Name, list.SiteName(year), list.DisplayName(year), []))];

    private static IReadOnlyList<FoundLink> Links(int year, string? title = null, string? renamed = null)
    {
        var all = SiteMenu.Links("/sites/tdkt", year).Select((link, at) => (link, id: at + 1L)).ToList();
        FoundLink Found((MenuLink Link, long Id) one) => new(one.Id, one.Link.Title == title ? renamed! : one.Link.Title, one.Link.Url, [.. all.Where(other => other.link.Under == one.Link.Key).Select(Found)]);
        return [.. all.Where(one => one.link.Under is null).Select(Found)];
    }

    /// <summary>The links of the side bar as a person sees them, without the one to the contents that every site has.</summary>
    private async Task<List<string>> SeenAsync(string role)
    {
        using var pages = await Pages.OfAsync(_site.Tenant, RightsSite.PersonOf(role), Cancel);
        var html = await pages.ReadAsync("/sites/tdkt/_layouts/15/viewlsts.aspx", Cancel);
        return [.. Anchor().Matches(Side().Match(html).Value).Where(link => !link.Groups[1].Value.EndsWith("viewlsts.aspx", StringComparison.Ordinal)).Select(link => WebUtility.HtmlDecode(link.Groups[2].Value))];
    }

    private Task<IReadOnlyList<FoundLink>> MenuAsync() => new SharePointRest(_site.Connection).MenuAsync("/sites/tdkt", Cancel);

    private async Task AddAsync(string link) => Assert.Equal(201, (await _rest.PostAsync(Quick, JsonNode.Parse(link), Cancel)).Status);

    private async Task ChangeAsync(long id, string change) => Assert.Equal(204, (await _rest.PostAsync($"/sites/tdkt/_api/web/navigation/GetNodeById({id})", JsonNode.Parse(change), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);

    private async Task RemoveAsync(long id) => Assert.Equal(204, (await _rest.DeleteAsync($"/sites/tdkt/_api/web/navigation/GetNodeById({id})", Cancel)).Status);

    [GeneratedRegex("<details class=\"side\">.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Side();

    [GeneratedRegex("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>")]
    private static partial Regex Anchor();
}
