using System.Text.Json.Nodes;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
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
        await new StaffDamage(_site).DoAsync(damage);
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
}
