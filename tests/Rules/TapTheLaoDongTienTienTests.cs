using EmulationM365.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Rules;

/// <summary>Tập thể lao động tiên tiến, Law 06/2022/QH15 Art. 28(1).</summary>
public sealed class TapTheLaoDongTienTienTests
{
    private static readonly Facts Good = new()
    {
        Award = "ttldtt", RulePack = "RP-2025", Regime = "civil", Year = 2025, TaskRating = "tot", EmulationParticipation = true, United = true,
        Members = 20, Ldtt = 14, DisciplinedCanhCaoOrAbove = 0,
    };

    [Theory]
    [InlineData("E49", 20, 14, 0, Standing.Eligible)]
    [InlineData("E50", 20, 13, 0, Standing.Ineligible)]
    [InlineData("E53", 20, 16, 1, Standing.Ineligible)]
    [InlineData("E55", 20, null, 0, Standing.NeedsEvidence)]
    [InlineData("two of three is 66.7 %", 3, 2, 0, Standing.Ineligible)]
    [InlineData("seven of ten is 70 %", 10, 7, 0, Standing.Eligible)]
    [InlineData("more titled than members", 3, 4, 0, Standing.NeedsEvidence)]
    [InlineData("no members", 0, 0, 0, Standing.NeedsEvidence)]
    [InlineData("discipline not known", 10, 7, null, Standing.NeedsEvidence)]
    public void A_Case_Is_Judged_As_The_Law_Judges_It(string what, int members, int? titled, int? disciplined, Standing expected)
    {
        var verdict = RuleBook.Assess(Good with { Members = members, Ldtt = titled, DisciplinedCanhCaoOrAbove = disciplined });
        Assert.True(expected == verdict.Standing, $"{what}: {verdict.Standing}");
        Assert.Equal(("TapTheLaoDongTienTien", "RP-2025"), (verdict.Rule, verdict.Pack));
    }

    [Theory]
    [InlineData("hoan_thanh", Standing.Ineligible)]
    [InlineData("xuat_sac", Standing.Eligible)]
    [InlineData("vuot_chi_tieu", Standing.Eligible)]
    [InlineData(null, Standing.NeedsEvidence)]
    public void The_Tasks_Must_Have_Been_Done_Well(string? rating, Standing expected) => Assert.Equal(expected, RuleBook.Assess(Good with { TaskRating = rating }).Standing);

    [Fact]
    public void A_Police_Unit_Has_Another_Title() => Assert.Equal(Standing.Ineligible, RuleBook.Assess(Good with { Regime = "cand" }).Standing);

    [Fact]
    public void Seventy_Percent_Is_Never_Rounded() => Prop.ForAll(
        Gen.Choose(1, 400).SelectMany(members => Gen.Choose(0, members), (members, titled) => (members, titled)).ToArbitrary(),
        group => RuleBook.Assess(Good with { Members = group.members, Ldtt = group.titled }).Standing == ((decimal)group.titled / group.members >= 0.7m ? Standing.Eligible : Standing.Ineligible))
        .QuickCheckThrowOnFailure();
}
