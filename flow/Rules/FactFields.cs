using System.Globalization;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Rules;

/// <summary>Reads the fields of a JSON object by kind and remembers which were asked for, so that what nobody knows is found.</summary>
/// <param name="item">The object.</param>
internal sealed class FactFields(JObject item)
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);
    private readonly HashSet<string> _known = [];

    /// <summary>Text.</summary>
    public string? Text(string key) => Value(key) is not { } value ? null : value.Type == JTokenType.String ? (string)value! : throw Wrong(value, "text");

    /// <summary>Text, or a number that stands for one.</summary>
    public string? Label(string key) => Value(key) is { Type: JTokenType.Integer } number ? number.ToString() : Text(key);

    /// <summary>One of several words.</summary>
    public string? Choice(string key, params string[] words)
    {
        if (Text(key) is not { } said) return null;
        return words.Contains(said) ? said : throw new VocabularyException(item[key]!.Path, $"'{said}' is not one of {string.Join(", ", words)}.");
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string key) => Value(key) is not { } value ? null : value.Type == JTokenType.Boolean ? (bool)value : throw Wrong(value, "true or false");

    /// <summary>A whole number, not negative.</summary>
    public int? Count(string key) => Value(key) is not { } value ? null : Whole(value, 0, int.MaxValue, "a whole number, not negative");

    /// <summary>A calendar year.</summary>
    public int? Year(string key) => Value(key) is not { } value ? null : YearOf(value);

    /// <summary>A number, not negative.</summary>
    public decimal? Number(string key)
    {
        if (Value(key) is not { } value) return null;
        return value is JValue { Value: long or decimal or double } number && Convert.ToDecimal(number.Value, CultureInfo.InvariantCulture) is var read and >= 0 ? read : throw Wrong(value, "a number, not negative");
    }

    /// <summary>Evidence: text, or true or false.</summary>
    public Evidence? Evidence(string key) => Value(key) is not { } value ? null : value.Type switch
    {
        JTokenType.Boolean => (bool?)value,
        JTokenType.String => (string?)value,
        _ => throw Wrong(value, "text, or true or false"),
    };

    /// <summary>A day; where a time of day and its offset are given, the day it was in Vietnam.</summary>
    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } said) return null;
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        string[] times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(said, times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? DateOnly.FromDateTime(time.ToOffset(Vietnam).DateTime) : throw new VocabularyException(item[key]!.Path, $"'{said}' is not a day as in 2025-12-31.");
    }

    /// <summary>Years.</summary>
    public IReadOnlyList<int>? Years(string key) => Value(key) switch { null => null, JArray years => [.. years.Select(YearOf)], var other => throw Wrong(other, "a list of years") };

    /// <summary>Ratings by year; a year whose rating is null is unknown.</summary>
    public IReadOnlyDictionary<int, string?>? RatingsByYear(string key, string[] words)
    {
        if (Value(key) is not { } value) return null;
        if (value is not JObject ratings) throw Wrong(value, "ratings by year");
        var fields = new FactFields(ratings);
        return ratings.Properties().ToDictionary(
            rating => IsYear(rating.Name, out var year) ? year : throw new VocabularyException(rating.Path, $"'{rating.Name}' is not a year."), rating => fields.Choice(rating.Name, words));
    }

    /// <summary>Flags whose key holds a year between two words.</summary>
    public IReadOnlyDictionary<int, bool> ByYear(string before, string after)
    {
        var flags = new Dictionary<int, bool>();
        foreach (var key in item.Properties().Select(property => property.Name).ToList())
        {
            if (!key.StartsWith(before, StringComparison.Ordinal) || !key.EndsWith(after, StringComparison.Ordinal) || key.Length != before.Length + 4 + after.Length
                || !IsYear(key.Substring(before.Length, 4), out var year)) continue;
            if (Flag(key) is { } flag) flags[year] = flag;
        }

        return flags;
    }

    /// <summary>An object; null = absent.</summary>
    public FactFields? Object(string key) => Value(key) switch { null => null, JObject part => new FactFields(part), var other => throw Wrong(other, "an object") };

    /// <summary>A part of the facts, read whole.</summary>
    public T? Part<T>(string key, Func<FactFields, T> read)
        where T : class => Object(key) is { } part ? Whole(part, read) : null;

    /// <summary>Several parts.</summary>
    public IReadOnlyList<T>? Parts<T>(string key, Func<FactFields, T> read) => Value(key) switch
    {
        null => null,
        JArray parts => [.. parts.Select(part => part is JObject one ? Whole(new FactFields(one), read) : throw Wrong(part, "an object"))],
        var other => throw Wrong(other, "a list"),
    };

    /// <summary>Keys that may stand there and are not read.</summary>
    public void Ignore(params string[] keys) => _known.UnionWith(keys);

    /// <summary>Everything was asked for: what is left is not in the vocabulary.</summary>
    public void Done()
    {
        if (item.Properties().FirstOrDefault(property => !_known.Contains(property.Name)) is { } unknown)
            throw new VocabularyException(unknown.Path, $"the key '{unknown.Name}' is not in the vocabulary of facts.");
    }

    private static T Whole<T>(FactFields part, Func<FactFields, T> read)
    {
        var made = read(part);
        part.Done();
        return made;
    }

    private static bool IsYear(string text, out int year) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1900 and <= 2200;

    private static int YearOf(JToken value) => Whole(value, 1900, 2200, "a year");

    private static int Whole(JToken value, int least, int most, string kind) => value is JValue { Value: long number } && number >= least && number <= most ? (int)number : throw Wrong(value, kind);

    private static VocabularyException Wrong(JToken value, string kind) => new(value.Path, $"must be {kind}, and is {Kind(value)}.");

    private static string Kind(JToken value) => value.Type switch
    {
        JTokenType.String => "text",
        JTokenType.Boolean => "true or false",
        JTokenType.Integer or JTokenType.Float => $"the number {((JValue)value).ToString(CultureInfo.InvariantCulture)}",
        JTokenType.Array => "a list",
        JTokenType.Object => "an object",
        _ => "nothing",
    };

    private JToken? Value(string key)
    {
        _known.Add(key);
        return item[key] is { Type: not JTokenType.Null } value ? value : null;
    }
}
