using EmulationM365.Registers;
using EmulationM365.Rules;
using static EmulationM365.Tests.Registers.Books;

namespace EmulationM365.Tests.Registers;

/// <summary>The restricted register helps and asks; what it has against somebody is never shown on a line.</summary>
public sealed class OpenVerdictTests
{
    private static readonly string?[] Ratings = [null, "khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"];
    private static readonly string?[] Disciplines = [null, "none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec"];
    private static readonly string[] Awards = ["ldtt", "cstd_cs", "cstd_tinh", "giay_khen", "bk_tinh", "bk_ttg"];

    [Fact]
    public void What_The_Line_Leaves_Open_The_Register_May_Fill()
    {
        var verdict = Judge(Line("ldtt") with { Rating = null, Discipline = null }, Book(results: [Result("xuat_sac", "none")]));
        Assert.Equal(Standing.Eligible, verdict.Standing);
        Assert.Contains(verdict.Reasons, reason => reason.Key == "register.seen");
        Assert.DoesNotContain(verdict.Reasons, reason => reason.Key.Contains("rating", StringComparison.OrdinalIgnoreCase) || reason.Key.Contains("discipline", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Part_Of_What_Is_Missing_Is_Filled_And_The_Rest_Is_Asked()
    {
        var verdict = Judge(Line("ldtt") with { Rating = null, PendingCase = null }, Book(results: [Result("tot", null)]));
        Assert.Equal((Standing.NeedsEvidence, "register.seen rule.pendingUnknown"), (verdict.Standing, string.Join(' ', verdict.Reasons.Select(reason => reason.Key))));
    }

    [Theory]
    [InlineData("tot", "none", "hoan_thanh", "none", Standing.NeedsEvidence)]
    [InlineData("tot", "none", "xuat_sac", null, Standing.NeedsEvidence)]
    [InlineData("tot", "none", null, "canh_cao", Standing.NeedsEvidence)]
    [InlineData("hoan_thanh", "none", "tot", null, Standing.NeedsEvidence)]
    [InlineData("tot", "canh_cao", null, "none", Standing.NeedsEvidence)]
    [InlineData("hoan_thanh", "none", null, "canh_cao", Standing.NeedsEvidence)]
    [InlineData("tot", "none", "tot", "none", Standing.Eligible)]
    [InlineData("tot", "none", null, null, Standing.Eligible)]
    public void Where_Line_And_Register_Contradict_Each_Other_Neither_Wins(string rating, string discipline, string? registered, string? disciplined, Standing expected)
    {
        var verdict = Judge(Line("ldtt") with { Rating = rating, Discipline = discipline }, Book(results: [Result(registered, disciplined)]));
        Assert.Equal(expected, verdict.Standing);
        Assert.Equal(expected == Standing.NeedsEvidence, verdict.Reasons.Any(reason => reason.Key == "register.askStanding"));
    }

    [Fact]
    public void What_Refuses_By_Itself_Still_Refuses() =>
        Assert.Equal(Standing.Ineligible, Judge(Line("ldtt") with { EmulationParticipation = false }, Book(results: [Result("hoan_thanh", null)])).Standing);

    /// <summary>Whatever the restricted register has, the line shows one of a few pictures: as if nothing were entered, that it was compared, or that it is to be asked about.</summary>
    [Fact]
    public void Nothing_Of_The_Restricted_Register_Can_Be_Read_Off_The_Line()
    {
        foreach (var award in Awards)
        {
            foreach (var (rating, discipline) in Pairs())
            {
                var line = Line(award) with { Rating = rating, Discipline = discipline };
                var silent = Shown(Judge(line, Book()));
                var pictures = Pairs().Select(pair => (pair, Text: Shown(Judge(line, Book(results: [Result(pair.Rating, pair.Discipline)]))))).ToList();
                // All that contradicts the line looks alike, and so does all that speaks against whom the line is silent about.
                Assert.InRange(pictures.Where(one => one.Text.Contains("register.askStanding", StringComparison.Ordinal)).Select(one => one.Text).Distinct().Count(), 0, 1);
                Assert.All(pictures, one => Assert.True(one.Text == silent || one.Text.Contains("register.", StringComparison.Ordinal), $"{award} {one.pair}: {one.Text} instead of {silent}"));
                Assert.All(pictures.Where(one => one.Text.Contains("register.seen", StringComparison.Ordinal)), one =>
                    Assert.True((award is "giay_khen" or "bk_tinh" or "bk_ttg" || one.pair.Rating is null or "tot" or "xuat_sac" || one.pair.Rating == rating) && (one.pair.Discipline is null or "none" || one.pair.Discipline == discipline), $"{award} {one.pair}"));
            }
        }
    }

    [Fact]
    public void The_Sentences_Name_No_Rating_And_No_Discipline() => Assert.All(["register.askStanding", "register.seen"], key =>
    {
        var text = EmulationM365.Texts.Text.Vi(key);
        Assert.All(Ratings.OfType<string>(), rating => Assert.DoesNotContain(EmulationM365.Texts.Text.Vi($"choice.rating.{rating}"), text, StringComparison.OrdinalIgnoreCase));
        Assert.All(Disciplines.OfType<string>().Where(one => one != "none"), one => Assert.DoesNotContain(EmulationM365.Texts.Text.Vi($"choice.discipline.{one}"), text, StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void Former_Ratings_Carry_A_Commendation_And_Are_Not_Told()
    {
        AwardRow[] awards = [Award("bk_tinh", 2020), Award("cstd_cs", 2021), Award("cstd_cs", 2022), Award("cstd_cs", 2024)];
        var good = Enumerable.Range(2021, 4).Select(year => Result("tot", "none", year)).ToList();
        var verdict = Judge(Line("bk_ttg"), Book(awards, good));
        Assert.Equal(Standing.Eligible, verdict.Standing);
        Assert.DoesNotContain(verdict.Reasons, reason => reason.Key is "rule.yearsGood" or "rule.excellentYear");
        Assert.Equal(Shown(Judge(Line("bk_ttg"), Book(awards))), Shown(Judge(Line("bk_ttg"), Book(awards, [.. good.Skip(1), Result("hoan_thanh", "none", 2021)]))));
    }

    [Theory]
    [InlineData(0, null, Standing.Eligible)]
    [InlineData(0, "khien_trach", Standing.Eligible)]
    [InlineData(0, "canh_cao", Standing.NeedsEvidence)]
    [InlineData(1, "canh_cao", Standing.Ineligible)]
    public void Disciplined_Members_Are_Compared_With_The_Line(int typed, string? discipline, Standing expected)
    {
        var line = Line("ttldtt") with { Kind = "tap_the", TaskRating = "tot", United = true, Members = 2, Ldtt = 2, DisciplinedCanhCaoOrAbove = typed };
        var verdict = Judge(line, Book(results: [Result("tot", discipline)]), new Nominee("", "a", "Phòng mẫu"));
        Assert.Equal(expected, verdict.Standing);
    }

    [Theory]
    [InlineData("tot", 2, Standing.Eligible)]
    [InlineData("khong_hoan_thanh", 2, Standing.NeedsEvidence)]
    // One member more than the staff list has: then its ratings are not all.
    [InlineData("tot", 3, Standing.NeedsEvidence)]
    [InlineData(null, 2, Standing.NeedsEvidence)]
    public void Whether_All_Members_Completed_Their_Tasks_Is_Counted_When_All_Are_Rated(string? rating, int members, Standing expected)
    {
        var line = Line("ttldxs") with { Kind = "tap_the", TaskRating = "xuat_sac", United = true, Members = members, Ldtt = members, CstdCs = 1, DisciplinedCanhCaoOrAbove = 0 };
        var verdict = Judge(line, Book(results: [Result("xuat_sac", "none"), Result(rating, "none", key: "NV02")]), new Nominee("", "a", "Phòng mẫu"));
        Assert.Equal(expected, verdict.Standing);
        Assert.DoesNotContain(verdict.Reasons, reason => reason.Key is "rule.notAllCompleted" or "rule.allCompleted");
    }

    private static string Shown(Verdict verdict) => $"{verdict.Standing}: {string.Join(' ', verdict.Reasons.Select(reason => reason.Key + string.Concat(reason.Places)))}; {verdict.Article}";

    private static IEnumerable<(string? Rating, string? Discipline)> Pairs() => from rating in Ratings from discipline in Disciplines select (rating, discipline);
}
