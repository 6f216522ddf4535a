using System.Runtime.CompilerServices;
using System.Text;

namespace EmulationM365.LocalM365.Items;

/// <summary>How an API writes the names of columns in a query: what stands before them, and what after the name of a lookup when its id is meant.</summary>
internal sealed record FieldSpelling(string Prefix, string Id)
{
    public static readonly FieldSpelling Graph = new("fields/", "LookupId");
    public static readonly FieldSpelling Rest = new("", "Id");
}

/// <summary>From <c>$filter</c> and <c>$orderby</c> on fields to SQL.</summary>
internal sealed class ItemQuery(IReadOnlyList<Column> columns, bool honorsNonIndexed, FieldSpelling? spelling = null)
{
    private readonly FieldSpelling _spelling = spelling ?? FieldSpelling.Graph;

    public FormattableString Where(string? filter) => filter is null ? $"1 = 1" : Sql(Filter.Parse(filter));

    /// <summary>The order; null when the order is by id, which lets paging go on from the last id.</summary>
    public FormattableString? Order(string? orderBy)
    {
        if (orderBy is null) return null;
        var parts = orderBy.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (parts is [[var only]] && IsId(only)) return null;
        var text = parts.Select(part =>
        {
            var (column, value) = Member(part[0]);
            var collation = column is null ? "" : " COLLATE SITE";
            return value.Text + collation + (part is [_, "desc"] ? " DESC" : "");
        });
        return FormattableStringFactory.Create("{0}", new Raw(string.Join(", ", text) + ", id"));
    }

    /// <summary>
    /// The index to go by, when the filter narrows an indexed column. It is named because SQLite, which keeps no statistics here,
    /// would rather walk the whole list in the order of its ids.
    /// </summary>
    public Raw? Index(SiteList list, string? filter)
    {
        if (filter is null) return null;
        var narrowing = Conjuncts(Filter.Parse(filter)).Select(Narrowed).OfType<(Column Column, bool Equal)>().OrderByDescending(found => found.Equal).ToList();
        return narrowing.Count == 0 ? null : new Raw("INDEXED BY " + ColumnStore.IndexName(list.Id, narrowing[0].Column).Text);
    }

    /// <summary>The first condition of a filter.</summary>
    public FirstCondition? First(string? filter)
    {
        if (filter is null) return null;
        var first = Conjuncts(Filter.Parse(filter)).First();
        return new FirstCondition(Sql(first), ByIndex(first), first.Paths().All(IsId));
    }

    /// <summary>Whether an order needs no sorting: that of ids, or of one indexed column.</summary>
    public bool IsServed(string? orderBy) => orderBy is null || (orderBy.Split(',')[0].Trim().Split(' ')[0] is var path && (IsId(path) || Member(path).Column?.Indexed == true));

    private bool ByIndex(Filter filter) => filter switch
    {
        Filter.Not or Filter.Compare { Operator: "ne" } => false,
        Filter.Either either => ByIndex(either.Left) && ByIndex(either.Right),
        Filter.Both both => ByIndex(both.Left) || ByIndex(both.Right),
        _ => filter.Paths().All(path => IsId(path) || Member(path).Column?.Indexed == true),
    };

    private static IEnumerable<Filter> Conjuncts(Filter filter) => filter is Filter.Both both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [filter];

    private (Column Column, bool Equal)? Narrowed(Filter filter)
    {
        var (path, comparison) = filter switch
        {
            Filter.Compare { Value: not null } compare => (compare.Path, compare.Operator),
            Filter.StartsWith starts => (starts.Path, "eq"),
            _ => ("", "ne"),
        };
        if (comparison == "ne" || !path.StartsWith(_spelling.Prefix, StringComparison.Ordinal) || Named(path[_spelling.Prefix.Length..]) is not { Multiple: false } column) return null;
        return ColumnStore.HasIndex(column) ? (column, comparison == "eq") : null;
    }

    private FormattableString Sql(Filter filter) => filter switch
    {
        Filter.Both both => $"({Sql(both.Left)} AND {Sql(both.Right)})",
        Filter.Either either => $"({Sql(either.Left)} OR {Sql(either.Right)})",
        Filter.Not not => $"NOT COALESCE({Sql(not.Inner)}, 0)",
        Filter.StartsWith starts => Starts(starts),
        Filter.Compare compare => Compare(compare),
        _ => throw Refused.Invalid("Invalid filter clause"),
    };

