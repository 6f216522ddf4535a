using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Campaigns;

/// <summary>One object of a seed file, with its place.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Object">The object.</param>
internal sealed record SeedRow(string File, JObject Object);

/// <summary>Reads the rows and words of seed files. What is wrong is noted and reading goes on, so that everything can be said at once.</summary>
internal sealed class SeedRows(IReadOnlyDictionary<string, string> texts)
{
    private readonly List<SeedFault> _faults = [];
    private readonly HashSet<string> _unread = [];

    /// <summary>Everything that was found wrong so far.</summary>
    public IReadOnlyList<SeedFault> Faults => _faults;

    /// <summary>The file was there and every row of it could be seen, so what it does not name is really missing.</summary>
    public bool Whole(string file) => !_unread.Contains(file);

    /// <summary>The rows of a file; a key that ends in ? may be left out.</summary>
    public List<SeedRow> Of(string file, params string[] keys)
    {
        if (texts.TryGetValue(file, out var text)) return [.. Parse(file, text).Select(row => Check(new SeedRow(file, row), keys))];
        Fault(file, null, "is missing");
        _unread.Add(file);
        return [];
    }

    /// <summary>The rows that stand inside a row.</summary>
    public List<SeedRow> Inside(SeedRow row, string key, params string[] keys)
    {
        if (row.Object[key] is not { Type: not JTokenType.Null } token) return [];
        if (token is JArray array && array.All(inner => inner is JObject)) return [.. array.Cast<JObject>().Select(inner => Check(new SeedRow(row.File, inner), keys))];
        Fault(row.File, token, $"'{key}' must be a list of objects");
        return [];
    }

    /// <summary>Notes a row whose key another row has already.</summary>
    public List<SeedRow> Unique(List<SeedRow> rows, string name = "key")
    {
        foreach (var twice in rows.GroupBy(row => row.Object[name] is JValue { Value: string key } ? key : "", StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Key.Length > 0 && group.Count() > 1))
            Fault(twice.Last(), null, $"{name} '{twice.Key}' stands {twice.Count()} times");
        return rows;
    }

    /// <summary>A text; empty when it is left out or wrong.</summary>
    public string Word(SeedRow row, string key)
    {
        if (Token(row, key) is not { } token) return "";
        if (token.Type == JTokenType.String && Composed((string)token!) is { } word && !string.IsNullOrWhiteSpace(word)) return word;
        Fault(row, key, $"'{key}' must be a text");
        return "";
    }

    /// <summary>A text of a known length, as a column of one line takes it.</summary>
    public string Line(SeedRow row, string key)
    {
        var word = Word(row, key);
        if (word.Length > 255 || word.Contains('\n')) Fault(row, key, $"'{key}' must be one line of at most 255 letters");
        return word;
    }

    /// <summary>A text, or null when it is left out.</summary>
    public string? Perhaps(SeedRow row, string key) => Word(row, key) is { Length: > 0 } word ? word : null;

    /// <summary>One line of text, or null when it is left out.</summary>
    public string? PerhapsLine(SeedRow row, string key) => Line(row, key) is { Length: > 0 } word ? word : null;

    /// <summary>One of a few words.</summary>
    public string OneOf(SeedRow row, string key, params string[] allowed)
    {
        var word = Word(row, key);
        if (word.Length > 0 && !allowed.Contains(word)) Fault(row, key, $"'{word}' is not one of {string.Join(", ", allowed)}");
        return word;
    }

    /// <summary>A list of texts; empty when it is left out.</summary>
    public List<string> Words(SeedRow row, string key)
    {
        if (Token(row, key) is not { } token) return [];
        if (token is JArray array && array.All(word => word.Type == JTokenType.String && Composed((string)word!) is not null)) return [.. array.Select(word => ((string)word!).Normalize())];
        Fault(row, key, $"'{key}' must be a list of texts");
        return [];
    }

    /// <summary>Yes or no.</summary>
    public bool YesNo(SeedRow row, string key, bool otherwise = false)
    {
        if (Token(row, key) is not { } token) return otherwise;
        if (token.Type == JTokenType.Boolean) return (bool)token;
        Fault(row, key, $"'{key}' must be true or false");
        return otherwise;
    }

    /// <summary>A campaign year; 0 when it is wrong.</summary>
    public int Year(SeedRow row)
    {
        if (Token(row, "year") is not { } token) return 0;
        if (token is JValue { Value: long and >= 2024 and <= 2100 }) return (int)token;
        Fault(row, "year", "'year' must be a campaign year, 2024 to 2100");
        return 0;
    }

    /// <summary>A day; null when it is left out or wrong.</summary>
    public DateOnly? Day(SeedRow row, string key)
    {
        if (Token(row, key) is not { } token) return null;
        if (DateOnly.TryParseExact(token.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(row, key, $"'{key}' must be a day written yyyy-MM-dd");
        return null;
    }

    /// <summary>Whether a row gives a value, right or wrong.</summary>
    public static bool Has(SeedRow row, string key) => Token(row, key) is not null;

    /// <summary>Notes a fault at a row or at one of its keys.</summary>
    public void Fault(SeedRow row, string? key, string message) => Fault(row.File, key is null ? row.Object : row.Object[key], message);

    /// <summary>Notes a fault at a place of a file.</summary>
    public void Fault(string file, JToken? at, string message)
    {
        var line = at is IJsonLineInfo place && place.HasLineInfo() ? $" line {place.LineNumber}" : "";
        _faults.Add(new SeedFault(file, (at is null || at.Path.Length == 0 ? "$" : at.Path) + line, message));
    }

    private static JToken? Token(SeedRow row, string key) => row.Object[key] is { Type: not JTokenType.Null } token ? token : null;

    /// <summary>The text in composed letters; null when it holds half a letter, as a broken escape makes it.</summary>
    private static string? Composed(string text) => text.EnumerateRunes().All(letter => letter != Rune.ReplacementChar) ? text.Normalize() : null;

    private List<JObject> Parse(string file, string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var root = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            // What stands behind the end would otherwise be left out without a word.
            while (reader.Read()) { }
            var rows = root is JArray array ? array.ToList() : [root];
            foreach (var row in rows.Where(row => row is not JObject)) Unread(file, row);
            return [.. rows.OfType<JObject>()];
        }
        catch (JsonReaderException broken)
        {
            _unread.Add(file);
            _faults.Add(new SeedFault(file, $"line {broken.LineNumber}", $"is not JSON: {broken.Message}"));
            return [];
        }
    }

    private void Unread(string file, JToken row)
    {
        _unread.Add(file);
        Fault(file, row, "is not an object");
    }

    private SeedRow Check(SeedRow row, string[] keys)
    {
        var known = keys.Select(key => key.TrimEnd('?')).ToHashSet();
        foreach (var property in row.Object.Properties().Where(property => !known.Contains(property.Name)))
            Fault(row.File, property, $"unknown key '{property.Name}' (known: {string.Join(", ", known)})");
        foreach (var key in keys.Where(key => !key.EndsWith('?') && Token(row, key) is null)) Fault(row, null, $"'{key}' is missing");
        return row;
    }
}
