using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>Formulas over the columns of a list: which ones SharePoint takes, and what they give for an item.</summary>
internal static class ColumnFormulas
{
    private const int MostKept = 2000;

    private static readonly ConcurrentDictionary<string, Formula> _read = new();

    /// <summary>The formula of a text, read once. Throws <see cref="FormulaException"/>.</summary>
    public static Formula Read(string text)
    {
        if (_read.TryGetValue(text, out var known)) return known;
        var formula = Formula.Parse(text);
        if (_read.Count >= MostKept) _read.Clear();
        return _read[text] = formula;
    }

    /// <summary>The value of a formula for an item; what cannot be read (any more) has the value <c>#NAME?</c>.</summary>
    public static FormulaValue Evaluate(string text, IReadOnlyList<Column> columns, Func<string, JsonNode?> values, DateTimeOffset now)
    {
        try
        {
            return Read(text).Evaluate(new Fields(columns, values).Value, now.ToOffset(TenantClock.SiteOffset));
        }
        catch (FormulaException)
        {
            return FormulaValue.Unknown;
        }
    }

    /// <summary>What a calculated column shows for an item.</summary>
    public static JsonNode? Calculated(Column column, IReadOnlyList<Column> columns, Func<string, JsonNode?> values) =>
        Stored(Evaluate(column.Facet.String("formula") ?? "", columns, values, default), column.Facet.String("outputType") ?? "text");

    /// <summary>The value of a column's calculated default; null when it has none, or none of the column's kind.</summary>
    public static JsonNode? Default(Column column, DateTimeOffset now)
    {
        if ((column.Definition["defaultValue"] as JsonObject)?.String("formula") is not { Length: > 0 } text) return null;
        var today = new DateTimeOffset(now.ToOffset(TenantClock.SiteOffset).Date, TenantClock.SiteOffset);
        var value = Evaluate(text, [], name => name.Equals(FormulaRules.Today, StringComparison.OrdinalIgnoreCase) ? TenantClock.Stamp(today) : null, now);
        return value.IsError ? null : Stored(value, column.Kind);
    }

    /// <summary>A column by the name a formula gives it: the internal one, or the one that people read.</summary>
    public static Column? Named(IReadOnlyList<Column> columns, string name) =>
        columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? columns.FirstOrDefault(column => string.Equals(column.DisplayName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value as fields hold it. An error is shown by its code, whatever the column holds otherwise.</summary>
    private static JsonNode? Stored(FormulaValue value, string kind) => value.Kind switch
    {
        FormulaKind.Blank => null,
        FormulaKind.Error => value.ToText(),
        _ => kind switch
        {
            "number" or "currency" => value.ToNumber() is { } number ? JsonValue.Create(number) : FormulaValue.BadValue.ToText(),
            "boolean" => value.ToTruth() is { } truth ? JsonValue.Create(truth) : FormulaValue.BadValue.ToText(),
            "dateTime" => value.ToMoment() is { } moment
                ? TenantClock.Stamp(new DateTimeOffset(moment, TenantClock.SiteOffset)) : FormulaValue.BadValue.ToText(),
            _ => value.ToText() is { Length: > 0 } text ? text : null,
        },
    };

    /// <summary>The fields of one item as a formula sees them. Calculated columns may build on each other, but only so far.</summary>
    private sealed class Fields(IReadOnlyList<Column> columns, Func<string, JsonNode?> values)
    {
        private const int Deepest = 8;

        private int _depth;

        public FormulaValue Value(string name)
        {
            // a default has no item yet, only the day
            if (columns.Count == 0) return Moment(values(name));
            if (Named(columns, name) is not { } column) return FormulaValue.Unknown;
            return column.Kind == "calculated" ? Nested(column.Facet.String("formula") ?? "") : Plain(column, values(column.Name));
        }

        private FormulaValue Nested(string text)
        {
            if (_depth >= Deepest) return FormulaValue.Unknown;
            _depth++;
            try
            {
                return Read(text).Evaluate(Value, default);
            }
            catch (FormulaException)
            {
                return FormulaValue.Unknown;
            }
            finally
            {
                _depth--;
            }
        }

        private static FormulaValue Plain(Column column, JsonNode? value) => value?.GetValueKind() switch
        {
            null => FormulaValue.Blank,
            JsonValueKind.True => FormulaValue.True,
            JsonValueKind.False => FormulaValue.False,
            JsonValueKind.Number => FormulaValue.Of(double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
            JsonValueKind.String when column.Kind == "dateTime" => Moment(value),
            JsonValueKind.String => FormulaValue.Of(value.GetValue<string>()),
            _ => FormulaValue.BadValue,
        };

        private static FormulaValue Moment(JsonNode? value) =>
            value is not null && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? FormulaValue.Of(moment.ToOffset(TenantClock.SiteOffset).DateTime) : FormulaValue.Blank;
    }
}
