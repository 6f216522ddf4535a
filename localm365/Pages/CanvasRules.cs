namespace EmulationM365.LocalM365.Pages;

/// <summary>
/// What Graph takes for the canvas of a page: always the whole of it, sections of known layouts, and only web parts it can place. Members, their types and
/// words were held to the metadata at the door.
/// </summary>
internal static class CanvasRules
{
    private const int Width = 12;
    private const string TextPart = "microsoft.graph.textWebPart";
    private const string StandardPart = "microsoft.graph.standardWebPart";

    /// <summary>The layouts of a section, with the columns that each of them has.</summary>
    private static readonly Dictionary<string, int> _layouts = new()
    {
        ["none"] = 1, ["oneColumn"] = 1, ["twoColumns"] = 2, ["threeColumns"] = 3, ["oneThirdLeftColumn"] = 2, ["oneThirdRightColumn"] = 2, ["fullWidth"] = 1,
    };

    /// <summary>The standard web parts that Graph can place; only the leading part of an id is documented for most.</summary>
    private static readonly string[] _parts =
    [
        "e377ea37", "0f087d7f", "df8e44e7", "2161a1c6", "b7dd04e1", "d1d91016", "af8be689", "6410b3b6", "e84a8ca2", "7f718435", "c70391ea", "8654b779",
        "544dd15b", "cbe7b0a9",
    ];

    /// <summary>Checks a canvas, and gives ids to what came without.</summary>
    public static void Check(JsonObject canvas, Ids ids)
    {
        var number = 0;
        foreach (var section in Objects(canvas, "horizontalSections")) CheckSection(section, ++number, ids);
        foreach (var part in Objects(canvas["verticalSection"] as JsonObject ?? [], "webparts")) CheckPart(part, ids);
    }

    /// <summary>The web parts of a canvas, section by section.</summary>
    public static IEnumerable<JsonObject> Parts(JsonObject canvas) =>
        Objects(canvas, "horizontalSections").SelectMany(section => Objects(section, "columns")).Append(canvas["verticalSection"] as JsonObject ?? [])
            .SelectMany(column => Objects(column, "webparts"));

    private static void CheckSection(JsonObject section, int number, Ids ids)
    {
        section["id"] ??= number.ToString(CultureInfo.InvariantCulture);
        if (!_layouts.TryGetValue(section.String("layout") ?? "", out var count)) throw Wrong($"'{section["layout"]}' is not a layout of a section.");
        var columns = Objects(section, "columns").ToList();
        if (columns.Count != count) throw Wrong($"A section of layout {section["layout"]} has {count} column(s).");
        var widths = columns.Sum(column => column["width"] is JsonValue value && value.TryGetValue<int>(out var width) ? width : throw Wrong("A column needs its width."));
        // only a section over the full width may leave its width to the page
        if (widths != Width && !(widths == 0 && section.String("layout") == "fullWidth")) throw Wrong("The widths of the columns of a section come to 12.");
        foreach (var (column, at) in columns.Select((column, at) => (column, at + 1)))
        {
            column["id"] ??= at.ToString(CultureInfo.InvariantCulture);
            foreach (var part in Objects(column, "webparts")) CheckPart(part, ids);
        }
    }

    private static void CheckPart(JsonObject part, Ids ids)
    {
        part["id"] ??= ids.Text();
        switch (part.String("@odata.type")?.TrimStart('#'))
        {
            case TextPart when part.String("innerHtml") is not null: return;
            case TextPart: throw Wrong("A text web part needs its innerHtml.");
            case StandardPart when part["data"] is JsonObject: CheckType(part.String("webPartType") ?? ""); return;
            case StandardPart: throw Wrong("A standard web part needs its data.");
            default: throw Wrong("A web part needs its type: #microsoft.graph.textWebPart or #microsoft.graph.standardWebPart.");
        }
    }

    private static void CheckType(string type)
    {
        if (!_parts.Any(known => type.StartsWith(known, StringComparison.OrdinalIgnoreCase))) throw Wrong($"The web part type '{type}' is not supported.");
    }

    private static IEnumerable<JsonObject> Objects(JsonObject body, string name) => (body[name] as JsonArray ?? []).OfType<JsonObject>();

    private static Refused Wrong(string message) => Refused.Invalid(message);
}
