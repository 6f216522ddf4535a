using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>How the values of a list's items look on a page.</summary>
internal sealed class Cells(ListPlace place)
{
    private readonly Known _known = new(place.Session, place.Site);

    public Known Known => _known;

    /// <summary>Numbers stand at the right.</summary>
    public static bool IsNumber(Column column) => column.Kind is "number" or "currency" || (column.Kind == "calculated" && column.Facet.String("outputType") is "number" or "currency");

    /// <summary>Sentences and names of other items need room, unless they are drawn.</summary>
    public static bool IsWide(Column column) => column.Formatter is null && (column.Kind == "lookup" || (column.Kind == "text" && column.Facet.Flag("allowMultipleLines")));

    public Markup Show(Item item, Column column) => column.Name switch
    {
        "LinkTitle" or "Title" => Title(item),
        "ID" => Markup.Of($"{item.Id}"),
        "Created" => Moment(LocalTime.Show(item.Created)),
        "Modified" => Moment(LocalTime.Show(item.Modified)),
        "Author" => People(column, JsonValue.Create(item.AuthorId)),
        "Editor" => People(column, JsonValue.Create(item.EditorId)),
        "ContentType" => Markup.Of($"{place.Open.Types.Of(item).Name}"),
        "_UIVersionString" => Markup.Of($"{item.Version}.0"),
        _ => Value(column, Read(item, column)),
    };

    /// <summary>A value of a column, as it stands in an item or in an earlier version of one.</summary>
    public Markup Value(Column column, JsonNode? value)
    {
        if (value is null) return Markup.None;
        var words = place.Words;
        return column.Kind switch
        {
            "personOrGroup" => People(column, value),
            "lookup" => Markup.Of($"{string.Join(", ", _known.Of(column, value).Select(row => row.Title))}"),
            "boolean" => Markup.Of($"{(value.GetValueKind() == JsonValueKind.True ? "✓ " + words["value.yes"] : words["value.no"])}"),
            "dateTime" => Moment(LocalTime.Show(value.ToString(), column.Facet.String("format") == "dateOnly")),
            "number" or "currency" => Markup.Of($"{Number(value)}"),
            "hyperlinkOrPicture" when value is JsonObject link => Link(link),
            "calculated" when value.GetValueKind() == JsonValueKind.Number => Markup.Of($"{Number(value)}"),
            _ when value is JsonArray several => Markup.Of($"{string.Join(", ", several.Select(one => one?.ToString()))}"),
            "text" when column.Facet.Flag("allowMultipleLines") => Markup.Of($"""<span class="long">{Markup.Lines(value.ToString())}</span>"""),
            _ => Markup.Of($"{value.ToString()}"),
        };
    }

    /// <summary>The stored value; what is worked out on reading comes from the reader of fields.</summary>
    public JsonNode? Read(Item item, Column column) => column.Kind == "calculated" ? place.Open.Reader.Read(item, [column.Name], collection: false)[column.Name] : item.Fields[column.Name];

    public static string Number(JsonNode value)
    {
        var number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return number.ToString("#,0.############", SiteRegion.Numbers);
    }

    private static Markup Moment(string text) => Markup.Of($"""<span class="moment">{text}</span>""");

    private Markup Title(Item item)
    {
        var text = item.Fields.String("Title") ?? item.Fields.String(BuiltInColumns.FileName) ?? place.Words.Of("item.number", item.Key);
        return Markup.Of($"""<a href="{place.ItemAddress(item.Id)}">{text}</a>""");
    }

    private Markup People(Column column, JsonNode value) => Markup.Join(
        _known.Of(column, value).Select(person => Markup.Of($"""<span class="person">{person.Title}{(person.About.Length > 0 ? Markup.Of($"<small>{person.About}</small>") : Markup.None)}</span>""")), "\n");

    private static Markup Link(JsonObject link)
    {
        var url = link.String("Url") ?? "";
        var text = link.String("Description") is { Length: > 0 } given ? given : url;
        var safe = Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" or "mailto";
        return safe ? Markup.Of($"""<a href="{url}" rel="noreferrer">{text}</a>""") : Markup.Of($"{text}");
    }
}
