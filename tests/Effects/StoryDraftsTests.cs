using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Tests.Effects;

/// <summary>Which movements begin a story, and that workers who begin the same at the same moment leave one.</summary>
public sealed class StoryDraftsTests
{
    private static readonly DateOnly Today = new(2025, 6, 16);

    [Theory]
    [InlineData("running", "unit", "2025-06-12", "launched")]
    [InlineData("running", "unit", "2025-06-16", "launched")]
    [InlineData("running", "unit", "2025-06-17", "")]
    [InlineData("running", "unit", "2025-04-17", "launched")]
    [InlineData("running", "unit", "2025-04-16", "")]
    [InlineData("running", "unit", "", "")]
    [InlineData("running", "province", "2025-06-12", "")]
    [InlineData("reviewing", "province", "2021-01-01", "reviewed")]
    [InlineData("reviewing", "unit", "2025-06-12", "reviewed")]
    [InlineData("awarded", "unit", "", "reviewed")]
    public void A_Movement_Is_Told_Of_When_The_Unit_Launches_It_And_When_It_Is_Reviewed(string stage, string level, string from, string told)
    {
        var values = new Dictionary<ColumnSchema, object> { [Movements.MovementKey] = "m1", [Movements.Stage] = stage, [Movements.Level] = level };
        if (from.Length > 0) values[Movements.ValidFrom] = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(told, string.Join(' ', MovementDrafts.Of(Row(values), 2025, Today).Select(one => one.Effect.Because)));
    }

    [Fact]
    public void A_Movement_Without_A_Key_Begins_Nothing() => Assert.Empty(MovementDrafts.Of(Row(new() { [Movements.Stage] = "reviewing" }), 2025, Today));

    [Fact]
    [Trait("Fault", "28")]
    public async Task Two_Workers_At_The_Same_Moment_And_One_After_A_Break_Leave_One()
    {
        await using var year = new Year();
        await year.InitializeAsync();
        var draft = new StoryDraft("Cán bộ mẫu 27", "deed", "Việc làm mẫu.", "Ghi chú mẫu") { UnitKey = "u1", StaffKey = "NV027", DecisionNumber = "158/QĐ-MAU" };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(year, draft)));
        await OpenAsync(year, draft);
        // The next award of the same decision is another story.
        await OpenAsync(year, draft with { Title = "Cán bộ mẫu 28", StaffKey = "NV028" });
        using var connection = Connection.Open(year.Tenant);
        var flow = await SiteFlow.OpenAsync(connection, Connection.Site, new FlowParts(year.Tenant.Clock, () => "mẫu", NullLoggerFactory.Instance), TestContext.Current.CancellationToken);
        Assert.Equal(["Cán bộ mẫu 27", "Cán bộ mẫu 28"], (await flow.Stores["Stories"].QueryAsync(null, TestContext.Current.CancellationToken)).Select(item => item.Title).Order(StringComparer.Ordinal));
        Assert.Equal(2, await new StoryDrafts(flow.Stores["Stories"], connection.Options.ClientId, 2025).WaitingAsync(TestContext.Current.CancellationToken));
    }

    private static async Task OpenAsync(Year year, StoryDraft draft)
    {
        using var connection = Connection.Open(year.Tenant);
        var flow = await SiteFlow.OpenAsync(connection, Connection.Site, new FlowParts(year.Tenant.Clock, () => "mẫu", NullLoggerFactory.Instance), TestContext.Current.CancellationToken);
        await new StoryDrafts(flow.Stores["Stories"], connection.Options.ClientId, 2025).OpenAsync(draft, TestContext.Current.CancellationToken);
    }

    private static Item Row(Dictionary<ColumnSchema, object> values) => new("1", "", "Thi đua mẫu", values, new Editor(null, "", null), default, false);
}
