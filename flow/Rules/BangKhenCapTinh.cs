using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Bằng khen cấp tỉnh, individual (Law 06/2022/QH15 Art. 74(1)): exemplary, and one of (a) outstanding in a movement of the province, (b) many or sudden achievements
/// with influence in a field of the province, (d) two consecutive titles Chiến sĩ thi đua cơ sở or two consecutive years "xuất sắc" with two initiatives in that time,
/// (đ) a worker with achievements that reach the commune or unit. Whether the two initiatives bind the titles too can be read in two ways: a reading of the pack.
/// </summary>
public sealed class BangKhenCapTinh() : AwardRule("bk_tinh", "74.1", Subject.Individual)
{
    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        findings.OneOf("rule.merit.noGround", "74.1",
            Titles(facts, findings.Pack), Years(facts, findings.Pack), Achievements(facts, findings.Pack), Act(facts, findings.Pack), MovementGround.Of(facts, findings.Pack, "74.1.a"));
        if (facts.Rating == "khong_hoan_thanh") findings.Missing("rule.merit.notExemplary", "74.1");
    }

    private static Findings? Titles(Facts facts, RulePack pack)
    {
        if (Chain.Fighters(facts, sameSession: true) is not { } years) return null;
        var findings = new Findings(pack);
        YearGrounds.Fighters(years, facts.Year, findings.Number("provincialMerit.consecutiveYears"), findings, "74.1.d");
        if (findings.Holds == false || pack.Reading("provincialMerit.creationsBindTitles").Value == "no") return findings;
        if (HasCreations(facts, pack) == true) Creations(facts, findings);
        else if (findings.Reading("provincialMerit.creationsBindTitles").Value == "yes") Creations(facts, findings);
        else findings.Missing("rule.merit.readingOpen", "74.1.d");
        return findings;
    }

    private static Findings? Years(Facts facts, RulePack pack)
    {
        if (facts.History?.Ratings is null) return null;
        var findings = new Findings(pack);
        YearGrounds.Excellent(facts, findings.Number("provincialMerit.consecutiveYears"), findings, "74.1.d");
        Chain.WeighConflict(facts, findings, "74.1.d");
        if (findings.Holds != false) Creations(facts, findings);
        return findings;
    }

    private static bool? HasCreations(Facts facts, RulePack pack) => facts.InitiativesRecognised is { } count ? count >= pack.Value("provincialMerit.creations").Value : null;

    private static void Creations(Facts facts, Findings findings)
    {
        var needed = findings.Number("provincialMerit.creations");
        if (HasCreations(facts, findings.Pack) == true) findings.For("rule.creationsEnough", "74.1.d", Written(facts.InitiativesRecognised!.Value));
        else if (facts.InitiativesRecognised is not { } count) findings.Missing("rule.creationsUnknown", "74.1.d", Written(needed));
        // Two accepted works would do as well; one is named, and of a second nothing is said.
        else if (facts.ScientificWork?.Status is { } status && WordsOf.IsAccepted(status)) findings.Missing("rule.worksUncounted", "74.1.d", Written(needed));
        else findings.Against("rule.creationsTooFew", "74.1.d", Written(count), Written(needed));
    }

    /// <summary>Points (b) and (đ): many achievements; of a worker it is enough that they reach the unit.</summary>
    private static Findings? Achievements(Facts facts, RulePack pack)
    {
        if (facts.ManyAchievements is not { } many) return null;
        var findings = new Findings(pack);
        var worker = facts.PersonType is "nguoi_lao_dong" or "cong_nhan_cand";
        var article = worker ? "74.1.đ" : "74.1.b";
        if (many) findings.For("rule.achievements", article);
        else findings.Against("rule.noAchievements", article);
        if (facts.PersonType is null && WordsOf.ReachOf(facts.Influence) == Reach.Unit) findings.Missing("rule.personTypeUnknown", "74.1.đ");
        else Deed.Reaches(facts, findings, article, worker ? Reach.Unit : Reach.Province);
        Deed.Proved(facts, findings, article);
        return findings;
    }

    private static Findings? Act(Facts facts, RulePack pack)
    {
        if (string.IsNullOrWhiteSpace(facts.Act)) return null;
        var findings = new Findings(pack);
        Deed.Weigh(facts, findings, "74.1.b", Reach.Province);
        return findings;
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
