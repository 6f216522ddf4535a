using EmulationM365.Rules;

namespace EmulationM365.Tests.Rules;

/// <summary>The law that holds for a case: chosen by the day on which the appraising body had it, and only without that day by name.</summary>
public sealed class RulePackTests
{
    private static readonly string[] Readings = ["yes", "no", "open"];

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
        var verdict = RuleBook.Assess(new Facts { Award = "Kỷ niệm chương", RulePack = "RP-2025" });
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
    public void Every_Pack_Is_Complete_And_Every_Value_Has_A_Source()
    {
        var whole = RulePacks.All[0];
        Assert.All(RulePacks.All, pack =>
        {
            Assert.Equal(whole.Values.Keys, pack.Values.Keys);
            Assert.Equal(whole.Readings.Keys, pack.Readings.Keys);
            Assert.Equal(whole.Authorities.Keys, pack.Authorities.Keys);
            Assert.All(pack.Values.Values.Select(value => value.Source).Concat(pack.Readings.Values.Select(value => value.Source)).Concat(pack.Authorities.Values.Select(value => value.Source)), Assert.NotEmpty);
            Assert.All(pack.Readings.Values, reading => Assert.Contains(reading.Value, Readings));
            Assert.NotEmpty(pack.Texts);
        });
        Assert.Equal(RuleBook.Rules.Select(rule => rule.Award).Where(award => award.Length > 0).Distinct().Order(), whole.Authorities.Keys.Order());
    }

    [Fact]
    public void Nothing_Of_A_Law_That_Was_Not_Read_Is_Called_Verified() => Assert.All(RulePacks.All.Where(pack => !pack.TextLoaded), pack =>
        Assert.DoesNotContain(true, pack.Values.Values.Select(value => value.Verified).Concat(pack.Readings.Values.Select(value => value.Verified)).Concat(pack.Authorities.Values.Select(value => value.Verified))));

    /// <summary>Law 06/2026/QH16 Art. 4(4): a dossier received before keeps the old law, or has the new one where it is better.</summary>
    [Theory]
    [InlineData(70, Standing.Eligible, Standing.Eligible, "RP-2025")]
    [InlineData(60, Standing.Eligible, Standing.Eligible, "RP-2025")]
    [InlineData(60, Standing.Ineligible, Standing.Eligible, "RP-2026")]
    [InlineData(80, Standing.Ineligible, Standing.Ineligible, "RP-2025")]
    public void A_Dossier_Received_Before_Has_The_Better_Of_Both_Laws(int newPercent, Standing old, Standing both, string pack)
    {
        var later = RulePacks.All.Single(one => one.Name == "RP-2026");
        var amended = later with { TextLoaded = true, Values = new Dictionary<string, Lawful<int>>(later.Values) { ["collective.titledPercent"] = new(newPercent, "thử", true) } };
        var facts = CaseFile.FactsOf("E49") with { Members = 20, Ldtt = old == Standing.Eligible ? 14 : 13, ReceivedByAppraiserAt = new DateOnly(2026, 9, 30) };
        var verdict = RuleBook.WithLater(RuleBook.Under(facts, RulePacks.For(facts.ReceivedByAppraiserAt, null)!), facts, [amended]);
        Assert.Equal((both, pack), (verdict.Standing, verdict.Pack));
    }

    [Theory]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-04-23", true)]
    [InlineData("2026-04-22", false)]
    [InlineData("2026-10-01", false)]
    public void Where_The_Later_Law_Is_Not_Loaded_A_Refusal_Says_That_It_May_Be_Better(string received, bool said)
    {
        var verdict = RuleBook.Assess(CaseFile.FactsOf("E50") with { ReceivedByAppraiserAt = DateOnly.Parse(received, null) });
        Assert.Equal(Standing.Ineligible, verdict.Standing);
        Assert.Equal(said, verdict.Reasons.Any(reason => reason.Key == "rule.laterMayBeBetter"));
    }

    [Fact]
    public void A_Number_That_A_Pack_Does_Not_Hold_Is_Named() =>
        Assert.Contains("no.such", Assert.Throws<KeyNotFoundException>(() => RulePacks.All[0].Value("no.such")).Message, StringComparison.Ordinal);
}
