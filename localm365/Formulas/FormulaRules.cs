namespace EmulationM365.LocalM365.Formulas;

/// <summary>Which formulas SharePoint stores with a column or a list, in its words where they are known.</summary>
internal static class FormulaRules
{
    /// <summary>The day, as the formula of a default may name it.</summary>
    public const string Today = "Today";

    private static readonly string[] _simple = ["text", "choice", "number", "currency", "dateTime", "boolean", "calculated"];

    private static readonly string[] _validated = ["text", "choice", "number", "currency", "dateTime"];

    /// <summary>
    /// Refuses a column whose formulas (validation, default, calculation) SharePoint would refuse. In the definition they name columns internally afterwards, so
    /// that a column may get another name for people.
    /// </summary>
    public static void Check(IReadOnlyList<Column> others, Column column)
    {
        if (ItemValidation.Formula(column) is { } validation)
        {
            CheckValidation(others, column, validation);
            ((JsonObject)column.Definition["validation"]!)["formula"] = Internal([column, .. others], validation);
        }
        if ((column.Definition["defaultValue"] as JsonObject)?.String("formula") is { Length: > 0 } standard) CheckDefault(column, standard);
        if (column.Kind != "calculated") return;
        CheckCalculated(others, column);
        column.Facet["formula"] = Internal(others, column.Facet.String("formula")!);
    }

    /// <summary>
    /// Refuses a formula for the validation of a list's items, in which a list may compare its columns with each other, or gives it as it should be stored.
    /// </summary>
    public static string CheckList(IReadOnlyList<Column> columns, string formula)
    {
        foreach (var name in Read(formula).Fields)
            if (Simple(columns, name) is { BuiltIn: true, ReadOnly: true }) throw NotSupported(name);
        return Internal(columns, formula);
    }

    private static string Internal(IReadOnlyList<Column> columns, string formula) => Formula.Renamed(formula, name => ColumnFormulas.Named(columns, name)?.Name ?? name);

    /// <summary>The validation of a column sees that column only.</summary>
    private static void CheckValidation(IReadOnlyList<Column> others, Column column, string text)
    {
        if (!_validated.Contains(column.Kind) || column.Multiple || column.Facet.Flag("allowMultipleLines"))
            throw Refused.Invalid($"The column '{column.Name}' is of a type that cannot be validated by a formula.");
        foreach (var name in Read(text).Fields)
            if (Simple([column, .. others], name) != column)
                throw Refused.Invalid("The formula cannot refer to another column.  Check the formula for spelling mistakes or update the formula to reference only this column.");
    }

    private static void CheckDefault(Column column, string text)
    {
        if (!_simple.Contains(column.Kind) || column.Kind == "calculated" || column.Multiple)
            throw Refused.Invalid($"The column '{column.Name}' is of a type that takes no formula as its default.");
        if (Read(text).Fields.FirstOrDefault(name => !name.Equals(Today, StringComparison.OrdinalIgnoreCase)) is { } name)
            throw Refused.Invalid($"The formula of a default value cannot refer to another column, such as '{name}'.");
    }

    private static void CheckCalculated(IReadOnlyList<Column> others, Column column)
    {
        if (column.Facet.String("formula") is not { Length: > 0 } text) throw Refused.Invalid($"The calculated column '{column.Name}' needs a formula.");
        if (column.Facet.String("outputType") is { } type && type is not ("boolean" or "currency" or "dateTime" or "number" or "text"))
            throw Refused.Invalid($"A calculated column cannot give '{type}'.");
        var formula = Read(text);
        // stricter than some reports: what depends on the day would be right only when the item was last written
        if (formula.IsVolatile || formula.Fields.Any(name => ColumnFormulas.Named(others, name) is null && name.ToUpperInvariant() is "TODAY" or "ME"))
            throw Refused.Invalid("Calculated columns cannot contain volatile functions like Today and Me.");
        Reaches([column, .. others], formula, column, 0);
    }

    private static void Reaches(IReadOnlyList<Column> columns, Formula formula, Column self, int depth)
    {
        foreach (var name in formula.Fields)
        {
            var named = Simple(columns, name);
            if (named == self || depth > columns.Count) throw Refused.Invalid("The formula results in a circular reference.  Remove the reference to the column itself.");
            if (named is { Kind: "calculated" } && named.Facet.String("formula") is { } inner) Reaches(columns, Read(inner), self, depth + 1);
        }
    }

    private static Column Simple(IReadOnlyList<Column> columns, string name)
    {
        var column = ColumnFormulas.Named(columns, name) ?? throw Refused.Invalid(
            $"The formula refers to a column that does not exist.  Check the formula for spelling mistakes or change the non-existing column to an existing column. ('{name}')");
        if (!_simple.Contains(column.Kind) || column.Multiple || column.Facet.Flag("allowMultipleLines") || (column is { BuiltIn: true, ReadOnly: true, Name: not ("Created" or "Modified") }))
            throw NotSupported(name);
        return column;
    }

    private static Refused NotSupported(string name) => Refused.Invalid(
        $"One or more column references are not allowed, because the columns are defined as a data type that is not supported in formulas. ('{name}')");

    private static Formula Read(string text)
    {
        try
        {
            return ColumnFormulas.Read(text);
        }
        catch (FormulaException refusal)
        {
            throw Refused.Invalid(refusal.Message);
        }
    }
}
