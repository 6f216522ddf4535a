namespace EmulationM365.Rules;

/// <summary>
/// Giấy khen (Law 06/2022/QH15 Art. 75): given by the director of a Sở and the others whom Art. 75(1) names; its criteria are set by the province (Art. 75(2)), so
/// without them nothing can be said.
/// </summary>
public sealed class GiayKhen() : AwardRule("giay_khen", "75", Subject.Either)
{
    private const string Criteria = "75.2";

    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        if (facts.ProvincialCriteriaLoaded != true) findings.Missing("rule.giayKhen.criteriaNotLoaded", Criteria);
        else findings.For("rule.giayKhen.criteriaLoaded", Criteria);
        if (facts.Sudden)
        {
            Deed.Weigh(facts, findings, "75", null);
            return;
        }

        // The province's criteria are its own; where nothing of the year speaks for it, people compare.
        if (facts.IsCollective)
        {
            if (facts.TaskRating is not ("tot" or "xuat_sac" or "vuot_chi_tieu")) findings.Missing("rule.giayKhen.resultAsked", Criteria);
        }
        else if (AdvancedStandard.IsGood(facts.Rating) != true && facts is not { ManyAchievements: true, Proof.Proves: true })
        {
            findings.Missing("rule.giayKhen.resultAsked", Criteria);
        }
    }
}
