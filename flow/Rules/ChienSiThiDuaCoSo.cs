namespace EmulationM365.Rules;

/// <summary>
/// Chiến sĩ thi đua cơ sở (Law 06/2022/QH15 Art. 23): meets the standard of Lao động tiên tiến or Chiến sĩ tiên tiến, and is rated "xuất sắc" or has an initiative
/// recognised by the unit or an accepted scientific work. The certificate of an initiative is asked for only where the initiative is the ground.
/// </summary>
public sealed class ChienSiThiDuaCoSo() : AwardRule("cstd_cs", "23", Subject.Individual)
{
    private const string Grounds = "23.2";

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown", "");
        AdvancedStandard.Weigh(facts, findings, facts.Regime == "cand" ? 2 : 1);
        findings.For("rule.cstdcs.standard", "23.1");
        var rating = new Findings(findings.Pack);
        Rated(facts, rating);
        findings.OneOf("rule.cstdcs.noGround", Grounds, rating, Unsaid(facts, findings.Pack),
            Creation.OfInitiative(facts, findings.Pack, Reach.Unit, Grounds), Creation.OfWork(facts, findings.Pack, Reach.Unit, Grounds));
        // A draft of the amended law asked for an initiative beside the rating; whether that became law was not read.
        if (!findings.Pack.TextLoaded && facts.Initiative?.Status != "recognised") findings.Missing("rule.cstdcs.amendedMayAsk", Grounds);
        LocalCap.Weigh(facts, findings, Grounds);
    }

    private static void Rated(Facts facts, Findings findings)
    {
        switch (AdvancedStandard.IsExcellent(facts.Rating))
        {
            case null: findings.Missing("rule.ratingUnknown", Grounds); break;
            case false: findings.Against("rule.cstdcs.notExcellent", Grounds); break;
            default: findings.For("rule.cstdcs.excellent", Grounds); break;
        }
    }

    /// <summary>Nobody said whether there is an initiative or a work: then their want is not shown.</summary>
    private static Findings? Unsaid(Facts facts, RulePack pack)
    {
        if (facts.Initiative is not null || facts.ScientificWork is not null) return null;
        var findings = new Findings(pack);
        findings.Missing("rule.creationUnknown", Grounds);
        return findings;
    }
}
