using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>
/// Which columns a form hides for what stands in its fields: those whose conditional formula does not give 'true'. As in SharePoint nobody checks a formula
/// when it is saved; one that cannot be worked out hides its column.
/// </summary>
internal sealed class FormConditions(ListPlace place, Known known)
{
    /// <summary>Names of the columns that are hidden.</summary>
    /// <param name="columns">The columns of the form.</param>
    /// <param name="typed">What stands in its fields.</param>
    /// <param name="item">The item; null for a new one. What the form has no field for comes from there.</param>
    public HashSet<string> Hidden(IReadOnlyList<Column> columns, Typed typed, Item? item)
    {
        var conditional = columns.Where(column => column.Condition is not null).ToList();
        if (conditional.Count == 0) return [];
        var scope = new FormatScope("", Values(columns, typed, item), place.Visit.Visitor.Person.Mail ?? place.Visit.Visitor.Person.Upn, LocalTime.Local(place.Visit.Tenant.Clock.GetUtcNow()));
        return [.. conditional.Where(column => !Shows(column.Condition!, scope)).Select(column => column.Name)];
    }

    private static bool Shows(string formula, FormatScope scope)
    {
        try
        {
            var sight = new FormatSight(scope);
            return formula.StartsWith('=') && sight.Text(FormatExpression.Parse(formula[1..]).In(sight)) == "true";
        }
        catch (FormatFault)
        {
            return false;
        }
    }

    private Dictionary<string, FormatValue> Values(IReadOnlyList<Column> columns, Typed typed, Item? item)
    {
        var values = new Dictionary<string, FormatValue>(StringComparer.Ordinal) { ["ID"] = item is null ? FormatValue.Blank : FormatValue.Of(item.Id) };
        var text = new FieldText(place.Words, known);
        foreach (var column in place.Open.Columns.Where(FieldText.IsTypable))
            values[column.Name] = Value(column, columns.Contains(column) ? typed.Of(column) : item is null ? [] : text.Of(column, item.Fields[column.Name]));
        return values;
    }

    /// <summary>Forms know a lookup as one text, number and title; what has several values is not supported there, and is blank.</summary>
    private FormatValue Value(Column column, IReadOnlyList<string> texts)
    {
        if (column.Multiple || texts.Count == 0 || texts[0].Length == 0) return column.Kind == "boolean" && !column.Multiple ? FormatValue.Of(texts.Count > 0 && texts[0] == "1") : FormatValue.Blank;
        return column.Kind switch
        {
            "number" => double.TryParse(texts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FormatValue.Of(number) : FormatValue.Blank,
            "boolean" => FormatValue.Of(texts[0] == "1"),
            "dateTime" => DateTime.TryParse(texts[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? FormatValue.Of(new DateTimeOffset(moment, TenantClock.SiteOffset)) : FormatValue.Blank,
            "lookup" => long.TryParse(texts[0], CultureInfo.InvariantCulture, out var id) ? FormatValue.Of($"{texts[0]};#{known.Of(column, JsonValue.Create(id)).FirstOrDefault()?.Title}") : FormatValue.Blank,
            "personOrGroup" => FormatValue.Person(0, texts[0].Split('<')[0].Trim(), texts[0].Contains('<', StringComparison.Ordinal) ? texts[0].Split('<')[1].TrimEnd('>') : texts[0]),
            _ => FormatValue.Of(texts[0]),
        };
    }
}
