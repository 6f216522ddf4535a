using System.Buffers;

namespace EmulationM365.LocalM365.Pages;

/// <summary>What Graph takes for a page, and what it refuses.</summary>
internal static class PageRules
{
    private static readonly string[] _kept =
        ["title", "description", "pageLayout", "promotionKind", "thumbnailWebUrl", "showComments", "showRecommendedPages", "titleArea", "canvasLayout"];

    /// <summary>The standard web parts that Graph can place; only the leading part of an id is documented for most.</summary>
    private static readonly string[] _parts =
    [
        "e377ea37", "0f087d7f", "df8e44e7", "2161a1c6", "b7dd04e1", "d1d91016", "af8be689", "6410b3b6", "e84a8ca2", "7f718435", "c70391ea", "8654b779",
        "544dd15b", "cbe7b0a9",
    ];

    private static readonly SearchValues<char> _reserved = SearchValues.Create("/\\*<>?:|\"#%");

    public static void CheckType(JsonObject body)
    {
        if (body.String("@odata.type") is not ("#microsoft.graph.sitePage" or "microsoft.graph.sitePage")) throw Refused.Invalid("Invalid request");
    }

    public static (string Name, JsonObject Draft) New(JsonObject body)
    {
        CheckType(body);
        var name = body.String("name") ?? throw Refused.Invalid("A page needs a name.");
        if (!name.EndsWith(".aspx", StringComparison.OrdinalIgnoreCase) || name.AsSpan().IndexOfAny(_reserved) >= 0) throw Refused.Invalid("The page name is not valid.");
        if (body["publishingState"] is not null || body["webParts"] is not null) throw Refused.Invalid("publishingState and webParts cannot be set.");
        var draft = new JsonObject { ["title"] = name[..^".aspx".Length], ["pageLayout"] = "article", ["promotionKind"] = "page", ["showComments"] = true, ["showRecommendedPages"] = false };
        Take(body, draft);
        return (name, draft);
    }

    public static JsonObject Changed(SitePage page, JsonObject body)
    {
        CheckType(body);
        var was = page.Draft.String("promotionKind");
        if (body.String("promotionKind") is { } kind && kind != was && kind != "newsPost") throw Refused.Invalid("promotionKind can only be changed from page to newsPost.");
        var draft = page.Draft.DeepClone().AsObject();
        Take(body, draft);
        return draft;
    }

    private static void Take(JsonObject body, JsonObject draft)
    {
        foreach (var name in _kept)
            if (body.ContainsKey(name)) draft[name] = body[name]?.DeepClone();
        if (draft["canvasLayout"] is JsonObject canvas) CheckParts(canvas);
    }

    private static void CheckParts(JsonNode node)
    {
        var parts = node switch
        {
            JsonObject one => one.Where(member => member.Key is not ("data" or "properties")).Select(member => member.Value),
            JsonArray several => several,
            _ => [],
        };
        foreach (var inner in parts.OfType<JsonNode>())
        {
            if (inner is JsonObject part && part.ContainsKey("webPartType")) CheckPart(part);
            CheckParts(inner);
        }
    }

    private static void CheckPart(JsonObject part)
    {
        var type = part.String("webPartType") ?? "";
        if (!_parts.Any(known => type.StartsWith(known, StringComparison.OrdinalIgnoreCase))) throw Refused.Invalid($"The web part type '{type}' is not supported.");
    }
}
