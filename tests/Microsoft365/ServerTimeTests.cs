using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Workers whose clocks differ share the time that the service tells them.</summary>
public sealed class ServerTimeTests
{
    private static readonly DateTimeOffset Truth = new(2025, 5, 12, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    [Trait("Fault", "38")]
    public void A_Clock_That_Is_Wrong_By_Minutes_Is_Put_Right_By_The_First_Answer(int minutes)
    {
        var own = new TestClock(Truth.AddMinutes(minutes));
        var time = new ServerTime(own);
        time.Heard(Truth);
        own.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Truth.AddSeconds(30), time.GetUtcNow());
    }

    [Fact]
    [Trait("Fault", "38")]
    public void An_Answer_That_Was_Long_On_Its_Way_Puts_Nothing_Back()
    {
        var own = new TestClock(Truth);
        var time = new ServerTime(own);
        time.Heard(Truth);
        own.Advance(TimeSpan.FromMinutes(9));
        time.Heard(Truth);
        Assert.Equal(Truth.AddMinutes(9), time.GetUtcNow());
    }

    [Fact]
    public void A_Part_Of_A_Second_Is_No_Difference()
    {
        var own = new TestClock(Truth.AddMilliseconds(700));
        var time = new ServerTime(own);
        time.Heard(Truth);
        Assert.Equal(own.GetUtcNow(), time.GetUtcNow());
    }
}
