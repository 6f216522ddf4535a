using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>How the worker learns of changes to a list.</summary>
public enum Watch
{
    /// <summary>Never: nothing follows from a change.</summary>
    No,

    /// <summary>By polling alone, each minute: only the worker writes there.</summary>
    Poll,

    /// <summary>By subscription, with polling beneath it.</summary>
    Subscribe,
}

/// <summary>One list of the site, as data.</summary>
/// <param name="Name">ASCII name; lists of one year carry the year behind it on the site.</param>
/// <param name="Columns">Its columns beside Title.</param>
public sealed record ListSchema(string Name, IReadOnlyList<ColumnSchema> Columns)
{
    private readonly IReadOnlyList<ColumnSchema>? _shown;

    /// <summary>A list of its own for each campaign year.</summary>
    public bool PerYear { get; init; }

    /// <summary>Holds files and folders.</summary>
    public bool Library { get; init; }

    /// <summary>Seen and written by the worker alone.</summary>
    public bool AppOnly { get; init; }

    /// <summary>The kinds of its items, each with a form of its own; the first is the default. Empty: one kind, with every column.</summary>
    public IReadOnlyList<ContentTypeSchema> ContentTypes { get; init; } = [];

    /// <summary>Views beside the default one.</summary>
    public IReadOnlyList<ViewSchema> Views { get; init; } = [];

    /// <summary>What the default view shows beside the title, in order; unless it is said, every column that is not hidden.</summary>
    public IReadOnlyList<ColumnSchema> Shown { get => _shown ?? [.. Columns.Where(column => !column.Hidden)]; init => _shown = value; }

    /// <summary>How the default view is sorted.</summary>
    public IReadOnlyList<ViewOrder> Sorted { get; init; } = [ViewOrder.Oldest];

    /// <summary>The view that people see first. It shows every item: what a filter here hides, it hides from everybody who asks Graph as well.</summary>
    public ViewSchema DefaultView => new("all", Shown) { Order = Sorted };

    /// <summary>What every item must meet; null: anything is taken. It binds the worker as well, so it stands only on lists that the worker does not write.</summary>
    public ListCheck? Check { get; init; }

    /// <summary>How changes are learnt.</summary>
    public Watch Watch { get; init; }

    /// <summary>Nothing in it is urgent: while a subscription tells of its changes it is looked at each hour, and not each twenty minutes, in case one was not told.</summary>
    public bool Unhurried { get; init; }

    /// <summary>For a list whose words are not in the resource files: the name that staff see, and the heading of the Title column.</summary>
    public (string Name, string Title)? Said { get; init; }

    /// <summary>The name in the list's address, which a rename does not change.</summary>
    public string SiteName(int year) => PerYear ? $"{Name}{year}" : Name;

    /// <summary>The Vietnamese name that staff see.</summary>
    public string DisplayName(int year) => Said?.Name ?? Text.Vi($"list.{Name}", year);

    /// <summary>The Vietnamese heading of the Title column.</summary>
    public string TitleName => Said?.Title ?? Text.Vi($"column.{Name}.Title");

    /// <summary>What people are told below the field of the title; null where nothing needs saying.</summary>
    public string? TitleHelp => Text.All(Text.Vietnamese).GetValueOrDefault($"help.{Name}.Title");

    /// <summary>The key of the content type that staff see under a name; null when it is not one of ours.</summary>
    public string? ContentTypeKey(string name) => ContentTypes.FirstOrDefault(type => type.DisplayName == name)?.Key;

    /// <summary>The column of that name.</summary>
    /// <exception cref="KeyNotFoundException">The list has no such column.</exception>
    public ColumnSchema Column(string name) =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw new KeyNotFoundException($"List {Name} has no column {name}");
}
