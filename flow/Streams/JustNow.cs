using System.Collections.Concurrent;

namespace EmulationM365.Streams;

/// <summary>
/// What was just read or written, kept until it is used once: what follows in the same pass need not ask the service again. Who asks a second time, or later than a
/// minute after, wants to see what changed meanwhile and gets nothing from here.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
public sealed class JustNow<T>(TimeProvider time)
    where T : class
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (T Value, long At)> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps something under a key, in place of what was kept there; what grew old elsewhere is thrown away.</summary>
    /// <returns>The same thing.</returns>
    public T Keep(string key, T value)
    {
        foreach (var (other, kept) in _kept)
        {
            if (IsOld(kept.At)) _kept.TryRemove(KeyValuePair.Create(other, kept));
        }

        _kept[key] = (value, time.GetTimestamp());
        return value;
    }

    /// <summary>Takes what is kept under a key; null when it was taken before, has grown old, or never was.</summary>
    public T? Take(string key) => _kept.TryRemove(key, out var kept) && !IsOld(kept.At) ? kept.Value : null;

    /// <summary>Looks at what is kept under a key and leaves it there, for a step between that changes nothing; null where <see cref="Take"/> would find nothing.</summary>
    public T? Look(string key) => _kept.TryGetValue(key, out var kept) && !IsOld(kept.At) ? kept.Value : null;

    private bool IsOld(long at) => time.GetElapsedTime(at) > KeptFor;
}
