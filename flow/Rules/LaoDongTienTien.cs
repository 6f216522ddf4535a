namespace EmulationM365.Rules;

/// <summary>
/// Lao động tiên tiến, individual (Law 06/2022/QH15 Art. 24(1)): rated "hoàn thành tốt" or better, self-reliant and active in emulation. For cán bộ,
/// công chức, viên chức and workers alike; police units have Chiến sĩ tiên tiến instead (Art. 24(2)).
/// </summary>
public sealed class LaoDongTienTien() : AwardRule("ldtt", "24.1", Subject.Individual)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown", "");
        else if (facts.Regime == "cand") findings.Against("rule.ldtt.policeUnit", "24.2");
        else if (facts.PersonType is "si_quan_cand" or "cong_nhan_cand") findings.Missing("rule.personAgainstRegime", "24.2");
        AdvancedStandard.Weigh(facts, findings, 1);
    }
}
