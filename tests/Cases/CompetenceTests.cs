using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>A decision of a body that the law does not name is not taken, unless the unit's own settings name it.</summary>
public sealed class CompetenceTests
{
    private static readonly DateOnly Day = new(2025, 12, 20);

    [Theory]
    [InlineData("Giám đốc Sở Nội vụ", "ldtt,cstd_cs,ttldtt,giay_khen")]
    [InlineData("Sở Lao động – Thương binh và Xã hội", "ldtt")]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", "bk_tinh,cstd_tinh,ttldxs,co_tinh")]
    [InlineData("Thủ tướng Chính phủ", "bk_ttg,cstd_tq")]
    [InlineData("Chủ tịch nước", "hcld_3")]
    [InlineData("Giám đốc Cơ sở cai nghiện mẫu", "thu_khen")]
    // Words that do not tell which body it is are for people.
    [InlineData("Cán bộ mẫu", "ldtt")]
    public void A_Body_That_The_Law_Names_Decides(string body, string awards) => Assert.Null(Competence.Fault(Paper(body), awards.Split(','), Settings()));

    [Theory]
    [InlineData("Giám đốc Cơ sở cai nghiện mẫu", "ldtt")]
    [InlineData("Giám đốc Trung tâm mẫu", "giay_khen")]
    [InlineData("Giám đốc Sở Nội vụ", "bk_tinh")]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", "giay_khen")]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", "bk_ttg")]
    [InlineData("Ủy ban nhân dân xã mẫu", "cstd_cs")]
    public void A_Body_That_It_Does_Not_Name_Does_Not(string body, string award)
    {
        var fault = Competence.Fault(Paper(body), ["thu_khen", award], Settings(("decidingAuthority.thu_khen", body)));
        Assert.Equal("refuse.authority", fault?.Key);
        // The sentence names the award, the article and the rows by which the office can say otherwise.
        Assert.All(new[] { EmulationM365.Effects.Words.Award(award), "Điều ", $"decidingAuthority.{award}", $"delegatedAuthority.{award}" }, part => Assert.Contains(part, fault!.Vi, StringComparison.Ordinal));
    }

    [Fact]
    public void What_The_Unit_Wrote_Into_Its_Settings_Is_Believed_On_The_Days_It_Holds()
    {
        const string body = "Giám đốc Cơ sở mẫu";
        Assert.Null(Competence.Fault(Paper(body), ["giay_khen"], Settings(("decidingAuthority.giay_khen", body))));
        Assert.Null(Competence.Fault(Paper(body), ["giay_khen"], Settings(("delegatedAuthority.giay_khen", body))));
        Assert.NotNull(Competence.Fault(Paper(body), ["giay_khen"], Settings(("delegatedAuthority.giay_khen", "Giám đốc nơi khác"))));
        var later = new DatedSettings([new Setting("delegatedAuthority.giay_khen", "", body, "12/QĐ-MAU", false, null, Day.AddDays(1), null)]);
        Assert.NotNull(Competence.Fault(Paper(body), ["giay_khen"], later));
        Assert.Null(Competence.Fault(Paper(body) with { Date = Day.AddDays(1) }, ["giay_khen"], later));
    }

    [Fact]
    public void Within_The_Police_Its_Own_Text_Decides_Which_Is_Not_Loaded()
    {
        Assert.Null(Competence.Fault(Paper("Giám đốc Công an tỉnh"), ["cstd_cs"], Settings(("regime", "cand"))));
        Assert.NotNull(Competence.Fault(Paper("Giám đốc Công an tỉnh"), ["cstd_cs"], Settings(("regime", "civil"))));
    }

    private static DecisionPaper Paper(string body) => new("1/QĐ-MAU", Day, body, "Người ký mẫu");

    private static DatedSettings Settings(params (string Key, string Value)[] rows) => new(rows.Select(row => new Setting(row.Key, row.Key, row.Value, "Văn bản mẫu", false, null, null, null)));
}
