namespace EmulationM365.Rules;

/// <summary>
/// Bằng khen cấp tỉnh for a sudden achievement, of a person or a collective (Law 06/2022/QH15 Art. 74(1)(b), 74(3)(b)): with influence in a field of the province, and
/// proved. The simplified procedure is allowed (Art. 85(1)(b)); nothing is asked that belongs to a whole year. A collective must be united.
/// </summary>
public sealed class BangKhenCapTinhDotXuat() : AwardRule("bk_tinh", "74", Subject.Either)
{
    /// <inheritdoc />
    protected override bool? ForSudden => true;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        Deed.Weigh(facts, findings, facts.IsCollective ? "74.3.b" : "74.1.b", Reach.Province);
        if (facts.IsCollective) CollectiveStandard.Unity(facts, findings, "74.3");
    }
}
