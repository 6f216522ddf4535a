namespace EmulationM365.Rules;

/// <summary>
/// Bằng khen cấp tỉnh, collective (Law 06/2022/QH15 Art. 74(3)): exemplary and united, and one of (a) outstanding in a movement of the province, (b) a sudden
/// achievement, (d) two consecutive years "xuất sắc" with good grassroots democracy and thrift.
/// </summary>
public sealed class BangKhenCapTinhTapThe() : AwardRule("bk_tinh", "74.3", Subject.Collective)
{
    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Unity(facts, findings, "74.3");
        CollectiveStandard.Exemplary(facts, findings, "74.3");
        findings.OneOf("rule.merit.noGround", "74.3", Years(facts, findings.Pack), Act(facts, findings.Pack), MovementGround.Of(facts, findings.Pack, "74.3.a"));
    }

    private static Findings? Years(Facts facts, RulePack pack)
    {
        if (facts.History?.Ratings is null) return null;
        var findings = new Findings(pack);
        YearGrounds.Excellent(facts, findings.Number("provincialMerit.consecutiveYears"), findings, "74.3.d");
        CollectiveStandard.Emulation(facts, findings, "74.3.d");
        Kept(facts.GrassrootsDemocracyGood, "rule.democracyUnknown", "rule.democracyNotGood", "rule.democracyGood");
        Kept(facts.Thrift, "rule.thriftUnknown", "rule.noThrift", "rule.thrift");
        return findings;

        void Kept(bool? fact, string unknown, string denied, string kept)
        {
            if (fact is null) findings.Missing(unknown, "74.3.d");
            else if (fact == false) findings.Against(denied, "74.3.d");
            else findings.For(kept, "74.3.d");
        }
    }

    private static Findings? Act(Facts facts, RulePack pack)
    {
        if (string.IsNullOrWhiteSpace(facts.Act)) return null;
        var findings = new Findings(pack);
        Deed.Weigh(facts, findings, "74.3.b", Reach.Province);
        return findings;
    }
}
