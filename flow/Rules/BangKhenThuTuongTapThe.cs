namespace EmulationM365.Rules;

/// <summary>
/// Bằng khen của Thủ tướng, collective (Law 06/2022/QH15 Art. 73): holds the provincial Bằng khen, and then five years or more on end "xuất sắc" with one provincial
/// flag or two provincial Bằng khen in that time. Flags of former years are not among the facts, so their want is never concluded.
/// </summary>
public sealed class BangKhenThuTuongTapThe() : AwardRule("bk_ttg", "73", Subject.Collective)
{
    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        CollectiveStandard.Unity(facts, findings, "73");
        CollectiveStandard.Exemplary(facts, findings, "73");
        findings.OneOf("rule.merit.noGround", "73", facts.History is null || facts.Sudden ? null : Years(facts, new Findings(findings.Pack)), OtherGround.Of(facts, findings.Pack, "73"));
    }

    private static Findings Years(Facts facts, Findings findings)
    {
        var ladder = new LongMerit("73", "primeMinister.years", "bk_tinh", facts.History!.BkTinh, AdvancedStandard.IsExcellent, "rule.yearsExcellentAfter", "rule.yearsNotExcellentAfter");
        if (ladder.Weigh(facts, findings) is not { } span) return findings;
        var merits = Chain.Of(facts, "bk_tinh", facts.History.BkTinh!);
        var count = findings.Number("primeMinister.collectiveMerits");
        if (merits.AtLeast(count, year => year >= span.Sure, year => year >= span.Possible) == true) findings.For("rule.meritsEnough", "73", merits.Written());
        else findings.Missing("rule.flagsUnknown", "73", merits.Written());
        return findings;
    }
}
