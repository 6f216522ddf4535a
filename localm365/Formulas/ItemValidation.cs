namespace EmulationM365.LocalM365.Formulas;

/// <summary>The formulas that an item must satisfy before it is stored: those of its columns, and that of its list.</summary>
internal static class ItemValidation
{
    /// <summary>
    /// Refuses an item that a formula does not hold for, with the message that was set beside it. <c>Values</c> is the item as it would be stored. A formula
    /// that fails to compute does not hold.
    /// </summary>
    public static void Check(IReadOnlyList<Column> columns, string? listFormula, string? listMessage, JsonObject values, DateTimeOffset now) =>
        Check(columns, listFormula, listMessage, name => values[name], now);

    /// <inheritdoc cref="Check(IReadOnlyList{Column}, string, string, JsonObject, DateTimeOffset)"/>
    /// <remarks><c>Changes</c> lie on top of the values the item has; a null in them clears.</remarks>
    public static void Check(IReadOnlyList<Column> columns, string? listFormula, string? listMessage, JsonObject present, JsonObject changes, DateTimeOffset now) =>
        Check(columns, listFormula, listMessage, name => changes.TryGetPropertyValue(name, out var changed) ? changed : present[name], now);

    /// <summary>The formula that validates a column; null when there is none.</summary>
    public static string? Formula(Column column) =>
        column.Definition["validation"] is JsonObject validation && validation.String("formula") is { Length: > 0 } text ? text : null;

    private static void Check(IReadOnlyList<Column> columns, string? listFormula, string? listMessage, Func<string, JsonNode?> values, DateTimeOffset now)
    {
        foreach (var column in columns)
        {
            if (Formula(column) is not { } formula || Holds(formula, columns, values, now)) continue;
            throw Refused.Invalid(Message(column) ?? $"Column validation failed: the value of field '{column.Name}' is not allowed.");
        }
        if (listFormula is { Length: > 0 } && !Holds(listFormula, columns, values, now))
            throw Refused.Invalid(listMessage is { Length: > 0 } ? listMessage : "List data validation failed.");
    }

    private static bool Holds(string formula, IReadOnlyList<Column> columns, Func<string, JsonNode?> values, DateTimeOffset now) =>
        ColumnFormulas.Evaluate(formula, columns, values, now).ToTruth() == true;

    /// <summary>The message in the column's default language, or else the first there is.</summary>
    private static string? Message(Column column)
    {
        var validation = (JsonObject)column.Definition["validation"]!;
        var all = (validation["descriptions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var chosen = all.FirstOrDefault(one => one.String("languageTag") == validation.String("defaultLanguage")) ?? all.FirstOrDefault();
        return chosen?.String("displayName") is { Length: > 0 } text ? text : null;
    }
}
