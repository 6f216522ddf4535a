using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>A plan writes nothing and says what the apply after it does and costs, to the request and the unit.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_Empty_Site_Is_Planned_Through_All_Rounds()
    {
        var plan = await PlanAndApplyAsync();
        Assert.True(plan.Differs);
        Assert.Empty(plan.Left);
        Assert.Empty(plan.Fitting);
        Assert.Equal(SiteSchema.Lists.Count, plan.Made.Count);
    }

    [Fact]
    public async Task A_Site_That_Fits_Costs_Reads_Alone()
    {
        await _site.ApplyAsync();
        var plan = await PlanAndApplyAsync();
        Assert.False(plan.Differs);
        Assert.Equal((0, 0, 0L), (plan.Steps.Count, plan.Rows.Count, plan.Price.Writes));
        Assert.Equal(SiteSchema.Lists.Count, plan.Fitting.Count);
    }

    [Theory]
    [InlineData("a list renamed")]
    [InlineData("a list deleted")]
    [InlineData("a list with content types deleted")]
    [InlineData("a column renamed")]
    [InlineData("a column deleted")]
    [InlineData("a drawn column deleted")]
    [InlineData("a unique key deleted")]
    [InlineData("an index lost")]
    [InlineData("a choice removed")]
    [InlineData("uniqueness lost")]
    [InlineData("a view deleted")]
    [InlineData("a right taken")]
    [InlineData("a right too many")]
    [InlineData("a content type renamed")]
    [InlineData("versions off")]
    [InlineData("items of others open")]
    [InlineData("a drawing lost")]
    [InlineData("a check lost")]
    [InlineData("a default lost")]
    [InlineData("a check of items lost")]
    [InlineData("a unit added")]
    [InlineData("a form cleared")]
    [InlineData("a condition cleared")]
    [InlineData("a help text cleared")]
    [InlineData("a link deleted")]
    [InlineData("the menu emptied")]
    public async Task What_Staff_Damaged_Is_Planned_As_It_Is_Mended(string damage)
    {
        await _site.ApplyAsync();
        await DamageAsync(damage);
        var plan = await PlanAndApplyAsync();
        Assert.True(plan.Differs);
        Assert.False((await PlanAsync()).Differs);
    }

    [Fact]
    public async Task A_Column_Of_Another_Kind_Is_Left_And_Said()
    {
        await _site.ApplyAsync();
        var returns = await _site.ListAsync("UnitReturns2025");
        Assert.Equal(204, (await _site.Owner.DeleteAsync(await _site.ColumnAsync(returns, "ReturnKey"), Cancel)).Status);
        Assert.Equal(201, (await _site.Owner.PostAsync($"{returns}/columns", JsonNode.Parse("""{"name":"ReturnKey","number":{}}"""), Cancel)).Status);
        var plan = await PlanAsync();
        Assert.Contains("ReturnKey holds", Assert.Single(plan.Left), StringComparison.Ordinal);
        Assert.True(plan.Differs);
        Assert.Equal(0, plan.Price.Writes);
    }

    /// <summary>Plans, applies, and holds the one against the other.</summary>
    private async Task<PlanReport> PlanAndApplyAsync()
    {
        var plan = await PlanAsync();
        var before = _site.Connection.Meter.Total;
        var report = await _site.ApplyAsync();
        var spent = _site.Connection.Meter.Total;
        Assert.Equal((spent.Requests - before.Requests, spent.Writes - before.Writes, spent.Units - before.Units), (plan.Price.Requests, plan.Price.Writes, plan.Price.Units));
        Assert.Equal(report.RowsSeeded, plan.Rows.Sum(rows => rows.Count));
        Assert.Equal(report.ListsMade + report.Changes, plan.Steps.Count + plan.Moves);
        Assert.All(report.Mended, sentence => Assert.Contains(sentence, plan.Steps.Select(step => step.Sentence)));
        return plan;
    }

    private async Task<PlanReport> PlanAsync()
    {
        var plan = await new Planner(_site.Connection, Connection.Site).PlanAsync(CampaignFiles.Load(2025), Cancel);
        Assert.Equal(0, plan.Reading.Writes);
        return plan;
    }

    private async Task DamageAsync(string damage)
    {
        var (returns, rounds, nominations) = (await _site.ListAsync("UnitReturns2025"), await _site.ListAsync("Rounds2025"), await _site.ListAsync("Nominations2025"));
        switch (damage)
        {
            case "a list renamed": await PatchAsync(returns, """{"displayName":"Khác"}"""); break;
            case "a list deleted": await DeleteAsync(await _site.ListAsync("Requests2025")); break;
            case "a list with content types deleted": await DeleteAsync(nominations); break;
            case "a column renamed": await PatchAsync(await _site.ColumnAsync(returns, "Step"), """{"displayName":"Khác"}"""); break;
            case "a column deleted": await DeleteAsync(await _site.ColumnAsync(nominations, "StaffKey")); break;
            case "a drawn column deleted": await DeleteAsync(await _site.ColumnAsync(await DrawnAsync(), Drawn.Column)); break;
            case "a unique key deleted": await DeleteAsync(await _site.ColumnAsync(rounds, "RoundKey")); break;
            case "an index lost": await PatchAsync(await _site.ColumnAsync(nominations, "StaffKey"), """{"indexed":false}"""); break;
            case "a choice removed": await PatchAsync(await _site.ColumnAsync(returns, "Step"), """{"choice":{"choices":["Nháp","Nộp"]}}"""); break;
            case "uniqueness lost":
                await PatchAsync(await _site.ColumnAsync(rounds, "RoundKey"), """{"enforceUniqueValues":false}""");
                await PatchAsync(await _site.ColumnAsync(rounds, "RoundKey"), """{"indexed":false}""");
                break;
            case "a content type renamed": await PatchAsync(await _site.TypeAsync(nominations, SiteSchema.List("Nominations").ContentTypes[0].DisplayName), """{"name":"Khác"}"""); break;
            case "a help text cleared": await PatchAsync(await _site.ColumnAsync(nominations, "Award"), """{"description":""}"""); break;
            case "a unit added":
                Assert.Equal(201, (await _site.Owner.PostAsync($"{await _site.ListAsync("Units")}/items", JsonNode.Parse("""{"fields":{"Title":"Phòng mẫu","UnitKey":"mau-01"}}"""), Cancel)).Status);
                break;
            default: await DamageOverRestAsync(damage, nominations); break;
        }
    }

    private async Task DamageOverRestAsync(string damage, string nominations)
    {
        var sharePoint = new SharePointRest(_site.Connection);
        var office = (await sharePoint.GroupsAsync("/sites/tdkt", Cancel)).Single(group => group.Title == Rights.TitleOf(RoleGroup.Office)).Id;
        var at = Securable.List(Id(nominations));
        switch (damage)
        {
            case "a view deleted":
                var viewed = SiteSchema.Lists.First(list => list.Views.Count > 0);
                await RestAsync($"{await RestOfAsync(viewed)}/views/getbytitle('{Uri.EscapeDataString(viewed.Views[0].Title)}')", null, "DELETE");
                break;
            case "a right taken": await sharePoint.TakeRoleAsync("/sites/tdkt", at, office, SharePointRest.RoleOf(SiteLevel.Contribute)!.Value, Cancel); break;
            case "a right too many": await sharePoint.GiveRoleAsync("/sites/tdkt", at, office, SharePointRest.RoleOf(SiteLevel.Read)!.Value, Cancel); break;
            case "versions off": await RestAsync(await RestOfAsync(SiteSchema.List("Nominations")), """{"EnableVersioning":false}""", "MERGE"); break;
            case "items of others open": await RestAsync(await RestOfAsync(Movements.List), """{"WriteSecurity":1}""", "MERGE"); break;
            case "a check lost": await sharePoint.SetFieldAsync("/sites/tdkt", Id(nominations), "Votes", new Newtonsoft.Json.Linq.JObject { ["ValidationFormula"] = "" }, Cancel); break;
            case "a default lost":
                await sharePoint.SetFieldAsync("/sites/tdkt", Id(await _site.ListAsync("Activities")), "Year", new Newtonsoft.Json.Linq.JObject { ["DefaultFormula"] = "", ["Required"] = false }, Cancel);
                break;
            case "a check of items lost": await RestAsync(await RestOfAsync(Rounds.List), """{"ValidationFormula":""}""", "MERGE"); break;
            case "a drawing lost": await sharePoint.SetFormatAsync("/sites/tdkt", Id(await DrawnAsync()), Drawn.Column, "", Cancel); break;
            case "a form cleared":
                var type = (await _site.TypesAsync(await _site.ListAsync("Rounds2025")))[0]["id"];
                await RestAsync($"{await RestOfAsync(Rounds.List)}/ContentTypes('{type}')", """{"ClientFormCustomFormatter":""}""", "MERGE");
                break;
            case "a condition cleared": await sharePoint.SetConditionAsync("/sites/tdkt", Id(nominations), "MonthsServed", "", Cancel); break;
            case "a link deleted": await sharePoint.RemoveLinkAsync("/sites/tdkt", (await sharePoint.MenuAsync("/sites/tdkt", Cancel))[3].Id, Cancel); break;
            case "the menu emptied":
                foreach (var link in await sharePoint.MenuAsync("/sites/tdkt", Cancel)) await sharePoint.RemoveLinkAsync("/sites/tdkt", link.Id, Cancel);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(damage), damage, "nobody does that");
        }
    }

    private static (ListSchema List, string Column) Drawn => SiteSchema.Lists.SelectMany(list => list.Columns.Where(column => column.Format is not null).Select(column => (list, column.Name))).First();

    private Task<string> DrawnAsync() => _site.ListAsync(Drawn.List.SiteName(2025));

    private async Task<string> RestOfAsync(ListSchema list) => $"/sites/tdkt/_api/web/lists(guid'{Id(await _site.ListAsync(list.SiteName(2025)))}')";

    private async Task RestAsync(string path, string? body, string method)
    {
        var rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        var answer = await rest.PostAsync(path, body is null ? null : JsonNode.Parse(body), Cancel, ("X-HTTP-Method", method), ("If-Match", "*"));
        Assert.True(answer.Status is 200 or 204, $"{path}: {answer.Status}");
    }

    private async Task PatchAsync(string path, string change) => Assert.Equal(200, (await _site.Owner.PatchAsync(path, JsonNode.Parse(change), Cancel)).Status);

    private async Task DeleteAsync(string path) => Assert.Equal(204, (await _site.Owner.DeleteAsync(path, Cancel)).Status);

    private static string Id(string list) => list[(list.LastIndexOf('/') + 1)..];
}
