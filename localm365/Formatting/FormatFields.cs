namespace EmulationM365.LocalM365.Formatting;

/// <summary>The fields of an item, as they are read with all columns selected, as values for formats.</summary>
internal static class FormatFields
{
    /// <summary>
    /// The values by internal name. <paramref name="address"/> gives the mail address of a person by column and id; the reader says it only where a column takes
    /// several people.
    /// </summary>
    public static Dictionary<string, FormatValue> Of(IReadOnlyList<Column> columns, JsonObject fields, Func<Column, long, string?>? address = null)
    {
        var values = new Dictionary<string, FormatValue>(StringComparer.Ordinal);
        foreach (var column in columns) values[column.Name] = Value(column, fields, address);
        if (fields.String("id") is { } id && double.TryParse(id, CultureInfo.InvariantCulture, out var number)) values["ID"] = FormatValue.Of(number);
        return values;
    }

    private static FormatValue Value(Column column, JsonObject fields, Func<Column, long, string?>? address)
    {
        var value = fields[column.Name];
        if (column.IsLookup && value is JsonArray several) return FormatValue.Of(several.OfType<JsonObject>().Select(one => Reference(
            column, (long)(FormatValue.Of(one["LookupId"]).ToNumber() is var id && double.IsNaN(id) ? 0 : id), one.String("LookupValue") ?? "", one.String("Email"), address)));
        if (column.IsLookup)
            return long.TryParse(fields.String(column.Name + "LookupId"), CultureInfo.InvariantCulture, out var single) ? Reference(column, single, value?.ToString() ?? "", null, address) : FormatValue.Blank;
        var moment = column.Kind == "dateTime" || (column.Kind == "calculated" && column.Facet.String("outputType") == "dateTime");
        return moment && DateTimeOffset.TryParse(value?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? FormatValue.Of(at) : FormatValue.Of(value);
    }

    private static FormatValue Reference(Column column, long id, string text, string? mail, Func<Column, long, string?>? address) =>
        column.Kind == "personOrGroup" ? FormatValue.Person(id, text, mail ?? address?.Invoke(column, id)) : FormatValue.Lookup(id, text);
}
