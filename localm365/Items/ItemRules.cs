namespace EmulationM365.LocalM365.Items;

/// <summary>One formula that an item has to satisfy. <c>Column</c> is null for a formula of the whole list.</summary>
internal sealed record ItemRule(string? Column, string Formula, string? Message);

/// <summary>
/// The validation formulas of a list and its columns: the one place that every write of an item passes with the fields as they would be stored. The
/// formulas are kept and shown by REST; <see cref="Holds"/> is where they get evaluated.
/// </summary>
internal static class ItemRules
{
    public static IEnumerable<ItemRule> Of(SiteList list, IReadOnlyList<Column> columns)
    {
        foreach (var column in columns)
            if (column.Validation is { } validation) yield return new ItemRule(column.Name, validation.Formula, validation.Message);
        if (list.Extras.ValidationFormula is { Length: > 0 } formula) yield return new ItemRule(null, formula, list.Extras.ValidationMessage);
    }

    /// <summary>Refuses fields that break a rule. What the service writes itself comes without columns and is not judged.</summary>
    public static void Check(SiteList list, IReadOnlyList<Column> columns, JsonObject fields)
    {
        if (columns.Count == 0) return;
        foreach (var rule in Of(list, columns))
            if (!Holds(rule, fields)) throw Refused.Invalid(rule.Message ?? "List data validation failed.");
    }

    // formulas are not evaluated yet: all of them hold
    private static bool Holds(ItemRule rule, JsonObject fields) => true;
}
