namespace EmulationM365.LocalM365.Views;

/// <summary>A column as a query uses it. <c>Column</c> is null for the id of the item.</summary>
internal sealed record CamlField(string Name, Column? Column)
{
    public bool IsId => Column is null;

    public bool IsIndexed => Column?.Indexed != false;

    public string Kind => Column?.Kind ?? "number";

    public Raw Value => Column is null ? ColumnValue.Id : Kind == "hyperlinkOrPicture" ? new Raw(ColumnStore.Value(Column).Text.Replace("\"')", "\".Url')", StringComparison.Ordinal)) : ColumnValue.Of(Column);

    /// <summary>What rows are sorted by: for a lookup the words people see.</summary>
    public FormattableString Sorted => Column switch
    {
        null => $"id",
        { IsLookup: true, Multiple: false } => $"{ColumnValue.Shown(Column, ColumnValue.Outer(Column))} COLLATE SITE",
        _ => $"{Value} COLLATE SITE",
    };
}

/// <summary>The columns of a list by the names that queries call them.</summary>
internal sealed class CamlFields(IReadOnlyList<Column> columns)
{
    private readonly List<Column> _used = [];

    /// <summary>Those that were asked for, each once.</summary>
    public IReadOnlyList<Column> Used => _used;

    public CamlField Of(string name)
    {
        if (name == "ID") return new CamlField(name, null);
        var real = ViewFields.Behind(name);
        var column = columns.FirstOrDefault(column => column.Name == real) ?? throw Caml.Bad($"Column '{name}' does not exist. It may have been deleted by another user.");
        if (!_used.Contains(column)) _used.Add(column);
        return new CamlField(name, column);
    }
}
