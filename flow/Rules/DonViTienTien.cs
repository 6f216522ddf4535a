namespace EmulationM365.Rules;

/// <summary>
/// Đơn vị tiên tiến (Law 06/2022/QH15 Art. 28(2)): the standard of Tập thể lao động tiên tiến for units of the police, where the members hold Chiến sĩ tiên tiến.
/// </summary>
public sealed class DonViTienTien() : AwardRule("dvtt", "28.2", Subject.Collective)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Regime(facts, findings, "cand", "rule.dvtt.civilUnit", "28.1");
        CollectiveStandard.TasksWell(facts, findings, "28.2");
        CollectiveStandard.Emulation(facts, findings, "28.2");
        CollectiveStandard.Share(facts, findings, "28.2");
        CollectiveStandard.Discipline(facts, findings, "28.2");
        CollectiveStandard.Unity(facts, findings, "28.2");
    }
}
