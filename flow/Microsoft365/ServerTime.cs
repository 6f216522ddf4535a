namespace EmulationM365.Microsoft365;

/// <summary>
/// The time as the service tells it with every answer. What workers leave for each other, as the end of a claim, is written in this time: their own clocks may
/// differ by minutes. Until an answer was heard it is this process's own.
/// </summary>
/// <param name="own">The clock of this process.</param>
public sealed class ServerTime(TimeProvider own) : TimeProvider
{
    private const int Remembered = 20;
    private readonly Lock _one = new();
    private readonly Queue<TimeSpan> _ahead = new();

    /// <summary>An answer said what time it was. It may have been long on its way, never short: the largest difference heard of late is the truest.</summary>
    public void Heard(DateTimeOffset date)
    {
        lock (_one)
        {
            _ahead.Enqueue(date - own.GetUtcNow());
            if (_ahead.Count > Remembered) _ahead.Dequeue();
        }
    }

    /// <inheritdoc />
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>How long something took is measured by this process alone.</summary>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_one)
        {
            // An answer names whole seconds: a difference of less is none.
            var ahead = _ahead.Count == 0 ? TimeSpan.Zero : _ahead.Max();
            return own.GetUtcNow() + (ahead.Duration() < TimeSpan.FromSeconds(2) ? TimeSpan.Zero : ahead);
        }
    }
}
