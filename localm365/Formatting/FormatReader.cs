using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>From JSON to elements, with all that is wrong on the way and where. <c>Fatal</c> is what keeps SharePoint from rendering the format.</summary>
internal sealed partial class FormatReader
{
    private const int Deepest = 50;
    private const int MostElements = 2000;

    private readonly List<string> _problems = [];
    private int _elements;

    public IReadOnlyList<string> Problems => _problems;

    public string? Fatal { get; private set; }

    public FormatElement? Element(JsonNode? node, string path, int depth = 0)
    {
        if (node is not JsonObject body)
        {
            Bad(path, "An element is an object.");
            return null;
        }
        if (depth > Deepest || ++_elements > MostElements)
        {
            Bad(path, "The format has too many elements within each other or altogether.");
            return null;
        }
        Unknown(body, path, FormatRules.Members);
        var card = Card(body, path, depth);
        if (Reference(body, path, "columnFormatterReference") is { } reference) return new FormatElement("div") { Reference = reference };
        return new FormatElement(Tag(body, path))
        {
            Text = body.ContainsKey("txtContent") ? Term(body["txtContent"], path + ".txtContent") : null,
            Styles = Named(body, path, "style", FormatRules.Styles.Contains),
            Attributes = Named(body, path, "attributes", name => FormatRules.Attributes.Contains(name) || SafeMarkup.IsAria(name)),
            Children = Children(body, path, depth),
            ForEach = ForEach(body, path, depth),
            Action = Action(body, path),
            Card = card,
            EditField = Reference(body, path, "inlineEditField"),
        };
    }

    public FormatTerm Term(JsonNode? node, string path)
    {
        try
        {
            return FormatTerms.Read(node);
        }
        catch (FormatFault fault)
        {
            Bad(path, fault.Message);
            return new FormatTerm.Literal(FormatValue.Blank);
        }
    }

    /// <summary>Names that mean nothing are said, but rendered over.</summary>
    public void Unknown(JsonObject body, string path, ISet<string> known)
    {
        foreach (var (name, _) in body.Where(member => !known.Contains(member.Key))) _problems.Add($"{path}: '{name}' is not a member of a format.");
    }

    public void Bad(string path, string sentence)
    {
        _problems.Add($"{path}: {sentence}");
        Fatal ??= _problems[^1];
    }

    private string Tag(JsonObject body, string path)
    {
        if (body.String("elmType") is { } tag && FormatRules.Elements.Contains(tag)) return tag;
        Bad(path, body.String("elmType") is { } other ? $"'{other}' is not an element; these are: {string.Join(", ", FormatRules.Elements.Order())}." : "An element needs its elmType.");
        return "span";
    }

    private List<(string Name, FormatTerm Value)> Named(JsonObject body, string path, string member, Func<string, bool> allowed)
    {
        if (body[member] is null) return [];
        if (body[member] is not JsonObject values)
        {
            Bad($"{path}.{member}", "Names with values are expected here.");
            return [];
        }
        foreach (var (name, _) in values.Where(pair => !allowed(pair.Key))) Bad($"{path}.{member}.{name}", $"'{name}' is not allowed in {member}.");
        return [.. values.Where(pair => allowed(pair.Key)).Select(pair => (pair.Key, Term(pair.Value, $"{path}.{member}.{pair.Key}")))];
    }

    private List<FormatElement> Children(JsonObject body, string path, int depth)
    {
        if (body["children"] is null) return [];
        if (body["children"] is not JsonArray children)
        {
            Bad(path + ".children", "Children are a list of elements.");
            return [];
        }
        return [.. children.Select((child, index) => Element(child, $"{path}.children[{index.ToString(CultureInfo.InvariantCulture)}]", depth + 1)).OfType<FormatElement>()];
    }

    private (string Name, FormatTerm Members)? ForEach(JsonObject body, string path, int depth)
    {
        if (body["forEach"] is not { } node) return null;
        path += ".forEach";
        var loop = node is JsonValue value && value.TryGetValue<string>(out var text) ? Loop().Match(text) : Match.Empty;
        if (depth == 0) Bad(path, "The outermost element cannot be repeated.");
        if (loop.Success) return (loop.Groups[1].Value, Term("=" + loop.Groups[2].Value.TrimStart('='), path));
        Bad(path, "forEach is written as 'name in @currentField' or 'name in [$Field]'.");
        return null;
    }

    private FormatDeed? Action(JsonObject body, string path)
    {
        if (body["customRowAction"] is not { } node)
        {
            if (body.String("elmType") == "button") _problems.Add($"{path}: A button needs its customRowAction.");
            return null;
        }
        path += ".customRowAction";
        if (node is not JsonObject asked || asked.String("action") is not { } action || !FormatRules.Actions.Contains(action))
        {
            Bad(path, $"An action is one of {string.Join(", ", FormatRules.Actions.Order())}.");
            return null;
        }
        if (action == "setValue" && asked["actionInput"] is not JsonObject { Count: > 0 }) Bad(path, "setValue needs its actionInput: the fields and what to write.");
        if (action == "executeFlow" && asked["actionParams"] is null) Bad(path, "executeFlow needs its actionParams.");
        return new FormatDeed(action, Named(asked, path, "actionInput", _ => true), asked["actionParams"] is { } given ? Term(given, path + ".actionParams") : null);
    }

    /// <summary>A card opens over the page there, and below its element here.</summary>
    private FormatElement? Card(JsonObject body, string path, int depth) =>
        (body["customCardProps"] as JsonObject)?["formatter"] is { } card ? Element(card, path + ".customCardProps.formatter", depth + 1) : null;

    private string? Reference(JsonObject body, string path, string member)
    {
        if (body[member] is not { } node) return null;
        if (node is JsonValue value && value.TryGetValue<string>(out var text) && FieldReference().Match(text) is { Success: true } found) return found.Groups[1].Value;
        if (node is JsonValue current && current.TryGetValue<string>(out var said) && said == "@currentField") return said;
        Bad($"{path}.{member}", "A field is written as [$InternalName].");
        return null;
    }

    [GeneratedRegex(@"^\s*([A-Za-z_][A-Za-z0-9_]*)\s+in\s+(\S.*)\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Loop();

    [GeneratedRegex(@"^\[\$([A-Za-z_][A-Za-z0-9_]*)\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldReference();
}
