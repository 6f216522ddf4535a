using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EmulationM365.Provisioning.Importing;

/// <summary>Reads cells as people see them: a number that is shown as a day is a day, one that is shown with leading zeros is a text.</summary>
internal sealed partial class SheetCells
{
    // Formats of days that have no code of their own in the file.
    private static readonly HashSet<uint> DayFormats = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];

    private readonly List<string> _shared;
    private readonly List<string?> _formats;
    private readonly bool _from1904;

    public SheetCells(WorkbookPart book)
    {
        _shared = [.. book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => Said(item)) ?? []];
        _from1904 = book.Workbook.WorkbookProperties?.Date1904?.Value == true;
        var styles = book.WorkbookStylesPart?.Stylesheet;
        var codes = styles?.NumberingFormats?.Elements<NumberingFormat>().ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "") ?? [];
        _formats = [.. styles?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value is { } id ? codes.GetValueOrDefault(id) ?? (DayFormats.Contains(id) ? "dd/mm/yyyy" : null) : null) ?? []];
    }

    /// <summary>The cells of a row that hold anything.</summary>
    public IEnumerable<SheetCell> Of(Row row, int number)
    {
        var at = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var address = cell.CellReference?.Value ?? $"{Letters(at)}{number.ToString(CultureInfo.InvariantCulture)}";
            at = Place(address) + 1;
            if (ValueOf(cell) is { } value) yield return new SheetCell(address, value);
        }
    }

    private object? ValueOf(Cell cell)
    {
        var raw = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString) return Text(_shared[int.Parse(raw, CultureInfo.InvariantCulture)]);
        if (type == CellValues.InlineString) return Text(cell.InlineString is { } inline ? Said(inline) : "");
        if (type == CellValues.String) return Text(raw);
        if (type == CellValues.Boolean) return raw == "1";
        if (type == CellValues.Error) return new SheetError(raw);
        if (type == CellValues.Date) return DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateOnly.FromDateTime(day) : Text(raw);
        return decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Shown(number, cell.StyleIndex?.Value) : Text(raw);
    }

    private object Shown(decimal number, uint? style)
    {
        var format = style is { } index && index < _formats.Count ? _formats[(int)index] : null;
        if (format is null) return number;
        if (Zeros().IsMatch(format) && number == decimal.Truncate(number)) return number.ToString(format, CultureInfo.InvariantCulture);
        return IsDay(format) && DayOf(number) is { } day ? day : number;
    }

    /// <summary>Days are counted from the last of December 1899 (a leap day that never was is counted with them), in old files of the Macintosh from the first of January 1904.</summary>
    private DateOnly? DayOf(decimal number)
    {
        var first = _from1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30);
        return number is >= 0 and < 2_900_000 ? first.AddDays((int)number) : null;
    }

    private static bool IsDay(string format) => Quoted().Replace(format, "").Any(letter => letter is 'y' or 'Y' or 'd' or 'D');

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The text of a string with its runs; without the reading aids that East Asian texts carry.</summary>
    private static string Said(DocumentFormat.OpenXml.OpenXmlElement item) =>
        string.Concat(item.Descendants<DocumentFormat.OpenXml.Spreadsheet.Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text));

    /// <summary>Place of a column, A being 0.</summary>
    private static int Place(string address) => address.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, letter) => (sum * 26) + (char.ToUpperInvariant(letter) - 'A') + 1) - 1;

    private static string Letters(int place) => place < 26 ? $"{(char)('A' + place)}" : Letters((place / 26) - 1) + (char)('A' + (place % 26));

    [GeneratedRegex("^0{2,}$")]
    private static partial Regex Zeros();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex Quoted();
}
