using EmulationM365.Rules;

namespace EmulationM365.Tests.Rules;

/// <summary>What people wrote in their own words decides only where it is plain; else it is for people to read.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("lĩnh vực thuộc tỉnh", Standing.Eligible)]
    [InlineData("Trong lĩnh vực khoa học của tỉnh", Standing.Eligible)]
    [InlineData("toàn tỉnh", Standing.Eligible)]
    [InlineData("toàn quốc", Standing.Eligible)]
    [InlineData("đơn vị", Standing.Ineligible)]
    [InlineData("cấp xã", Standing.Ineligible)]
    [InlineData("huyện thuộc tỉnh", Standing.Ineligible)]
    [InlineData("chưa xác định", Standing.NeedsEvidence)]
    [InlineData("rộng rãi", Standing.NeedsEvidence)]
    [InlineData(" ", Standing.NeedsEvidence)]
    public void How_Far_A_Sudden_Act_Reaches(string words, Standing expected) => Assert.Equal(expected, RuleBook.Assess(CaseFile.FactsOf("E69") with { Influence = words }).Standing);

    [Theory]
    [InlineData("giám đốc Sở Y tế", Standing.Eligible)]
    [InlineData("Chủ tịch Ủy ban nhân dân xã", Standing.Eligible)]
    [InlineData("Thủ trưởng đơn vị có tư cách pháp nhân thuộc Bộ", Standing.Eligible)]
    [InlineData("Giám đốc trung tâm trực thuộc Sở", Standing.Ineligible)]
    [InlineData("giám đốc cơ sở", Standing.Ineligible)]
    [InlineData("Chủ tịch UBND huyện", Standing.Ineligible)]
    [InlineData("Thủ tướng Chính phủ", Standing.Ineligible)]
    [InlineData("trưởng phòng", Standing.NeedsEvidence)]
    public void Who_May_Give_A_Giay_Khen(string authority, Standing expected) => Assert.Equal(expected, RuleBook.Assess(CaseFile.FactsOf("E79") with { DecidingAuthority = authority }).Standing);

    [Fact]
    public void A_District_Decided_Until_Districts_Ended() =>
        Assert.Equal(Standing.Eligible, RuleBook.Assess(CaseFile.FactsOf("E79") with { DecidingAuthority = "Chủ tịch UBND huyện", RulePack = "RP-2024" }).Standing);

    [Fact]
    public void A_Delegation_Is_For_People_To_Check() =>
        Assert.Equal(Standing.NeedsEvidence, RuleBook.Assess(CaseFile.FactsOf("E79") with { DelegationDocument = "Quyết định phân cấp số 1" }).Standing);

    [Theory]
    [InlineData("cơ quan có thẩm quyền", Standing.Ineligible)]
    [InlineData("Thanh tra tỉnh", Standing.Ineligible)]
    [InlineData("cán bộ phòng", Standing.NeedsEvidence)]
    [InlineData("người dân ở cơ sở", Standing.NeedsEvidence)]
    [InlineData("chưa có thẩm quyền kết luận", Standing.NeedsEvidence)]
    [InlineData(null, Standing.NeedsEvidence)]
    public void Only_A_Competent_Body_Undoes_An_Award(string? by, Standing expected) => Assert.Equal(expected, RuleBook.Assess(CaseFile.FactsOf("E81") with { FindingBy = by }).Standing);

    [Theory]
    [InlineData("kê khai gian dối thành tích", "điểm a")]
    [InlineData("làm giả hồ sơ", "điểm b")]
    [InlineData("xét duyệt trái quy định", "điểm c")]
    [InlineData("vi phạm, không bảo đảm tiêu chuẩn", "điểm d")]
    public void A_Finding_Names_Its_Point(string finding, string point) => Assert.Contains(point, RuleBook.Assess(CaseFile.FactsOf("E81") with { Finding = finding }).Article, StringComparison.Ordinal);

    [Fact]
    public void A_Finding_That_Clears_Undoes_Nothing() => Assert.Equal(Standing.Eligible, RuleBook.Assess(CaseFile.FactsOf("E81") with { Finding = "tố cáo không có cơ sở" }).Standing);

    [Theory]
    [InlineData("chấp hành tốt", true)]
    [InlineData("không vi phạm quy chế", true)]
    [InlineData("không có ý kiến khác", true)]
    [InlineData("chưa có nhận xét", false)]
    [InlineData("vi phạm nội quy", false)]
    [InlineData("không", false)]
    [InlineData("", false)]
    public void Evidence_Proves_Unless_It_Denies(string wording, bool proves) => Assert.Equal(proves, ((Evidence?)wording)!.Proves);
}
