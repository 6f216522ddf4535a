using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Huân chương Lao động hạng Ba, individual (Law 06/2022/QH15 Art. 44(1)(e)): holds the Prime Minister's Bằng khen, and then five years or more on end rated "hoàn
/// thành tốt" or better, at least one of them "xuất sắc", with three titles Chiến sĩ thi đua cơ sở in that time. The article's other grounds are not loaded.
/// </summary>
public sealed class HuanChuongLaoDongHangBa() : AwardRule("hcld_3", "44.1", Subject.Individual)
{
    private const string Ladder = "44.1.e";

    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings) =>
        findings.OneOf("rule.merit.noGround", "44.1", facts.History is null || facts.Sudden ? null : Years(facts, new Findings(findings.Pack)), OtherGround.Of(facts, findings.Pack, "44.1"));

    private static Findings Years(Facts facts, Findings findings)
    {
        var ladder = new LongMerit(Ladder, "medal.years", "bk_ttg", facts.History!.BkThuTuong, AdvancedStandard.IsGood, "rule.yearsGood", "rule.yearsNotGood");
        if (ladder.Weigh(facts, findings) is { } span)
        {
            Excellent(facts, findings, span);
            ladder.Within(findings, Chain.Fighters(facts, sameSession: false), findings.Number("medal.fighters"), span, "rule.fightersEnough", "rule.fightersTooFew");
        }

        Chain.WeighConflict(facts, findings, Ladder);
        return findings;
    }

    private static void Excellent(Facts facts, Findings findings, (int Sure, int Possible) span)
    {
        var needed = findings.Number("medal.excellentYears");
        var ratings = Enumerable.Range(span.Possible, facts.Year!.Value - span.Possible + 1).Select(year => (year, Excellent: AdvancedStandard.IsExcellent(Chain.RatingOf(facts, year)))).ToList();
        var written = needed.ToString(CultureInfo.InvariantCulture);
        if (ratings.Count(rating => rating.Excellent == true && rating.year >= span.Sure) >= needed) findings.For("rule.excellentYear", Ladder, written);
        else if (ratings.Count(rating => rating.Excellent != false) >= needed) findings.Missing("rule.excellentYearUnknown", Ladder, written);
        else findings.Against("rule.noExcellentYear", Ladder, written);
    }
}
