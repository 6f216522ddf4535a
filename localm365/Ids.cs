namespace EmulationM365.LocalM365;

/// <summary>
/// The one place where ids come from. With a seed the same calls in the same order get the same ids; without one nobody can guess them. A tenant that is
/// resumed goes on with other ids than those it began with.
/// </summary>
internal sealed class Ids(int? seed)
{
    private readonly Lock _one = new();
    private Dice? _dice;

    public bool IsSeeded => seed is not null;

    /// <summary>Begins the ids of one run of the tenant, counted from its first.</summary>
    public void Begin(long run) => _dice = seed is { } given ? Dice.For(given, run) : null;

    public Guid Next()
    {
        if (_dice is null) return Guid.NewGuid();
        Span<byte> bytes = stackalloc byte[16];
        lock (_one)
        {
            BitConverter.TryWriteBytes(bytes, _dice.Next());
            BitConverter.TryWriteBytes(bytes[8..], _dice.Next());
        }
        // the marks of a random UUID, for readers who look
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public string Text() => Next().ToString();

    /// <summary>An id without its dashes.</summary>
    public string Digits() => Next().ToString("N");
}
