namespace EmulationM365.Rules;

/// <summary>
/// Chiến sĩ tiên tiến, individual (Law 06/2022/QH15 Art. 24(2)): the standard of Lao động tiên tiến, for officers, soldiers and workers of police units. Who
/// decides is set by the Ministry of Public Security (Art. 80(5)).
/// </summary>
public sealed class ChienSiTienTien() : AwardRule("cstt", "24.2", Subject.Individual)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown", "");
        else if (facts.Regime == "civil") findings.Against("rule.cstt.civilUnit", "24.1");
        else if (facts.PersonType is "si_quan_cand" or "cong_nhan_cand") findings.For("rule.cstt.subject", "24.2");
        else findings.Missing("rule.cstt.subjectUnclear", "24.2");
        AdvancedStandard.Weigh(facts, findings, 2);
    }
}
