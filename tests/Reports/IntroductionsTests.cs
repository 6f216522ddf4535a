using EmulationM365.Reports;

namespace EmulationM365.Tests.Reports;

/// <summary>The score counts what a unit introduced in writing, and every unit has its row.</summary>
public sealed class IntroductionsTests
{
    [Fact]
    public void Every_Unit_Has_Its_Row_And_Only_Papers_Count() => Assert.Equal(
        [new IntroductionRow("u1", 2, 1, 1), new IntroductionRow("u2", 0, 0, 0)],
        Introductions.Of(["u2", "u1"], [new("u1", true, true), new("u1", true, false), new("u1", false, true), new("khac", true, true)]));
}
