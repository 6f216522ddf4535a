using System.IO.Compression;
using EmulationM365.Provisioning.Importing;

namespace EmulationM365.Tests.Provisioning.Importing;

/// <summary>Workbooks are read as people see them, and what is no workbook is said in a sentence.</summary>
public sealed class SheetFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sheet-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Cells_Are_What_They_Look_Like()
    {
        var sheet = Read([null, "Họ tên", new DateOnly(2024, 2, 29), new Workbooks.Padded(12), 3.5m, true, new Workbooks.Computed("A1&B1", "nối"), new Workbooks.Broken("#N/A"), "  "]);
        Assert.Equal(
            [("B1", "Họ tên"), ("C1", new DateOnly(2024, 2, 29)), ("D1", "00012"), ("E1", 3.5m), ("F1", true), ("G1", "nối"), ("H1", new SheetError("#N/A"))],
            sheet.Rows[0].Cells.Select(cell => (cell.Address, cell.Value)));
    }

    [Fact]
    public void Rows_Keep_Their_Numbers_When_Some_Are_Empty() => Assert.Equal([1, 4], Read(["a"], [], [], ["b"]).Rows.Select(row => row.Number));

    [Fact]
    public void Of_Several_Sheets_The_One_That_Holds_Something_Is_Read_And_Two_Must_Be_Told_Apart()
    {
        var one = Workbooks.Write(_folder.FullName, ("Trống", []), ("Dữ liệu", [["a", "b"]]));
        Assert.Equal("Dữ liệu", SheetFile.Read(one, null).Name);
        var two = Workbooks.Write(_folder.FullName, ("Một", [["a"]]), ("Hai", [["b"]]));
        Assert.Equal($"{two} has several sheets that hold something: 'Một', 'Hai'; name one with --sheet.", Assert.Throws<SheetFileException>(() => SheetFile.Read(two, null)).Message);
        Assert.Equal("b", SheetFile.Read(two, "HAI").Rows[0].Cells[0].Value);
        Assert.Equal($"{two} has no sheet 'Ba'; it has 'Một', 'Hai'.", Assert.Throws<SheetFileException>(() => SheetFile.Read(two, "Ba")).Message);
    }

    [Fact]
    public void What_Is_No_Workbook_Is_Said_In_A_Sentence()
    {
        Refused(Path.Combine(_folder.FullName, "nothing.xlsx"), "is not there.");
        Refused(_folder.FullName, "is a folder");
        Refused(File("old.xls", [1, 2, 3]), "is no .xlsx file");
        Refused(File("words.xlsx", "only words"u8.ToArray()), "is no Excel workbook, or it is protected by a password");
        // what a password makes of a workbook: a compound file
        Refused(File("locked.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]]), "protected by a password");
        Refused(Workbooks.Write(_folder.FullName, [[]]), "holds nothing.");
    }

    [Fact]
    public void A_File_That_Was_Made_To_Fill_The_Memory_Is_Not_Unpacked()
    {
        var path = Path.Combine(_folder.FullName, "bomb.xlsx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("xl/workbook.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1 << 20];
            for (var written = 0; written < 301; written++) entry.Write(block);
        }

        Refused(path, "unpacks to more than 300 MB");
    }

    [Fact]
    public void A_Workbook_With_A_Hole_Anywhere_Is_Read_Or_Refused_But_Never_Breaks()
    {
        var whole = System.IO.File.ReadAllBytes(Workbooks.Write(_folder.FullName, [["Họ tên", "Năm"], ["Cán bộ mẫu 01", 2024]]));
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var hurt = whole.ToArray();
            if (round % 2 == 0) hurt = hurt[..random.Next(hurt.Length)];
            else for (var at = 0; at < 8; at++) hurt[random.Next(hurt.Length)] = (byte)random.Next(256);
            var path = File("hurt.xlsx", hurt);
            try
            {
                SheetFile.Read(path, null);
            }
            catch (SheetFileException refused)
            {
                Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private Sheet Read(params object?[][] rows) => SheetFile.Read(Workbooks.Write(_folder.FullName, rows), null);

    private string File(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Refused(string path, string sentence)
    {
        var message = Assert.Throws<SheetFileException>(() => SheetFile.Read(path, null)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
    }
}
