namespace EmulationM365.LocalM365.Items;

/// <summary>Which content type an item has, and which one a request asks for. Items keep the id; the name is that which the type has today.</summary>
internal sealed class ItemTypes(Session session, long list)
{
    /// <summary>The field that holds the id.</summary>
    public const string Field = "ContentTypeId";

    private const string ByName = "ContentType";

    private IReadOnlyList<ContentType>? _all;

    private IReadOnlyList<ContentType> All => _all ??= ContentTypeStore.OfList(session, list);

    /// <summary>What an item may be; a folder is made otherwise.</summary>
    private IEnumerable<ContentType> Choices => All.Where(type => !type.IsFolder);

    /// <summary>The type of an item as Graph shows it. An item without one has the type of its kind of list.</summary>
    public (string Id, string Name) Of(Item item)
    {
        var name = item.Fields.String(ByName);
        var type = item.Fields.String(Field) is { } id ? All.FirstOrDefault(one => one.Is(id)) : All.FirstOrDefault(one => one.Name == (name ?? "Item"));
        return type is null ? (ContentTypeStore.Default(All)?.Id ?? ContentType.Item, name ?? "Item") : (type.Id, type.Name);
    }

    /// <summary>The type of a new item: the one asked for, or the list's default.</summary>
    public string ForNew(JsonObject body, JsonObject fields) => Asked(body, fields) ?? ContentTypeStore.Default(All)?.Id ?? ContentType.Item;

    /// <summary>
    /// The id of the type a request asks for, by <c>contentType.id</c> or in the fields by id or name; null when it asks for none. The words of
    /// the request are taken out of the fields.
    /// </summary>
    public string? Asked(JsonObject body, JsonObject fields)
    {
        var asked = new List<string>();
        if (body["contentType"] is JsonObject info) asked.Add(info.String("id") is { } id ? ById(id) : Named(info.String("name")));
        if (fields.Remove(Field, out var typeId)) asked.Add(ById(Text(Field, typeId)));
        if (fields.Remove(ByName, out var name)) asked.Add(Named(Text(ByName, name)));
        return asked.Distinct().Count() > 1 ? throw Refused.Invalid("The request names two different content types.") : asked.FirstOrDefault();
    }

    private string ById(string id) => Choices.FirstOrDefault(type => type.Is(id))?.Id ?? throw Refused.Invalid($"The content type '{id}' does not exist in the list.");

    private string Named(string? name) => Choices.FirstOrDefault(type => type.Name == name)?.Id ?? throw Refused.Invalid($"The content type '{name}' does not exist in the list.");

    private static string Text(string field, JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var said) ? said : throw Refused.Invalid($"The value for field '{field}' does not have the type of the column.");
}
