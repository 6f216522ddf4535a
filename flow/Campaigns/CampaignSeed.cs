using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Campaigns;

/// <summary>One thing wrong with a seed: file, place and what to do.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Place">JSON path and line.</param>
/// <param name="Message">What is wrong.</param>
public sealed record SeedFault(string File, string Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{File} {Place}: {Message}";
}

/// <summary>A seed that cannot be used; nothing was applied.</summary>
/// <param name="faults">Everything that is wrong, not only the first.</param>
public sealed class SeedException(IReadOnlyList<SeedFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SeedFault> Faults { get; } = faults;
}

/// <summary>Reads the JSON files of a campaign year and reports every fault at once.</summary>
public sealed class CampaignSeed
{
    private static readonly string[] Files = ["campaign.json", "units.json", "rounds.json", "settings.json"];

    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly List<SeedFault> _faults = [];

    private CampaignSeed(IReadOnlyDictionary<string, string> texts) => _texts = texts;

    /// <summary>Reads a campaign from its files' texts, by file name.</summary>
    /// <exception cref="SeedException">Something is wrong with them.</exception>
    public static Campaign Read(IReadOnlyDictionary<string, string> texts) => new CampaignSeed(texts).Read();

    private Campaign Read()
    {
        foreach (var stranger in _texts.Keys.Except(Files)) Fault(stranger, null, $"is not a file of a campaign year ({string.Join(", ", Files)})");
        var head = Rows("campaign.json", "year", "organisation", "launch") is [var only] ? only : null;
        if (head is null && _faults.All(fault => fault.File != "campaign.json")) Fault("campaign.json", null, "must hold one object");
        var units = Unique(Rows("units.json", "key", "name", "kind", "aliases?")).Select(row => new Unit(
            Word(row, "key"), Word(row, "name"), OneOf(row, "kind", "department", "satellite"), Words(row, "aliases"))).ToList();
        var rounds = Unique(Rows("rounds.json", "key", "name", "opens", "due"));
        var settings = Unique(Rows("settings.json", "key", "name", "value", "source", "confirmed", "reason?", "from?", "to?")).Select(Setting).ToList();
        var campaign = new Campaign(
            head is null ? 0 : Year(head), head is null ? "" : Word(head, "organisation"), head is null ? default : Day(head, "launch") ?? default,
            units, [], settings);
        campaign = campaign with { Rounds = [.. rounds.Select(row => Round(row, campaign))] };
        return _faults.Count == 0 ? campaign : throw new SeedException(_faults);
    }

    private sealed record Row(string File, JObject Object);

    private List<Row> Rows(string file, params string[] keys)
    {
        if (!_texts.TryGetValue(file, out var text))
        {
            Fault(file, null, "is missing");
            return [];
        }

        return Parse(file, text).Select(row => Check(new Row(file, row), keys)).ToList();
    }

