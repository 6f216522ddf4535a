namespace EmulationM365.LocalM365;

/// <summary>Numbers that look like chance and are the same each time for the same seed, on every machine (SplitMix64).</summary>
internal sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <summary>Dice for a seed, and for what the seed is thrown for: each further number makes other dice.</summary>
    public static Dice For(long seed, params ReadOnlySpan<long> more)
    {
        var dice = new Dice((ulong)seed);
        foreach (var number in more) dice._state = dice.Next() ^ (ulong)number;
        return dice;
    }

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, but not, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, but not, the count.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    public void Shuffle<T>(IList<T> all)
    {
        for (var at = all.Count - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (all[at], all[other]) = (all[other], all[at]);
        }
    }
}
