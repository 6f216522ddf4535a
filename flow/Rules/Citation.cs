using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>How articles are cited: <c>24.1.a</c> in the code, <c>Điều 24 khoản 1 điểm a</c> where people read.</summary>
internal static class Citation
{
    private const string Article = "Điều ";
    private const string Point = " điểm ";

    /// <summary>Sources name the law they stand in; among articles of one law its name is said once.</summary>
    private const string LawName = "Luật 06/2022/QH15 ";

    /// <summary>An article of the law as people read it; what is no number is another text and stays as it is.</summary>
    public static string Read(string article)
    {
        if (!char.IsAsciiDigit(article[0])) return article.StartsWith(LawName + Article, StringComparison.Ordinal) ? article[LawName.Length..] : article;
        var parts = article.Split('.');
        return Article + parts[0] + (parts.Length > 1 ? $" khoản {parts[1]}" : "") + (parts.Length > 2 ? $" điểm {parts[2]}" : "");
    }

    /// <summary>An article of the law under the law's name.</summary>
    public static string OfLaw(string article) => LawName + Read(article);

    /// <summary>All articles that carry a verdict: those of the law first, under its name, then other texts. One that another makes more exact is left out.</summary>
    /// <param name="pack">Pack that names the law.</param>
    /// <param name="article">Article the rule rests on.</param>
    /// <param name="reasons">Sentences that carry the verdict.</param>
    public static string Of(RulePack pack, string article, IEnumerable<Reason> reasons)
    {
        var all = reasons.Select(reason => reason.Law).OfType<string>().SelectMany(Each).Prepend(Read(article)).Distinct().ToList();
        var exact = all.Where(one => !all.Exists(other => other.StartsWith(one + " ", StringComparison.Ordinal))).ToList();
        // The rule's own article is what the verdict rests on; it is named before those it refers to.
        var ofLaw = exact.Where(IsOfLaw).OrderBy(one => !(one + " ").StartsWith(Read(article) + " ", StringComparison.Ordinal))
            .GroupBy(one => one.LastIndexOf(Point, StringComparison.Ordinal) is > 0 and var at ? one[..at] : one)
            .Select(clause => clause.Count() == 1 ? clause.First() : $"{clause.Key}{Point}{string.Join(", ", clause.Select(one => one[(clause.Key.Length + Point.Length)..]))}");
        return string.Join("; ", exact.Where(one => !IsOfLaw(one)).Prepend($"{pack.Law} {string.Join(", ", ofLaw)}"));
    }

    private static bool IsOfLaw(string cited) => cited.StartsWith(Article, StringComparison.Ordinal);

    private static IEnumerable<string> Each(string cited) =>
        IsOfLaw(cited) ? cited.Split(", " + Article).Select(one => IsOfLaw(one) ? one : Article + one) : [cited];
}
