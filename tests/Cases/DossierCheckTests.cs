using EmulationM365.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Cases;

/// <summary>What lies in a dossier against what is asked for.</summary>
public sealed class DossierCheckTests
{
    private static readonly DossierLine First = new(1, "Cán bộ mẫu 01", "NV001", "ldtt", "tot");
    private static readonly DossierLine Second = new(2, "Cán bộ mẫu 02", "NV002", "cstd_cs", "tot");
    private static readonly DossierLine Third = new(3, "Cán bộ mẫu 03", "NV003", "cstd_cs", "xuat_sac");

    [Fact]
    public void Nothing_There_Everything_Is_Missing_Once()
    {
        Assert.Equal("minutes report report:2 initiative:2 report:3", Said([First, Second, Third], []));
        Assert.Equal("minutes report:2 initiative:2 report:3", Said([First, Second, Third], [], reported: true));
    }

    [Fact]
    public void A_Paper_Is_His_Whose_Name_It_Bears()
    {
        Assert.Equal("initiative:2 report:3", Said([First, Second, Third], ["bien ban.pdf", "Báo cáo chung.docx", "bao cao can bo mau 02.docx"]));
        Assert.Equal("", Said([First, Second, Third], ["bien ban.pdf", "Báo cáo chung.docx", "Can bo mau 02/bao cao.docx", "Can bo mau 02/sang kien.pdf", "bao cao NV003.docx"]));
    }

    [Fact]
    public void A_Paper_Without_A_Name_Is_That_Of_The_Only_One_Who_Needs_It()
    {
        Assert.Equal("", Said([First, Second], ["bien ban.pdf", "bao cao.docx", "sang kien.pdf"]));
        // Two need a report of their own: a nameless one is nobody's.
        Assert.Equal("report:2 report:3", Said([Second, Third], ["bien ban.pdf", "bao cao.docx", "sang kien.pdf"]));
        // One that bears the name of somebody else is not taken for his.
        Assert.Equal("initiative:2", Said([First, Second], ["bien ban.pdf", "bao cao.docx", "sang kien can bo mau 01.pdf"]));
    }

    [Fact]
    public void One_File_More_Never_Makes_More_Missing() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("bien ban.pdf", "bao cao.docx", "bao cao can bo mau 02.docx", "Cán bộ mẫu 03/báo cáo.docx", "sang kien.pdf", "sang kien NV002.pdf", "anh.jpg").ListOf().ToArbitrary(),
        Gen.Elements("bao cao can bo mau 03.docx", "bien ban.pdf", "sang kien NV002.pdf", "x.pdf").ToArbitrary(), (files, more) =>
        {
            var (before, after) = (Missing([First, Second, Third], [.. files]), Missing([First, Second, Third], [.. files, more]));
            return after.All(before.Contains);
        }));

    [Fact]
    public void Letters_Need_Nothing_And_Sudden_Deeds_Their_Proof()
    {
        Assert.Empty(DossierCheck.Missing("letter", [First with { Award = "thu_khen" }], [], false));
        Assert.Equal("proof", Assert.Single(DossierCheck.Missing("sudden", [First with { Award = "giay_khen" }], [], false)).Paper);
        Assert.Empty(DossierCheck.Missing("sudden", [First with { Award = "giay_khen" }], [File("xac nhan.pdf")], false));
    }

    [Fact]
    public void What_Changed_Since_Is_Told_By_Hash_Where_Both_Have_One()
    {
        var earlier = new Dossier([File("a.pdf", "1", "x"), File("b.pdf", "1", "x"), File("c.pdf", "1")], []);
        var now = new Dossier([File("A.pdf", "2", "x"), File("b.pdf", "1", "y"), File("d.pdf", "1")], []);
        // Another mark with the same bytes is the same file; names are one whatever their letter case.
        Assert.Equal([("b.pdf", "changed"), ("d.pdf", "added"), ("c.pdf", "removed")], now.Since(earlier));
        Assert.Equal([("c.pdf", "changed")], new Dossier([File("c.pdf", "2")], []).Since(new Dossier([File("c.pdf", "1", "x")], [])));
        Assert.Empty(earlier.Since(earlier));
    }

    private static string Said(IReadOnlyList<DossierLine> lines, IReadOnlyList<string> files, bool reported = false) =>
        string.Join(' ', Missing(lines, files, reported).Select(missing => missing.Line == 0 ? missing.Paper : $"{missing.Paper}:{missing.Line}"));

    private static IReadOnlyList<MissingPaper> Missing(IReadOnlyList<DossierLine> lines, IReadOnlyList<string> files, bool reported = false) =>
        DossierCheck.Missing("round", lines, [.. files.Select(file => File(file))], reported);

    private static DossierFile File(string path, string mark = "1", string? hash = null) => new(path, 10, EmulationM365.Rules.PaperNames.PaperOf(path), mark, hash);
}
