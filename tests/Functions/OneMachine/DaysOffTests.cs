using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The sample knows its days off, and the office is told of a year that does not, for as long as it does not.</summary>
public sealed class DaysOffTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Nothing_Is_Missing_In_The_Sample()
    {
        Assert.Equal(DaysOff.Rows.Select(row => (row.Day, row.Worked)), (await _stage.ItemsAsync(Holidays.List)).Select(row => (DaysOff.DayIn(row), (bool?)row["WorksInstead"] == true)).Order());
        await NextDayAsync();
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    [Trait("Fault", "63")]
    public async Task A_Year_Without_Days_Off_Is_Shown_To_The_Office_Until_They_Are_Entered()
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(5));
        foreach (var row in (await office.ItemsAsync(Holidays.List, null, Cancel)).Where(row => DaysOff.DayIn((JObject)row["fields"]!).Year == 2025))
            await office.RemoveAsync(Holidays.List, row, Cancel);
        await NextDayAsync();
        Assert.Equal(["Chưa nhập ngày nghỉ năm 2025"], await WaitingAsync());
        await office.AddAsync(Holidays.List, new JObject { ["Title"] = "Quốc khánh", ["Day"] = "2025-09-02T00:00:00Z" }, Cancel);
        await NextDayAsync();
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public void Days_Off_Are_Weekdays_And_What_Is_Worked_Instead_Is_A_Saturday()
    {
        Assert.All(DaysOff.Rows, row => Assert.Equal(row.Worked, row.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Equal(DaysOff.Rows.Count, DaysOff.Rows.Select(row => row.Day).Distinct().Count());
        // A day given in exchange for another: as many are worked instead.
        Assert.Equal(DaysOff.Rows.Count(row => row.Worked), DaysOff.Rows.Count(row => row.Name == "Nghỉ hoán đổi"));
        // The law gives eleven days a year; those of them that fall on a weekend are given on the next working day.
        Assert.Equal([(2025, 11), (2026, 11)], DaysOff.Rows.Where(row => !row.Worked && row.Name != "Nghỉ hoán đổi").GroupBy(row => row.Day.Year).Select(year => (year.Key, year.Count())));
        Assert.Equal(new DateOnly(2025, 2, 3), DaysOff.Calendar.Add(new DateOnly(2025, 1, 24), 1));
        Assert.Equal(new DateOnly(2026, 2, 23), DaysOff.Calendar.Add(new DateOnly(2026, 2, 13), 1));
    }

    private async Task NextDayAsync()
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddDays(1));
        await _stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>What the office is told about days off and has not been settled.</summary>
    private async Task<IEnumerable<string>> WaitingAsync() => (await _stage.ItemsAsync(Requests.List))
        .Where(item => ((string)item["RequestKey"]!).Contains("holidays-", StringComparison.Ordinal) && (string?)item["Status"] == Requests.Status.Word("pending")).Select(item => (string)item["Title"]!);
}
