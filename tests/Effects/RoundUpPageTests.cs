using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;
using Submissions = EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests.Effects;

/// <summary>What a round-up is called, what it counts, and which awards belong to it.</summary>
public sealed class RoundUpPageTests
{
    private static readonly Uri Site = new("https://mau.example/");
    private static readonly SubmissionState Decided = Submissions.Settled().State;

    [Theory]
    [InlineData("dot-1", "tong-hop-2025-dot-1-ket-qua.aspx")]
    [InlineData(" DOT-1 ", "tong-hop-2025-dot-1-ket-qua.aspx")]
    public void A_Name_Carries_Year_And_Round(string round, string file) => Assert.Equal(file, RoundUpPage.FileOf(2025, round));

    [Fact]
    public void Whatever_People_Call_A_Round_Its_Page_Has_A_Name_Of_Its_Own_That_An_Address_Takes() => Prop.ForAll(
        Gen.Elements("đợt 1", "đợt 2", "dot-1", "dot-1-2", "a'b", "a b", "a/b", "..", "%20", "Đợt\t1").Two().ToArbitrary(),
        pair => RoundUpPage.FileOf(2025, pair.Item1).All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.')
            && (pair.Item1 == pair.Item2 || RoundUpPage.FileOf(2025, pair.Item1) != RoundUpPage.FileOf(2025, pair.Item2)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Awards_Are_Those_Of_Returns_Of_The_Round_That_Nobody_Cancelled()
    {
        var round = Book(Return("round", "r1"), Row("valid")).Of("r1", [Decided], Address);
        Assert.Equal([("r-2025-000007-line-11", "ldtt")], round.Rows.Select(row => (row.Key, row.Award)));
        Assert.Empty(Book(Return("round", "r1"), Row("cancelled")).Of("r1", [Decided], Address).Rows);
        Assert.Empty(Book(Return("round", "r1"), Row("valid")).Of("r2", [Decided], Address).Rows);
    }

    [Theory]
    [InlineData("sudden")]
    [InlineData("letter")]
    public void What_Is_Sudden_And_A_Letter_Belong_To_No_Round(string kind)
    {
        var book = Book(Return(kind, "r1"), Row("valid"));
        Assert.Empty(book.Rounds);
        Assert.Empty(book.Of("r1", [Decided], Address).Rows);
    }

    [Fact]
    public void A_Cancelling_Submission_Gives_Nothing() =>
        Assert.Empty(Book(Return("round", "r1")).Of("r1", [Decided with { Revoking = new Revoking("a", "", true, []) }], Address).Rows);

    [Fact]
    public void A_Story_Stands_There_As_Readers_Have_It()
    {
        var story = StoryActs.After(StoryActs.Publish()).State;
        var round = Book(Return("round", "r1"), Row("valid")).Of("r1", [Decided, story], Address);
        Assert.Equal("Gương người tốt, việc tốt: Cán bộ mẫu Mười Hai", Assert.Single(round.Stories).Title);
        Assert.Empty(Book(Return("round", "r1"), Row("cancelled")).Of("r1", [Decided, story], Address).Stories);
        Assert.Empty(Book(Return("round", "r1"), Row("valid")).Of("r1", [Decided, story with { Shown = null }], Address).Stories);
    }

    [Fact]
    public void Whoever_Has_Two_Awards_Is_One_Person_And_Two_Awards()
    {
        var rows = new[] { Award("1", "nv1", "ldtt"), Award("2", "NV1", "giay_khen"), Award("3", null, "ttldtt") with { Collective = true } };
        var page = RoundUpPage.Of(new RoundUp("r1", rows, []), References.With(), 2025, name => new Uri(Site, name));
        Assert.StartsWith("Đợt 1: 1 tập thể, 1 cá nhân được khen thưởng theo 1 quyết định", page.Summary, StringComparison.Ordinal);
        Assert.Contains("<td>1</td><td>1</td><td>3</td>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Cán bộ", page.Html, StringComparison.Ordinal);
        Assert.NotEqual(RoundUpPage.HashOf(page), RoundUpPage.HashOf(RoundUpPage.Of(new RoundUp("r1", rows[..2], []), References.With(), 2025, name => new Uri(Site, name))));
    }

    private static AwardRow Award(string line, string? staff, string award) => new($"r-2025-000007-line-{line}", $"Cán bộ mẫu {line}", staff, "u1", award, Submissions.Upper, false) { News = "t-2025-000005-01" };

    private static Uri Address(string caseId, string shown) => new(Site, shown.Length > 0 ? shown : caseId);

    private static RoundBook Book(Item returned, params Item[] register) => new([returned], register, [], 2025);

    private static Item Return(string kind, string round) => Of(new() { [UnitReturns.Kind] = kind, [UnitReturns.RoundKey] = round, [UnitReturns.CaseId] = Returns.CaseId });

    private static Item Row(string validity) => Of(new() { [AwardRegister.AwardKey] = "r-2025-000007-line-11", [AwardRegister.CaseId] = Submissions.CaseId, [AwardRegister.Validity] = validity, [AwardRegister.DecisionNumber] = "99/QĐ-SNV" });

    private static Item Of(Dictionary<ColumnSchema, object> values) => new("1", "", "", values, new Editor(null, "", null), default, false);
}
