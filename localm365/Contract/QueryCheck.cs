using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace EmulationM365.LocalM365.Contract;

/// <summary>Whether the query options of a request are ones the operation has, and name what its answer holds.</summary>
internal static partial class QueryCheck
{
    private static readonly HashSet<string> _paging = ["$skiptoken", "$deltatoken", "$skipToken", "$deltaToken"];
    private static readonly HashSet<string> _clauses = ["$select", "$expand", "$filter", "$orderby"];
    private static readonly HashSet<string> _inExpand = ["$select", "$expand", "$filter", "$orderby", "$top", "$skip", "$count", "$levels", "$search"];
    private static readonly HashSet<string> _words = ["and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "in", "has", "null", "true", "false", "any", "all", "add", "sub", "mul", "div", "mod"];

    public static void Check(Operation operation, IQueryCollection query)
    {
        var seen = new HashSet<string>();
        foreach (var (name, values) in query)
        {
            var option = operation.Options.Contains(name) || !operation.Options.Contains("$" + name) ? name : "$" + name;
            if (!operation.Options.Contains(option) && !(operation.Options.Count > 0 && _paging.Contains(option))) throw Malformed.Request($"The query option '{name}' is not known here.");
            if (values.Count != 1 || !seen.Add(option)) throw Malformed.Request($"The query option '{name}' is given more than once.");
            Value(option, values, operation.Answer);
        }
    }

    private static void Value(string option, StringValues values, GraphType? type)
    {
        var text = values.ToString();
        var wrong = option switch
        {
            "$top" or "$skip" => text.Length == 0 || !text.All(char.IsAsciiDigit),
            "$count" => text is not ("true" or "false"),
            _ when GraphContract.One.Annotation(option) is { } words => !words.Contains(text),
            _ => false,
        };
        if (wrong) throw Malformed.Request($"Invalid value '{text}' for {option} query option found.");
        if (type is not null && _clauses.Contains(option)) Clause(option, text, type);
    }

    private static void Clause(string option, string text, GraphType type)
    {
        if (option == "$expand") Expand(text, type);
        else if (option == "$filter") Filter(text, type);
        else
        {
            foreach (var part in Outer(text, ','))
            {
                var path = option == "$orderby" ? Direction().Replace(part, "") : part;
                if (path.Contains(' ', StringComparison.Ordinal)) throw Malformed.Request($"Syntax error in '{part}' of {option}.");
                if (path != "*") Path(path, type);
            }
        }
    }

    private static void Expand(string text, GraphType type)
    {
        foreach (var part in Outer(text, ','))
        {
            var open = part.IndexOf('(', StringComparison.Ordinal);
            if (open >= 0 && !part.EndsWith(')')) throw Malformed.Request($"Syntax error in '{part}' of $expand.");
            var name = Tail().Replace((open < 0 ? part : part[..open]).Trim(), "");
            if (name == "*") continue;
            var end = Path(name, type);
            if (open < 0) continue;
            foreach (var inner in Outer(part[(open + 1)..^1], ';'))
            {
                var (key, value) = inner.Split('=', 2) is [var left, var right] ? (left.Trim(), right) : (inner, "");
                if (!key.StartsWith('$')) key = "$" + key;
                if (!_inExpand.Contains(key)) throw Malformed.Request($"The query option '{key}' is not known in $expand.");
                if (end is not null && _clauses.Contains(key)) Clause(key, value, end);
            }
        }
    }

    /// <summary>Every word of a filter that is no operator, no function and no literal is a path.</summary>
    private static void Filter(string text, GraphType type)
    {
        var bare = Literal().Replace(Quoted().Replace(text, " "), " ");
        var ranges = Lambda().Matches(bare).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (Match match in Word().Matches(bare))
        {
            var path = match.Groups[1].Value;
            var isCall = match.Groups[2].Success && !path.Contains('/', StringComparison.Ordinal);
            if (isCall || _words.Contains(path) || ranges.Contains(path.Split('/')[0])) continue;
            Path(FilterTail().Replace(path, ""), type);
        }
    }

    /// <summary>Follows a path; the type at its end, where the table knows it.</summary>
    private static GraphType? Path(string path, GraphType start)
    {
        var type = (GraphType?)start;
        foreach (var segment in path.Split('/'))
        {
            if (type is null) return null;
            if (segment.StartsWith('$') || segment.StartsWith('@')) continue;
            if (segment.StartsWith("microsoft.graph.", StringComparison.Ordinal))
            {
                type = GraphContract.One.Type(segment["microsoft.graph.".Length..]) ?? type;
                continue;
            }
            var found = type.FindBelow(segment);
            if (found is null && type.IsOpenTo(segment)) return null;
            if (found is null) throw Malformed.Request($"Could not find a property named '{segment}' on type '{type.FullName}'.{(type.Find("fields") is null ? "" : $" A field is named as fields/{segment}.")}");
            type = GraphContract.One.Type(found.Type.Name);
        }
        return type;
    }

    /// <summary>Splits at a separator outside brackets and quotes.</summary>
    private static List<string> Outer(string text, char separator)
    {
        var (parts, depth, quoted, start) = (new List<string>(), 0, false, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'') quoted = !quoted;
            if (quoted) continue;
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[at] != separator || depth > 0) continue;
            parts.Add(text[start..at].Trim());
            start = at + 1;
        }
        parts.Add(text[start..].Trim());
        return [.. parts.Where(part => part.Length > 0)];
    }

    [GeneratedRegex(@"\s+(asc|desc)\z")]
    private static partial Regex Direction();

    [GeneratedRegex(@"/\$(ref|count)\z")]
    private static partial Regex Tail();

    [GeneratedRegex(@"'(?:[^']|'')*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\b|\b\d{4}-\d\d-\d\dT[\d:.Z+-]+|\b\d[\w.]*")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?:any|all)\(\s*(\w+)\s*:")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"([A-Za-z_]\w*(?:/[\w.$]+)*)(\()?")]
    private static partial Regex Word();

    [GeneratedRegex(@"/(any|all|\$count)\z")]
    private static partial Regex FilterTail();
}
