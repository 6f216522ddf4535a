namespace EmulationM365.Rules;

/// <summary>
/// Tập thể lao động tiên tiến (Law 06/2022/QH15 Art. 28(1)): tasks done well, real and regular emulation, at least 70 % of the members Lao động tiên tiến,
/// nobody disciplined at cảnh cáo or above, united. Police units have Đơn vị tiên tiến instead (Art. 28(2)).
/// </summary>
public sealed class TapTheLaoDongTienTien() : AwardRule("ttldtt", "28.1", Subject.Collective)
{
    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Regime(facts, findings, "civil", "rule.ttldtt.policeUnit", "28.2");
        CollectiveStandard.TasksWell(facts, findings, "28.1.a");
        CollectiveStandard.Emulation(facts, findings, "28.1.b");
        CollectiveStandard.Share(facts, findings, "28.1.c");
        CollectiveStandard.Discipline(facts, findings, "28.1.c");
        CollectiveStandard.Unity(facts, findings, "28.1.d");
    }
}
