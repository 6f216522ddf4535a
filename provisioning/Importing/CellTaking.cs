using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Schema;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Importing;

/// <summary>What a cell gives for a column.</summary>
/// <param name="Value">The value; null when it cannot be taken.</param>
/// <param name="Fault">Why it cannot.</param>
internal sealed record Taken(object? Value, ImportFault? Fault);

/// <summary>Makes values of cells. A cell that could mean two things is a fault and not a guess.</summary>
internal static partial class CellTaking
{
    private const int MostLetters = 255;

    private static readonly string[] DayForms = ["d/M/yyyy", "dd/MM/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>The value of a column that a cell says.</summary>
    public static Taken Of(ColumnSchema column, SheetCell cell) => cell.Value is SheetError error ? Wrong(cell, "error", error.Shown) : column.Kind switch
    {
        ColumnKind.Text => OfText(cell),
        ColumnKind.Note => new Taken(Plain(cell), null),
        ColumnKind.Number => OfNumber(column, cell),
        ColumnKind.Date => OfDay(cell),
        ColumnKind.Boolean => OfYesNo(cell),
        ColumnKind.Choice => OfChoice(column, cell),
        ColumnKind.Person => Mail().IsMatch(Plain(cell)) ? new Taken(Plain(cell), null) : Wrong(cell, "noAccount", Plain(cell)),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "no sheet carries this"),
    };

    /// <summary>A cell as text; numbers without what a machine adds to them.</summary>
    public static string Plain(SheetCell cell) => cell.Value switch
    {
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        bool yes => Text.Vi(yes ? "import.yes" : "import.no").Split(';')[0],
        var text => Blanks().Replace($"{text}".Normalize(), " ").Trim(),
    };

    private static Taken OfChoice(ColumnSchema column, SheetCell cell) =>
        (column.KeyOf(Plain(cell)) ?? column.Choices.FirstOrDefault(choice => string.Equals(choice, Plain(cell), StringComparison.OrdinalIgnoreCase))) is { } key
            ? new Taken(key, null) : Wrong(cell, "noChoice", Plain(cell), string.Join(", ", column.Choices.Select(choice => $"“{column.Word(choice)}”")));

    private static Taken OfText(SheetCell cell) => Plain(cell) is { Length: <= MostLetters } text ? new Taken(text, null) : Wrong(cell, "tooLong", $"{MostLetters}");

    private static Taken OfNumber(ColumnSchema column, SheetCell cell)
    {
        decimal? number = cell.Value is decimal said ? said
            : decimal.TryParse(Plain(cell).Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && !Thousands().IsMatch(Plain(cell)) ? parsed : null;
        if (number is null) return Wrong(cell, "noNumber", Plain(cell));
        return column.Check?.Passes(number.Value) == false ? Wrong(cell, "fails", Plain(cell), column.Check.Message) : new Taken(number.Value, null);
    }

    private static Taken OfDay(SheetCell cell) => cell.Value switch
    {
        DateOnly day => new Taken(day, null),
        // A number without the look of a day may be a year, or a day whose look was lost.
        string when DateOnly.TryParseExact(Plain(cell), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => new Taken(day, null),
        _ => Wrong(cell, "noDay", Plain(cell)),
    };

    private static Taken OfYesNo(SheetCell cell)
    {
        if (cell.Value is bool yes) return new Taken(yes, null);
        if (Says("import.yes", cell)) return new Taken(true, null);
        return Says("import.no", cell) ? new Taken(false, null) : Wrong(cell, "noYesNo", Plain(cell));
    }

    private static bool Says(string words, SheetCell cell) => Text.Vi(words).Split(';').Any(word => Letters.Same(word, Plain(cell)));

    private static Taken Wrong(SheetCell cell, string key, params string[] places) => new(null, new ImportFault(cell.Address, key, places));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>"2.024" and "1,234" may be a thousand or a fraction.</summary>
    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Mail();
}
