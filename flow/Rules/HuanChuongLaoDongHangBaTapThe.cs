namespace EmulationM365.Rules;

/// <summary>
/// Huân chương Lao động hạng Ba, collective (Law 06/2022/QH15 Art. 44): its standard is not loaded, so it is always for people; the common conditions are weighed.
/// </summary>
public sealed class HuanChuongLaoDongHangBaTapThe() : AwardRule("hcld_3", "44", Subject.Collective)
{
    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Unity(facts, findings, "44");
        CollectiveStandard.Exemplary(facts, findings, "44");
        findings.Missing("rule.otherGroundNotLoaded", "44");
    }
}
