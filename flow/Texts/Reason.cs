using Newtonsoft.Json;

namespace EmulationM365.Texts;

/// <summary>A sentence that staff will read, kept as key and places so that it can be shown in either language.</summary>
/// <param name="Key">Key in the resource files.</param>
/// <param name="Places">What fills its places, already written as text.</param>
public sealed record Reason(string Key, IReadOnlyList<string> Places)
{
    /// <summary>A sentence with its places filled.</summary>
    public static Reason Of(string key, params string[] places) => new(key, places);

    /// <summary>The sentence in Vietnamese; never recorded, for a reworded sentence must not change what was recorded.</summary>
    [JsonIgnore]
    public string Vi => Text.Vi(Key, [.. Places]);

    /// <summary>The sentence in English.</summary>
    [JsonIgnore]
    public string En => Text.In(Text.English, Key, [.. Places]);

    /// <inheritdoc />
    public bool Equals(Reason? other) => other is not null && Key == other.Key && Places.SequenceEqual(other.Places);

    /// <inheritdoc />
    public override int GetHashCode() => Places.Aggregate(Key.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
