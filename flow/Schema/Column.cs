namespace EmulationM365.Schema;

/// <summary>Short ways to write the columns of a list.</summary>
public static class Column
{
    /// <summary>The number that SharePoint gives each item. Every list has it; only views name it.</summary>
    public static ColumnSchema ItemNumber { get; } = new("ID", ColumnKind.Number);

    /// <summary>One line of text.</summary>
    public static ColumnSchema Text(string name) => new(name, ColumnKind.Text);

    /// <summary>Many lines of text.</summary>
    public static ColumnSchema Note(string name) => new(name, ColumnKind.Note);

    /// <summary>A number.</summary>
    public static ColumnSchema Number(string name) => new(name, ColumnKind.Number);

    /// <summary>A day.</summary>
    public static ColumnSchema Date(string name) => new(name, ColumnKind.Date);

    /// <summary>An instant.</summary>
    public static ColumnSchema Instant(string name) => new(name, ColumnKind.DateTime);

    /// <summary>Yes or no.</summary>
    public static ColumnSchema YesNo(string name) => new(name, ColumnKind.Boolean);

    /// <summary>One person.</summary>
    public static ColumnSchema Person(string name) => new(name, ColumnKind.Person);

    /// <summary>Several people.</summary>
    public static ColumnSchema People(string name) => new(name, ColumnKind.People);

    /// <summary>An item of another list.</summary>
    public static ColumnSchema Lookup(string name, string list) => new(name, ColumnKind.Lookup) { LookupList = list };

    /// <summary>One of some words; <paramref name="words"/> is their group in the resource files.</summary>
    public static ColumnSchema Choice(string name, string words, params string[] keys) =>
        new(name, ColumnKind.Choice) { Words = words, Choices = keys };

    /// <summary>The same column, indexed.</summary>
    public static ColumnSchema Indexed(this ColumnSchema column) => column with { Indexed = true };

    /// <summary>The same column, unique and therefore indexed.</summary>
    public static ColumnSchema Unique(this ColumnSchema column) => column with { Indexed = true, Unique = true };

    /// <summary>The same column, out of forms and views.</summary>
    public static ColumnSchema Hidden(this ColumnSchema column) => column with { Hidden = true, Shown = ShownWhen.Never };

    /// <summary>The same column, without which a form takes no item.</summary>
    public static ColumnSchema Required(this ColumnSchema column) => column with { Required = true };

    /// <summary>The same column with what it holds from the start: a choice's key, a value, <c>[today]</c>, or a formula that begins with an equals sign.</summary>
    public static ColumnSchema Starting(this ColumnSchema column, string value) => column with { Default = new ColumnDefault(value) };

    /// <summary>The same column, whose values must meet a check.</summary>
    public static ColumnSchema Checked(this ColumnSchema column, ColumnCheck check) => column with { Check = check };

    /// <summary>The same column, unknown to the default views of earlier versions.</summary>
    public static ColumnSchema Later(this ColumnSchema column) => column with { Later = true };

    /// <summary>The same column, drawn by a file of <c>Schema/Formats</c>.</summary>
    public static ColumnSchema Drawn(this ColumnSchema column, string file) => column with { Format = Formats.Read(file) };

    /// <summary>The same column, in forms only for those choices of another column, and while that is empty.</summary>
    public static ColumnSchema OnlyFor(this ColumnSchema column, ColumnSchema decides, params string[] keys) => column with { Shown = new ShownWhen(decides, keys, true) };

    /// <summary>The same column, in forms for all but those choices of another column.</summary>
    public static ColumnSchema NotFor(this ColumnSchema column, ColumnSchema decides, params string[] keys) => column with { Shown = new ShownWhen(decides, keys, false) };

    /// <summary>The same column, in forms once another column holds anything.</summary>
    public static ColumnSchema OnceFilled(this ColumnSchema column, ColumnSchema decides) => column with { Shown = ShownWhen.Filled(decides) };

    /// <summary>The same column, in the form of an item that is there, not of a new one.</summary>
    public static ColumnSchema OnceSaved(this ColumnSchema column) => column with { Shown = ShownWhen.Saved };
}
