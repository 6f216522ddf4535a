namespace EmulationM365.Rules;

/// <summary>
/// Chiến sĩ thi đua cấp tỉnh (Law 06/2022/QH15 Art. 22): outstanding among those with three consecutive titles Chiến sĩ thi đua cơ sở, and an initiative or accepted
/// work whose effect in the province its head recognises.
/// </summary>
public sealed class ChienSiThiDuaCapTinh() : AwardRule("cstd_tinh", "22", Subject.Individual)
{
    private const string Titles = "22.1.a";
    private const string Works = "22.1.b";

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        Consecutive(facts, findings);
        findings.OneOf("rule.creationUnknown", Works,
            Creation.OfInitiative(facts, findings.Pack, Reach.Province, Works), Creation.OfWork(facts, findings.Pack, Reach.Province, Works));
        if (AdvancedStandard.IsGood(facts.Rating) == false) findings.Missing("rule.ratingAgainstTitle", Titles);
        LocalCap.Weigh(facts, findings, "22");
    }

    private static void Consecutive(Facts facts, Findings findings)
    {
        var length = findings.Number("provincialFighter.consecutiveYears");
        if (Chain.Fighters(facts, sameSession: true) is { } years) YearGrounds.Fighters(years, facts.Year, length, findings, Titles);
        else findings.Missing("rule.historyUnknown", Titles);
    }
}
