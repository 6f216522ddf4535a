namespace EmulationM365.Rules;

/// <summary>
/// The initiative or scientific work that a title Chiến sĩ thi đua rests on (Law 06/2022/QH15 Art. 21–23): recognised or accepted, proved by its paper
/// (Art. 84(1)(d)), and reaching as far as the title does.
/// </summary>
internal static class Creation
{
    private const string Papers = "84.1.d";

    /// <summary>What the initiative comes to; null = none is put forward.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="reach">How far its effect must be recognised.</param>
    /// <param name="article">Article that asks for it.</param>
    public static Findings? OfInitiative(Facts facts, RulePack pack, Reach reach, string article)
    {
        if (facts.Initiative is not { } initiative) return null;
        var findings = new Findings(pack);
        switch (initiative.Status)
        {
            case "none": findings.Against("rule.initiativeNone", article); break;
            case "submitted": findings.Missing("rule.initiativeNotRecognised", article); break;
            case "recognised":
                if (ReachOf(initiative.Scope) < reach) findings.Missing(reach == Reach.Nation ? "rule.initiativeNotNational" : "rule.initiativeNotProvincial", article);
                if (initiative.CertificateFile != true) findings.Missing("rule.certificateMissing", Papers);
                findings.For("rule.initiativeRecognised", article);
                break;
            default: findings.Missing("rule.initiativeUnknown", article); break;
        }

        return findings;
    }

    /// <summary>What the scientific work comes to; null = none is put forward.</summary>
    /// <inheritdoc cref="OfInitiative"/>
    public static Findings? OfWork(Facts facts, RulePack pack, Reach reach, string article)
    {
        if (facts.ScientificWork is not { } work) return null;
        var findings = new Findings(pack);
        if (string.IsNullOrWhiteSpace(work.Status)) findings.Missing("rule.workUnknown", article);
        else if (WordsOf.IsAccepted(work.Status)) findings.For("rule.workAccepted", article);
        else if (WordsOf.IsRefused(work.Status)) findings.Against("rule.workRefused", article);
        else findings.Missing("rule.workNotAccepted", article);
        if (findings.Holds != true) return findings;
        if (work.File != true) findings.Missing("rule.workPaperMissing", Papers);
        if (reach > Reach.Unit && WordsOf.ReachOf(facts.Influence) < reach) findings.Missing(reach == Reach.Nation ? "rule.workNotNational" : "rule.workNotProvincial", article);
        return findings;
    }

    // An initiative is recognised by the unit at least; for a title of the unit no more is asked.
    private static Reach ReachOf(string? scope) => scope switch { "nation" => Reach.Nation, "province" => Reach.Province, _ => Reach.Unit };
}
