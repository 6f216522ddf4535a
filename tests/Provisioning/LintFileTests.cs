using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using EmulationM365.Campaigns;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Lint;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The lint on files: what is a plan is read, what is not is refused in one sentence.</summary>
[Collection(SdkTests.Name)]
public sealed class LintFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lint-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<Unit> Units { get; } = CampaignFiles.Load(2025).Units;

    public static TheoryData<string, string> Wrong => new()
    {
        { "missing.txt", "is not there" },
        { "none/missing.docx", "is not there" },
        { "plan.pdf", "neither a .txt nor a .docx" },
        { "plan", "neither a .txt nor a .docx" },
        { "folder.txt", "is a folder" },
        { "empty.txt", "holds no text" },
        { "blank.txt", "holds no text" },
        { "empty.docx", "is empty" },
        { "blank.docx", "holds no text" },
        { "huge.txt", "has 100 MB" },
        { "huge.docx", "has 100 MB" },
        { "long.txt", "more than 1000000 letters" },
        { "tcvn.txt", "is not written in Unicode" },
        { "zeros.txt", "is not a text file" },
        { "broken.docx", "is not a Word document" },
        { "cut.docx", "is not a Word document" },
        { "zip.docx", "is not a Word document" },
        { "locked.docx", "protected by a password" },
        { "dtd.docx", "is not a Word document" },
        { "bomb.docx", "is not a Word document" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_Is_No_Plan_Is_Refused_In_One_Sentence(string name, string says)
    {
        Make(name);
        var refused = Assert.Throws<PlanFileException>(() => PlanFile.Read(In(name)));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_Word_Document_Shows_The_Same_As_A_Text()
    {
        var (paragraphs, expected) = LintSamples.Whole;
        Word("plan.docx", body => body.Append(paragraphs.Select(text => new Paragraph(new Run(new Text(text))))));
        var read = PlanFile.Read(In("plan.docx"));
        Assert.Equal(2025, PlanLint.YearOf(read));
        Assert.Equal(expected, PlanLint.Find(read, 2025, Units).Select(finding => (finding.Line, finding.Kind)));
    }

    [Fact]
    public void What_Nobody_Sees_In_A_Word_Document_Is_Not_Read_And_What_Stands_In_Tables_Is()
    {
        Word("plan.docx", body => body.Append(
            new Paragraph(
                new Run(new Text("Đăng ký ") { Space = SpaceProcessingModeValues.Preserve }), new DeletedRun(new Run(new DeletedText("năm 2023"))),
                new Run(new FieldCode("DATE năm 2022")), new Run(new Text("năm"), new TabChar(), new Text("20")), new InsertedRun(new Run(new Text("24")))),
            new Table(new TableRow(new TableCell(new Paragraph(new Run(new Text("Nộp hồ sơ năm 2026"))))))));
        Assert.Equal([(1, "năm 2024"), (2, "năm 2026")], PlanLint.Find(PlanFile.Read(In("plan.docx")), 2025, Units)
            .Select(finding => (finding.Line, finding.Quoted[^8..])));
    }

    [Fact]
    public void Numbers_That_Word_Puts_Before_Paragraphs_Are_Counted_As_It_Does()
    {
        Word("plan.docx", body => body.Append(
            Listed("A", 1, 0), Listed("B", 1, 1), Listed("C", 1, 1), Listed("D", 1, 0), Listed("E", 1, 1), Listed("F", 2, 1), Listed("Các phòng báo cáo.", 0, 0)), Lists());
        var read = PlanFile.Read(In("plan.docx"));
        Assert.Equal(["I. A", "1. B", "2. C", "II. D", "1. E", "1. F", "Các phòng báo cáo."], read.Select(paragraph => paragraph.Text));
        Assert.Equal([(6, "repeatedNumber"), (6, "noDate")], PlanLint.Find(read, 2025, Units).Select(finding => (finding.Line, finding.Kind)));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void A_Text_Is_Read_In_Every_Unicode_Form_With_Any_Line_Ends_And_Loose_Accents(string name, bool marked)
    {
        var text = "Đăng ký thi đua của phòng\r\nnăm 2024.\r\n".Normalize(NormalizationForm.FormD);
        var encoding = Encoding.GetEncoding(name);
        File.WriteAllBytes(In("plan.TXT"), [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        Assert.Equal(2, Assert.Single(PlanLint.Find(PlanFile.Read(In("plan.TXT")), 2025, Units)).Line);
    }

    [Fact]
    public async Task The_Console_Says_One_Line_A_Finding_And_Ends_With_Two()
    {
        await File.WriteAllTextAsync(In("plan.txt"), LintSamples.Wrapped, Cancel);
        var said = await LintAsync(In("plan.txt"));
        Assert.Equal((2, ""), (said.Exit, said.Error));
        var lines = said.Out.TrimEnd().Split('\n');
        Assert.Equal(LintSamples.Expected.Select(found => $"DÒNG {found.Line}"), lines.Select(line => line.Split(':')[0]));
        Assert.Contains(lines, line => line.Contains("SAI NĂM: \"", StringComparison.Ordinal) && line.Contains("năm 2024", StringComparison.Ordinal));
        var json = JObject.Parse((await LintAsync(In("plan.txt"), "--json")).Out);
        Assert.Equal(LintSamples.Expected, json["findings"]!.Select(finding => ((int)finding["line"]!, (string)finding["kind"]!)));
        Assert.Equal((2025, 2025), ((int)json["year"]!, (int)json["units"]!));
        Assert.Equal((2, "", ""), (await LintAsync(In("plan.txt"), "--json", In("found.json"))) is var quiet ? (quiet.Exit, quiet.Out, quiet.Error) : default);
        Assert.Equal(json, JObject.Parse(await File.ReadAllTextAsync(In("found.json"), Cancel)), JToken.EqualityComparer);
        var kept = await LintAsync(In("plan.txt"), "--json", In("plan.txt"));
        Assert.Equal((1, true), (kept.Exit, kept.Plain));
        Assert.Equal(LintSamples.Wrapped, await File.ReadAllTextAsync(In("plan.txt"), Cancel));
    }

    [Fact]
    public async Task The_Console_Is_Content_With_A_Good_Plan_And_Asks_For_A_Year_That_Is_Not_There()
    {
        await File.WriteAllTextAsync(In("plan.txt"), "Các phòng chuyên môn nộp hồ sơ năm 2026 đúng hạn.", Cancel);
        Assert.Equal((0, "Không có điểm nào phải xem lại.\n"), (await LintAsync(In("plan.txt"), "--year", "2026")) is var good ? (good.Exit, good.Out) : default);
        await File.WriteAllTextAsync(In("plan.txt"), "1. Các phòng chuyên môn nộp hồ sơ.", Cancel);
        foreach (var (said, says) in new[]
        {
            (await LintAsync(In("plan.txt")), "--year"), (await LintAsync(In("plan.txt"), "--year", "25"), "25"), (await LintAsync(In("gone.txt")), "gone.txt"),
            (await LintAsync(In("plan.txt"), "--year", "2025", "--campaigns", In("none")), "no campaign"), (await LintAsync(), "lint"),
        })
        {
            Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
            Assert.Contains(says, said.Error, StringComparison.Ordinal);
        }
    }

    private static Task<Said> LintAsync(params string[] arguments) => Programs.ProvisioningAsync(new Dictionary<string, string>(), Cancel, ["lint", .. arguments]);

    private string In(string name) => Path.Combine(_folder, name);

    private void Make(string name)
    {
        switch (name)
        {
            case "folder.txt": Directory.CreateDirectory(In(name)); break;
            case "plan.pdf" or "plan": File.WriteAllText(In(name), "Kế hoạch"); break;
            case "empty.txt" or "empty.docx": File.WriteAllBytes(In(name), []); break;
            case "blank.txt": File.WriteAllText(In(name), " \r\n\t\n\u00A0"); break;
            case "blank.docx": Word(name, body => body.Append(new Paragraph())); break;
            case "huge.txt" or "huge.docx": using (var file = File.Create(In(name))) file.SetLength(100L * 1024 * 1024); break;
            case "long.txt": File.WriteAllText(In(name), string.Concat(Enumerable.Repeat("năm 2024. ", 100_001))); break;
            case "tcvn.txt": File.WriteAllBytes(In(name), [0x4B, 0xD5, 0x20, 0x68, 0xB9, 0x63, 0x68]); break;
            case "zeros.txt": File.WriteAllBytes(In(name), new byte[64]); break;
            case "broken.docx": File.WriteAllText(In(name), "PK but not really"); break;
            case "cut.docx": Word(name, body => body.Append(new Paragraph(new Run(new Text("năm 2024"))))); File.WriteAllBytes(In(name), File.ReadAllBytes(In(name))[..^200]); break;
            case "zip.docx": Zip(name, "a.txt", "a"); break;
            case "locked.docx": File.WriteAllBytes(In(name), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]]); break;
            case "dtd.docx": Replace(name, "<!DOCTYPE a [<!ENTITY e \"năm 2024\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"); break;
            case "bomb.docx": Replace(name, $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{new string('a', 11_000_000)}</w:t></w:r></w:p></w:body></w:document>"); break;
        }
    }

    private static Paragraph Listed(string text, int list, int depth) => new(
        new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = depth }, new NumberingId { Val = list })), new Run(new Text(text)));

    private static Numbering Lists() => new(
        new AbstractNum(
            new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.UpperRoman }, new LevelText { Val = "%1." }) { LevelIndex = 0 },
            new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal }, new LevelText { Val = "%2." }) { LevelIndex = 1 }) { AbstractNumberId = 7 },
        new NumberingInstance(new AbstractNumId { Val = 7 }) { NumberID = 1 },
        new NumberingInstance(new AbstractNumId { Val = 7 }, new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 1 }) { NumberID = 2 });

    private void Word(string name, Action<Body> fill, Numbering? lists = null)
    {
        using var document = WordprocessingDocument.Create(In(name), WordprocessingDocumentType.Document);
        var body = new Body();
        fill(body);
        document.AddMainDocumentPart().Document = new Document(body);
        if (lists is not null) document.MainDocumentPart!.AddNewPart<NumberingDefinitionsPart>().Numbering = lists;
    }

    private void Replace(string name, string xml)
    {
        Word(name, body => body.Append(new Paragraph()));
        using var zip = ZipFile.Open(In(name), ZipArchiveMode.Update);
        zip.GetEntry("word/document.xml")!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
        writer.Write(xml);
    }

    private void Zip(string name, string entry, string text)
    {
        using var zip = ZipFile.Open(In(name), ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
        writer.Write(text);
    }
}
