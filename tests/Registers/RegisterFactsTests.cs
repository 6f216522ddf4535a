using EmulationM365.Registers;
using EmulationM365.Rules;
using static EmulationM365.Tests.Registers.Books;

namespace EmulationM365.Tests.Registers;

/// <summary>What the open registers tell of a nominee, and what they leave unknown.</summary>
public sealed class RegisterFactsTests
{
    private static readonly AwardRow[] ThreeYears = [Award("cstd_cs", 2023), Award("cstd_cs", 2024), Award("cstd_cs", 2025)];

    [Fact]
    public void A_Chain_And_A_Provincial_Initiative_Out_Of_The_Registers_Carry_The_Provincial_Title()
    {
        var book = Book(ThreeYears, initiatives: [Initiative("recognised", "province", year: 2024)]);
        Assert.Equal(Standing.NeedsEvidence, Judge(Line("cstd_tinh"), RegisterBook.Empty).Standing);
        var verdict = Judge(Line("cstd_tinh") with { Rating = "xuat_sac" }, book);
        Assert.Equal(Standing.Eligible, verdict.Standing);
        Assert.Contains(verdict.Reasons, reason => reason.Key == "rule.chainHolds");
    }

    [Theory]
    // Nobody said how far back the register reaches: a year that is not entered is not known.
    [InlineData(null, "valid", "1/QĐ-MAU", Standing.NeedsEvidence)]
    // The register is complete, and a year is missing.
    [InlineData(2020, "valid", "1/QĐ-MAU", Standing.Ineligible)]
    [InlineData(2025, "valid", "1/QĐ-MAU", Standing.NeedsEvidence)]
    // Entered and not signed yet: it may come.
    [InlineData(2020, "valid", "", Standing.NeedsEvidence, "cstd_cs")]
    // Cancelled: it breaks the chain, however incomplete the register is.
    [InlineData(null, "cancelled", "1/QĐ-MAU", Standing.Ineligible, "cstd_cs")]
    [InlineData(null, "recovered", "1/QĐ-MAU", Standing.Ineligible, "cstd_cs")]
    public void The_Year_Between(int? from, string validity, string number, Standing expected, string award = "giay_khen")
    {
        var book = Book([Award("cstd_cs", 2023), Award(award, 2024, validity, number), Award("cstd_cs", 2025)], initiatives: [Initiative("recognised", "province")], from: from);
        Assert.Equal(expected, Judge(Line("cstd_tinh"), book).Standing);
    }

    [Fact]
    public void A_Year_That_Was_Decided_Anew_Counts() => Assert.Equal(
        Standing.Eligible, Judge(Line("cstd_tinh"), Book([.. ThreeYears, Award("cstd_cs", 2024, "cancelled", "0/QĐ-MAU")], initiatives: [Initiative("recognised", "province")])).Standing);

    [Fact]
    public void A_Decision_Of_Tomorrow_Does_Not_Count_Today()
    {
        AwardRow[] awards = [Award("cstd_cs", 2023), Award("cstd_cs", 2024) with { Date = Today.AddDays(1) }, Award("cstd_cs", 2025)];
        Assert.Equal(Standing.NeedsEvidence, Judge(Line("cstd_tinh"), Book(awards, initiatives: [Initiative("recognised", "province")], from: 2015)).Standing);
    }

    [Fact]
    public void A_Cancelled_Title_Leaves_Another_Award_Of_That_Year_Alone()
    {
        AwardRow[] awards = [Award("bk_tinh", 2020), Award("cstd_cs", 2020, "cancelled"), .. Enumerable.Range(2021, 5).Select(year => Award("cstd_cs", year))];
        var results = Enumerable.Range(2021, 4).Select(year => Result("tot", null, year)).ToList();
        Assert.Equal(Standing.Eligible, Judge(Line("bk_ttg"), Book(awards, results)).Standing);
    }

    [Fact]
    public void A_Complete_Register_Does_Not_Refuse_A_Commendation_That_Has_Other_Grounds() => Assert.All(
        ["bk_tinh", "bk_ttg", "hcld_3"], award => Assert.Equal(Standing.NeedsEvidence, Judge(Line(award), Book([Award("cstd_cs", 2025)], from: 2000)).Standing));

    [Theory]
    [InlineData("recognised", "unit", true, "cstd_cs", Standing.Eligible)]
    [InlineData("recognised", "unit", false, "cstd_cs", Standing.NeedsEvidence)]
    [InlineData("submitted", null, false, "cstd_cs", Standing.NeedsEvidence)]
    [InlineData("refused", "unit", true, "cstd_cs", Standing.NeedsEvidence)]
    [InlineData("recognised", "unit", true, "cstd_tinh", Standing.NeedsEvidence)]
    [InlineData("recognised", "province", true, "cstd_tinh", Standing.Eligible)]
    public void An_Initiative_Counts_As_Far_As_It_Is_Recognised(string recognition, string? scope, bool paper, string award, Standing expected) =>
        Assert.Equal(expected, Judge(Line(award), Book(ThreeYears, initiatives: [Initiative(recognition, scope, paper)])).Standing);

