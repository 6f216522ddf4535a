using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EmulationM365.Provisioning.Importing;

/// <summary>Reads a sheet of an Excel workbook. Whatever is wrong with the file is one sentence, never a guess at what it holds.</summary>
public static class SheetFile
{
    /// <summary>A sheet of some thousand rows takes some hundred kilobytes.</summary>
    private const long Largest = 20L * 1024 * 1024;

    /// <summary>What a workbook may unpack to: a file that unpacks to more was made to fill the memory.</summary>
    private const long LargestUnpacked = 300L * 1024 * 1024;

    /// <summary>Rows of one sheet.</summary>
    public const int MostRows = 5_000;

    /// <summary>Reads a sheet.</summary>
    /// <param name="path">The file, .xlsx.</param>
    /// <param name="named">Name of the sheet; null = the only one that holds anything.</param>
    /// <exception cref="SheetFileException">It is not there, it is no workbook, or it has not the sheet.</exception>
    public static Sheet Read(string path, string? named)
    {
        if (Directory.Exists(path)) throw new SheetFileException($"{path} is a folder; name the workbook in it.");
        if (!Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) throw new SheetFileException($"{path} is no .xlsx file; save the sheet as an Excel workbook (.xlsx).");
        using var bytes = new MemoryStream(Bytes(path));
        Weigh(path, bytes);
        try
        {
            using var document = SpreadsheetDocument.Open(bytes, false);
            return Choose(path, document.WorkbookPart ?? throw new SheetFileException($"{path} holds no workbook."), named);
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or FormatException or InvalidDataException or IOException or System.Xml.XmlException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            throw new SheetFileException($"{path} cannot be read as an Excel workbook; open it in Excel, save it anew as .xlsx, and try again.", broken);
        }
    }

    private static Sheet Choose(string path, WorkbookPart book, string? named)
    {
        var cells = new SheetCells(book);
        var sheets = (book.Workbook.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>() ?? [])
            .Where(sheet => sheet.Id?.Value is not null && (named is not null || sheet.State is null || sheet.State.Value == SheetStateValues.Visible))
            .Select(sheet => (Name: sheet.Name?.Value ?? "", Part: book.GetPartById(sheet.Id!.Value!) as WorksheetPart)).Where(sheet => sheet.Part is not null).ToList();
        var names = string.Join(", ", sheets.Select(sheet => $"'{sheet.Name}'"));
        if (named is not null && sheets.RemoveAll(sheet => !Texts.Letters.Same(sheet.Name, named)) >= 0 && sheets.Count == 0) throw new SheetFileException($"{path} has no sheet '{named}'; it has {names}.");
        var filled = sheets.Select(sheet => new Sheet(sheet.Name, Rows(path, sheet.Part!, cells))).Where(sheet => sheet.Rows.Count > 0).ToList();
        return filled.Count switch
        {
            0 => throw new SheetFileException($"{path} holds nothing."),
            1 => filled[0],
            _ => throw new SheetFileException($"{path} has several sheets that hold something: {string.Join(", ", filled.Select(sheet => $"'{sheet.Name}'"))}; name one with --sheet."),
        };
    }

    private static List<SheetRow> Rows(string path, WorksheetPart part, SheetCells cells)
    {
        var rows = new List<SheetRow>();
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            var number = row.RowIndex is { } index ? (int)index.Value : (rows.Count == 0 ? 0 : rows[^1].Number) + 1;
            List<SheetCell> filled = [.. cells.Of(row, number)];
            if (filled.Count > 0) rows.Add(new SheetRow(number, filled));
            if (rows.Count > MostRows) throw new SheetFileException($"{path} has more than {MostRows} rows; divide it into several files.");
        }

        return rows;
    }

    private static void Weigh(string path, MemoryStream bytes)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Sum(entry => entry.Length) > LargestUnpacked) throw new SheetFileException($"{path} unpacks to more than {LargestUnpacked / 1024 / 1024} MB, which no sheet of people does.");
        }
        catch (InvalidDataException broken)
        {
            throw new SheetFileException($"{path} is no Excel workbook, or it is protected by a password; save it without one as .xlsx.", broken);
        }

        bytes.Position = 0;
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.Length > Largest) throw new SheetFileException($"{path} has {file.Length / 1024 / 1024} MB; a sheet of people has at most {Largest / 1024 / 1024} MB.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SheetFileException($"{path} is not there.", missing);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SheetFileException($"{path} cannot be opened: {closed.Message}", closed);
        }
    }
}
