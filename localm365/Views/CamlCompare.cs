namespace EmulationM365.LocalM365.Views;

/// <summary>One comparison in SQL. Text and names of columns are compared as everywhere in a list: letter case does not count.</summary>
internal static class CamlCompare
{
    public static FormattableString Sql(CamlField field, string comparison, CamlValue value)
    {
        if (comparison is "Neq" or "NotIncludes")
        {
            // what has no value is different from every value
            var equal = Sql(field, comparison == "Neq" ? "Eq" : "Includes", value);
            return $"NOT COALESCE({equal}, 0)";
        }

        if (field.Column is { Multiple: true } several) return Several(several, field, comparison, value);
        if (value.ByText) return One(ColumnValue.Shown(field.Column!, ColumnValue.Outer(field.Column!)), comparison, value);
        return One($"{field.Value}", comparison, value);
    }

    /// <summary>A column that takes several values passes when one of them does.</summary>
    private static FormattableString Several(Column column, CamlField field, string comparison, CamlValue value)
    {
        FormattableString each = value.ByText ? ColumnValue.Shown(column, new Raw("v.value")) : $"v.value";
        return $"EXISTS (SELECT 1 FROM json_each({field.Value}) v WHERE {One(each, comparison, value)})";
    }

    private static FormattableString One(FormattableString held, string comparison, CamlValue value) => comparison switch
    {
        _ when value.Until is not null => Day(held, comparison, value),
        "Eq" or "Includes" => $"{held} = {value.Value} COLLATE SITE",
        "Lt" => $"{held} < {value.Value} COLLATE SITE",
        "Leq" => $"{held} <= {value.Value} COLLATE SITE",
        "Gt" => $"{held} > {value.Value} COLLATE SITE",
        "Geq" => $"{held} >= {value.Value} COLLATE SITE",
        // a range, so that the index of the column serves it too
        "BeginsWith" => $"({held} >= {Text(value)} COLLATE SITE AND {held} < {Text(value) + '\uffff'} COLLATE SITE)",
        "Contains" => $"site_contains({held}, {Text(value)})",
        _ => throw Caml.Bad($"<{comparison}> is not a comparison."),
    };

    private static FormattableString Day(FormattableString held, string comparison, CamlValue value) => comparison switch
    {
        "Eq" => $"({held} >= {value.From} COLLATE SITE AND {held} < {value.Until} COLLATE SITE)",
        "Lt" => $"{held} < {value.From} COLLATE SITE",
        "Leq" => $"{held} < {value.Until} COLLATE SITE",
        "Gt" => $"{held} >= {value.Until} COLLATE SITE",
        "Geq" => $"{held} >= {value.From} COLLATE SITE",
        _ => throw Caml.Bad($"<{comparison}> cannot be asked of a date."),
    };

    private static string Text(CamlValue value) => Convert.ToString(value.Value, CultureInfo.InvariantCulture)!;
}
