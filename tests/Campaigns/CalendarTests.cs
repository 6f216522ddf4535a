using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Campaigns;

/// <summary>Midnights, ends of months, leap days, Tết and New Year: each instant lies in one day, each day in one period, and days off are what the unit entered.</summary>
public sealed class CalendarTests
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly Last = new(2035, 12, 31);

    /// <summary>Days off of Tết as they were announced for those years; a Saturday was worked in 2024 for a Monday before the holiday.</summary>
    private static readonly WorkingDays Announced = new(
        new HashSet<DateOnly>([.. Days("2024-02-08", "2024-02-14"), .. Days("2024-04-29", "2024-05-01"), new(2025, 1, 1), .. Days("2025-01-27", "2025-01-31"), new(2026, 1, 1), .. Days("2026-02-16", "2026-02-20")]),
        new HashSet<DateOnly> { new(2024, 5, 4) });

    private static readonly Gen<DateOnly> AnyDay = Gen.Choose(0, Last.DayNumber - First.DayNumber).Select(First.AddDays);

    private static readonly Arbitrary<(WorkingDays Days, DateOnly Day, int Count)> Counted = (
        from off in Gen.ListOf(AnyDay, 400) from worked in Gen.ListOf(AnyDay, 40) from day in AnyDay from count in Gen.Choose(1, 60)
        select (new WorkingDays(off.ToHashSet(), worked.ToHashSet()), day, count)).ToArbitrary();

    [Fact]
    [Trait("Fault", "61")]
    public void Each_Midnight_Of_Twelve_Years_Ends_One_Day_And_Begins_The_Next_At_Seventeen_Utc()
    {
        var days = 0;
        for (var day = First; day <= Last; day = day.AddDays(1), days++)
        {
            var midnight = VietnamTime.StartOf(day);
            Assert.Equal(new DateTime(day.AddDays(-1), new TimeOnly(17, 0)), midnight.UtcDateTime);
            Assert.Equal((day.AddDays(-1), day), (VietnamTime.DayOf(midnight.AddTicks(-1)), VietnamTime.DayOf(midnight)));
            Assert.Equal((day, TimeSpan.FromHours(24)), (VietnamTime.DayOf(midnight.AddHours(24).AddTicks(-1)), VietnamTime.StartOf(day.AddDays(1)) - midnight));
        }

        Assert.Equal(4383, days);
    }

    [Fact]
    [Trait("Fault", "61")]
    public void Each_Midnight_Lies_In_Exactly_One_Of_The_Periods_That_Follow_Each_Other() => Prop.ForAll(Gen.ListOf(AnyDay, 30).ToArbitrary(), cuts =>
    {
        var begins = cuts.Append(First).Distinct().Order().ToList();
        var rows = begins.Select((from, at) => new Setting("k", "K", $"{at}", "", true, null, from, at + 1 < begins.Count ? begins[at + 1].AddDays(-1) : null)).ToList();
        var settings = new DatedSettings(rows);
        Assert.Empty(settings.Overlaps());
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            foreach (var instant in new[] { VietnamTime.StartOf(day), VietnamTime.StartOf(day.AddDays(1)).AddTicks(-1) })
            {
                var lived = VietnamTime.DayOf(instant);
                Assert.Same(Assert.Single(rows, row => row.HoldsOn(lived)), settings.Holding("k", lived));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Theory]
    [Trait("Fault", "62")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2024-02-29", 48, "2028-02-29")]
    [InlineData("2025-02-28", 12, "2026-02-28")]
    [InlineData("2025-01-31", 1, "2025-02-28")]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2025-03-31", -1, "2025-02-28")]
    [InlineData("2025-08-31", 1, "2025-09-30")]
    [InlineData("2025-12-31", 1, "2026-01-31")]
    [InlineData("2025-12-31", 2, "2026-02-28")]
    public void A_Month_Later_Is_The_Same_Day_Or_The_Last_One_There_Is(string day, int months, string later)
    {
        Assert.Equal(DateOnly.Parse(later, CultureInfo.InvariantCulture), DateOnly.Parse(day, CultureInfo.InvariantCulture).AddMonths(months));
        if (months % 12 == 0) Assert.Equal(DateOnly.Parse(later, CultureInfo.InvariantCulture), DateOnly.Parse(day, CultureInfo.InvariantCulture).AddYears(months / 12));
    }

    [Theory]
    [Trait("Fault", "62")]
    [InlineData(2024, "2024-01-01", "2025-03-31")]
    [InlineData(2027, "2027-03-01", "2028-03-31")]
    public void The_Window_Of_A_Year_Ends_On_The_Last_Of_March_After_It_Leap_Day_Or_Not(int year, string launch, string end)
    {
        var campaign = new Campaign(year, "Đơn vị mẫu", DateOnly.Parse(launch, CultureInfo.InvariantCulture), [], [], []);
        Assert.Equal(DateOnly.Parse(end, CultureInfo.InvariantCulture), campaign.WindowEnd);
        for (var day = campaign.Launch; day <= campaign.WindowEnd; day = day.AddDays(1)) Assert.True(VietnamTime.DayOf(VietnamTime.StartOf(day)) <= campaign.WindowEnd);
        Assert.True(VietnamTime.DayOf(VietnamTime.StartOf(campaign.WindowEnd.AddDays(1)).AddTicks(-1)) == campaign.WindowEnd);
    }

    [Theory]
    [Trait("Fault", "63")]
    [InlineData("2024-02-07", 1, "2024-02-15")]
    [InlineData("2024-04-26", 1, "2024-05-02")]
    [InlineData("2024-05-03", 1, "2024-05-04")]
    [InlineData("2025-01-24", 1, "2025-02-03")]
    [InlineData("2025-02-03", -1, "2025-01-24")]
    [InlineData("2025-01-29", 0, "2025-02-03")]
    [InlineData("2025-12-31", 1, "2026-01-02")]
    [InlineData("2026-01-02", -2, "2025-12-30")]
    [InlineData("2026-02-13", 1, "2026-02-23")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    public void Tet_And_New_Year_Are_Off_As_They_Were_Announced(string day, int count, string worked) =>
        Assert.Equal(DateOnly.Parse(worked, CultureInfo.InvariantCulture), Announced.Add(DateOnly.Parse(day, CultureInfo.InvariantCulture), count));

    [Fact]
    [Trait("Fault", "63")]
    public void What_Nobody_Entered_Is_Not_Computed() =>
        // Tết of 2027 begins on 6 February: as long as the decree is not in the list, the weekdays around it count as worked.
        Assert.Equal(new DateOnly(2027, 2, 8), Announced.Add(new DateOnly(2027, 2, 5), 1));

    [Theory]
    [Trait("Fault", "61")]
    [InlineData("2026-01-02", "2025-12-30", "before-2")]
    [InlineData("2026-01-02", "2026-01-05", "after-1")]
    [InlineData("2025-12-31", "2026-01-02", "after-1")]
    [InlineData("2026-02-23", "2026-02-12", "before-2")]
    [InlineData("2026-03-31", "2026-03-27", "before-2")]
    [InlineData("2028-02-29", "2028-02-25", "before-2")]
    [InlineData("2028-02-29", "2028-03-01", "after-1")]
    public void Reminders_Go_On_Across_New_Year_Tet_And_The_Leap_Day(string due, string today, string mark) => Assert.Equal(mark, Reminders.Mark(
        DateOnly.Parse(due, CultureInfo.InvariantCulture), DateOnly.Parse(today, CultureInfo.InvariantCulture), Announced, ReminderRules.Read("2", "1", "", "")));

    [Fact]
    public void Counting_Working_Days_Lands_On_Them_Passes_Just_So_Many_And_Leads_Back() => Prop.ForAll(Counted, asked =>
    {
        var (days, day, count) = asked;
        var start = days.Add(day, 0);
        var end = days.Add(start, count);
        Assert.True(days.IsWorking(start) && days.IsWorking(end));
        Assert.Equal(count, Enumerable.Range(1, end.DayNumber - start.DayNumber).Count(step => days.IsWorking(start.AddDays(step))));
        Assert.Equal(start, days.Add(end, -count));
    }).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Fault", "64")]
    public void Stored_Periods_Go_By_Seven_Hours_Also_Where_Zone_Data_Disagree()
    {
        // Zone data have Saigon at +08:00 until June 1975 under one id and at +07:00 under another.
        foreach (var day in new[] { new DateOnly(1974, 6, 1), new DateOnly(1975, 6, 13), new DateOnly(2025, 6, 1) })
            Assert.Equal(TimeSpan.FromHours(7), VietnamTime.StartOf(day).Offset);
        Assert.Equal(new DateOnly(1974, 5, 31), VietnamTime.DayOf(new DateTimeOffset(1974, 5, 31, 16, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    [Trait("Fault", "62")]
    [Trait("Fault", "63")]
    [Trait("Fault", "64")]
    public void The_Product_Asks_No_Zone_Data_Computes_No_Lunar_Year_And_Adds_No_Months()
    {
        string[] banned = ["TimeZoneInfo", "LunisolarCalendar", "ToLocalTime", ".LocalDateTime", "AddMonths(", "AddYears(", "SE Asia Standard Time", "Asia/Saigon", "Asia/Bangkok"];
        var product = HouseTests.Source().Where(file => !file.Path.StartsWith("localm365/", StringComparison.Ordinal)).ToList();
        Assert.Contains(product, file => file.Text.Contains("VietnamTime.DayOf", StringComparison.Ordinal));
        Assert.Empty(product.SelectMany(file => banned.Where(word => file.Text.Contains(word, StringComparison.Ordinal)).Select(word => $"{file.Path}: {word}")));
    }

    private static IEnumerable<DateOnly> Days(string from, string to)
    {
        for (var day = DateOnly.Parse(from, CultureInfo.InvariantCulture); day <= DateOnly.Parse(to, CultureInfo.InvariantCulture); day = day.AddDays(1)) yield return day;
    }
}
