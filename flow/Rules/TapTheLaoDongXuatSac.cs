namespace EmulationM365.Rules;

/// <summary>
/// Tập thể lao động xuất sắc (Law 06/2022/QH15 Art. 27(1)): tasks done "xuất sắc", active emulation, all members complete their tasks and at least 70 % of them are
/// Lao động tiên tiến, at least one Chiến sĩ thi đua cơ sở, united and exemplary. Police units have Đơn vị quyết thắng instead (Art. 27(2)).
/// </summary>
public sealed class TapTheLaoDongXuatSac() : AwardRule("ttldxs", "27.1", Subject.Collective)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Regime(facts, findings, "civil", "rule.ttldxs.policeUnit", "27.2");
        CollectiveStandard.TasksExcellently(facts, findings, "27.1.a");
        CollectiveStandard.Emulation(facts, findings, "27.1.b");
        CollectiveStandard.Completed(facts, findings, "27.1.c");
        CollectiveStandard.Share(facts, findings, "27.1.c");
        CollectiveStandard.Fighter(facts, findings, "27.1.d");
        CollectiveStandard.Unity(facts, findings, "27.1.đ");
        CollectiveStandard.Exemplary(facts, findings, "27.1.đ");
    }
}
