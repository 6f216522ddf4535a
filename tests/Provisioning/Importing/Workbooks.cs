using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EmulationM365.Tests.Provisioning.Importing;

/// <summary>Writes workbooks as Excel does: days are numbers with a look, texts are shared.</summary>
internal static class Workbooks
{
    private const uint DayLook = 1;
    private const uint ZerosLook = 2;

    /// <summary>A number that is shown with leading zeros.</summary>
    public sealed record Padded(int Number);

    /// <summary>The result of a formula.</summary>
    public sealed record Computed(string Formula, string Result);

    /// <summary>A cell that shows an error.</summary>
    public sealed record Broken(string Shown);

    public static string Write(string folder, params object?[][] rows) => Write(folder, ("Trang1", rows));

    public static string Write(string folder, params (string Name, object?[][] Rows)[] sheets)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.xlsx");
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.Workbook = new Workbook(new Sheets());
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var texts = new List<string>();
        foreach (var (sheet, number) in sheets.Select((sheet, at) => (sheet, (uint)at + 1)))
        {
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(sheet.Rows.Select((row, at) => Row(row, at + 1, texts)).Where(row => row.HasChildren)));
            book.Workbook.Sheets!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = number, Name = sheet.Name });
        }

        book.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(texts.Select(text => new SharedStringItem(new Text(text) { Space = SpaceProcessingModeValues.Preserve })));
        return path;
    }

    private static Row Row(object?[] values, int number, List<string> texts)
    {
        var row = new Row { RowIndex = (uint)number };
        foreach (var (value, at) in values.Select((value, at) => (value, at)).Where(pair => pair.value is not null))
        {
            var cell = Cell(value!, texts);
            cell.CellReference = $"{(char)('A' + at)}{number.ToString(CultureInfo.InvariantCulture)}";
            row.Append(cell);
        }

        return row;
    }

    private static Cell Cell(object value, List<string> texts) => value switch
    {
        DateOnly day => new Cell { CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)), StyleIndex = DayLook },
        Padded padded => new Cell { CellValue = new CellValue(padded.Number.ToString(CultureInfo.InvariantCulture)), StyleIndex = ZerosLook },
        Computed computed => new Cell { CellFormula = new CellFormula(computed.Formula), CellValue = new CellValue(computed.Result), DataType = CellValues.String },
        Broken broken => new Cell { CellValue = new CellValue(broken.Shown), DataType = CellValues.Error },
        bool yes => new Cell { CellValue = new CellValue(yes ? "1" : "0"), DataType = CellValues.Boolean },
        int or decimal or double => new Cell { CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
        _ => Shared($"{value}", texts),
    };

    private static Cell Shared(string text, List<string> texts)
    {
        texts.Add(text);
        return new Cell { CellValue = new CellValue((texts.Count - 1).ToString(CultureInfo.InvariantCulture)), DataType = CellValues.SharedString };
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "00000" }),
        new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }, new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }));
}
