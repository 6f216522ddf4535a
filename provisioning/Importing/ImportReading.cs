using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Importing;

/// <summary>A row to be imported.</summary>
/// <param name="Number">Its number in the sheet.</param>
/// <param name="Identity">What tells it from others.</param>
/// <param name="Title">Its title.</param>
/// <param name="Values">What its cells say, by column; what is empty is not said.</param>
/// <param name="Cells">Where each stands, by name of its column; the title under "Title".</param>
/// <param name="Account">Sign-in name of an account, which is no value before the site knows it; null when none is said.</param>
public sealed record ImportRow(int Number, string Identity, string Title, IReadOnlyDictionary<ColumnSchema, object> Values, IReadOnlyDictionary<string, string> Cells, string? Account)
{
    /// <summary>Where something of the row stands: its cell, or the row.</summary>
    public string At(string column) => Cells.GetValueOrDefault(column) ?? $"{Number}:{Number}";
}

/// <summary>What a sheet says.</summary>
/// <param name="Rows">Its rows; only of use when nothing is wrong.</param>
/// <param name="Faults">All that is wrong with it, from the top.</param>
public sealed record ImportRead(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportFault> Faults);

/// <summary>Reads the rows of a sheet for a register. Pure; it names every fault of the sheet at once, each by its cell.</summary>
/// <param name="shape">The register.</param>
/// <param name="units">The units, each by every name it has.</param>
/// <param name="ignored">Headings that are not to be imported.</param>
public sealed class ImportReading(ImportShape shape, IReadOnlyDictionary<string, string> units, IReadOnlyCollection<string> ignored)
{
    /// <summary>Above the headings stand titles and the name of the unit, no more.</summary>
    private const int MostAbove = 20;

    private readonly List<ImportFault> _faults = [];

    /// <summary>Reads it.</summary>
    public ImportRead Read(Sheet sheet)
    {
        var heading = sheet.Rows.Take(MostAbove).FirstOrDefault(row => row.Cells.Count(cell => ColumnOf(cell) is not null) >= 2);
        if (heading is null) return new ImportRead([], [new ImportFault("", "noHeading", string.Join(", ", Wanted()))]);
        var columns = Columns(heading);
        if (_faults.Count > 0) return new ImportRead([], _faults);
        var body = sheet.Rows.SkipWhile(row => row.Number <= heading.Number).ToList();
        if (body.Count > 0 && IsNumbering(body[0])) body.RemoveAt(0);
        var rows = body.Where(row => row.Cells.Any(cell => columns.ContainsKey(cell.Column))).Select(row => Row(row, columns)).ToList();
        foreach (var twice in rows.Where(row => row.Identity.Length > 0).GroupBy(row => row.Identity).Where(group => group.Count() > 1))
            foreach (var row in twice.Skip(1)) _faults.Add(new ImportFault(row.At("Title"), "twice", $"{twice.First().Number}"));
        if (rows.Count == 0 && _faults.Count == 0) _faults.Add(new ImportFault("", "noRows"));
        return new ImportRead(rows, [.. _faults.OrderBy(fault => fault.Row)]);
    }

    /// <summary>The columns of the sheet by their letters. The title is <see cref="Title"/>.</summary>
    private Dictionary<string, ColumnSchema> Columns(SheetRow heading)
    {
        var columns = new Dictionary<string, ColumnSchema>();
        foreach (var cell in heading.Cells)
        {
            var said = $"{cell.Value}";
            if (IsIgnored(said)) continue;
            if (ColumnOf(cell) is not { } column) _faults.Add(new ImportFault(cell.Address, "unknownHeading", said.Trim(), string.Join(", ", Wanted())));
            else if (columns.ContainsValue(column)) _faults.Add(new ImportFault(cell.Address, "headingTwice", said.Trim()));
            else columns[cell.Column] = column;
        }

        foreach (var needed in shape.Needed.Prepend(Title).Where(needed => !columns.ContainsValue(needed)))
            _faults.Add(new ImportFault($"{heading.Number}:{heading.Number}", "noColumn", Name(needed)));
        return columns;
    }

    /// <summary>Stands for the title, which is no column of the schema.</summary>
    internal static ColumnSchema Title { get; } = new("Title", ColumnKind.Text);

    private ImportRow Row(SheetRow row, Dictionary<string, ColumnSchema> columns)
    {
        var (values, cells, account) = (new Dictionary<ColumnSchema, object>(), new Dictionary<string, string>(), (string?)null);
        var before = _faults.Count;
        foreach (var (cell, column) in row.Cells.Where(cell => columns.ContainsKey(cell.Column)).Select(cell => (cell, columns[cell.Column])))
        {
            cells[column.Name] = cell.Address;
            var taken = column.Name.EndsWith("UnitKey", StringComparison.Ordinal) ? OfUnit(cell) : CellTaking.Of(column, cell);
            if (taken.Fault is { } fault) _faults.Add(fault);
            else if (column.Kind == ColumnKind.Person) account = (string)taken.Value!;
            else values[column] = taken.Value!;
        }

        foreach (var needed in shape.Needed.Prepend(Title).Where(needed => !cells.ContainsKey(needed.Name)))
            _faults.Add(new ImportFault(columns.First(pair => pair.Value == needed).Key + row.Number, "empty", Name(needed)));
        var title = values.Remove(Title, out var said) ? (string)said : "";
        var identity = _faults.Count > before ? "" : shape.Identity(new RowFacts(title, column => values.GetValueOrDefault(column)));
        return new ImportRow(row.Number, identity, title, values, cells, account);
    }

    private Taken OfUnit(SheetCell cell) => units.TryGetValue($"{cell.Value}".Trim(), out var key)
        ? new Taken(key, null) : new Taken(null, new ImportFault(cell.Address, "noUnit", $"{cell.Value}".Trim()));

    private ColumnSchema? ColumnOf(SheetCell cell) => shape.Columns.Prepend(Title)
        .FirstOrDefault(column => shape.Headings(column == Title ? null : column).Any(heading => Letters.Same(heading, $"{cell.Value}")));

    /// <summary>A running number is no fact.</summary>
    private bool IsIgnored(string heading) =>
        Text.Vi("import.running").Split(';', StringSplitOptions.TrimEntries).Concat(ignored).Any(one => Letters.Same(one, heading));

    /// <summary>Below their headings official sheets number the columns: 1, 2, 3 or (1), (2), (3).</summary>
    private static bool IsNumbering(SheetRow row)
    {
        var numbers = row.Cells.Select(cell => int.TryParse($"{cell.Value}".Trim(' ', '(', ')'), out var number) ? number : 0).ToList();
        return numbers.Count >= 2 && numbers[0] is 1 or 2 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    private IEnumerable<string> Wanted() => shape.Columns.Select(Name).Prepend(shape.List.TitleName).Select(name => $"“{name}”");

    private string Name(ColumnSchema column) => column == Title ? shape.List.TitleName : column.DisplayName(shape.List.Name);
}
