using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.News;

/// <summary>The sections of a page: columns whose widths are parts of twelve, and one beside them all.</summary>
internal static class Canvas
{
    public static Markup Show(JsonObject page, WebParts parts)
    {
        if (page["canvasLayout"] is not JsonObject canvas) return Markup.None;
        var sections = Objects(canvas, "horizontalSections").Select(section => Markup.Of(
            $"""<section class="section {Emphasis(section)}"><div class="columns">{Objects(section, "columns").Select(column => Markup.Of($"""<div class="w{Width(section, column)}">{Parts(column, parts)}</div>"""))}</div></section>"""));
        var whole = Markup.Join(sections);
        return canvas["verticalSection"] is JsonObject vertical && Parts(vertical, parts) is { IsEmpty: false } beside
            ? Markup.Of($"""<div class="withside"><div>{whole}</div><aside class="section {Emphasis(vertical)}">{beside}</aside></div>""")
            : whole;
    }

    /// <summary>The words of the page's text parts, for cards of pages that have no description.</summary>
    public static string Words(JsonObject page, int most)
    {
        var html = Objects(page["canvasLayout"] as JsonObject ?? [], "horizontalSections").SelectMany(section => Objects(section, "columns"))
            .SelectMany(column => Objects(column, "webparts")).Select(part => part.String("innerHtml")).FirstOrDefault(text => text is not null);
        return html is null ? "" : SafeHtml.Plain(html, most);
    }

    private static Markup Parts(JsonObject column, WebParts parts) => Markup.Join(Objects(column, "webparts").Select(parts.Show));

    /// <summary>A column that does not say how wide it is shares the section with the others.</summary>
    private static long Width(JsonObject section, JsonObject column)
    {
        var said = column["width"] is JsonValue value && value.TryGetValue<int>(out var width) ? width : 0;
        return said is > 0 and <= 12 ? said : 12 / Math.Clamp(Objects(section, "columns").Count(), 1, 4);
    }

    private static string Emphasis(JsonObject section) => section.String("emphasis") is "neutral" or "soft" or "strong" ? section.String("emphasis")! : "none";

    private static IEnumerable<JsonObject> Objects(JsonObject body, string name) => (body.Find(name) as JsonArray ?? []).OfType<JsonObject>();
}
