using EmulationM365.Registers;
using EmulationM365.Rules;
using static EmulationM365.Tests.Registers.Books;

namespace EmulationM365.Tests.Registers;

/// <summary>Which awards rest on one that was cancelled (Law 06/2022/QH15 Art. 93(2)(d)): named with the reason, and no other.</summary>
public sealed class DependentsTests
{
    private const string Fallen = "fallen";

    /// <summary>What fell, what else stands in the register, and what is found: award, year and standing.</summary>
    private static readonly Dictionary<string, (AwardRow Fell, AwardRow[] Others, string[] Found)> Registers = new()
    {
        ["nothing else"] = (Award("ldtt", 2025), [], []),
        ["the title above it, of the same year"] = (Award("ldtt", 2025), [Award("cstd_cs", 2025)], ["cstd_cs 2025 Ineligible depends.titleOfYear"]),
        ["in police units too"] = (Award("cstt", 2025), [Award("cstd_cs", 2025)], ["cstd_cs 2025 Ineligible depends.titleOfYear"]),
        ["of another year not"] = (Award("ldtt", 2024), [Award("cstd_cs", 2025)], []),
        ["of somebody else not"] = (Award("ldtt", 2025), [Award("cstd_cs", 2025, key: "NV02")], []),
        ["the title below it not"] = (Award("cstd_cs", 2025), [Award("ldtt", 2025)], []),
        ["a commendation of the year not"] = (Award("ldtt", 2025), [Award("giay_khen", 2025)], []),
        ["three years in a row"] = (Award("cstd_cs", 2023), [Award("cstd_cs", 2024), Award("cstd_cs", 2025), Award("cstd_tinh", 2025)], ["cstd_tinh 2025 Ineligible depends.history"]),
        ["a year before the run not"] = (Award("cstd_cs", 2021), [Award("cstd_cs", 2023), Award("cstd_cs", 2024), Award("cstd_cs", 2025), Award("cstd_tinh", 2025)], []),
        ["a title given before not"] = (Award("cstd_cs", 2025), [Award("cstd_cs", 2022), Award("cstd_cs", 2023), Award("cstd_cs", 2024), Award("cstd_tinh", 2024)], []),
        ["twice the provincial title"] = (Award("cstd_tinh", 2022), [Award("cstd_tinh", 2025), Award("cstd_tq", 2025)], ["cstd_tq 2025 NeedsEvidence depends.history"]),
        ["what is cancelled already is not named again"] = (Award("ldtt", 2025), [Award("cstd_cs", 2025, "cancelled")], []),
        ["the unit's share"] = (Award("ldtt", 2025), [Unit("ttldtt"), Award("ldtt", 2025, key: "NV02")], ["ttldtt 2025 NeedsEvidence depends.share"]),
        ["the only fighter"] = (Award("cstd_cs", 2025), [Unit("ttldxs")], ["ttldxs 2025 Ineligible depends.noFighter"]),
        ["one fighter of two"] = (Award("cstd_cs", 2025), [Unit("ttldxs"), Award("cstd_cs", 2025, key: "NV02")], ["ttldxs 2025 NeedsEvidence depends.share"]),
        ["another unit's title not"] = (Award("ldtt", 2025), [Unit("ttldtt") with { UnitKey = "b" }], []),
        ["a collective's year of another not"] = (Award("ldtt", 2024), [Unit("ttldtt")], []),
    };

    public static TheoryData<string> Named => [.. Registers.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public void What_Rests_On_A_Cancelled_Award_Is_Named_And_Nothing_Else(string register)
    {
        var (fell, others, found) = Registers[register];
        var rows = others.Select((row, index) => row with { Key = $"k{index}" }).Prepend(fell with { Key = Fallen, Validity = "cancelled" });
        var named = Dependents.Of(Book(awards: [.. rows]), new HashSet<string> { Fallen }, new DateOnly(2026, 3, 1));
        Assert.Equal(found, named.Select(one => $"{one.Row.Award} {one.Row.Year} {one.Standing} {one.Because.Key}"));
        Assert.All(named, one => Assert.DoesNotContain("{", one.Because.Vi + one.Because.En, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_A_Cancellation_Nothing_Is_Named() =>
        Assert.Empty(Dependents.Of(Book(awards: [Award("ldtt", 2025) with { Key = "a" }, Award("cstd_cs", 2025) with { Key = "b" }]), new HashSet<string>(), Today));

    [Fact]
    public void People_Without_A_Number_Are_Told_Apart_By_Unit_And_Name()
    {
        AwardRow fell = Award("ldtt", 2025, "cancelled", key: "") with { Key = Fallen }, mine = Award("cstd_cs", 2025, key: "") with { Key = "b" };
        var book = Book(awards: [fell, mine, mine with { Key = "c", Name = "Cán bộ mẫu 02" }, mine with { Key = "d", UnitKey = "b" }]);
        Assert.Equal(["b"], Dependents.Of(book, new HashSet<string> { Fallen }, new DateOnly(2026, 3, 1)).Select(one => one.Row.Key));
    }

    private static AwardRow Unit(string award) => new("", "a", "Phòng mẫu", award, 2025, "2/QĐ-MAU", new DateOnly(2025, 12, 2), "valid");
}
