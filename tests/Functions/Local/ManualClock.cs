namespace EmulationM365.Tests.Functions.Local;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it forward.</summary>
    public void Advance(TimeSpan by) => _now += by;

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset now) => _now = now;
}
