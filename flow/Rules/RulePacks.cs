using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Rules;

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

    /// <summary>Later packs that may be better for a dossier received on that day (the transition rule of their texts).</summary>
    public static IEnumerable<RulePack> BetterFor(DateOnly receivedByAppraiserAt) => All.Where(pack => receivedByAppraiserAt < pack.From
        && pack.Transition is { MoreFavourable: true } transition && transition.KnownFrom <= receivedByAppraiserAt);

    /// <summary>Reads a pack.</summary>
    /// <param name="pack">Its JSON.</param>
    public static RulePack Read(JObject pack) => new(
        (string)pack["name"]!, Day(pack["from"])!.Value, Day(pack["to"]), (string)pack["law"]!, (bool)pack["textLoaded"]!, [.. pack["texts"]!.Select(text => (string)text!)])
    {
        Values = Table<int>(pack["values"]!),
        Readings = Table<string>(pack["readings"]!),
        Authorities = Table<IReadOnlyList<Authority>>(pack["authorities"]!),
        Transition = pack["transition"] is JObject transition
            ? new Transition((bool)transition["moreFavourable"]!, Day(transition["knownFrom"])!.Value, (string)transition["source"]!, (bool)transition["verified"]!) : null,
    };

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

    private static Dictionary<string, Lawful<T>> Table<T>(JToken values) =>
        ((JObject)values).Properties().ToDictionary(value => value.Name, value => value.Value.ToObject<Lawful<T>>()!);

    private static DateOnly? Day(JToken? token) => token is null or { Type: JTokenType.Null }
        ? null : DateOnly.ParseExact((string)token!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
