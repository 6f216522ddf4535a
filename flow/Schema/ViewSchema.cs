using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>How a view lays its items out.</summary>
public enum ViewKind
{
    /// <summary>Rows.</summary>
    Rows,

    /// <summary>A month with the items on their days.</summary>
    Calendar,
}

/// <summary>A column by which a view sorts or groups.</summary>
/// <param name="Field">Its internal name.</param>
/// <param name="Down">From the highest to the lowest.</param>
public sealed record ViewOrder(string Field, bool Down)
{
    /// <summary>What was made last comes first.</summary>
    public static ViewOrder Newest { get; } = new("ID", true);

    /// <summary>What was made first comes first.</summary>
    public static ViewOrder Oldest { get; } = new("ID", false);

    /// <summary>By a column of the list, from the lowest.</summary>
    public static ViewOrder Up(ColumnSchema column) => new(column.Name, false);

    /// <summary>By a column of the list, from the highest.</summary>
    public static ViewOrder From(ColumnSchema column) => new(column.Name, true);

    internal string Caml => Down ? $"<FieldRef Name=\"{Field}\" Ascending=\"FALSE\" />" : $"<FieldRef Name=\"{Field}\" />";
}

/// <summary>A view of a list, as data.</summary>
/// <param name="Key">Key of its name in the texts.</param>
/// <param name="Columns">What it shows beside the title, in order.</param>
public sealed record ViewSchema(string Key, IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>Rows on a page.</summary>
    public const int Rows = 100;

    private static readonly string[] Roles = ["CalendarMonthTitle", "CalendarWeekTitle", "CalendarWeekLocation", "CalendarDayTitle", "CalendarDayLocation"];

    /// <summary>Which items it shows; null: all.</summary>
    public ViewTest? Only { get; init; }

    /// <summary>How they are sorted.</summary>
    public IReadOnlyList<ViewOrder> Order { get; init; } = [ViewOrder.Newest];

    /// <summary>The columns by which they stand together under a heading; at most two.</summary>
    public IReadOnlyList<ViewOrder> Groups { get; init; } = [];

    /// <summary>The day on which a calendar shows an item; null: rows.</summary>
    public ColumnSchema? Day { get; init; }

    /// <summary>How rows look, as SharePoint's view formatting; null: plain.</summary>
    public string? Format { get; init; }

    /// <summary>How it lays its items out.</summary>
    public ViewKind Kind => Day is null ? ViewKind.Rows : ViewKind.Calendar;

    /// <summary>The name staff see.</summary>
    public string Title => Text.Vi($"view.{Key}");

    /// <summary>Filter, groups and order, in the language of SharePoint's views.</summary>
    public string Query
    {
        get
        {
            var groups = Groups.Count == 0 ? "" : $"<GroupBy Collapse=\"FALSE\" GroupLimit=\"100\">{string.Concat(Groups.Select(group => group.Caml))}</GroupBy>";
            return $"{(Test is { Length: > 0 } test ? $"<Where>{test}</Where>" : "")}{groups}<OrderBy>{string.Concat(Order.Select(order => order.Caml))}</OrderBy>";
        }
    }

    /// <summary>The roles that the columns of a calendar play, as SharePoint writes them; null for rows.</summary>
    public string? Data => Day is null ? null : string.Concat(
        Roles.Select(role => $"<FieldRef Name=\"Title\" Type=\"{role}\" />"));

    /// <summary>Internal names of what it shows, the title first.</summary>
    public IReadOnlyList<string> Fields(ListSchema list) =>
        list.Library ? ["DocIcon", "LinkFilename", .. Columns.Select(column => column.Name), "Modified", "Editor"] : ["LinkTitle", .. Columns.Select(column => column.Name)];

    /// <summary>Every column of the list that it names.</summary>
    public IEnumerable<ColumnSchema> Named => [.. Columns, .. Only?.Columns ?? [], .. Day is null ? [] : new[] { Day }];

    /// <summary>The condition; a calendar asks for the month that is looked at.</summary>
    private string Test
    {
        get
        {
            if (Day is null) return Only?.Caml ?? "";
            var month = $"<DateRangesOverlap><FieldRef Name=\"{Day.Name}\" /><FieldRef Name=\"{Day.Name}\" /><Value Type=\"DateTime\"><Month /></Value></DateRangesOverlap>";
            return Only is null ? month : $"<And>{Only.Caml}{month}</And>";
        }
    }
}
