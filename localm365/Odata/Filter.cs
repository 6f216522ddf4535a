using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Odata;

/// <summary>A parsed <c>$filter</c>: as much of the language as SharePoint answers through Graph.</summary>
internal abstract record Filter
{
    /// <summary>A comparison of a member with a literal; the value is a string, a decimal, a bool or null.</summary>
    internal sealed record Compare(string Path, string Operator, object? Value) : Filter;

    internal sealed record StartsWith(string Path, string Value) : Filter;

    internal sealed record Both(Filter Left, Filter Right) : Filter;

    internal sealed record Either(Filter Left, Filter Right) : Filter;

    internal sealed record Not(Filter Inner) : Filter;

    public static Filter Parse(string text) => new FilterParser(text).Whole();

    public IEnumerable<string> Paths() => this switch
    {
        Compare compare => [compare.Path],
        StartsWith starts => [starts.Path],
        Both both => both.Left.Paths().Concat(both.Right.Paths()),
        Either either => either.Left.Paths().Concat(either.Right.Paths()),
        Not not => not.Inner.Paths(),
        _ => [],
    };

    /// <summary>Whether a small object (a user, a list, a page) passes; list items are filtered in SQL instead.</summary>
    public bool Passes(JsonObject row) => this switch
    {
        Compare compare => compare.Holds(row[compare.Path]),
        StartsWith starts => (row.String(starts.Path) ?? "").StartsWith(starts.Value, StringComparison.OrdinalIgnoreCase),
        Both both => both.Left.Passes(row) && both.Right.Passes(row),
        Either either => either.Left.Passes(row) || either.Right.Passes(row),
        Not not => !not.Inner.Passes(row),
        _ => false,
    };
}

/// <summary>Comparing one JSON value with one literal.</summary>
internal static class Comparing
{
    public static bool Holds(this Filter.Compare compare, JsonNode? value)
    {
        var same = compare.Value switch
        {
            null => value is null,
            bool flag => value is JsonValue json && json.TryGetValue<bool>(out var have) && have == flag,
            var other => string.Equals(value?.ToString(), Convert.ToString(other, CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase),
        };
        return compare.Operator switch
        {
            "eq" => same,
            "ne" => !same,
            _ => throw Refused.Invalid($"The operator '{compare.Operator}' is not supported on '{compare.Path}'."),
        };
    }
}

/// <summary>Reads the filter text from left to right.</summary>
internal sealed partial class FilterParser(string text)
{
    private readonly List<string> _words = [.. Word().Matches(text).Select(match => match.Value)];
    private int _at;

    private string Current => _at < _words.Count ? _words[_at] : "";

    public Filter Whole()
    {
        var filter = Either();
        return _at == _words.Count ? filter : throw Invalid();
    }

    private Filter Either()
    {
        var left = Both();
        while (Skip("or")) left = new Filter.Either(left, Both());
        return left;
    }

    private Filter Both()
    {
        var left = One();
        while (Skip("and")) left = new Filter.Both(left, One());
        return left;
    }

    private Filter One()
    {
        if (Skip("not")) return new Filter.Not(One());
        if (Skip("(")) return Closed(Either());
        if (Skip("startswith")) return Starts();
        var path = Take();
        var comparison = Take();
        if (comparison is not ("eq" or "ne" or "lt" or "le" or "gt" or "ge")) throw Invalid();
        return new Filter.Compare(path, comparison, Literal(Take()));
    }

    private Filter Starts()
    {
        if (!Skip("(")) throw Invalid();
        var path = Take();
        if (!Skip(",")) throw Invalid();
        return Closed(new Filter.StartsWith(path, Literal(Take()) as string ?? throw Invalid()));
    }

    private Filter Closed(Filter filter) => Skip(")") ? filter : throw Invalid();

    private bool Skip(string word)
    {
        if (Current != word) return false;
        _at++;
        return true;
    }

    private string Take() => _at < _words.Count ? _words[_at++] : throw Invalid();

    private object? Literal(string word) => word switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        ['\'', .. var quoted, '\''] => quoted.Replace("''", "'", StringComparison.Ordinal),
        _ when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ when char.IsAsciiDigit(word[0]) => word,
        _ => throw Invalid(),
    };

    private Refused Invalid() => new(400, "invalidRequest", $"Invalid filter clause: {text}") { IsMalformed = true };

    [GeneratedRegex(@"'(?:[^']|'')*'|[(),]|[^\s(),']+")]
    private static partial Regex Word();
}
