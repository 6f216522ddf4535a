namespace EmulationM365.LocalM365.Items;

/// <summary>What a column holds, as SQL over the table <c>items</c>.</summary>
internal static class ColumnValue
{
    public static readonly Raw Id = new("id");

    public static Raw Of(Column column) => column.Name switch
    {
        "ID" => Id,
        "Created" => new Raw("created"),
        "Modified" => new Raw("modified"),
        "Author" => new Raw("authorId"),
        "Editor" => new Raw("editorId"),
        "ContentType" => new Raw("(SELECT t.name FROM content_types t WHERE t.id = json_extract(items.fields, '$.ContentTypeId'))"),
        "LinkTitle" => new Raw("json_extract(fields, '$.\"Title\"')"),
        _ => ColumnStore.Value(column),
    };

    /// <summary>The words people see for the id in a lookup or person column, looked up for one id.</summary>
    public static FormattableString Shown(Column column, Raw id) => column.Kind == "lookup"
        ? (FormattableString)
            $"""
            (SELECT json_extract(s.fields, '{new Raw(JsonPath(column.Facet.String("columnName") ?? "Title"))}') FROM items s JOIN lists l ON l.id = s.list
            WHERE l.guid = {column.Facet.String("listId")} AND s.deleted = 0 AND s.id = {id})
            """
        : $"""
          (SELECT json_extract(s.fields, '$.Title') FROM items s JOIN lists l ON l.id = s.list
          WHERE l.system = 1 AND l.site = (SELECT o.site FROM lists o WHERE o.id = items.list) AND s.deleted = 0 AND s.id = {id})
          """;

    /// <summary>The value with the name of its table, for use inside a query over another one.</summary>
    public static Raw Outer(Column column)
    {
        var text = Of(column).Text.Replace("json_extract(fields,", "json_extract(items.fields,", StringComparison.Ordinal);
        return new Raw(text.Contains('(', StringComparison.Ordinal) ? text : "items." + text);
    }

    private static string JsonPath(string name) => $"$.\"{name.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"";
}