    private List<JObject> Parse(string file, string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            // What stands behind the end would otherwise be left out without a word.
            while (reader.Read()) { }
            var rows = root is JArray array ? array.ToList() : [root];
            foreach (var row in rows.Where(row => row is not JObject)) Fault(file, row, "is not an object");
            return [.. rows.OfType<JObject>()];
        }
        catch (JsonReaderException broken)
        {
            _faults.Add(new SeedFault(file, $"line {broken.LineNumber}", $"is not JSON: {broken.Message}"));
            return [];
        }
    }

    private Row Check(Row row, string[] keys)
    {
        var known = keys.Select(key => key.TrimEnd('?')).ToHashSet();
        foreach (var property in row.Object.Properties().Where(property => !known.Contains(property.Name)))
            Fault(row.File, property, $"unknown key '{property.Name}' (known: {string.Join(", ", known)})");
        foreach (var key in keys.Where(key => !key.EndsWith('?') && row.Object[key] is null or { Type: JTokenType.Null })) Fault(row.File, row.Object, $"'{key}' is missing");
        return row;
    }

    private string Word(Row row, string key)
    {
        if (row.Object[key] is not { Type: not JTokenType.Null } token) return "";
        if (token.Type == JTokenType.String && Composed((string)token!) is { } word && !string.IsNullOrWhiteSpace(word)) return word;
        Fault(row.File, token, $"'{key}' must be a text");
        return "";
    }

    /// <summary>The text in composed letters; null when it holds half a letter, as a broken escape makes it.</summary>
    private static string? Composed(string text) => text.EnumerateRunes().All(letter => letter != Rune.ReplacementChar) ? text.Normalize() : null;

    private string OneOf(Row row, string key, params string[] allowed)
    {
        var word = Word(row, key);
        if (word.Length > 0 && !allowed.Contains(word)) Fault(row.File, row.Object[key], $"'{word}' is not one of {string.Join(", ", allowed)}");
        return word;
    }

    private List<string> Words(Row row, string key)
    {
        if (row.Object[key] is not { Type: not JTokenType.Null } token) return [];
        if (token is JArray array && array.All(word => word.Type == JTokenType.String && Composed((string)word!) is not null)) return [.. array.Select(word => ((string)word!).Normalize())];
        Fault(row.File, token, $"'{key}' must be a list of texts");
        return [];
    }

    private bool YesNo(Row row, string key)
    {
        if (row.Object[key] is not { Type: not JTokenType.Null } token) return false;
        if (token.Type == JTokenType.Boolean) return (bool)token;
        Fault(row.File, token, $"'{key}' must be true or false");
        return false;
    }

    private int Year(Row row)
    {
        if (row.Object["year"] is not { Type: not JTokenType.Null } token) return 0;
        if (token is JValue { Value: long and >= 2024 and <= 2100 }) return (int)token;
        Fault(row.File, token, "'year' must be a campaign year, 2024 to 2100");
        return 0;
    }

    private DateOnly? Day(Row row, string key)
    {
        if (row.Object[key] is not { Type: not JTokenType.Null } token) return null;
        if (DateOnly.TryParseExact(token.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(row.File, token, $"'{key}' must be a day written yyyy-MM-dd");
        return null;
    }

    private List<Row> Unique(List<Row> rows)
    {
        foreach (var twice in rows.GroupBy(row => row.Object["key"] is JValue { Value: string key } ? key : "", StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Key.Length > 0 && group.Count() > 1))
            Fault(twice.Last().File, twice.Last().Object, $"key '{twice.Key}' stands {twice.Count()} times");
        return rows;
    }

    private Setting Setting(Row row)
    {
        var setting = new Setting(Word(row, "key"), Word(row, "name"), Word(row, "value"), Word(row, "source"), YesNo(row, "confirmed"),
            Word(row, "reason") is { Length: > 0 } reason ? reason : null, Day(row, "from"), Day(row, "to"));
        if (row.Object["confirmed"] is JValue { Value: false } && row.Object["reason"] is null or { Type: JTokenType.Null })
            Fault(row.File, row.Object, $"setting '{setting.Key}' is not confirmed and gives no reason for its default");
        return setting;
    }

    private Round Round(Row row, Campaign campaign)
    {
        var round = new Round(Word(row, "key"), Word(row, "name"), Day(row, "opens") ?? default, Day(row, "due") ?? default);
        if (campaign.Year == 0 || round.Opens == default || round.Due == default) return round;
        if (round.Opens < campaign.Launch || round.Due > campaign.WindowEnd)
            Fault(row.File, row.Object, $"round '{round.Key}' lies outside the campaign window {campaign.Launch:yyyy-MM-dd} to {campaign.WindowEnd:yyyy-MM-dd}");
        if (round.Due < round.Opens) Fault(row.File, row.Object, $"round '{round.Key}' is due before it opens");
        return round;
    }

    private void Fault(string file, JToken? at, string message)
    {
        var line = at is IJsonLineInfo place && place.HasLineInfo() ? $" line {place.LineNumber}" : "";
        _faults.Add(new SeedFault(file, (at is null || at.Path.Length == 0 ? "$" : at.Path) + line, message));
    }
}
