using System.Text;

namespace EmulationM365.LocalM365.Workbench;

/// <summary>Tables of cells that are already HTML.</summary>
internal static class Tables
{
    public static string Make(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        var body = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        foreach (var head in heads) body.Append(CultureInfo.InvariantCulture, $"<th>{Html.Encode(head)}</th>");
        body.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            body.Append("<tr>");
            foreach (var (cell, head) in row.Zip(heads)) body.Append(CultureInfo.InvariantCulture, $"<td data-name=\"{Html.Encode(head)}\">{cell}</td>");
            body.Append("</tr>");
        }
        return body.Append("</tbody></table></div>").ToString();
    }

    public static string Name(JsonObject identity) => identity.Select(member => (member.Value as JsonObject)?.String("displayName")).OfType<string>().FirstOrDefault() ?? "";

    /// <summary>A stored moment in the site's own time.</summary>
    public static string Moment(string utc, bool dateOnly = false) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToOffset(TenantClock.SiteOffset).ToString(dateOnly ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>The cells of one list.</summary>
internal sealed class Cells(Session session, Site site, IReadOnlyList<Column> columns)
{
    private readonly FieldReader _reader = new(session, site, columns);
    private readonly string[] _names = [.. columns.Select(column => column.Name)];

    public IEnumerable<string> Row(Item item)
    {
        var fields = _reader.Read(item, _names, collection: false);
        return columns.Select(column => Show(fields, column));
    }

    /// <summary>The values of a version, one a line.</summary>
    public string Changes(Item item, ItemVersion version)
    {
        var fields = _reader.Read(item, version, _names);
        var lines = columns.Where(column => version.Fields[column.Name] is not null)
            .Select(column => $"<small>{Html.Encode(column.DisplayName)}:</small> {Show(fields, column)}");
        return string.Join("<br>", lines);
    }

    private static string Show(JsonObject fields, Column column)
    {
        if (fields[column.Name] is not { } value) return "";
        if (value is JsonArray several) return Html.Encode(string.Join(", ", several.Select(one => (one as JsonObject)?.String("LookupValue") ?? one?.ToString())));
        if (column.Kind == "dateTime") return Html.Encode(Tables.Moment(value.ToString(), column.Facet.String("format") == "dateOnly"));
        if (column.Kind == "boolean") return value.GetValueKind() == JsonValueKind.True ? "Có" : "Không";
        var text = value.ToString();
        return Html.Encode(text.Length > 300 ? text[..300] + "…" : text);
    }
}
