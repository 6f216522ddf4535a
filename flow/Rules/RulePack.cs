using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Rules;

/// <summary>A number of the law, with where it was read.</summary>
/// <param name="Value">The number.</param>
/// <param name="Source">Text and article.</param>
/// <param name="Verified">The text itself was read.</param>
public sealed record LegalValue(decimal Value, string Source, bool Verified);

/// <summary>The law of a period as data.</summary>
/// <param name="Name">RP-2025 and so on.</param>
/// <param name="From">First day on which a received dossier falls under it.</param>
/// <param name="To">Last such day; null = until further notice.</param>
/// <param name="TextLoaded">The law text of the period was read; where it was not, nothing can be called eligible.</param>
/// <param name="Texts">The texts of the period.</param>
/// <param name="Values">Its numbers.</param>
public sealed record RulePack(
    string Name, DateOnly From, DateOnly? To, bool TextLoaded, IReadOnlyList<string> Texts, IReadOnlyDictionary<string, LegalValue> Values)
{
    /// <summary>The number of that name.</summary>
    /// <exception cref="KeyNotFoundException">The pack does not hold it.</exception>
    public LegalValue Value(string name) =>
        Values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"Pack {Name} has no value '{name}'");
}

/// <summary>The packs that the product carries, as dated JSON.</summary>
public static class RulePacks
{
    private static readonly Lazy<IReadOnlyList<RulePack>> Loaded = new(Load);

    /// <summary>Every pack, oldest first.</summary>
    public static IReadOnlyList<RulePack> All => Loaded.Value;

    /// <summary>The pack under which a case falls: by the day the appraising body received it, or by the pack the case names; null when neither is known.</summary>
    public static RulePack? For(DateOnly? receivedByAppraiserAt, string? named) => receivedByAppraiserAt is { } day
        ? All.LastOrDefault(pack => pack.From <= day && (pack.To is null || day <= pack.To))
        : All.FirstOrDefault(pack => pack.Name == named);

    private static List<RulePack> Load()
    {
        var assembly = typeof(RulePacks).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("EmulationM365.Rules.Packs.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new JsonTextReader(new StreamReader(assembly.GetManifestResourceStream(name)!)) { DateParseHandling = DateParseHandling.None };
                return Read(JObject.Load(reader));
            })];
    }

    private static RulePack Read(JObject pack) => new(
        (string)pack["name"]!, Day(pack["from"])!.Value, Day(pack["to"]), (bool)pack["textLoaded"]!,
        [.. pack["texts"]!.Select(text => (string)text!)],
        ((JObject)pack["values"]!).Properties().ToDictionary(value => value.Name, value => value.Value.ToObject<LegalValue>()!));

    private static DateOnly? Day(JToken? token) => token is null or { Type: JTokenType.Null }
        ? null : DateOnly.ParseExact((string)token!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
