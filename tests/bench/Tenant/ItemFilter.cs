using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Bench.Tenant;

/// <summary>The filters that the product asks with: equality, an instant that is not later or not earlier, and several of them joined by "or" or by "and".</summary>
internal static partial class ItemFilter
{
    /// <summary>Reads a filter; null text admits everything.</summary>
    /// <exception cref="FormatException">It is none of those.</exception>
    public static Func<int, IReadOnlyDictionary<string, object>, bool> Read(string? text)
    {
        if (text is null) return (_, _) => true;
        var parts = Part().Matches(text);
        if (parts.Count == 0 || parts.Sum(part => part.Length) + Joint().Matches(text).Sum(joint => joint.Length) != text.Length) throw new FormatException(text);
        var tests = parts.Select(Test).ToList();
        return text.Contains(" and ", StringComparison.Ordinal) && !text.Contains(" or ", StringComparison.Ordinal)
            ? (id, values) => tests.TrueForAll(test => test(id, values)) : (id, values) => tests.Exists(test => test(id, values));
    }

    private static Func<int, IReadOnlyDictionary<string, object>, bool> Test(Match part)
    {
        var (column, sign) = (part.Groups["column"].Value, part.Groups["sign"].Value);
        var wanted = part.Groups["text"].Success ? part.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal) : part.Groups["number"].Value;
        return sign switch
        {
            "eq" => (_, values) => values.TryGetValue(column, out var value) && string.Equals(Text(value), wanted, StringComparison.OrdinalIgnoreCase),
            "ge" => (_, values) => values.TryGetValue(column, out var value) && string.CompareOrdinal(Text(value), wanted) >= 0,
            _ => (_, values) => values.TryGetValue(column, out var value) && string.CompareOrdinal(Text(value), wanted) <= 0,
        };
    }

    private static string Text(object value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : (string)value;

    [GeneratedRegex(@"fields/(?<column>\w+) (?<sign>eq|le|ge) (?:'(?<text>(?:[^']|'')*)'|(?<number>\d+))", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<=['\d]) (?:or|and) (?=fields/)", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();
}
