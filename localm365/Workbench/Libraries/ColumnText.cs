using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>Values of a library's own columns as people read them, out of a field map.</summary>
internal sealed class ColumnText(Words words)
{
    public static bool IsNumber(Column column) => column.Kind is "number" or "currency";

    public Markup Show(Column column, JsonNode? value) => value switch
    {
        null => Markup.None,
        JsonArray several => Markup.Join(several.OfType<JsonNode>().Select(one => Show(column, one)), "; "),
        JsonObject reference => Markup.Of($"{reference.String("LookupValue")}"),
        _ when column.Kind == "boolean" => Markup.Of($"{words[value.GetValueKind() == JsonValueKind.True ? "value.yes" : "value.no"]}"),
        _ when column.Kind == "dateTime" => Markup.Of($"{LocalTime.Show(value.ToString(), column.Facet.String("format") == "dateOnly")}"),
        _ when IsNumber(column) => Markup.Of($"{Number(value)}"),
        _ => Markup.Of($"""<span class="long">{Markup.Lines(value.ToString())}</span>"""),
    };

    /// <summary>As the language of the page writes numbers.</summary>
    private string Number(JsonNode value)
    {
        if (!decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value.ToString();
        return number.ToString("#,##0.##########", words.Language == Words.Default ? SiteRegion.Numbers : NumberFormatInfo.InvariantInfo);
    }
}
