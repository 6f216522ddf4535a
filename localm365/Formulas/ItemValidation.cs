namespace EmulationM365.LocalM365.Formulas;

/// <summary>The formulas that an item must satisfy before it is stored: those of its columns, and that of its list.</summary>
internal static class ItemValidation
{
    /// <summary>Refuses an item, as it would be stored, when its list's or a column's formula does not hold for it. What the service writes itself comes without columns and is not judged.</summary>
    public static void Check(SiteList list, Writer writer, JsonObject fields)
    {
        if (writer.Columns.Count == 0 || (list.Extras.ValidationFormula is null && !writer.Columns.Any(column => column.Definition.ContainsKey("validation")))) return;
        Check(writer.Columns, list.Extras.ValidationFormula, list.Extras.ValidationMessage, fields, DateTimeOffset.Parse(writer.Now, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Refuses an item that a formula does not hold for, with the message that was set beside it. <c>Values</c> is the item as it would be stored. A formula
    /// that fails to compute does not hold.
    /// </summary>
    public static void Check(IReadOnlyList<Column> columns, string? listFormula, string? listMessage, JsonObject values, DateTimeOffset now)
    {
        foreach (var column in columns)
        {
            if (Formula(column) is not { } formula || Holds(formula, columns, name => values[name], now)) continue;
            throw Refused.Invalid(column.Validation?.Message is { Length: > 0 } said ? said : $"Column validation failed: the value of field '{column.Name}' is not allowed.");
        }
        if (listFormula is { Length: > 0 } && !Holds(listFormula, columns, name => values[name], now))
            throw Refused.Invalid(listMessage is { Length: > 0 } ? listMessage : "List data validation failed.");
    }

    /// <summary>The formula that validates a column; null when there is none.</summary>
    public static string? Formula(Column column) =>
        column.Definition["validation"] is JsonObject validation && validation.String("formula") is { Length: > 0 } text ? text : null;

    private static bool Holds(string formula, IReadOnlyList<Column> columns, Func<string, JsonNode?> values, DateTimeOffset now) =>
        ColumnFormulas.Evaluate(formula, columns, values, now).ToTruth() == true;
}
