using System.Buffers;

namespace EmulationM365.LocalM365.Pages;

/// <summary>What Graph takes for a page, and what it refuses.</summary>
internal static class PageRules
{
    private static readonly string[] _kept =
        ["title", "description", "pageLayout", "promotionKind", "thumbnailWebUrl", "showComments", "showRecommendedPages", "titleArea", "canvasLayout"];

    private static readonly string[] _texts = ["title", "description", "pageLayout", "promotionKind", "thumbnailWebUrl"];
    private static readonly string[] _flags = ["showComments", "showRecommendedPages"];

    private static readonly SearchValues<char> _reserved = SearchValues.Create("/\\*<>?:|\"#%");

    public static void CheckType(JsonObject body)
    {
        if (body.String("@odata.type") is not ("#microsoft.graph.sitePage" or "microsoft.graph.sitePage")) throw Refused.Invalid("Invalid request");
    }

    public static (string Name, JsonObject Draft) New(JsonObject body, Ids ids)
    {
        CheckType(body);
        var name = body.String("name") ?? throw Refused.Invalid("A page needs a name.");
        if (!name.EndsWith(".aspx", StringComparison.OrdinalIgnoreCase) || name.AsSpan().IndexOfAny(_reserved) >= 0) throw Refused.Invalid("The page name is not valid.");
        CheckValues(body);
        var draft = new JsonObject { ["title"] = name[..^".aspx".Length], ["pageLayout"] = "article", ["promotionKind"] = "page", ["showComments"] = true, ["showRecommendedPages"] = false };
        Take(body, draft, ids);
        return (name, draft);
    }

    public static JsonObject Changed(SitePage page, JsonObject body, Ids ids)
    {
        CheckType(body);
        CheckValues(body);
        // the documented list of what can be changed has neither the name nor the layout of the page
        if (body.String("name") is { } name && !name.Equals(page.Name, StringComparison.OrdinalIgnoreCase)) throw Refused.Invalid("The name of a page cannot be changed.");
        if (body.String("pageLayout") is { } layout && layout != page.Draft.String("pageLayout")) throw Refused.Invalid("The layout of a page cannot be changed.");
        var was = page.Draft.String("promotionKind");
        if (body.String("promotionKind") is { } kind && kind != was && kind != "newsPost") throw Refused.Invalid("promotionKind can only be changed from page to newsPost.");
        var draft = page.Draft.DeepClone().AsObject();
        Take(body, draft, ids);
        return draft;
    }

    private static void Take(JsonObject body, JsonObject draft, Ids ids)
    {
        foreach (var name in _kept)
            if (body.ContainsKey(name)) draft[name] = body[name]?.DeepClone();
        if (body["canvasLayout"] is null) return;
        if (draft["canvasLayout"] is JsonObject canvas) CanvasRules.Check(canvas, ids);
        else throw Refused.Invalid("canvasLayout is an object.");
    }

    private static void CheckValues(JsonObject body)
    {
        foreach (var name in _texts)
            if (body[name] is { } text && text.GetValueKind() != JsonValueKind.String) throw Refused.Invalid($"'{name}' is not a text.");
        foreach (var name in _flags)
            if (body[name] is { } flag && flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) throw Refused.Invalid($"'{name}' is true or false.");
        if (body["publishingState"] is not null || body["webParts"] is not null) throw Refused.Invalid("publishingState and webParts cannot be set.");
        if (body.String("promotionKind") is { } kind and not ("page" or "newsPost")) throw Refused.Invalid($"'{kind}' is not a promotionKind: page or newsPost.");
        if (body.String("pageLayout") is { } layout and not ("article" or "home")) throw Refused.Invalid($"'{layout}' is not a pageLayout: article or home.");
        if (body["titleArea"] is not JsonObject title) return;
        if (title.String("layout") is { } look and not ("imageAndTitle" or "plain" or "colorBlock" or "overlap")) throw Refused.Invalid($"'{look}' is not a layout of a title area.");
        if (title.String("textAlignment") is { } side and not ("left" or "center")) throw Refused.Invalid($"'{side}' is not a text alignment.");
    }
}
