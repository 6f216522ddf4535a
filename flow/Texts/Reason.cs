using Newtonsoft.Json;

namespace EmulationM365.Texts;

/// <summary>A sentence that staff will read, kept as key and places so that it can be shown in either language.</summary>
/// <param name="Key">Key in the resource files.</param>
/// <param name="Places">What fills its places, already written as text.</param>
/// <param name="Law">Article of law the sentence rests on, in Vietnamese; null = none, and then it is not recorded.</param>
public sealed record Reason(string Key, IReadOnlyList<string> Places, [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] string? Law = null)
{
    /// <summary>A sentence with its places filled.</summary>
    public static Reason Of(string key, params string[] places) => new(key, places);

    /// <summary>The sentence in Vietnamese, with its article; never recorded, for a reworded sentence must not change what was recorded.</summary>
    [JsonIgnore]
    public string Vi => Said(Text.Vietnamese, Law);

    /// <summary>The sentence in English, with its article.</summary>
    [JsonIgnore]
    public string En => Said(Text.English, Law is null ? null : LawWords.En(Law));

    /// <summary>The sentence in the language of whoever reads it just now; see <see cref="Text.Speak"/>.</summary>
    [JsonIgnore]
    public string Here => Text.Spoken == Text.English ? En : Vi;

    /// <inheritdoc />
    public bool Equals(Reason? other) => other is not null && Key == other.Key && Law == other.Law && Places.SequenceEqual(other.Places);

    /// <inheritdoc />
    public override int GetHashCode() => Places.Aggregate(HashCode.Combine(Key, Law), HashCode.Combine);

    private string Said(string language, string? law) => Text.In(language, Key, [.. Places]) + (law is null ? "" : $" ({law})");
}
