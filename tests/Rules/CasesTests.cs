using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Rules;

/// <summary>The cases of the law: each gives the verdict that the law gives, with its article.</summary>
public sealed class CasesTests
{
    public static TheoryData<string> Gate => [.. CaseFile.Ids(gate: true)];

    public static TheoryData<string> Questions => [.. CaseFile.Ids(gate: false)];

    public static TheoryData<string> Own => [.. CaseFile.OwnIds];

    [Theory]
    [MemberData(nameof(Gate))]
    public void A_Case_Is_Judged_As_The_Law_Judges_It_And_Names_Its_Article(string id) => Judged(id);

    /// <summary>Their source was not read, or can be read in two ways; where such a case was judged otherwise, docs/decisions/law.md would say why.</summary>
    [Theory]
    [MemberData(nameof(Questions))]
    public void A_Case_That_Is_A_Question_Is_Judged_As_It_Is_Remembered(string id) => Judged(id);

    [Theory]
    [MemberData(nameof(Own))]
    public void A_Combination_Of_Our_Own_Is_Judged_As_The_Law_Reads(string id)
    {
        var verdict = RuleBook.Assess(CaseFile.FactsOf(id));
        Assert.True(CaseFile.Expected(id) == verdict.Standing, $"{id}: {verdict.Standing} {string.Join(" ", verdict.Reasons.Select(reason => reason.En))}");
    }

    [Fact]
    public void The_Cases_Are_All_There() => Assert.Equal(56, CaseFile.Ids(gate: true).Concat(CaseFile.Ids(gate: false)).Distinct().Count());

    [Theory]
    [InlineData("Điều 28 khoản 1 điểm a, b", "28(1)(b)", true)]
    [InlineData("Điều 28 khoản 1 điểm a, b", "28(1)(c)", false)]
    [InlineData("Điều 28 khoản 1 điểm a", "28(1)", true)]
    [InlineData("Điều 28 khoản 2", "28(1)", false)]
    [InlineData("Điều 22 khoản 1 điểm a, Điều 90", "90", true)]
    [InlineData("Điều 22, Điều 9", "90", false)]
    public void An_Article_Is_Found_Where_It_Is_Cited(string cited, string article, bool found) => Assert.Equal(found, Cites(cited, article));

    private static void Judged(string id)
    {
        var verdict = RuleBook.Assess(CaseFile.FactsOf(id));
        Assert.True(CaseFile.Expected(id) == verdict.Standing, $"{id}: {verdict.Standing} {string.Join(" ", verdict.Reasons.Select(reason => reason.En))}");
        Assert.All(CaseFile.Articles(id), article => Assert.True(Cites(verdict.Article, article), $"{id}: {article} is not in {verdict.Article}"));
    }

    /// <summary><c>24(1)(a)</c> is one of the articles: points of one clause are written in a row.</summary>
    private static bool Cites(string cited, string article)
    {
        var parts = article.TrimEnd(')').Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var clause = $"Điều {parts[0]}" + (parts.Length > 1 ? $" khoản {parts[1]}" : "");
        return cited.Split("Điều ").Skip(1).Select(one => "Điều " + one.TrimEnd(' ', ',', ';'))
            .Any(one => (one + " ").StartsWith(clause + " ", StringComparison.Ordinal) && (parts.Length < 3 || Points(one).Contains(parts[2])));
    }

    private static string[] Points(string cited) => cited.Split(" điểm ") is [_, var points] ? points.Split(';')[0].Split(", ") : [];
}
