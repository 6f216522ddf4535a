using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>One line of text, at most 255 characters.</summary>
    Text,

    /// <summary>Many lines of plain text.</summary>
    Note,

    /// <summary>One of a closed set of words; code sees the key, staff see the Vietnamese word.</summary>
    Choice,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, without time, in the site's zone.</summary>
    Date,

    /// <summary>An instant.</summary>
    DateTime,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One person.</summary>
    Person,

    /// <summary>Several people.</summary>
    People,

    /// <summary>An item of another list of the site.</summary>
    Lookup,
}

/// <summary>One column of a list, as data: provisioning makes it, the mapper reads and writes it, nothing else knows its shape.</summary>
/// <param name="Name">Internal name: ASCII, at most 32 characters, fixed for ever.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ColumnSchema(string Name, ColumnKind Kind)
{
    /// <summary>Can be filtered on without reading the whole list.</summary>
    public bool Indexed { get; init; }

    /// <summary>Two items may not hold the same value; SharePoint compares without regard to letter case.</summary>
    public bool Unique { get; init; }

    /// <summary>Keys of a choice column, in the order shown.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Resource group of the words of <see cref="Choices"/>: <c>choice.GROUP.key</c>.</summary>
    public string Words { get; init; } = "";

    /// <summary>For <see cref="ColumnKind.Lookup"/>: schema name of the list it points to.</summary>
    public string? LookupList { get; init; }

    /// <summary>Not shown in forms and views.</summary>
    public bool Hidden { get; init; }

    /// <summary>
    /// A form does not take an item without it. The service asks that of people alone: what the worker and the seed write is never refused for it. So it stands only
    /// where an item without it is of no use to anybody, and never where people keep drafts.
    /// </summary>
    public bool Required { get; init; }

    /// <summary>What a new item holds unless somebody says otherwise; null: nothing.</summary>
    public ColumnDefault? Default { get; init; }

    /// <summary>What every value must meet; null: anything is taken. It binds the worker as well.</summary>
    public ColumnCheck? Check { get; init; }

    /// <summary>Came with a later version: the default view that an earlier one made did not show it.</summary>
    public bool Later { get; init; }

    /// <summary>
    /// How the column looks in a list, as SharePoint's column formatting; null: plain. The text is a file of <c>Schema/Formats</c> with its words filled in, and
    /// <see cref="Formats.Year"/> where the year belongs.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>When forms show the column; null: always.</summary>
    public ShownWhen? Shown { get; init; }

    /// <summary>What people are told below the field of a form; null where nothing needs saying.</summary>
    public string? Help(string list) => Text.All(Text.Vietnamese).GetValueOrDefault($"help.{list}.{Name}");

    /// <summary>How it looks in the list of a year.</summary>
    public string FormatOf(int year) => Formats.Of(year, Format);

    /// <summary>The default as the service holds it: the word of a choice, a value, or a formula that begins with an equals sign; empty when there is none.</summary>
    public string DefaultText => Default is null ? "" : Kind == ColumnKind.Choice ? Word(Default.Value) : Default.Value;

    /// <summary>Column name on the wire: person and lookup columns are written and read by their id twin.</summary>
    public string WireName => Kind is ColumnKind.Person or ColumnKind.People or ColumnKind.Lookup ? Name + "LookupId" : Name;

    /// <summary>For a column whose words are not in the resource files: its heading.</summary>
    public string? Said { get; init; }

    /// <summary>The Vietnamese heading of this column in a list.</summary>
    public string DisplayName(string list) => Said ?? Text.Vi($"column.{list}.{Name}");

    /// <summary>The word staff see for a choice key.</summary>
    public string Word(string key) => Text.Vi($"choice.{Words}.{key}");

    /// <summary>The word for a choice key in the language of whoever reads it just now: for mails, pages and cards, never for the list.</summary>
    public string Here(string key) => Text.Say($"choice.{Words}.{key}");

    /// <summary>The key behind a word staff see, however its letters were composed; null when the word is not one of ours.</summary>
    public string? KeyOf(string? word) => word is not { Length: > 0 } ? null : Choices.FirstOrDefault(key => Word(key) == word) ?? Choices.FirstOrDefault(key => Letters.Same(Word(key), word));
}
