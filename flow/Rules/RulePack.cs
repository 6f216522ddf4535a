namespace EmulationM365.Rules;

/// <summary>A value of the law, with where it was read.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Text and article.</param>
/// <param name="Verified">The text itself was read.</param>
/// <param name="Note">How it was read, where that must be said.</param>
/// <typeparam name="T">A number, a reading or a list of authorities.</typeparam>
public sealed record Lawful<T>(T Value, string Source, bool Verified, string? Note = null);

/// <summary>What a text that comes later says of dossiers received before it.</summary>
/// <param name="MoreFavourable">Its own standards hold for them where they are better for the nominee.</param>
/// <param name="KnownFrom">Day on which the text was issued: a dossier received before it is not measured by it.</param>
/// <param name="Source">Text and article.</param>
/// <param name="Verified">The text itself was read.</param>
public sealed record Transition(bool MoreFavourable, DateOnly KnownFrom, string Source, bool Verified);

/// <summary>The law of a period as data.</summary>
/// <param name="Name">RP-2025 and so on.</param>
/// <param name="From">First day on which a received dossier falls under it.</param>
/// <param name="To">Last such day; null = until further notice.</param>
/// <param name="Law">Name of the law, as it is cited.</param>
/// <param name="TextLoaded">The law text of the period was read; where it was not, nothing can be called eligible.</param>
/// <param name="Texts">The texts of the period.</param>
public sealed record RulePack(string Name, DateOnly From, DateOnly? To, string Law, bool TextLoaded, IReadOnlyList<string> Texts)
{
    /// <summary>Its numbers.</summary>
    public required IReadOnlyDictionary<string, Lawful<int>> Values { get; init; }

    /// <summary>Readings of what can be read in two ways: <c>yes</c>, <c>no</c>, or <c>open</c> where the province must say.</summary>
    public required IReadOnlyDictionary<string, Lawful<string>> Readings { get; init; }

    /// <summary>Who decides, by award.</summary>
    public required IReadOnlyDictionary<string, Lawful<IReadOnlyList<Authority>>> Authorities { get; init; }

    /// <summary>What it says of dossiers received before it; null = nothing.</summary>
    public Transition? Transition { get; init; }

    /// <summary>The number of that name.</summary>
    /// <exception cref="KeyNotFoundException">The pack does not hold it.</exception>
    public Lawful<int> Value(string name) => Found(Values, name);

    /// <summary>The reading of that name.</summary>
    /// <exception cref="KeyNotFoundException">The pack does not hold it.</exception>
    public Lawful<string> Reading(string name) => Found(Readings, name);

    private Lawful<T> Found<T>(IReadOnlyDictionary<string, Lawful<T>> values, string name) =>
        values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"Pack {Name} has no value '{name}'");
}