    /// <summary>A range, so that the index of the column serves it too.</summary>
    private FormattableString Starts(Filter.StartsWith starts)
    {
        var (_, value) = Member(starts.Path);
        return $"({value} >= {starts.Value} COLLATE SITE AND {value} < {starts.Value + '\uffff'} COLLATE SITE)";
    }

    private FormattableString Compare(Filter.Compare compare)
    {
        var (column, value) = Member(compare.Path);
        var operation = new Raw(compare.Operator switch { "eq" => "=", "ne" => "<>", "lt" => "<", "le" => "<=", "gt" => ">", _ => ">=" });
        if (compare.Value is null) return compare.Operator == "eq" ? (FormattableString)$"{value} IS NULL" : $"{value} IS NOT NULL";
        var literal = Literal(column, compare.Value);
        if (column?.Multiple == true) return $"EXISTS (SELECT 1 FROM json_each({value}) WHERE value {operation} {literal} COLLATE SITE)";
        // a field without a value is different from every value
        return compare.Operator == "ne" ? (FormattableString)$"({value} IS NULL OR {value} <> {literal} COLLATE SITE)" : $"{value} {operation} {literal} COLLATE SITE";
    }

    private static object Literal(Column? column, object value)
    {
        if (column is null || column.IsLookup || column.Kind is "number" or "currency")
            return decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
                ? ItemStore.Scalar(JsonValue.Create(number)) : throw Refused.Invalid("Invalid filter clause: a number was expected");
        return column.Kind switch
        {
            "dateTime" => Moments.Stamp(column, value.ToString()!) ?? throw Refused.Invalid("Invalid filter clause: a date was expected"),
            "boolean" => value is true or 1m or "1" or "true" ? 1L : 0L,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    /// <summary>The column a path names and its value in SQL. In Graph paths must start with <c>fields/</c>; the item's own members cannot be filtered.</summary>
    private (Column? Column, Raw Value) Member(string path)
    {
        if (!path.StartsWith(_spelling.Prefix, StringComparison.Ordinal)) throw Refused.Invalid($"Invalid filter clause: '{path}' is not a field. Use fields/{path}.");
        var name = path[_spelling.Prefix.Length..];
        if (IsId(path)) return (null, ColumnValue.Id);
        var column = Named(name) ?? throw Refused.Invalid($"Column '{name}' does not exist. It may have been deleted by another user.");
        if (column.Kind == "calculated") throw Refused.Invalid($"Field '{name}' is calculated and cannot be referenced in filter or orderby.");
        if (!column.Indexed && !honorsNonIndexed)
            throw Refused.Invalid($"Field '{name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.");
        return (column, ColumnValue.Of(column));
    }

    private Column? Named(string name)
    {
        var plain = columns.FirstOrDefault(column => column.Name == name && !column.IsLookup);
        if (plain is not null || !name.EndsWith(_spelling.Id, StringComparison.Ordinal)) return plain;
        return columns.FirstOrDefault(column => column.IsLookup && column.Name == name[..^_spelling.Id.Length]);
    }

    private bool IsId(string path) => path.StartsWith(_spelling.Prefix, StringComparison.Ordinal) && path[_spelling.Prefix.Length..] is "id" or "ID" or "Id";
}

/// <summary>Where the next page of a collection begins: after an id, or, in another order, after so many items.</summary>
internal sealed record PageMark(long AfterId, long Skip)
{
    public static PageMark Read(string? token)
    {
        if (token is null) return new PageMark(0, 0);
        try
        {
            var parts = Encoding.ASCII.GetString(Convert.FromBase64String(token)).Split('&', '=');
            return parts is ["Paged", "TRUE", "p_ID", var id, "p_Skip", var skip]
                ? new PageMark(long.Parse(id, CultureInfo.InvariantCulture), long.Parse(skip, CultureInfo.InvariantCulture)) : throw Bad();
        }
        catch (FormatException)
        {
            throw Bad();
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Paged=TRUE&p_ID={AfterId}&p_Skip={Skip}")));

    private static Refused Bad() => new(400, "badArgument", "The skip token is malformed.");
}
