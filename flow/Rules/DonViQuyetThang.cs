namespace EmulationM365.Rules;

/// <summary>
/// Đơn vị quyết thắng (Law 06/2022/QH15 Art. 27(2)): the standard of Tập thể lao động xuất sắc for units of the police, where the members hold Chiến sĩ tiên tiến.
/// </summary>
public sealed class DonViQuyetThang() : AwardRule("dvqt", "27.2", Subject.Collective)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Regime(facts, findings, "cand", "rule.dvqt.civilUnit", "27.1");
        CollectiveStandard.TasksExcellently(facts, findings, "27.2");
        CollectiveStandard.Emulation(facts, findings, "27.2");
        CollectiveStandard.Completed(facts, findings, "27.2");
        CollectiveStandard.Share(facts, findings, "27.2");
        CollectiveStandard.Fighter(facts, findings, "27.2");
        CollectiveStandard.Unity(facts, findings, "27.2");
        CollectiveStandard.Exemplary(facts, findings, "27.2");
    }
}
