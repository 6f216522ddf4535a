using EmulationM365.Campaigns;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Campaigns;

/// <summary>Days end at midnight in Vietnam, which is 17:00 in UTC.</summary>
public sealed class VietnamTimeTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        from second in Gen.Choose(0, int.MaxValue)
        from offset in Gen.Choose(-12, 14)
        select DateTimeOffset.FromUnixTimeSeconds(second * 2L).ToOffset(TimeSpan.FromHours(offset));

    [Theory]
    [Trait("Fault", "61")]
    [InlineData("2025-12-05T16:59:59Z", "2025-12-05")]
    [InlineData("2025-12-05T17:00:00Z", "2025-12-06")]
    [InlineData("2025-12-31T16:59:59.9999999Z", "2025-12-31")]
    [InlineData("2025-12-31T17:00:00Z", "2026-01-01")]
    [InlineData("2025-12-06T00:00:00+07:00", "2025-12-06")]
    [InlineData("2025-12-05T12:00:00-05:00", "2025-12-06")]
    public void An_Instant_Falls_On_The_Day_That_The_Unit_Lives(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), VietnamTime.DayOf(DateTimeOffset.Parse(instant, null)));

    [Fact]
    [Trait("Fault", "61")]
    public void Every_Instant_Lies_In_Exactly_One_Day() => Prop.ForAll(Instants.ToArbitrary(), instant =>
    {
        var day = VietnamTime.DayOf(instant);
        return VietnamTime.StartOf(day) <= instant && instant < VietnamTime.StartOf(day.AddDays(1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_And_Instants_Are_Written_As_Staff_Write_Them()
    {
        Assert.Equal("05/12/2025", VietnamTime.Write(new DateOnly(2025, 12, 5)));
        Assert.Equal("00:00 06/12/2025", VietnamTime.Write(new DateTimeOffset(2025, 12, 5, 17, 0, 0, TimeSpan.Zero)));
    }
}
