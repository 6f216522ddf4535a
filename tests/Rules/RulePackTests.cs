using EmulationM365.Rules;

namespace EmulationM365.Tests.Rules;

/// <summary>The law that holds for a case: chosen by the day on which the appraising body had it, and only without that day by name.</summary>
public sealed class RulePackTests
{
    private static readonly string[] Numbers = ["recruit.minimumMonths", "training.longMonths", "transfer.opinionMonths"];

    [Theory]
    [InlineData("2024-01-01", "RP-2024")]
    [InlineData("2025-06-30", "RP-2024")]
    [InlineData("2025-07-01", "RP-2025")]
    [InlineData("2026-09-30", "RP-2025")]
    [InlineData("2026-10-01", "RP-2026")]
    [InlineData("2099-12-31", "RP-2026")]
    public void The_Day_Of_Receipt_Chooses_The_Pack(string day, string pack)
    {
        Assert.Equal(pack, RulePacks.For(DateOnly.Parse(day, null), null)?.Name);
        Assert.Equal(pack, RulePacks.For(DateOnly.Parse(day, null), "RP-2024")?.Name);
    }

    [Theory]
    [InlineData("RP-2024")]
    [InlineData("RP-2025")]
    [InlineData("RP-2026")]
    public void Without_A_Day_The_Case_May_Name_Its_Pack(string name) => Assert.Equal(name, RulePacks.For(null, name)?.Name);

    [Fact]
    public void Before_The_First_Law_There_Is_No_Pack_Even_When_One_Is_Named() => Assert.Null(RulePacks.For(new DateOnly(2023, 12, 31), "RP-2024"));

    [Theory]
    [InlineData(null)]
    [InlineData("RP-1999")]
    public void A_Case_Without_A_Pack_Says_So(string? named)
    {
        var verdict = RuleBook.Assess(new Facts { Award = "ldtt", RulePack = named });
        Assert.Equal((Standing.NeedsEvidence, "-"), (verdict.Standing, verdict.Pack));
        Assert.Equal("rule.noPack", Assert.Single(verdict.Reasons).Key);
    }

    [Fact]
    public void An_Award_Without_A_Rule_Says_So_And_Names_The_Pack()
    {
        var verdict = RuleBook.Assess(new Facts { Award = "cstd_cs", RulePack = "RP-2025" });
        Assert.Equal((Standing.NeedsEvidence, "RP-2025", false), (verdict.Standing, verdict.Pack, verdict.SourceVerified));
        Assert.Equal("rule.noRule", Assert.Single(verdict.Reasons).Key);
    }

    [Fact]
    public void The_Packs_Follow_Each_Other_Without_Gap_Or_Overlap()
    {
        var packs = RulePacks.All;
        Assert.All(packs.Zip(packs.Skip(1)), pair => Assert.Equal(pair.First.To?.AddDays(1), pair.Second.From));
        Assert.Null(packs[^1].To);
    }

    [Fact]
    public void Every_Number_Of_Every_Pack_Has_A_Source()
    {
        Assert.All(RulePacks.All, pack => Assert.All(Numbers, number => Assert.NotEmpty(pack.Value(number).Source)));
        Assert.All(RulePacks.All, pack => Assert.NotEmpty(pack.Texts));
    }

    [Fact]
    public void A_Number_That_A_Pack_Does_Not_Hold_Is_Named() =>
        Assert.Contains("no.such", Assert.Throws<KeyNotFoundException>(() => RulePacks.All[0].Value("no.such")).Message, StringComparison.Ordinal);
}
