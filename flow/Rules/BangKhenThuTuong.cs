namespace EmulationM365.Rules;

/// <summary>
/// Bằng khen của Thủ tướng, individual (Law 06/2022/QH15 Art. 73(1)(b)): holds the provincial Bằng khen, and then five years or more on end rated "hoàn thành tốt" or
/// better with three titles Chiến sĩ thi đua cơ sở in that time, which need not be consecutive. The article's other grounds are not loaded.
/// </summary>
public sealed class BangKhenThuTuong() : AwardRule("bk_ttg", "73.1", Subject.Individual)
{
    private const string Ladder = "73.1.b";

    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings) =>
        findings.OneOf("rule.merit.noGround", "73.1", facts.History is null || facts.Sudden ? null : Years(facts, new Findings(findings.Pack)), OtherGround.Of(facts, findings.Pack, "73.1"));

    private static Findings Years(Facts facts, Findings findings)
    {
        var ladder = new LongMerit(Ladder, "primeMinister.years", "bk_tinh", facts.History!.BkTinh, AdvancedStandard.IsGood, "rule.yearsGood", "rule.yearsNotGood");
        if (ladder.Weigh(facts, findings) is { } span)
            ladder.Within(findings, Chain.Fighters(facts, sameSession: false), findings.Number("primeMinister.fighters"), span, "rule.fightersEnough", "rule.fightersTooFew");
        Chain.WeighConflict(facts, findings, Ladder);
        return findings;
    }
}
