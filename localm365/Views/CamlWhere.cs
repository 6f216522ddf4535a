using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>One condition in SQL. <c>By</c> is the column whose index serves it; <c>Indexed</c> that some index does, <c>ById</c> that only ids are compared.</summary>
internal sealed record CamlCondition(FormattableString Sql, bool Indexed = false, bool ById = false, Column? By = null, bool Equal = false);

/// <summary>From the conditions of a query to SQL.</summary>
internal sealed class CamlWhere(CamlFields fields, CamlMoment moment)
{
    /// <summary>The conditions that all have to hold, in the order they stand in.</summary>
    public IEnumerable<CamlCondition> Conjuncts(XElement element)
    {
        if (element.Name.LocalName != "And") return [Read(element)];
        var (left, right) = Pair(element);
        return [.. Conjuncts(left), .. Conjuncts(right)];
    }

    private CamlCondition Read(XElement element) => element.Name.LocalName switch
    {
        "And" => Joined(element),
        "Or" => Joined(element),
        "IsNull" => Empty(element, empty: true),
        "IsNotNull" => Empty(element, empty: false),
        "In" => Listed(element),
        "Membership" => Member(element),
        "DateRangesOverlap" => Overlapping(element),
        "Eq" or "Neq" or "Lt" or "Leq" or "Gt" or "Geq" or "BeginsWith" or "Contains" or "Includes" or "NotIncludes" => Compared(element),
        var odd => throw Caml.Bad($"<{odd}> is not a condition."),
    };

    private CamlCondition Joined(XElement element)
    {
        var (left, right) = Pair(element);
        var (one, other) = (Read(left), Read(right));
        return element.Name.LocalName == "And"
            ? new CamlCondition($"({one.Sql} AND {other.Sql})", one.Indexed || other.Indexed, one.ById && other.ById)
            : new CamlCondition($"({one.Sql} OR {other.Sql})", one.Indexed && other.Indexed, one.ById && other.ById);
    }

    private static (XElement Left, XElement Right) Pair(XElement element) => element.Elements().ToList() is [var left, var right]
        ? (left, right) : throw Caml.Bad($"<{element.Name.LocalName}> joins exactly two conditions.");

    private CamlCondition Empty(XElement element, bool empty)
    {
        if (element.Elements().ToList() is not [var only]) throw Caml.Bad($"<{element.Name.LocalName}> takes one <FieldRef>.");
        var field = fields.Of(Caml.FieldRef(only));
        return new CamlCondition(empty ? (FormattableString)$"{field.Value} IS NULL" : $"{field.Value} IS NOT NULL", field.IsIndexed);
    }

    private CamlCondition Listed(XElement element)
    {
        if (element.Elements().ToList() is not [var named, { Name.LocalName: "Values" } values] || !values.HasElements) throw Caml.Bad("<In> takes a <FieldRef> and <Values>.");
        var field = fields.Of(Caml.FieldRef(named));
        var equal = values.Elements().Select(value => CamlCompare.Sql(field, "Eq", CamlValue.Read(field, named, value, moment)));
        return new CamlCondition(equal.Aggregate((one, other) => $"({one} OR {other})"), field.IsIndexed, field.IsId);
    }

    /// <summary>A column that names one of the groups the reader is in. The reader's own name does not count.</summary>
    private CamlCondition Member(XElement element)
    {
        if (element.Attribute("Type")?.Value != "CurrentUserGroups") throw Caml.Bad("Of <Membership>, only the Type CurrentUserGroups is known here.");
        if (element.Elements().ToList() is not [var only]) throw Caml.Bad("<Membership> takes one <FieldRef>.");
        var field = fields.Of(Caml.FieldRef(only));
        if (field.Kind != "personOrGroup") throw Caml.Bad($"<Membership> asks a person column, and '{field.Name}' is none.");
        var groups = Wire.Text(new JsonArray([.. moment.GroupIds.Select(id => (JsonNode)id)]));
        return new CamlCondition(field.Column!.Multiple
            ? $"EXISTS (SELECT 1 FROM json_each({field.Value}) v WHERE v.value IN (SELECT g.value FROM json_each({groups}) g))"
            : (FormattableString)$"{field.Value} IN (SELECT g.value FROM json_each({groups}) g)", field.IsIndexed);
    }

    /// <summary>A time from one column to another that touches the day, week, month or year that is now. An item without an end ends when it begins; one without a beginning is never there.</summary>
    private CamlCondition Overlapping(XElement element)
    {
        if (element.Elements().ToList() is not [var first, var second, .., { Name.LocalName: "Value" } value]) throw Caml.Bad("<DateRangesOverlap> takes two <FieldRef> and a <Value>.");
        var (start, end) = (fields.Of(Caml.FieldRef(first)), fields.Of(Caml.FieldRef(second)));
        if (start.Kind != "dateTime" || end.Kind != "dateTime") throw Caml.Bad("<DateRangesOverlap> asks two columns of dates.");
        var (from, until) = moment.Span(value.Elements().FirstOrDefault()?.Name.LocalName ?? "");
        return new CamlCondition($"({start.Value} < {TenantClock.Stamp(until)} COLLATE SITE AND COALESCE({end.Value}, {start.Value}) >= {TenantClock.Stamp(from)} COLLATE SITE)", start.IsIndexed);
    }

    private CamlCondition Compared(XElement element)
    {
        var comparison = element.Name.LocalName;
        if (element.Elements().ToList() is not [var named, var given]) throw Caml.Bad($"<{comparison}> takes a <FieldRef> and a <Value>.");
        var field = fields.Of(Caml.FieldRef(named));
        if (comparison is "Includes" or "NotIncludes" && field.Column?.Multiple != true) throw Caml.Bad($"<{comparison}> asks a column that takes several values, and '{field.Name}' takes one.");
        var value = CamlValue.Read(field, named, given, moment);
        var narrows = comparison is not ("Neq" or "Contains" or "NotIncludes" or "Includes") && !value.ByText && field.Column?.Multiple != true;
        var by = narrows && field.Column is { } column && ColumnStore.HasIndex(column) && column.Kind != "hyperlinkOrPicture" ? column : null;
        return new CamlCondition(CamlCompare.Sql(field, comparison, value), narrows && field.IsIndexed, field.IsId, by, comparison == "Eq");
    }
}
