namespace EmulationM365.LocalM365.Contract;

/// <summary>Whether a JSON body is what an operation takes: the members, their types, the words they may hold.</summary>
internal static class BodyCheck
{
    private const string TypeName = "@odata.type";
    private const string Bind = "@odata.bind";
    private const string Unheard = "unknownFutureValue";

    /// <summary>What OData itself says about a value.</summary>
    private static readonly HashSet<string> _control =
        [TypeName, Bind, "@odata.id", "@odata.etag", "@odata.context", "@odata.editLink", "@odata.readLink", "@odata.navigationLink", "@odata.associationLink", "@odata.count"];

    public static void Check(Operation operation, JsonObject? body)
    {
        if (!operation.TakesBody)
        {
            if (body is { Count: > 0 }) throw Malformed.Body("This request takes no body.");
            return;
        }
        if (body is null)
        {
            if (operation.Body is not null || operation.Needed.Count > 0) throw Malformed.Body("The request needs a JSON object as its body.");
            return;
        }
        Needed(operation, body);
        if (operation.Body == Operation.Reference) Reference(body);
        else if (operation.Parameters is { } parameters) Action(parameters, body);
        else if (GraphContract.One.Type(operation.Body!) is { } type) Whole(body, type);
    }

    private static void Needed(Operation operation, JsonObject body)
    {
        foreach (var name in operation.Needed)
            if (body[name] is null && !(operation.Parameters is not null && body.Find(name) is not null))
                throw Malformed.Body($"The property '{name}' is required.");
        if (operation.As.Count > 0 && !operation.As.Contains(Plain(body.String(TypeName) ?? ""))) throw Malformed.Body("Invalid request");
    }

    private static void Reference(JsonObject body)
    {
        if (body.Count != 1 || body.String("@odata.id")?.StartsWith("http", StringComparison.Ordinal) != true)
            throw Malformed.Body("A reference is {\"@odata.id\": …} with an absolute address, and nothing else.");
    }

    /// <summary>The parameters of an action may begin with a small letter as the documentation writes them, or with a capital as the contract does.</summary>
    private static void Action(IReadOnlyDictionary<string, MemberType> parameters, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (_control.Contains(name)) continue;
            var found = parameters.FirstOrDefault(one => one.Key[1..] == name[Math.Min(1, name.Length)..] && one.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (found.Key is null) throw Malformed.Body($"The parameter '{name}' in the request payload is not a valid parameter for the operation.");
            Value(value, found.Value, name, null);
        }
    }

    private static void Value(JsonNode? value, MemberType type, string name, ClosedText? words)
    {
        if (!type.IsCollection)
        {
            One(value, type, name, words);
            return;
        }
        if (value is null) return;
        if (value is not JsonArray rows) throw Malformed.Kind(name, "an array");
        foreach (var row in rows) One(row, type with { IsNeeded = true }, name, words);
    }

    private static void One(JsonNode? value, MemberType type, string name, ClosedText? words)
    {
        if (value is null)
        {
            if (type.IsNeeded) throw Malformed.Body($"The value of '{name}' cannot be null.");
            return;
        }
        if (GraphContract.One.Enum(type.Name) is { } members) Enum(value, members, type.Name, name);
        else if (type.Name.StartsWith(Primitive.Prefix, StringComparison.Ordinal) && !Primitive.Fits(value, type.Name)) throw Malformed.Kind(name, $"of type {type.Name}");
        else if (!type.Name.StartsWith(Primitive.Prefix, StringComparison.Ordinal)) Whole(value as JsonObject ?? throw Malformed.Kind(name, "an object"), GraphContract.One.Type(type.Name));
        if (value.GetValueKind() == JsonValueKind.String && words?.Wrong(value.GetValue<string>()) is { } wrong)
            throw Malformed.Body($"Invalid '{name}' attribute: {wrong}.");
    }

    private static void Enum(JsonNode value, IReadOnlyList<string> members, string type, string name)
    {
        if (value.GetValueKind() != JsonValueKind.String) throw Malformed.Kind(name, $"a text of the enum microsoft.graph.{type}");
        var word = value.GetValue<string>();
        if (word == Unheard || !members.Contains(word)) throw Malformed.Body($"Requested value '{word}' was not found among those of microsoft.graph.{type}.");
    }

    /// <summary>An object of a type; one whose type the table does not hold is taken as it is.</summary>
    private static void Whole(JsonObject body, GraphType? declared)
    {
        if (declared is null) return;
        var type = Said(body, declared);
        foreach (var (name, value) in body)
        {
            if (name.Contains('@', StringComparison.Ordinal)) Annotation(name, value, type);
            else Property(name, value, type, isTyped: type != declared);
        }
        if (type.Facets.Count(facet => body[facet] is not null) > 1)
            throw Malformed.Body($"The value of type '{type.FullName}' has more than one of these, of which it may have one: {string.Join(", ", type.Facets)}.");
    }

    private static GraphType Said(JsonObject body, GraphType declared)
    {
        if (!body.TryGetPropertyValue(TypeName, out var said))
            return declared is { IsAbstract: true, IsLoose: false } ? throw Malformed.Body($"'{TypeName}' is missing: {declared.FullName} is abstract.") : declared;
        var name = said?.GetValueKind() == JsonValueKind.String ? said.GetValue<string>() : "";
        if (GraphContract.One.Type(Plain(name)) is not { } type) throw Malformed.Body($"A type named '{name}' could not be resolved by the model.");
        return type.Is(declared) ? type : throw Malformed.Body($"A value of type '{name}' is not compatible with the expected type '{declared.FullName}'.");
    }

    private static void Property(string name, JsonNode? value, GraphType type, bool isTyped)
    {
        var found = type.Find(name) ?? (type.IsLoose && !isTyped ? type.FindBelow(name) : null);
        if (found is not null) Value(value, found.Type, name, found.Words);
        else if (!type.IsOpenTo(name)) throw Malformed.NotOf(type, name);
    }

    private static void Annotation(string full, JsonNode? value, GraphType type)
    {
        var at = full.IndexOf('@', StringComparison.Ordinal);
        var (name, annotation) = (full[..at], full[at..]);
        var target = name.Length == 0 ? null : type.Find(name) ?? type.FindBelow(name);
        if (name.Length > 0 && target is null && !type.IsOpenTo(name)) throw Malformed.NotOf(type, name);
        if (annotation == Bind) Bound(name, target, value);
        else if (_control.Contains(annotation))
        {
            if (value is null || value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number)) throw Malformed.Kind(full, "a text");
        }
        else if (GraphContract.One.Annotation(annotation) is not { } words) throw Malformed.Body($"The annotation '{full}' is not known.");
        else if (words.Count > 0 && !(value?.GetValueKind() == JsonValueKind.String && words.Contains(value.GetValue<string>())))
            throw Malformed.Body($"The value of '{full}' is not one of {string.Join(", ", words)}.");
    }

    private static void Bound(string name, Member? target, JsonNode? value)
    {
        if (target is not { IsNavigation: true }) throw Malformed.Body($"'{Bind}' names other resources; '{name}' holds a value of its own.");
        foreach (var link in value is JsonArray several ? [.. several] : new[] { value })
            if (link?.GetValueKind() != JsonValueKind.String || !link.GetValue<string>().Contains('/', StringComparison.Ordinal))
                throw Malformed.Kind(name + Bind, "the address of a resource");
    }

    private static string Plain(string type) => type.TrimStart('#').Replace("microsoft.graph.", "", StringComparison.Ordinal);
}
