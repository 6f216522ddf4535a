namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>What a standard web part carries: its own properties, and beside them the texts, links and images that search and link fixing look at.</summary>
internal sealed class PartContent(JsonObject part)
{
    private readonly JsonObject _data = part["data"] as JsonObject ?? [];

    public string Type => part.String("webPartType")?.ToLowerInvariant() ?? "";

    public JsonObject Properties => _data["properties"] as JsonObject ?? [];

    private JsonObject Served => _data["serverProcessedContent"] as JsonObject ?? [];

    /// <summary>The objects of an array among the properties.</summary>
    public IReadOnlyList<JsonObject> Rows(string name) => [.. (Properties[name] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>A text by its key, such as <c>items[0].title</c>; from the properties where the part keeps it there.</summary>
    public string? Text(string key) => Pair("searchablePlainTexts", key) ?? Properties.String(key);

    public string? Link(string key) => Pair("links", key) ?? Properties.String(key);

    public string? Image(string key) => Pair("imageSources", key) ?? Properties.String(key);

    /// <summary>The ids behind an image: <c>listid</c>, <c>uniqueid</c>.</summary>
    public JsonObject Behind(string key) => Find("customMetadata", key) as JsonObject ?? [];

    private string? Pair(string kind, string key) => Find(kind, key) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>Graph writes pairs as an array of key and value, SharePoint itself as one object.</summary>
    private JsonNode? Find(string kind, string key) => Served[kind] switch
    {
        JsonObject all => all[key],
        JsonArray pairs => pairs.OfType<JsonObject>().FirstOrDefault(pair => pair.String("key") == key)?["value"],
        _ => null,
    };
}
