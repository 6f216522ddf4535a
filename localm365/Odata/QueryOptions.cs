namespace EmulationM365.LocalM365.Odata;

/// <summary>The OData options of a request, whether they came as <c>$select</c>, <c>%24select</c> or <c>select</c>.</summary>
internal sealed record QueryOptions(
    IReadOnlyList<string> Select,
    IReadOnlyList<Expansion> Expand,
    string? Filter,
    string? OrderBy,
    int? Top,
    string? SkipToken,
    string? Token)
{
    public bool Expands(string name) => Expand.Any(part => part.Name == name);

    public static QueryOptions From(IQueryCollection query)
    {
        string? Option(string name) => query.TryGetValue("$" + name, out var value) || query.TryGetValue(name, out value) ? value.ToString() : null;
        return new QueryOptions(
            Names(Option("select")), Expansions(Option("expand")), Option("filter"), Option("orderby"), Number(Option("top")), Option("skiptoken"),
            query.TryGetValue("token", out var token) ? token.ToString() : null);
    }

    private static List<string> Names(string? text) =>
        text is null ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static int? Number(string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new Refused(400, "invalidRequest", $"Invalid value '{text}' for $top.") { IsMalformed = true };
    }

    private static List<Expansion> Expansions(string? text) => text is null ? [] : [.. Outer(text, ',').Select(Expansion.Parse)];

    /// <summary>Splits at a separator that stands outside brackets.</summary>
    internal static IEnumerable<string> Outer(string text, char separator)
    {
        var (depth, start) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '(') depth++;
            if (at < text.Length && text[at] == ')') depth--;
            if (at < text.Length && (text[at] != separator || depth > 0)) continue;
            if (text[start..at].Trim() is { Length: > 0 } part) yield return part;
            start = at + 1;
        }
    }
}

/// <summary>One expanded member with the names selected inside it; empty means all.</summary>
internal sealed record Expansion(string Name, IReadOnlyList<string> Select)
{
    public static Expansion Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return new Expansion(text, []);
        var select = QueryOptions.Outer(text[(open + 1)..text.LastIndexOf(')')], ';')
            .Select(option => option.TrimStart('$'))
            .FirstOrDefault(option => option.StartsWith("select=", StringComparison.OrdinalIgnoreCase));
        var names = select?["select=".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Expansion(text[..open].Trim(), names ?? []);
    }
}
