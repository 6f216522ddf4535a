using System.Runtime.CompilerServices;
using EmulationM365.Streams;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Streams;

/// <summary>What was just read or written is had once and for a minute.</summary>
public sealed class JustNowTests
{
    private readonly TestClock _clock = new(new DateTimeOffset(2025, 11, 20, 8, 7, 0, TimeSpan.Zero));
    private readonly JustNow<string> _kept;

    public JustNowTests() => _kept = new JustNow<string>(_clock);

    [Fact]
    public void It_Is_Taken_Once()
    {
        Assert.Equal("a", _kept.Keep("1", "a"));
        Assert.Null(_kept.Take("2"));
        Assert.Equal("a", _kept.Take("1"));
        Assert.Null(_kept.Take("1"));
    }

    [Fact]
    public void The_Later_Of_Two_Stands()
    {
        _kept.Keep("1", "a");
        _clock.Advance(TimeSpan.FromSeconds(45));
        _kept.Keep("1", "b");
        _clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal("b", _kept.Take("1"));
        Assert.Null(_kept.Take("1"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(86400, false)]
    public void It_Is_Had_For_A_Minute(int seconds, bool had)
    {
        _kept.Keep("1", "a");
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(had ? "a" : null, _kept.Take("1"));
        Assert.Null(_kept.Take("1"));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void What_Nobody_Takes_Is_Thrown_Away_When_It_Is_Old(int seconds, bool held)
    {
        var kept = new JustNow<object>(_clock);
        var first = KeepOne(kept);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        KeepOne(kept);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(held, first.IsAlive);
        GC.KeepAlive(kept);
    }

    /// <summary>Keeps something that nothing else holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference KeepOne(JustNow<object> kept) => new(kept.Keep(Guid.NewGuid().ToString(), new object()));
}
