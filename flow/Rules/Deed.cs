namespace EmulationM365.Rules;

/// <summary>A sudden act or an achievement outside the year's review: named, proved (Law 06/2022/QH15 Art. 84(2)(d)), and reaching far enough.</summary>
internal static class Deed
{
    private const string Papers = "84.2.d";

    /// <summary>Weighs a sudden act.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="article">Article that rewards it.</param>
    /// <param name="reach">How far it must reach; null = the article does not say.</param>
    public static void Weigh(Facts facts, Findings findings, string article, Reach? reach)
    {
        if (string.IsNullOrWhiteSpace(facts.Act)) findings.Missing("rule.actUnknown", article);
        else findings.For("rule.act", article);
        if (reach is { } needed) Reaches(facts, findings, article, needed);
        Proved(facts, findings, article);
        if (facts.Procedure is { } used && WordsOf.Has(used, "đơn giản", "rút gọn")) findings.For("rule.simplified", "85.1.b");
    }

    /// <summary>It reaches far enough; null in its words = unknown.</summary>
    public static void Reaches(Facts facts, Findings findings, string article, Reach needed)
    {
        var reach = WordsOf.ReachOf(facts.Influence);
        if (reach == Reach.Unknown) findings.Missing("rule.influenceUnknown", article);
        else if (reach < needed) findings.Against("rule.influenceTooNarrow", article, facts.Influence!);
        else findings.For("rule.influence", article, facts.Influence!);
    }

    /// <summary>Its proof is there.</summary>
    public static void Proved(Facts facts, Findings findings, string article)
    {
        if (facts.Proof is { Proves: true }) findings.For("rule.proof", article);
        else findings.Missing("rule.proofMissing", Papers);
    }
}
