using EmulationM365.Rules;

namespace EmulationM365.Tests.Rules;

/// <summary>Which papers an award needs, and what the names of files tell.</summary>
public sealed class ChecklistTests
{
    [Theory]
    [InlineData("round", "ldtt", "tot", "minutes report")]
    [InlineData("round", "cstt", null, "minutes report")]
    [InlineData("round", "cstd_cs", "xuat_sac", "minutes report*")]
    [InlineData("round", "cstd_cs", "tot", "minutes report* initiative*")]
    // Nobody said how the person was rated: then nobody knows whether the initiative is the ground.
    [InlineData("round", "cstd_cs", null, "minutes report*")]
    [InlineData("round", "cstd_tinh", "xuat_sac", "minutes report* initiative*")]
    [InlineData("round", "ttldxs", null, "minutes report*")]
    [InlineData("round", "giay_khen", "tot", "minutes report*")]
    [InlineData("sudden", "giay_khen", null, "proof*")]
    [InlineData("letter", "thu_khen", null, "")]
    [InlineData("round", "", null, "")]
    public void An_Award_Needs_Its_Papers(string kind, string award, string? rating, string papers) =>
        Assert.Equal(papers, string.Join(' ', Checklist.Of(kind, award, rating).Select(paper => paper.Paper + (paper.EachLine ? "*" : ""))));

    [Fact]
    public void Each_Rests_On_Its_Article()
    {
        Assert.All(Checklist.Of("round", "cstd_tinh", null), paper => Assert.Equal("84.1", paper.Article));
        Assert.All(Checklist.Of("round", "bk_tinh", null), paper => Assert.Equal("84.2", paper.Article));
        Assert.All(Checklist.Of("sudden", "bk_tinh", null), paper => Assert.Equal("85", paper.Article));
    }

    [Theory]
    [InlineData("Biên bản bình xét.pdf", "minutes")]
    [InlineData("bien-ban_binh.xet 2025.PDF", "minutes")]
    [InlineData("Báo cáo thành tích – Cán bộ mẫu 03.docx", "report")]
    [InlineData("BC thanh tich CB mau 03.docx", "report")]
    [InlineData("Giấy chứng nhận sáng kiến.pdf", "initiative")]
    [InlineData("Cán bộ mẫu 03/Xác nhận của Công an phường.jpg", "proof")]
    [InlineData("IMG_2041.jpg", "other")]
    public void The_Name_Tells_Which_Paper_It_Is(string name, string paper)
    {
        Assert.Equal(paper, PaperNames.PaperOf(name));
        // As some machines write it: letters and marks apart.
        Assert.Equal(paper, PaperNames.PaperOf(name.Normalize(System.Text.NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("Bao cao - Can bo mau 03.docx", true)]
    [InlineData("CÁN BỘ MẪU 03/bao cao.docx", true)]
    [InlineData("bao cao NV003.docx", true)]
    [InlineData("Báo cáo Cán bộ mẫu 033.docx", false)]
    [InlineData("Báo cáo.docx", false)]
    public void The_Name_Tells_Whose_It_Is(string path, bool means) => Assert.Equal(means, PaperNames.Means(path, "Cán bộ mẫu 03", "nv003"));

    [Theory]
    [InlineData("Công văn MẬT số 12.pdf", "dossier.secret")]
    [InlineData("tuyet mat.pdf", "dossier.secret")]
    [InlineData("Bệnh án học viên A.pdf", "dossier.residents")]
    [InlineData("hoc vien/Danh_sach_hoc_vien.xlsx", "dossier.residents")]
    [InlineData("Báo cáo mặt trận.pdf", null)]
    [InlineData("Biên bản mất mát tài sản.pdf", null)]
    [InlineData("Báo cáo hỗ trợ học viên.docx", null)]
    public void What_Must_Not_Be_Here_Is_Told_By_Its_Name(string path, string? why) => Assert.Equal(why, PaperNames.Forbidden(path));

    [Fact]
    public void A_Name_That_Speaks_Of_Residents_Is_For_Somebody_To_Look_At()
    {
        Assert.True(PaperNames.Doubtful("Báo cáo hỗ trợ học viên.docx"));
        Assert.False(PaperNames.Doubtful("Bệnh án học viên A.pdf"));
        Assert.False(PaperNames.Doubtful("Báo cáo.docx"));
    }
}
