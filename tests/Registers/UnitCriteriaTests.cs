using EmulationM365.Registers;
using EmulationM365.Rules;
using FsCheck;
using FsCheck.Fluent;
using static EmulationM365.Tests.Registers.Books;

namespace EmulationM365.Tests.Registers;

/// <summary>Criteria of units: told where they are not approved, recorded by their version, and never a refusal.</summary>
public sealed class UnitCriteriaTests
{
    private static readonly CriterionRow Approved = new("a", 40, 2, new DateOnly(2025, 2, 10));

    public static TheoryData<string, CriterionRow[], string?> Lists => new()
    {
        { "nothing is entered", [], null },
        { "approved", [Approved], null },
        { "one is approved", [Approved, Approved with { Version = null }], null },
        { "unit typed otherwise", [Approved with { UnitKey = " A " }], null },
        { "no version", [Approved with { Version = null }], "register.criteriaNotApproved" },
        { "no day", [Approved with { ApprovedOn = null }], "register.criteriaNotApproved" },
        { "approved tomorrow", [Approved with { ApprovedOn = Today.AddDays(1) }], "register.criteriaNotApproved" },
        { "approved today", [Approved with { ApprovedOn = Today }], null },
        { "of another unit", [Approved with { UnitKey = "b" }], "register.criteriaMissing" },
        { "of no unit", [Approved with { UnitKey = "" }], null },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void What_Is_Told_On_A_Title_Of_The_Year(string list, CriterionRow[] rows, string? told)
    {
        var book = Book(criteria: rows);
        foreach (var award in new[] { "ldtt", "cstd_cs", "ttldtt", "ttldxs" })
        {
            var line = Line(award) with { Kind = award.StartsWith("tt", StringComparison.Ordinal) ? "tap_the" : null };
            var joined = RegisterFacts.Join(line, Who, book, Today);
            Assert.Equal((list, told), (list, joined.Notices.SingleOrDefault(notice => notice.Key.StartsWith("register.criteria", StringComparison.Ordinal))?.Key));
            Assert.Equal(OpenVerdict.Of(joined with { Notices = [] }).Standing, OpenVerdict.Of(joined).Standing);
        }

        Assert.All(["giay_khen", "thu_khen", "co_tinh"], award => Assert.Empty(RegisterFacts.Join(Line(award), Who, book, Today).Notices));
        Assert.Empty(RegisterFacts.Join(Line("ldtt"), Who with { UnitKey = "" }, book, Today).Notices);
    }

    [Fact]
    public void The_Approved_Ones_Are_Recorded_In_One_Line()
    {
        CriterionRow[] rows = [Approved, Approved with { MaximumScore = 60, ApprovedOn = new DateOnly(2025, 1, 5) }, Approved with { MaximumScore = null }, Approved with { Version = null }, Approved with { UnitKey = "b" }];
        Assert.Equal("3 tiêu chí, bản 2, duyệt 10/02/2025, 100 điểm", UnitCriteria.Approved(rows, "a", Today));
        Assert.Equal("2 tiêu chí, bản 1, 2, duyệt 10/02/2025, 80.5 điểm", UnitCriteria.Approved([Approved, Approved with { Version = 1, MaximumScore = 40.5m }], "A", Today));
        Assert.Equal("", UnitCriteria.Approved(rows, "c", Today));
        Assert.Equal("", UnitCriteria.Approved(rows, "", Today));
        Assert.Equal("", UnitCriteria.Approved([Approved], "a", new DateOnly(2025, 2, 9)));
    }

    [Fact]
    public void Either_Something_Is_Recorded_Or_Something_Is_Told() => Prop.ForAll(Gen.ListOf(Gen.Elements(true, false)).ToArbitrary(), approved =>
    {
        var rows = approved.Select(yes => yes ? Approved : Approved with { ApprovedOn = null }).ToList();
        var told = UnitCriteria.Told(rows, "ldtt", "a", "Phòng mẫu", Today).Any();
        return rows.Count == 0 || told == (UnitCriteria.Approved(rows, "a", Today).Length == 0);
    }).QuickCheckThrowOnFailure();
}
