using EmulationM365.Campaigns;

namespace EmulationM365.Tests.Campaigns;

/// <summary>The regime of a day names the title and who decides on it.</summary>
public sealed class RegimesTests
{
    private static readonly DateOnly Moved = new(2025, 3, 1);

    private static readonly DatedSettings Settings = new(
    [
        Row("regime", "civil", to: Moved.AddDays(-1)), Row("regime", "cand", from: Moved), Row("decidingAuthority.cstd_cs", "Sở mẫu"), Row("cand.decidingAuthority.cstd_cs", "Giám đốc Công an tỉnh"),
        Row("decidingAuthority.bk_tinh", "Chủ tịch Ủy ban nhân dân tỉnh"), Row("cand.decidingAuthority.bk_tinh", "-"), Row("delegatedAuthority.cstd_cs", "-"),
        Row("delegatedAuthority.giay_khen", "Giám đốc Cơ sở mẫu", from: Moved), Row("decidingAuthority.giay_khen", "Sở mẫu"),
    ]);

    [Theory]
    [InlineData("ldtt", "cand", "cstt")]
    [InlineData("ttldtt", "cand", "dvtt")]
    [InlineData("ttldxs", "cand", "dvqt")]
    [InlineData("cstt", "civil", "ldtt")]
    [InlineData("cstd_cs", "cand", "cstd_cs")]
    [InlineData("ldtt", "", "ldtt")]
    [InlineData("ldtt", "civil", "ldtt")]
    public void An_Award_Bears_The_Name_Of_The_Regime(string award, string regime, string named) => Assert.Equal(named, Regimes.Of(award, regime));

    [Fact]
    public void A_Title_Of_One_Regime_Takes_The_Place_Of_One_Of_The_Other()
    {
        Assert.Equal(("ldtt", "dvqt", null), (Regimes.Counterpart("cstt"), Regimes.Counterpart("ttldxs"), Regimes.Counterpart("bk_tinh")));
    }

    [Theory]
    [InlineData("cstd_cs", -1, "Sở mẫu")]
    [InlineData("cstd_cs", 0, "Giám đốc Công an tỉnh")]
    [InlineData("bk_tinh", 0, "Chủ tịch Ủy ban nhân dân tỉnh")]
    [InlineData("ttldtt", 0, "")]
    public void The_Regime_Of_The_Day_Says_Who_Decides(string award, int day, string body) => Assert.Equal(body, Regimes.Authority(Settings, award, Moved.AddDays(day)));

    [Fact]
    public void A_Delegation_Holds_On_Its_Days_And_A_Hyphen_Is_None()
    {
        Assert.Equal("Giám đốc Cơ sở mẫu", Regimes.Delegated(Settings, "giay_khen", Moved)?.Value);
        Assert.Null(Regimes.Delegated(Settings, "giay_khen", Moved.AddDays(-1)));
        Assert.Null(Regimes.Delegated(Settings, "cstd_cs", Moved));
    }

    private static Setting Row(string key, string value, DateOnly? from = null, DateOnly? to = null) => new(key, key, value, "Văn bản mẫu", false, null, from, to);
}
