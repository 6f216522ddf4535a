using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>Who is asked is written to while people work, and not for each of many.</summary>
public sealed class MailTimingTests
{
    private static readonly ReminderRules Quiet = ReminderRules.Read("", "", "18:00", "07:00");

    /// <summary>Thursday 1 and Friday 2 May off.</summary>
    private static readonly WorkingDays Days = new(new HashSet<DateOnly> { new(2025, 5, 1), new(2025, 5, 2) }, new HashSet<DateOnly>());

    [Theory]
    [InlineData("2025-04-29T10:00+07:00", false, null)]
    [InlineData("2025-04-29T07:00+07:00", false, null)]
    [InlineData("2025-04-29T06:59+07:00", false, "2025-04-29T07:00+07:00")]
    [InlineData("2025-04-29T18:00+07:00", false, "2025-04-30T07:00+07:00")]
    [InlineData("2025-04-30T19:00+07:00", false, "2025-05-05T07:00+07:00")]
    [InlineData("2025-05-01T10:00+07:00", false, "2025-05-05T07:00+07:00")]
    [InlineData("2025-04-29T10:00+07:00", true, "2025-04-29T13:30+07:00")]
    [InlineData("2025-04-29T13:30+07:00", true, "2025-04-30T07:00+07:00")]
    [InlineData("2025-04-30T15:00+07:00", true, "2025-05-05T07:00+07:00")]
    [InlineData("2025-04-29T22:00+07:00", true, "2025-04-30T07:00+07:00")]
    public void A_Mail_Goes_Now_Or_Waits_For_This(string now, bool many, string? until) => Assert.Equal(
        until is null ? null : DateTimeOffset.Parse(until, null), MailTiming.Until(DateTimeOffset.Parse(now, null), Days, Quiet, MailRules.Read("yes", "10", "13:30"), many));

    [Theory]
    [InlineData("2025-05-01T23:00+07:00", false, null)]
    [InlineData("2025-04-29T10:00+07:00", true, "2025-04-29T13:30+07:00")]
    public void A_Unit_May_Say_That_Nights_Do_Not_Count(string now, bool many, string? until) => Assert.Equal(
        until is null ? null : DateTimeOffset.Parse(until, null), MailTiming.Until(DateTimeOffset.Parse(now, null), Days, Quiet, MailRules.Read(" No ", "10", "13:30"), many));

    [Fact]
    public void What_Was_Kept_Back_Goes_At_A_Moment_That_Is_Not_Quiet_And_Never_Before_Now()
    {
        for (var now = new DateTimeOffset(2025, 4, 28, 0, 0, 0, TimeSpan.Zero); now.Month < 5 || now.Day < 8; now = now.AddMinutes(17))
        {
            foreach (var many in new[] { false, true })
            {
                if (MailTiming.Until(now, Days, Quiet, MailRules.Read("", "", "06:00; 10:30, 20:00"), many) is not { } until) continue;
                Assert.True(until > now);
                Assert.False(Reminders.Quiet(until, Days, Quiet));
            }
        }
    }

    [Theory]
    [InlineData("", "", "", true, 10, "13:30")]
    [InlineData("no", "3", "9:05,15:00", false, 3, "09:05 15:00")]
    [InlineData("maybe", "-3", "noon", true, 10, "13:30")]
    [InlineData("yes", "0", "10:00, late", true, 10, "13:30")]
    public void What_Cannot_Be_Read_Is_As_Shipped(string waits, string singles, string together, bool quiet, int most, string times)
    {
        var rules = MailRules.Read(waits, singles, together);
        Assert.Equal((quiet, most, times), (rules.Waits, rules.Singles, string.Join(' ', rules.Together.Select(time => $"{time:HH:mm}"))));
    }
}
