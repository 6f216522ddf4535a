using EmulationM365.Registers;
using EmulationM365.Rules;
using FsCheck;
using FsCheck.Fluent;
using static EmulationM365.Tests.Registers.Books;

namespace EmulationM365.Tests.Registers;

/// <summary>One achievement is not rewarded twice or in several forms (Law 06/2022/QH15 Art. 5(2)): what the register of awards says of the number on a line.</summary>
public sealed class RewardedTests
{
    private const string Own = "r-2025-000007";

    private static readonly Nominee OnCase = Who with { CaseId = Own };

    [Theory]
    // A commendation for what a commendation has rewarded, however its number is typed and in whatever year.
    [InlineData("thu_khen", "giay_khen", "TT-1", Standing.Ineligible, "rule.rewardedTwice")]
    // A letter of praise is no commendation (Art. 81): one that came before does not refuse, people look.
    [InlineData("giay_khen", "thu_khen", "TT-1", Standing.NeedsEvidence, "rule.rewardedOtherwise")]
    [InlineData("giay_khen", "bk_tinh", "TT-1", Standing.Ineligible, "rule.rewardedTwice")]
    [InlineData("giay_khen", "bk_tinh", " tt-1 ", Standing.Ineligible, "rule.rewardedTwice")]
    [InlineData("thu_khen", "thu_khen", "TT-1", Standing.Ineligible, "rule.rewardedTwice")]
    // A title and a commendation meet: people look.
    [InlineData("ldtt", "giay_khen", "TT-1", Standing.NeedsEvidence, "rule.rewardedOtherwise")]
    [InlineData("bk_tinh", "cstd_cs", "TT-1", Standing.NeedsEvidence, "rule.rewardedOtherwise")]
    // Another achievement, or one that nobody named.
    [InlineData("thu_khen", "thu_khen", "TT-2", Standing.Eligible, null)]
    [InlineData("thu_khen", "thu_khen", "", Standing.Eligible, null)]
    public void The_Number_Of_A_Line_Is_Looked_For_Among_The_Awards_Of_The_Holder(string award, string before, string number, Standing standing, string? reason)
    {
        var verdict = Judge(Deed(award), Book([Award(before, 2024) with { AchievementId = number }]));
        Assert.Equal(standing, verdict.Standing);
        Assert.Equal(reason is null ? [] : [reason], verdict.Reasons.Select(said => said.Key).Where(key => key.StartsWith("rule.rewarded", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("valid", "1/QĐ-MAU", 0, true)]
    [InlineData("cancelled", "1/QĐ-MAU", 0, false)]
    [InlineData("recovered", "1/QĐ-MAU", 0, false)]
    [InlineData("valid", "", 0, false)]
    [InlineData("valid", "1/QĐ-MAU", 400, false)]
    public void Only_A_Signed_Award_That_Stands_Holds_Its_Achievement(string validity, string number, int later, bool holds)
    {
        var row = Award("thu_khen", 2025, validity, number) with { AchievementId = "TT-1" };
        var joined = RegisterFacts.Join(Deed("thu_khen"), Who, Book([row with { Date = row.Date?.AddDays(later) }]), Today);
        Assert.Equal(holds, joined.Open.AlreadyRewarded is not null);
        Assert.Equal(holds ? Standing.Ineligible : Standing.Eligible, OpenVerdict.Of(joined).Standing);
    }

    [Fact]
    public void What_The_Own_Return_Has_Earned_And_What_Somebody_Else_Has_Do_Not_Count()
    {
        var award = Award("thu_khen", 2025) with { AchievementId = "TT-1", ReturnCase = Own };
        Assert.Equal(Standing.Eligible, Judge(Deed("thu_khen"), Book([award]), OnCase).Standing);
        Assert.Equal(Standing.Ineligible, Judge(Deed("thu_khen"), Book([award with { ReturnCase = "r-2025-000008" }]), OnCase).Standing);
        Assert.Equal(Standing.Ineligible, Judge(Deed("thu_khen"), Book([award with { ReturnCase = "" }]), OnCase).Standing);
        Assert.Equal(Standing.Eligible, Judge(Deed("thu_khen"), Book([award with { ReturnCase = "", StaffKey = "NV02" }]), OnCase).Standing);
    }

    [Theory]
    [InlineData("Tổ mẫu 1", "a", Standing.Ineligible)]
    [InlineData("tổ  mẫu 1", "a", Standing.Ineligible)]
    [InlineData("Tổ mẫu 2", "a", Standing.Eligible)]
    [InlineData("Tổ mẫu 1", "b", Standing.Eligible)]
    public void A_Collective_Is_The_Same_By_Unit_And_Name(string name, string unit, Standing standing)
    {
        var row = Award("thu_khen", 2025, key: "") with { AchievementId = "TT-1", Name = name, UnitKey = unit };
        Assert.Equal(standing, Judge(Deed("thu_khen") with { Kind = "tap_the" }, Book([row]), new Nominee("", "a", "Tổ mẫu 1")).Standing);
    }

    [Theory]
    [InlineData("giay_khen", "bk_tinh", 2025, null, true)]
    [InlineData("giay_khen", "bk_tinh", 2025, "TT-1", false)]
    [InlineData("giay_khen", "bk_tinh", 2024, null, false)]
    [InlineData("giay_khen", "ldtt", 2025, null, false)]
    [InlineData("ldtt", "bk_tinh", 2025, null, false)]
    [InlineData("thu_khen", "bk_tinh", 2025, null, false)]
    public void A_Commendation_Without_A_Number_Beside_Another_Of_The_Year_Is_Told_To_Write_It(string award, string before, int year, string? number, bool told)
    {
        var (line, row) = (Deed(award) with { AchievementId = number }, Award(before, year));
        var joined = RegisterFacts.Join(line, OnCase, Book([row]), Today);
        Assert.Equal(told, joined.Notices.Any(notice => notice.Key == "register.achievementUnnumbered"));
        // A notice changes nothing in the verdict, and of the own return nothing is told.
        Assert.Equal(OpenVerdict.Of(joined with { Notices = [] }).Standing, OpenVerdict.Of(joined).Standing);
        Assert.DoesNotContain(RegisterFacts.Join(line, OnCase, Book([row with { ReturnCase = Own }]), Today).Notices, notice => notice.Key == "register.achievementUnnumbered");
    }

    [Fact]
    public void Only_Awards_Under_The_Same_Number_Are_Told() => Prop.ForAll(Gen.ListOf(Gen.Elements(true, false)).ToArbitrary(), same =>
    {
        var rows = same.Select((own, at) => Award("giay_khen", 2000 + (at % 20)) with { AchievementId = own ? "TT-1" : $"TT-1{at}" }).ToList();
        var found = RegisterFacts.Join(Deed("bk_tinh"), Who, Book(rows), Today).Open.AlreadyRewarded;
        return (found?.Count ?? 0) == same.Count(own => own) && (found ?? []).All(reward => reward is { Award: "giay_khen", AchievementId: "TT-1" });
    }).QuickCheckThrowOnFailure();

    /// <summary>A line with its deed, proved, under a number.</summary>
    private static Facts Deed(string award) => Line(award) with { Act = "Cứu tài sản (mẫu)", Proof = "Biên bản số 05/BB-MAU", AchievementId = "TT-1", ProvincialCriteriaLoaded = true };
}