    [Fact]
    public void The_Best_Initiative_Is_Put_Forward_And_An_Old_One_Is_Not()
    {
        var many = Book(initiatives: [Initiative("refused"), Initiative("submitted"), Initiative("recognised", null, false), Initiative("recognised")]);
        Assert.Equal(new Initiative("recognised", "unit", true), RegisterFacts.Join(Line("cstd_cs"), Who, many, Today).Open.Initiative);
        Assert.Null(RegisterFacts.Join(Line("cstd_cs"), Who, Book(initiatives: [Initiative("recognised", year: 2024), Initiative("recognised", key: "NV02")]), Today).Open.Initiative);
        Assert.Null(RegisterFacts.Join(Line("cstd_tinh"), Who, Book(initiatives: [Initiative("recognised", "province", year: 2022)]), Today).Open.Initiative);
    }

    [Fact]
    public void Initiatives_That_Are_Too_Few_Are_Not_Counted_Against_Anybody()
    {
        int? Told(params int[] years) => RegisterFacts.Join(Line("bk_tinh"), Who, Book(initiatives: [.. years.Select(year => Initiative("recognised", year: year))]), Today).Open.InitiativesRecognised;
        Assert.Null(Told(2025));
        Assert.Null(Told(2022, 2023));
        Assert.Equal(2, Told(2024, 2025));
    }

    [Theory]
    [InlineData("cán bộ mẫu 01", " nv01 ", true)]
    [InlineData("Cán bộ mẫu 02", "NV01", false)]
    [InlineData("Cán bộ mẫu 01", "", false)]
    [InlineData("Cán bộ mẫu 01", "NV99", false)]
    public void Registers_Are_Read_Only_Of_Whoever_The_Staff_List_Has_Under_That_Number_And_Name(string name, string key, bool read)
    {
        var joined = RegisterFacts.Join(Line("cstd_tinh"), new Nominee(key, "a", name), Book(ThreeYears), Today);
        Assert.Equal(read, joined.Open.History is not null);
        Assert.Equal(name.EndsWith("02", StringComparison.Ordinal), joined.Differences.Any(reason => reason.Key == "register.otherPerson"));
        Assert.Equal(key == "NV99", joined.Notices.Any(reason => reason.Key == "register.notInStaff"));
    }

    [Fact]
    public void A_Number_Of_Somebody_Else_Is_For_People() =>
        Assert.Equal(("register.otherPerson", Standing.NeedsEvidence), Judge(Line("ldtt"), Book(), Who with { Name = "Cán bộ mẫu 02" }) is var verdict ? (verdict.Reasons[0].Key, verdict.Standing) : default);

    [Theory]
    [InlineData("ldtt", "b", Standing.NeedsEvidence)]
    [InlineData("ldtt", "A", Standing.Eligible)]
    // Praise may come from anywhere.
    [InlineData("thu_khen", "b", Standing.NeedsEvidence, false)]
    public void Somebody_Of_Another_Unit_Is_For_People_And_Both_Units_Are_Named(string award, string unit, Standing expected, bool told = true)
    {
        var verdict = Judge(Line(award), Book(), Who with { UnitKey = unit });
        Assert.Equal(expected, verdict.Standing);
        Assert.Equal(told && unit == "b", verdict.Reasons.Any(reason => reason.Key == "register.otherUnit" && reason.Places.SequenceEqual(["Phòng khác mẫu", "Phòng mẫu"])));
    }

    [Fact]
    public void A_Title_That_Was_Not_Registered_Is_Told_And_Weighs_Nothing()
    {
        RegistrationRow other = new("NV02", "a", "Cán bộ mẫu 02", "ldtt"), mine = new("NV01", "a", "Cán bộ mẫu 01", "ldtt"), byName = new("", "a", "cán bộ mẫu 01", "ldtt");
        bool Told(params RegistrationRow[] rows) => Judge(Line("ldtt"), Book(registrations: rows)) is { Standing: Standing.Eligible } verdict && verdict.Reasons.Any(reason => reason.Key == "register.notRegistered");
        Assert.True(Told(other));
        Assert.True(Told(mine with { Award = "cstd_cs" }));
        Assert.False(Told(mine));
        Assert.False(Told(byName));
        Assert.False(Told());
        Assert.False(Told(other with { UnitKey = "b" }));
    }

    [Fact]
    public void Without_Registers_A_Line_Is_Judged_By_What_It_Says() => Assert.All(
        ["ldtt", "cstd_cs", "cstd_tinh", "giay_khen", "bk_tinh"], award => Assert.Equal(RuleBook.Assess(Line(award)), Judge(Line(award), RegisterBook.Empty), new SameVerdict()));

    private sealed class SameVerdict : IEqualityComparer<Verdict>
    {
        public bool Equals(Verdict? one, Verdict? other) => one!.Standing == other!.Standing && one.Reasons.SequenceEqual(other.Reasons) && one.Article == other.Article;

        public int GetHashCode(Verdict verdict) => verdict.Rule.GetHashCode(StringComparison.Ordinal);
    }
}
