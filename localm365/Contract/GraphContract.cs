using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Contract;

/// <summary>
/// The published contract of Microsoft Graph v1.0, as far as localm365 goes: paths, query options, types. Read once from <c>graph.json</c>; see there where
/// it comes from.
/// </summary>
internal sealed class GraphContract
{
    private static readonly Lazy<GraphContract> _one = new(() => new GraphContract());
    private readonly Dictionary<string, GraphType> _types = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _enums;
    private readonly Dictionary<string, IReadOnlyList<string>> _annotations;

    private GraphContract()
    {
        using var stream = typeof(GraphContract).Assembly.GetManifestResourceStream("EmulationM365.LocalM365.Contract.graph.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        _enums = root.GetProperty("enums").EnumerateObject().ToDictionary(one => one.Name, one => Words(one.Value));
        _annotations = root.GetProperty("annotations").EnumerateObject().ToDictionary(one => one.Name, one => Words(one.Value));
        var words = root.GetProperty("values").EnumerateObject().ToDictionary(one => one.Name, one => Closed(one.Value));
        foreach (var type in root.GetProperty("types").EnumerateObject()) Add(root.GetProperty("types"), type.Name, words);
        var options = root.GetProperty("queries").EnumerateArray().Select(set => (IReadOnlySet<string>)Words(set).ToHashSet()).ToList();
        foreach (var path in root.GetProperty("paths").EnumerateObject())
            Paths.Add(path.Name, path.Value.EnumerateObject().ToDictionary(one => one.Name, one => Documented.Add(one.Name, Read(path.Name, one.Value, options))));
        Documented.AddAll(this);
        Elsewhere = Words(root.GetProperty("elsewhere")).ToHashSet();
        Keys = root.GetProperty("keys").EnumerateObject().ToDictionary(one => one.Name, one => new Regex($@"\A(?:{one.Value})\z"));
    }

    public static GraphContract One => _one.Value;

    public PathTree Paths { get; } = new();

    /// <summary>What the keys of a type look like, where that is known.</summary>
    public IReadOnlyDictionary<string, Regex> Keys { get; }

    /// <summary>Actions and functions that Graph has and the table does not: asked for here, they are missing and not mistaken.</summary>
    public IReadOnlySet<string> Elsewhere { get; }

    public GraphType? Type(string name) => _types.GetValueOrDefault(name);

    public IReadOnlyList<string>? Enum(string name) => _enums.GetValueOrDefault(name);

    /// <summary>The words an annotation of Graph's own may hold, empty for any; null for one that is not known.</summary>
    public IReadOnlyList<string>? Annotation(string name) => _annotations.GetValueOrDefault(name);

    private GraphType Add(JsonElement types, string name, Dictionary<string, ClosedText> words)
    {
        if (_types.TryGetValue(name, out var known)) return known;
        var asked = types.GetProperty(name);
        var parent = Maybe(asked, "base") is { } above ? Add(types, above, words) : null;
        var facets = asked.TryGetProperty("facets", out var listed) ? Words(listed) : [];
        var type = new GraphType(name, parent, asked.TryGetProperty("abstract", out _), asked.TryGetProperty("loose", out _), Maybe(asked, "open"), facets);
        foreach (var kind in new[] { "p", "n" })
        {
            if (!asked.TryGetProperty(kind, out var members)) continue;
            foreach (var member in members.EnumerateObject())
                type.Add(new Member(member.Name, MemberType.Read(member.Value.GetString()!), name, kind == "n") { Words = words.GetValueOrDefault($"{name}.{member.Name}") });
        }
        type.Join();
        return _types[name] = type;
    }

    private Operation Read(string path, JsonElement asked, List<IReadOnlySet<string>> options) => new(
        path,
        asked.TryGetProperty("q", out var set) ? options[set.GetInt32()] : new HashSet<string>(),
        Maybe(asked, "resp") is { } answer ? Type(answer.Trim('[', ']', '!')) : null,
        Maybe(asked, "body"),
        asked.TryGetProperty("action", out var action) ? action.EnumerateObject().ToDictionary(one => one.Name, one => MemberType.Read(one.Value.GetString()!)) : null,
        asked.TryGetProperty("required", out var needed) ? Words(needed) : [],
        asked.TryGetProperty("as", out var types) ? Words(types) : [],
        asked.TryGetProperty("media", out _));

    private static ClosedText Closed(JsonElement asked) => new(
        asked.TryGetProperty("v", out var words) ? Words(words) : [],
        Maybe(asked, "sep"),
        Maybe(asked, "re") is { } pattern ? new Regex($@"\A(?:{pattern})\z") : null,
        Maybe(asked, "why") ?? "");

    private static string? Maybe(JsonElement asked, string name) => asked.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IReadOnlyList<string> Words(JsonElement asked) => asked.ValueKind == JsonValueKind.Array ? [.. asked.EnumerateArray().Select(one => one.GetString()!)] : [];
}
