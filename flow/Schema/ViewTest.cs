using System.Security;

namespace EmulationM365.Schema;

/// <summary>A condition that the items of a view meet, as data.</summary>
public abstract record ViewTest
{
    /// <summary>The condition in the language of SharePoint's views.</summary>
    public abstract string Caml { get; }

    /// <summary>The columns that it asks.</summary>
    public abstract IEnumerable<ColumnSchema> Columns { get; }

    /// <summary>A choice column holds the choice of that key, or one of several.</summary>
    public static ViewTest Is(ColumnSchema column, params string[] keys) => new ChoiceIs(column, keys);

    /// <summary>A yes-no column says yes; or, for <paramref name="yes"/> false, no or nothing.</summary>
    public static ViewTest Says(ColumnSchema column, bool yes) => new YesNo(column, yes);

    /// <summary>A column holds nothing.</summary>
    public static ViewTest Empty(ColumnSchema column) => new Nothing(column);

    /// <summary>A column holds something.</summary>
    public static ViewTest Filled(ColumnSchema column) => new Something(column);

    /// <summary>A day has passed.</summary>
    public static ViewTest Past(ColumnSchema column) => new DayPast(column);

    /// <summary>A day is today or is to come.</summary>
    public static ViewTest Ahead(ColumnSchema column) => new DayAhead(column);

    /// <summary>A person column names whoever looks.</summary>
    public static ViewTest NamesMe(ColumnSchema column) => new MeIn(column.Name) { Column = column };

    /// <summary>Whoever looks has made the item.</summary>
    public static ViewTest ByMe { get; } = new MeIn("Author");

    /// <summary>All of them hold. The first decides how many items SharePoint looks at, so it should ask an indexed column.</summary>
    public static ViewTest All(params ViewTest[] tests) => new Joined("And", tests);

    /// <summary>One of them holds.</summary>
    public static ViewTest Any(params ViewTest[] tests) => new Joined("Or", tests);

    private static string Ref(string name) => $"<FieldRef Name=\"{name}\" />";

    private sealed record ChoiceIs(ColumnSchema Column, IReadOnlyList<string> Keys) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => Keys is [var one] ? $"<Eq>{Ref(Column.Name)}{Value(one)}</Eq>" : $"<In>{Ref(Column.Name)}<Values>{string.Concat(Keys.Select(Value))}</Values></In>";

        private string Value(string key) => $"<Value Type=\"Choice\">{SecurityElement.Escape(Column.Word(key))}</Value>";
    }

    private sealed record YesNo(ColumnSchema Column, bool Yes) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => Yes ? $"<Eq>{Ref(Column.Name)}<Value Type=\"Boolean\">1</Value></Eq>" : $"<Neq>{Ref(Column.Name)}<Value Type=\"Boolean\">1</Value></Neq>";
    }

    private sealed record Nothing(ColumnSchema Column) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => $"<IsNull>{Ref(Column.Name)}</IsNull>";
    }

    private sealed record Something(ColumnSchema Column) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => $"<IsNotNull>{Ref(Column.Name)}</IsNotNull>";
    }

    private sealed record DayPast(ColumnSchema Column) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => $"<Lt>{Ref(Column.Name)}<Value Type=\"DateTime\"><Today /></Value></Lt>";
    }

    private sealed record DayAhead(ColumnSchema Column) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => [Column];

        public override string Caml => $"<Geq>{Ref(Column.Name)}<Value Type=\"DateTime\"><Today /></Value></Geq>";
    }

    private sealed record MeIn(string Field) : ViewTest
    {
        public ColumnSchema? Column { get; init; }

        public override IEnumerable<ColumnSchema> Columns => Column is null ? [] : [Column];

        public override string Caml => $"<Eq>{Ref(Field)}<Value Type=\"Integer\"><UserID Type=\"Integer\" /></Value></Eq>";
    }

    private sealed record Joined(string Word, IReadOnlyList<ViewTest> Tests) : ViewTest
    {
        public override IEnumerable<ColumnSchema> Columns => Tests.SelectMany(test => test.Columns);

        public override string Caml => Tests.Select(test => test.Caml).Aggregate((all, next) => $"<{Word}>{all}{next}</{Word}>");
    }
}
