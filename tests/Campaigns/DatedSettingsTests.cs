using EmulationM365.Campaigns;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Campaigns;

/// <summary>A setting has the value of the day that is asked about.</summary>
public sealed class DatedSettingsTests
{
    private static readonly DatedSettings Bases = new([Row("2340000", "2024-07-01", "2026-06-30"), Row("2530000", "2026-07-01", null)]);

    [Theory]
    [InlineData("2024-06-30", "")]
    [InlineData("2024-07-01", "2340000")]
    [InlineData("2026-06-30", "2340000")]
    [InlineData("2026-07-01", "2530000")]
    [InlineData("2099-01-01", "2530000")]
    public void A_Setting_Has_The_Value_Of_The_Day(string day, string value)
    {
        Assert.Equal(value, Bases.On("bonus.base", DateOnly.Parse(day, null)));
        Assert.Equal(value, Bases.On("Bonus.Base", DateOnly.Parse(day, null)));
        Assert.Empty(Bases.Overlaps());
    }

    [Fact]
    public void A_Setting_That_Is_Not_There_Has_No_Value() => Assert.Null(Bases.Holding("bonus", new DateOnly(2025, 1, 1)));

    [Theory]
    [InlineData(null, null, "2026-07-01", null, true)]
    [InlineData(null, "2026-06-30", "2026-07-01", null, false)]
    [InlineData(null, "2026-07-01", "2026-07-01", null, true)]
    [InlineData("2025-01-01", "2025-12-31", "2025-06-01", "2025-06-01", true)]
    [InlineData(null, null, null, null, true)]
    [InlineData(null, "2025-01-01", null, "2024-01-01", true)]
    public void Rows_That_Hold_On_The_Same_Day_Are_Named_Whatever_Their_Order(string? from, string? to, string? laterFrom, string? laterTo, bool overlaps)
    {
        var (one, other) = (Row("1", from, to), Row("2", laterFrom, laterTo));
        Assert.Equal(overlaps ? 1 : 0, new DatedSettings([one, other]).Overlaps().Count());
        Assert.Equal(overlaps ? 1 : 0, new DatedSettings([other, one]).Overlaps().Count());
    }

    [Fact]
    public void Of_Rows_That_Overlap_By_Mistake_The_Later_Counts_Whatever_Their_Order()
    {
        var (open, later) = (Row("1", null, null), Row("2", "2026-07-01", null));
        foreach (var settings in new[] { new DatedSettings([open, later]), new DatedSettings([later, open]) })
        {
            Assert.Equal(("1", "2"), (settings.On("bonus.base", new DateOnly(2026, 6, 30)), settings.On("bonus.base", new DateOnly(2026, 7, 1))));
            Assert.Equal((open, later), Assert.Single(settings.Overlaps()));
        }
    }

    [Fact]
    public void Two_Rows_Overlap_Exactly_When_Some_Day_Lies_In_Both()
    {
        var days = from first in Gen.Choose(0, 12) from last in Gen.Choose(0, 12) select Row("1", Day(first), Day(Math.Max(first, last)));
        Prop.ForAll((from one in days from other in days select (one, other)).ToArbitrary(), pair =>
            pair.one.Overlaps(pair.other) == Enumerable.Range(0, 13).Select(day => new DateOnly(2025, 1, 1).AddDays(day)).Any(day => pair.one.HoldsOn(day) && pair.other.HoldsOn(day)))
            .QuickCheckThrowOnFailure();
    }

    private static string Day(int after) => $"{new DateOnly(2025, 1, 1).AddDays(after):yyyy-MM-dd}";

    private static Setting Row(string value, string? from, string? to) =>
        new("bonus.base", "", value, "", true, null, from is null ? null : DateOnly.Parse(from, null), to is null ? null : DateOnly.Parse(to, null));
}
