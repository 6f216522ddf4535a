namespace EmulationM365.LocalM365.Contract;

/// <summary>How a path and a method stand to the contract.</summary>
/// <param name="Operation">What is asked for; null when there is no such method on the path, or no such path.</param>
/// <param name="LastKey">The last key of the path.</param>
/// <param name="Unknown">The first segment that is not known; null when the path is.</param>
/// <param name="Above">The resource below which that segment stands, where it is one.</param>
/// <param name="IsMisspelt">Whether that segment is a name of the contract in another letter case.</param>
internal sealed record PathMatch(Operation? Operation, string? LastKey, string? Unknown, GraphType? Above = null, bool IsMisspelt = false);

/// <summary>The paths of the contract. Letter case counts: a known name in another case is neither the name nor a key.</summary>
internal sealed class PathTree
{
    private readonly Node _root = new();

    public void Add(string template, Dictionary<string, Operation> operations)
    {
        var node = _root;
        foreach (var segment in template.Split('/', StringSplitOptions.RemoveEmptyEntries)) node = node.Below(segment);
        node.Operations = operations;
    }

    public PathMatch Match(string method, IReadOnlyList<string> segments)
    {
        var (node, key) = (_root, (string?)null);
        foreach (var segment in segments)
        {
            var next = node.Named(segment);
            if (next is null && node.HasInAnyCase(segment)) return new PathMatch(null, null, segment, IsMisspelt: true);
            if (next is null) (next, key) = (node.Key, segment);
            if (next is null) return new PathMatch(null, null, segment, node.Operations?.GetValueOrDefault("GET")?.Answer);
            node = next;
        }
        return node.Operations is { } operations
            ? new PathMatch(operations.GetValueOrDefault(method), key, null)
            : new PathMatch(null, null, segments.Count == 0 ? "" : segments[^1]);
    }

    private sealed class Node
    {
        private readonly Dictionary<string, Node> _names = [];
        private readonly HashSet<string> _anyCase = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Operation>? Operations { get; set; }

        public Node? Key { get; private set; }

        public Node Below(string segment)
        {
            if (segment == "{}") return Key ??= new Node();
            // a function with arguments is known by its name and its first bracket
            var name = segment.Contains('(', StringComparison.Ordinal) ? segment[..(segment.IndexOf('(', StringComparison.Ordinal) + 1)] : segment;
            _anyCase.Add(name);
            if (!_names.TryGetValue(name, out var node)) _names[name] = node = new Node();
            return node;
        }

        public Node? Named(string segment)
        {
            if (_names.TryGetValue(segment, out var node)) return node;
            var bracket = segment.IndexOf('(', StringComparison.Ordinal);
            return bracket > 0 && segment.EndsWith(')') ? _names.GetValueOrDefault(segment[..(bracket + 1)]) : null;
        }

        public bool HasInAnyCase(string segment) => _anyCase.Contains(segment);
    }
}
