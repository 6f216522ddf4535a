using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>Reminders fall on working days before and after a due date, once each, and never in quiet hours.</summary>
public sealed class ReminderTests
{
    private static readonly ReminderRules Rules = ReminderRules.Read("5,2", "1,3", "18:00", "07:00");

    /// <summary>Thursday 1 and Friday 2 May off; Saturday 3 May worked instead.</summary>
    private static readonly WorkingDays Days = new(new HashSet<DateOnly> { new(2025, 5, 1), new(2025, 5, 2) }, new HashSet<DateOnly> { new(2025, 5, 3) });

    [Theory]
    [InlineData("2025-05-19", "2025-05-12", "before-5")]
    [InlineData("2025-05-19", "2025-05-15", "before-2")]
    [InlineData("2025-05-19", "2025-05-14", null)]
    [InlineData("2025-05-19", "2025-05-19", null)]
    [InlineData("2025-05-19", "2025-05-20", "after-1")]
    [InlineData("2025-05-19", "2025-05-22", "after-3")]
    [InlineData("2025-05-19", "2025-05-23", null)]
    [InlineData("2025-05-05", "2025-04-30", "before-2")]
    [InlineData("2025-05-04", "2025-04-29", "before-2")]
    [InlineData("2025-05-18", "2025-05-19", "after-1")]
    public void A_Reminder_Falls_On_Its_Working_Day(string due, string today, string? mark) =>
        Assert.Equal(mark, Reminders.Mark(DateOnly.Parse(due, null), DateOnly.Parse(today, null), Days, Rules));

    [Fact]
    [Trait("Fault", "35")]
    public void Each_Reminder_Falls_On_Exactly_One_Day_Whatever_The_Due_Date()
    {
        for (var due = new DateOnly(2025, 1, 1); due.Year < 2027; due = due.AddDays(1))
        {
            var marks = Enumerable.Range(-40, 80).Select(due.AddDays).Select(day => (Day: day, Mark: Reminders.Mark(due, day, Days, Rules))).Where(pair => pair.Mark is not null).ToList();
            Assert.Equal(["before-5", "before-2", "after-1", "after-3"], marks.Select(pair => pair.Mark));
            Assert.All(marks, pair => Assert.True(Days.IsWorking(pair.Day)));
        }
    }

    [Theory]
    [InlineData("2025-05-12T06:59:59+07:00", true)]
    [InlineData("2025-05-12T07:00:00+07:00", false)]
    [InlineData("2025-05-12T17:59:59+07:00", false)]
    [InlineData("2025-05-12T18:00:00+07:00", true)]
    [InlineData("2025-05-12T00:30:00Z", false)]
    [InlineData("2025-05-10T09:00:00+07:00", true)]
    [InlineData("2025-05-01T09:00:00+07:00", true)]
    [InlineData("2025-05-03T09:00:00+07:00", false)]
    public void Nights_And_Days_Off_Are_Quiet(string at, bool quiet) => Assert.Equal(quiet, Reminders.Quiet(DateTimeOffset.Parse(at, null), Days, Rules));

    [Theory]
    [InlineData("18:00", "07:00")]
    [InlineData("12:00", "13:30")]
    public void Awake_Is_The_First_Moment_That_Is_Not_Quiet(string from, string to)
    {
        var rules = ReminderRules.Read("5,2", "1,3", from, to);
        var half = TimeSpan.FromMinutes(30);
        for (var now = new DateTimeOffset(2025, 4, 29, 15, 15, 0, TimeSpan.FromHours(7)); now.Month < 6 && now.Day != 12; now += half)
        {
            var awake = Reminders.Awake(now, Days, rules);
            Assert.False(Reminders.Quiet(awake, Days, rules));
            for (var before = now; before < awake; before += TimeSpan.FromMinutes(15)) Assert.True(Reminders.Quiet(before, Days, rules), $"{now}: {before} is not quiet, yet {awake} was named");
        }
    }

    [Theory]
    [InlineData("", "5,2")]
    [InlineData("abc", "5,2")]
    [InlineData("0", "5,2")]
    [InlineData("10; 1", "10,1")]
    public void What_Cannot_Be_Read_Falls_Back_To_The_Default(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', ReminderRules.Read(text, "", "", "").Before));

    [Fact]
    public void Working_Days_Are_Counted_Both_Ways()
    {
        Assert.Equal(new DateOnly(2025, 5, 3), Days.Add(new DateOnly(2025, 4, 30), 1));
        Assert.Equal(new DateOnly(2025, 4, 30), Days.Add(new DateOnly(2025, 5, 5), -2));
        Assert.Equal(new DateOnly(2025, 5, 5), Days.Add(new DateOnly(2025, 5, 4), 0));
    }
}
