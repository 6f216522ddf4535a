using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using EmulationM365.Effects;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Effects;
using EmulationM365.Tests.Support;
using A = DocumentFormat.OpenXml.Drawing;
using Picture = EmulationM365.Microsoft365.Picture;

namespace EmulationM365.Tests.Documents;

/// <summary>What goes on to others says what the page says, in a paper that Word takes and in text that can be copied.</summary>
public sealed class StoryPackageTests
{
    private static readonly Reference Lists = References.With(("parentBody", "Sở Mẫu"), ("organisation", "Cơ sở Mẫu"));

    private static readonly EmulationM365.Cases.StoryContent Long = StoryActs.Content with
    {
        Text = "<h2>Việc làm</h2><p>Vớt <b>người</b> bị nạn <i>trong đêm</i> <u>lũ</u>; xem <a href=\"https://mau.example/bai\">bài</a>.</p><ol><li>Một</li><li>Hai</li></ol><table><tr><th>Năm</th><th>Việc</th></tr><tr><td>2024</td><td>Ba</td></tr></table>",
    };

    [Fact]
    public async Task The_Paper_Is_One_That_Word_Takes_And_Says_Who_Writes_To_Whom()
    {
        var bytes = StoryPackage.Paper(Long, Lists, [(Read(SamplePicture.Png(9, 640, 400)), "Anh nhận hoa"), (Read(Pictures.Jpeg(6)), "Đêm lũ")]);
        // Kept to be looked at, as the screens are.
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(HouseTests.Root, "artifacts", "documents")).FullName, StoryPackage.PaperFile), bytes, TestContext.Current.CancellationToken);
        using var paper = Open(bytes);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(paper, TestContext.Current.CancellationToken).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        var body = paper.MainDocumentPart!.Document.Body!;
        Assert.All(
            ["SỞ MẪU", "CƠ SỞ MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "GIỚI THIỆU", "Điển hình tiên tiến: Cán bộ mẫu Mười Hai", "1. Một", "Nơi nhận:", "- Sở Mẫu;", "THỦ TRƯỞNG ĐƠN VỊ", "12/QĐ-SLĐ", "(https://mau.example/bai)", "Anh nhận hoa"],
            told => Assert.Contains(told, body.InnerText, StringComparison.Ordinal));
        Assert.Single(body.Descendants<Paragraph>(), paragraph => paragraph.InnerText.EndsWith("./.", StringComparison.Ordinal));
        Assert.Equal("Times New Roman", body.Descendants<RunFonts>().Select(font => font.Ascii!.Value).Distinct().Single());
        var (size, margin) = (body.Descendants<PageSize>().Single(), body.Descendants<PageMargin>().Single());
        // Decree 30/2020: A4; above and below 20–25 mm, left 30–35, right 15–20. A millimetre is 56.7 twentieths of a point.
        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
        Assert.All([(margin.Top!.Value, 20, 25), (margin.Bottom!.Value, 20, 25), ((int)margin.Left!.Value, 30, 35), ((int)margin.Right!.Value, 15, 20)], side => Assert.InRange(side.Item1, (side.Item2 * 56.7) - 1, side.Item3 * 56.7));
    }

    /// <summary>Telephones store a picture as the camera saw it, and how it was held beside it.</summary>
    [Fact]
    public void A_Picture_Stands_Upright_Within_The_Margins()
    {
        using var paper = Open(StoryPackage.Paper(Long, Lists, [(Read(Pictures.Png(9, 3000, 400)), "Rộng"), (Read(Pictures.Png(9, 400, 3000)), "Cao"), (Read(Pictures.Jpeg(6)), "Xoay"), (Read(Pictures.Jpeg(1)), "Thẳng")]));
        var shown = paper.MainDocumentPart!.Document.Body!.Descendants<A.Transform2D>().ToList();
        Assert.Equal([0, 0, 5_400_000, 0], shown.Select(one => one.Rotation!.Value));
        Assert.All(shown, one => Assert.True(one.Extents!.Cx!.Value <= 9071 * 635 && one.Extents.Cy!.Value <= 5_000_000, one.OuterXml));
        Assert.All(shown.Take(2).Zip([3000 / 400.0, 400 / 3000.0]), pair => Assert.Equal(pair.Second, pair.First.Extents!.Cx!.Value / (double)pair.First.Extents.Cy!.Value, 2));
        Assert.Equal(["Rộng", "Cao", "Xoay", "Thẳng"], paper.MainDocumentPart.Document.Body!.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Select(one => one.Description!.Value));
    }

    [Fact]
    public void What_Is_Too_Much_For_A_Mail_Lies_Beside_The_Paper_And_Is_Named()
    {
        var large = new Picture("png", [.. Read(Pictures.Png(9)).Bytes, .. new byte[8 * 1024 * 1024]]);
        var bytes = StoryPackage.Paper(Long, Lists, [(large, "Ảnh một"), (large, "Ảnh hai"), (Read(Pictures.Png(9)), "Ảnh ba")]);
        Assert.True(bytes.Length <= StoryPackage.MostPictures + 100_000);
        using var paper = Open(bytes);
        Assert.Contains("Ảnh kèm theo: Ảnh hai", paper.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("Ảnh kèm theo: Ảnh một", paper.MainDocumentPart.Document.Body.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Text_For_The_Website_Holds_All_Of_It_And_Names_The_Pictures()
    {
        var bytes = StoryPackage.Article(Long, Lists, [("abc.png", "Anh nhận hoa")]);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.All(
            ["Gương người tốt, việc tốt: Cán bộ mẫu Mười Hai", "Việc làm", "Vớt người bị nạn trong đêm lũ; xem bài (https://mau.example/bai).", "1. Một", "2. Hai", "Năm: Việc", "2024: Ba", "Quyết định: Số 12/QĐ-SLĐ ngày 01/11/2025", "Ảnh abc.png: Anh nhận hoa"],
            line => Assert.Contains(line, lines));
        Assert.DoesNotContain('<', Encoding.UTF8.GetString(bytes).Replace("Phòng Một <b>", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public void The_Lines_To_Copy_Are_Few_And_End_With_A_Word(int times)
    {
        var copy = StoryPackage.Copy(StoryActs.Content with { Text = string.Concat(Enumerable.Repeat("Vớt người bị nạn trong đêm lũ.\n- Không ngại khó\n", times)) }, Lists);
        Assert.True(copy.Length <= StoryPackage.LongestCopy, copy);
        Assert.StartsWith("Gương người tốt, việc tốt: Cán bộ mẫu Mười Hai\nCán bộ mẫu Mười Hai – Phòng Một <b>, được tặng Giấy khen theo Quyết định số 12/QĐ-SLĐ.\nVớt người bị nạn trong đêm lũ.", copy, StringComparison.Ordinal);
        Assert.Equal(times > 1, copy.EndsWith('…'));
        Assert.DoesNotContain("- ", copy, StringComparison.Ordinal);
    }

    private static Picture Read(byte[] bytes) => Picture.Read(bytes)!;

    private static WordprocessingDocument Open(byte[] bytes) => WordprocessingDocument.Open(new MemoryStream(bytes), false);
}
