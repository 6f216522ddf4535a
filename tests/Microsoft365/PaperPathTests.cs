using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>What people write when they are asked for a file: names, paths, links of every kind, and nonsense.</summary>
public sealed class PaperPathTests
{
    private static readonly Uri Library = new("https://mau.sharepoint.com/sites/tdkt/Documents2025");

    [Theory]
    [InlineData("quyet-dinh-101.pdf", "quyet-dinh-101.pdf")]
    [InlineData("  \"Quyết định 101.pdf\" ", "Quyết định 101.pdf")]
    [InlineData("Tháng 6/Quyết định 101.pdf", "Tháng 6/Quyết định 101.pdf")]
    [InlineData("100% + #1 {a}.pdf", "100% + #1 {a}.pdf")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/qd.pdf", "qd.pdf")]
    [InlineData("<https://mau.sharepoint.com/sites/tdkt/Documents2025/Th%C3%A1ng%206/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf?web=1>", "Tháng 6/Quyết định.pdf")]
    [InlineData("https://MAU.sharepoint.com/Sites/TDKT/documents2025/qd%231.pdf?csf=1&web=1&e=aB12#x", "qd#1.pdf")]
    [InlineData("https://mau.sharepoint.com/:b:/r/sites/tdkt/Documents2025/a/qd.pdf?csf=1&web=1&e=aB12", "a/qd.pdf")]
    [InlineData("/sites/tdkt/Documents2025/qd.pdf", "qd.pdf")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/Forms/AllItems.aspx?id=%2Fsites%2Ftdkt%2FDocuments2025%2Fa%2Fqu%C3%BD%201%2B2%2Epdf&parent=%2Fsites%2Ftdkt%2FDocuments2025%2Fa", "a/quý 1+2.pdf")]
    public void A_Name_A_Path_Or_A_Link_Leads_Into_The_Library(string asked, string path)
    {
        var read = Read(asked);
        Assert.Null(read.Refusal);
        Assert.Equal(path, string.Join('/', read.Names));
    }

    [Theory]
    [InlineData("", "refuse.fileEmpty")]
    [InlineData(" \t ", "refuse.fileEmpty")]
    [InlineData("\"\"", "refuse.fileEmpty")]
    [InlineData("../Settings/x.pdf", "refuse.fileName")]
    [InlineData("a/../../x.pdf", "refuse.fileName")]
    [InlineData("a/./x.pdf", "refuse.fileName")]
    [InlineData("a//x.pdf", "refuse.fileName")]
    [InlineData("a/", "refuse.fileName")]
    [InlineData("C:\\Users\\mau\\qd.pdf", "refuse.fileName")]
    [InlineData("a\\b.pdf", "refuse.fileName")]
    [InlineData("a*.pdf", "refuse.fileName")]
    [InlineData("qd.pdf\nqd2.pdf", "refuse.fileName")]
    [InlineData("qd\u202efdp.exe", "refuse.fileName")]
    [InlineData("qd\u200b.pdf", "refuse.fileName")]
    [InlineData("qd\ufffd.pdf", "refuse.fileName")]
    [InlineData("~$qd.pdf", "refuse.fileName")]
    [InlineData("qd.pdf.", "refuse.fileName")]
    [InlineData("https://khac.sharepoint.com/sites/tdkt/Documents2025/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com@khac.example/sites/tdkt/Documents2025/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com:444/sites/tdkt/Documents2025/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/sites/khac/Documents2025/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents20251/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/../Settings/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/a%2F..%2Fqd.pdf", "refuse.fileName")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/a%5Cqd.pdf", "refuse.fileName")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/a%00.pdf", "refuse.fileName")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/Forms/AllItems.aspx?id=%2Fsites%2Ftdkt%2FDocuments2025%2F..%2FSettings%2Fx.pdf", "refuse.fileName")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/Documents2025/Forms/AllItems.aspx?id=%2Fsites%2Fkhac%2FDocuments2025%2Fx.pdf", "refuse.fileElsewhere")]
    [InlineData("https://mau.sharepoint.com/:b:/s/tdkt/EYGgKay8g3tAhm_risIHuIMBu?e=iz1By5", "refuse.fileLinkOpaque")]
    [InlineData("https://mau.sharepoint.com/sites/tdkt/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D&file=qd.docx", "refuse.fileLinkOpaque")]
    [InlineData("file:///etc/passwd", "refuse.fileElsewhere")]
    [InlineData("http://", "refuse.fileElsewhere")]
    [InlineData("//khac.example/sites/tdkt/Documents2025/qd.pdf", "refuse.fileElsewhere")]
    [InlineData("/etc/passwd", "refuse.fileElsewhere")]
    public void What_Leads_Nowhere_Or_Elsewhere_Is_Refused_With_A_Sentence(string asked, string key)
    {
        var read = Read(asked);
        Assert.Equal(key, read.Refusal?.Key);
        Assert.Empty(read.Names);
        Assert.DoesNotContain('{', read.Refusal!.Vi);
        Assert.DoesNotContain('\u202e', read.Refusal.Vi);
    }

    [Fact]
    public void Half_A_Letter_Is_Refused_And_Not_A_Fault() => Assert.Equal("refuse.fileName", Read("qd\ud83d.pdf").Refusal?.Key);

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "refuse.fileTooLong")]
    [InlineData(5000, "refuse.fileTooLong")]
    public void A_Name_Has_Two_Hundred_Letters_At_Most(int letters, string? key)
    {
        var name = new string('a', letters - 4) + ".pdf";
        Assert.Equal(key, Read(name).Refusal?.Key);
        Assert.Equal(key, Read($"{Library}/{name}").Refusal?.Key);
    }

    [Fact]
    public void A_Link_May_Be_Longer_Than_The_Name_In_It() =>
        Assert.Equal(new string('ệ', 190) + ".pdf", Assert.Single(Read($"{Library}/{Uri.EscapeDataString(new string('ệ', 190))}.pdf?web=1").Names));

    [Fact]
    public void A_Path_Has_Four_Hundred_Letters_At_Most() =>
        Assert.Equal("refuse.fileTooLong", Read(string.Join('/', Enumerable.Repeat(new string('a', 150), 3))).Refusal?.Key);

    private static PaperPath Read(string asked) => PaperPath.Read(asked, Library, "Văn bản 2025");
}
