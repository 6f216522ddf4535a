using System.Globalization;

namespace EmulationM365.Functions.Local;

/// <summary>
/// The one clock of the process. It stands in the campaign year: either it runs on from there at the speed of real time, or it stands still until it is
/// moved. Where it stands is kept in a file, so that a run that was cut short goes on at the same moment.
/// </summary>
public sealed class LocalClock : TimeProvider
{
    private readonly string _file;
    private readonly bool _runs;
    private DateTimeOffset _at;
    private long _since;
    private long _leapt;

    private LocalClock(string file, bool runs, DateTimeOffset at) => (_file, _runs, _at, _since) = (file, runs, at, System.GetTimestamp());

    /// <summary>A clock that goes on where a file says it stood, or begins at a moment.</summary>
    /// <param name="folder">Folder of the file.</param>
    /// <param name="begin">Where it begins the first time.</param>
    /// <param name="runs">It runs by itself.</param>
    public static LocalClock Open(string folder, DateTimeOffset begin, bool runs)
    {
        var file = Path.Combine(folder, "clock.txt");
        var at = File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.None, out var stood) ? stood : begin;
        return new LocalClock(file, runs, at);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => (_runs ? _at + System.GetElapsedTime(_since) : _at).ToUniversalTime();

    /// <summary>What is measured takes as long as on any clock, and the time over which it was moved besides.</summary>
    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _leapt);

    /// <summary>Moves the clock forward to a moment; it never goes back.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        if (moment - GetUtcNow() is not { Ticks: > 0 } leap) return;
        Interlocked.Add(ref _leapt, (long)(leap.TotalSeconds * TimestampFrequency));
        (_at, _since) = (moment, System.GetTimestamp());
        Keep();
    }

    /// <summary>Writes down where it stands.</summary>
    public void Keep() => AtomicFile.Write(_file, GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
}
