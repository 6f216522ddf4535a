using System.Buffers;

namespace EmulationM365.LocalM365.Pages;

/// <summary>What Graph takes for a page and what it refuses, beyond the types and words that its metadata has: those were checked at the door.</summary>
internal static class PageRules
{
    private static readonly string[] _kept =
        ["title", "description", "pageLayout", "promotionKind", "thumbnailWebUrl", "showComments", "showRecommendedPages", "titleArea", "canvasLayout"];

    private static readonly SearchValues<char> _reserved = SearchValues.Create("/\\*<>?:|\"#%");

    public static (string Name, JsonObject Draft) New(JsonObject body, Ids ids)
    {
        var name = body.String("name") ?? throw Refused.Invalid("A page needs a name.");
        if (!name.EndsWith(".aspx", StringComparison.OrdinalIgnoreCase) || name.AsSpan().IndexOfAny(_reserved) >= 0) throw Refused.Invalid("The page name is not valid.");
        CheckValues(body);
        var draft = new JsonObject { ["title"] = name[..^".aspx".Length], ["pageLayout"] = "article", ["promotionKind"] = "page", ["showComments"] = true, ["showRecommendedPages"] = false };
        Take(body, draft, ids);
        return (name, draft);
    }

    public static JsonObject Changed(SitePage page, JsonObject body, Ids ids)
    {
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
        if (body["canvasLayout"] is not null) CanvasRules.Check(draft["canvasLayout"]!.AsObject(), ids);
    }

    private static void CheckValues(JsonObject body)
    {
        if (body["publishingState"] is not null || body["webParts"] is not null) throw Refused.Invalid("publishingState and webParts cannot be set.");
        if (body.String("promotionKind") is { } kind and not ("page" or "newsPost")) throw Refused.Invalid($"'{kind}' is not a promotionKind: page or newsPost.");
        if (body.String("pageLayout") is { } layout and not ("article" or "home")) throw Refused.Invalid($"'{layout}' is not a pageLayout: article or home.");
    }
}
