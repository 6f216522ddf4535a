using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Users;

/// <summary>
/// Filters, searches, order and pages of the directory. What the directory calls advanced needs the header <c>ConsistencyLevel: eventual</c> and
/// <c>$count=true</c>.
/// </summary>
internal static partial class DirectoryQuery
{
    private const int Usual = 100;
    private const int Most = 999;

    /// <summary>Refuses what is advanced without the header and the count that belong to it.</summary>
    public static void NeedAdvanced(GraphCall call, string what)
    {
        if (IsEventual(call) && Counts(call)) return;
        throw Unsupported($"{what} is not supported without the header 'ConsistencyLevel: eventual' and $count=true.");
    }

    /// <summary>The page of the rows that the query asks for. A row is shaped from the whole object it is filtered by.</summary>
    public static IResult Many(GraphCall call, IReadOnlyList<JsonObject> all, Func<JsonObject, JsonObject> shape, string kind)
    {
        if (call.Options.Top > Most) throw Unsupported($"Invalid page size specified: '{call.Options.Top}'. Must be between 1 and 999 inclusive.");
        var known = all.SelectMany(row => row.Select(member => member.Key)).ToHashSet(StringComparer.Ordinal);
        var passes = Condition(call, known);
        var finds = Words(call);
        var found = Ordered(call, [.. all.Where(row => passes(row) && finds(row))], known);
        var (rows, next) = Page.Of(call, found, shape, Usual, Most);
        var body = new JsonObject { ["@odata.context"] = $"{call.GraphRoot}/$metadata#{kind}" };
        // without the header the count is asked for in vain
        if (Counts(call) && IsEventual(call)) body["@odata.count"] = found.Count;
        body.SetIf("@odata.nextLink", next);
        body["value"] = new JsonArray([.. rows.Select(call.Selected)]);
        return Wire.Graph(body);
    }

    /// <summary>How many there are, as plain text.</summary>
    public static IResult Count(GraphCall call, IReadOnlyList<JsonObject> all)
    {
        if (!IsEventual(call)) throw Unsupported("$count is not supported without the header 'ConsistencyLevel: eventual'.");
        var passes = Condition(call, all.SelectMany(row => row.Select(member => member.Key)).ToHashSet(StringComparer.Ordinal), counted: true);
        return Results.Text(all.Count(passes).ToString(CultureInfo.InvariantCulture), "text/plain");
    }

    public static Refused Unsupported(string message) => new(400, "Request_UnsupportedQuery", message);

    private static bool IsEventual(GraphCall call) => call.Headers["ConsistencyLevel"].ToString().Equals("eventual", StringComparison.OrdinalIgnoreCase);

    private static bool Counts(GraphCall call) => call.RawOption("count")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private static Func<JsonObject, bool> Condition(GraphCall call, HashSet<string> known, bool counted = false)
    {
        if (call.Options.Filter is not { } text) return _ => true;
        if (!counted && Advanced().Match(Quoted().Replace(text, "''")) is { Success: true } word) NeedAdvanced(call, $"'{word.Value.TrimEnd('(')}' in $filter");
        if (EndsWith().Match(text) is { Success: true } ends)
        {
            var (name, suffix) = (ends.Groups[1].Value, ends.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal));
            if (name is not ("mail" or "userPrincipalName")) throw Unsupported($"endsWith is not supported on '{name}'.");
            return row => row.String(name)?.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) == true;
        }

        var filter = Filter.Parse(text.Replace("startsWith(", "startswith(", StringComparison.Ordinal));
        if (known.Count > 0 && filter.Paths().FirstOrDefault(path => !known.Contains(path)) is { } odd)
            throw new Refused(400, "BadRequest", $"Invalid filter clause: Could not find a property named '{odd}'.");
        return filter.Passes;
    }

    /// <summary><c>$search="displayName:words"</c>: every word begins a word of the value.</summary>
    private static Func<JsonObject, bool> Words(GraphCall call)
    {
        if (call.RawOption("search") is not { } text) return _ => true;
        if (!IsEventual(call)) throw Unsupported("Request with $search query parameter only works with a special request header: 'ConsistencyLevel: eventual'");
        var match = Search().Match(text);
        if (!match.Success) throw Unsupported("$search needs a property and what to look for in it: \"displayName:words\".");
        var words = match.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return row => words.All(word => (row.String(match.Groups[1].Value) ?? "").Split(' ', '@', '.').Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static IReadOnlyList<JsonObject> Ordered(GraphCall call, IReadOnlyList<JsonObject> rows, HashSet<string> known)
    {
        if (call.Options.OrderBy is not { } order) return rows;
        if (call.Options.Filter is not null || call.RawOption("search") is not null) NeedAdvanced(call, "Sorting together with $filter or $search");
        var parts = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ([_] or [_, "asc" or "desc"]) || (known.Count > 0 && !known.Contains(parts[0]))) throw Unsupported($"Sorting by '{order}' is not supported.");
        string Key(JsonObject row) => row.String(parts[0]) ?? "";
        return parts is [_, "desc"] ? [.. rows.OrderByDescending(Key, StringComparer.OrdinalIgnoreCase)] : [.. rows.OrderBy(Key, StringComparer.OrdinalIgnoreCase)];
    }

    [GeneratedRegex(@"'(?:[^']|'')*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:ne|not)\b|\bendswith\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Advanced();

    [GeneratedRegex(@"^\s*endswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EndsWith();

    [GeneratedRegex("""^"(\w+):([^"]+)"$""")]
    private static partial Regex Search();
}
