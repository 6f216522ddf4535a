using EmulationM365.Campaigns;
using EmulationM365.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Reports;

/// <summary>What awards cost, by hand-made settings and by the sheet of known prices.</summary>
public sealed class BudgetForecastTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    /// <summary>Prices as they were read in secondary sources for both base salaries.</summary>
    [Theory]
    [InlineData("cstd_tq", false, 10_530_000, 11_385_000)]
    [InlineData("cstd_tinh", false, 7_020_000, 7_590_000)]
    [InlineData("cstd_cs", false, 2_340_000, 2_530_000)]
    [InlineData("ldtt", false, 702_000, 759_000)]
    [InlineData("cstt", false, 702_000, 759_000)]
    [InlineData("ttldxs", true, 3_510_000, 3_795_000)]
    [InlineData("dvqt", true, 3_510_000, 3_795_000)]
    [InlineData("ttldtt", true, 1_872_000, 2_024_000)]
    [InlineData("co_tinh", true, 18_720_000, 20_240_000)]
    [InlineData("bk_ttg", false, 8_190_000, 8_855_000)]
    [InlineData("bk_tinh", false, 3_510_000, 3_795_000)]
    [InlineData("bk_tinh", true, 7_020_000, 7_590_000)]
    [InlineData("giay_khen", false, 702_000, 759_000)]
    [InlineData("hcld_3", false, 10_530_000, 11_385_000)]
    [InlineData("thu_khen", false, 0, 0)]
    public void The_Settings_That_Ship_Give_The_Known_Prices_On_Both_Sides_Of_The_Change_Of_The_Base(string award, bool collective, long before, long after)
    {
        var settings = new DatedSettings(EmulationM365.Provisioning.CampaignFiles.Load(2025).Settings);
        foreach (var (day, price) in new[] { (new DateOnly(2026, 6, 30), before), (new DateOnly(2026, 7, 1), after) })
            Assert.Equal(price, Assert.Single(BudgetForecast.Of([new AwardCost("a", award, collective, day, "Giám đốc Sở")], settings, Today).Rows).GrantedMoney);
    }

    [Theory]
    [InlineData("Giám đốc", Fund.Own)]
    [InlineData(" giám đốc ", Fund.Own)]
    [InlineData("Giám đốc Cơ sở", Fund.Own)]
    [InlineData("Giám đốc Sở Y tế", Fund.Upper)]
    [InlineData("Chủ tịch Ủy ban nhân dân tỉnh", Fund.Upper)]
    [InlineData("Thủ tướng Chính phủ", Fund.Upper)]
    [InlineData("Công an tỉnh", Fund.Upper)]
    [InlineData("Người có thẩm quyền", Fund.Unknown)]
    [InlineData("", Fund.Unknown)]
    public void The_Body_That_Signs_Pays(string authority, Fund payer) => Assert.Equal(payer, BudgetForecast.PayerOf(authority));

    [Fact]
    public void Of_Several_Titles_Of_A_Year_The_Highest_Is_Paid_And_A_Decided_One_Is_Paid_Whatever_Is_Only_Proposed()
    {
        AwardCost[] awards =
        [
            new("both", "ldtt", false, Today, "Sở"), new("both", "cstd_cs", false, Today, "Sở"),
            new("waits", "ldtt", false, Today, "Sở"), new("waits", "cstd_cs", false),
            new("twice", "ldtt", false), new("twice", "ldtt", false),
            new("letter", "giay_khen", false, Today, "Sở"), new("letter", "ldtt", false, Today, "Sở"),
        ];
        var rows = BudgetForecast.Of(awards, Some(), Today).Rows.ToLookup(row => row.Award);
        // waits and letter decided, one of twice expected; both and the second of twice are not paid.
        Assert.Equal((2, 1, 2), (rows["ldtt"].Sum(row => row.Granted), rows["ldtt"].Sum(row => row.Expected), rows["ldtt"].Sum(row => row.NotPaid)));
        Assert.Equal((1, 1, 0), (rows["cstd_cs"].Sum(row => row.Granted), rows["cstd_cs"].Sum(row => row.Expected), rows["cstd_cs"].Sum(row => row.NotPaid)));
        Assert.Equal(1, Assert.Single(rows["giay_khen"]).Granted);
        Assert.Equal(0, BudgetForecast.Of(awards, Some(("bonus.highestTitleOnly", "no")), Today).Rows.Sum(row => row.NotPaid));
    }

    [Fact]
    public void A_Cancelled_Award_Costs_Nothing_Comes_Back_And_Hides_No_Other()
    {
        var budget = BudgetForecast.Of([new("a", "cstd_cs", false, Today, "Sở", Revoked: true), new("a", "ldtt", false, Today, "Sở")], Some(), Today);
        Assert.Equal((300m, 1000m), (budget.Rows.Sum(row => row.GrantedMoney), budget.Rows.Sum(row => row.RevokedMoney)));
        Assert.Equal(0, budget.Rows.Sum(row => row.NotPaid));
    }

    [Theory]
    [InlineData("bonus.factor.ldtt", "ba phần mười")]
    [InlineData("bonus.factor.ldtt", "")]
    [InlineData("bonus.base", "hai triệu")]
    public void What_Has_No_Price_Is_Named_With_The_Setting_And_Is_In_No_Sum(string key, string value)
    {
        var budget = BudgetForecast.Of([new("a", "ldtt", false)], Some((key, value)), Today);
        Assert.Empty(budget.Rows);
        var lacks = Assert.Single(budget.Unpriced);
        Assert.Equal((1, key, value), (lacks.Count, lacks.Setting, lacks.Value));
    }

    [Theory]
    [InlineData("-", BudgetAlarm.NoCeiling)]
    [InlineData("1.251", BudgetAlarm.Below)]
    [InlineData("1.250", BudgetAlarm.Near)]
    [InlineData("1.000", BudgetAlarm.Near)]
    [InlineData("999", BudgetAlarm.Over)]
    [InlineData("0", BudgetAlarm.Over)]
    public void The_Alarm_Comes_Before_The_Ceiling_And_Counts_What_Has_No_Known_Payer(string ceiling, BudgetAlarm alarm)
    {
        // 300 of the director's, 700 of nobody knows who; the Sở's own is not counted.
        AwardCost[] awards = [new("a", "ldtt", false, Today, "Giám đốc"), new("b", "giay_khen", false, Today, "ai đó"), new("c", "cstd_cs", false, Today, "Sở")];
        var budget = BudgetForecast.Of(awards, Some(("bonus.fund.own", ceiling), ("bonus.factor.giay_khen", "0,7")), Today);
        Assert.Equal((1000m, alarm), (budget.AtRisk, budget.Alarm));
    }

    [Fact]
    public void A_Ceiling_That_Cannot_Be_Read_Is_Said_And_Is_No_Ceiling()
    {
        var budget = BudgetForecast.Of([], Some(("bonus.fund.own", "50 triệu"), ("bonus.fund.alarmPercent", "120")), Today);
        Assert.Equal([("bonus.fund.own", "50 triệu"), ("bonus.fund.alarmPercent", "120")], budget.Unread);
        Assert.Equal((BudgetAlarm.NoCeiling, 80m), (budget.Alarm, budget.AlarmPercent));
    }

    [Theory]
    [InlineData("2026-05-01", "2026-05-01")]
    [InlineData("2026-01-31", "2026-03-10")]
    [InlineData("tháng năm", "2026-03-10")]
    public void Proposals_Are_Priced_For_The_Day_On_Which_They_Must_Go_Up_And_Never_For_A_Day_Gone_By(string due, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), BudgetForecast.Of([], Some(("deadline.submission", due)), Today).ExpectedOn);

    /// <summary>The order in which lists are read is irrelevant, every award is counted once, and one more proposal never makes the forecast cheaper. (A decision may: it ends a doubt.)</summary>
    [Fact]
    public void Every_Award_Is_Counted_Once_In_Any_Order_And_A_Proposal_More_Never_Costs_Less() => Prop.ForAll(
        (from recipient in Gen.Choose(1, 4)
         from award in Gen.Elements("ldtt", "cstd_cs", "giay_khen", "bk_tinh", "hcld_3")
         from decided in Gen.Elements(true, false)
         from revoked in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         select new AwardCost($"{recipient}", award, false, decided || revoked ? Today : null, decided || revoked ? "Giám đốc" : "", revoked)).ListOf().ToArbitrary(),
        awards =>
        {
            var (there, back) = (BudgetForecast.Of([.. awards], Some(), Today), BudgetForecast.Of([.. Enumerable.Reverse(awards)], Some(), Today));
            Assert.Equal(there.Rows, back.Rows);
            Assert.Equal(awards.Count(award => !award.Revoked || award.Award is not ("bk_tinh" or "hcld_3")), there.Rows.Sum(row => row.Granted + row.Expected + row.NotPaid + row.Revoked) + there.Unpriced.Sum(lacks => lacks.Count));
            foreach (var gone in awards.Where(award => award.DecidedOn is null)) Assert.True(Cost(there) >= Cost(BudgetForecast.Of([.. awards.Where(award => !ReferenceEquals(award, gone))], Some(), Today)));
        }).QuickCheckThrowOnFailure();

    private static decimal Cost(BonusBudget budget) => budget.Rows.Sum(row => row.GrantedMoney + row.ExpectedMoney);

    /// <summary>Settings in which numbers are easy to add: base 1.000, LĐTT 0,3, CSTĐ cơ sở 1, giấy khen 0,5; awards without a factor have no price.</summary>
    private static DatedSettings Some(params (string Key, string Value)[] others)
    {
        var all = new Dictionary<string, string> { ["bonus.base"] = "1.000", ["bonus.factor.ldtt"] = "0,3", ["bonus.factor.cstd_cs"] = "1.0", ["bonus.factor.giay_khen"] = "0.5" };
        foreach (var (key, value) in others) all[key] = value;
        return new DatedSettings(all.Select(pair => new Setting(pair.Key, pair.Key, pair.Value, "nguồn", true, null, null, null)));
    }
}
