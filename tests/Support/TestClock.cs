namespace EmulationM365.Tests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>The present, as everything under test sees it.</summary>
    public DateTimeOffset Now { get; set; } = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What is measured by this clock takes as long as a test lets it.</summary>
    public override long GetTimestamp() => Now.UtcTicks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => Now += time;
}
