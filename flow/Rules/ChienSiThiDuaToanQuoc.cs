using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Chiến sĩ thi đua toàn quốc (Law 06/2022/QH15 Art. 21): outstanding among those with two consecutive awards of the provincial title, and an initiative or work of
/// nationwide effect. The provincial title is given at intervals, so it is awards that follow each other and not years; the register confirms it.
/// </summary>
public sealed class ChienSiThiDuaToanQuoc() : AwardRule("cstd_tq", "21", Subject.Individual)
{
    private const string Titles = "21.1.a";
    private const string Works = "21.1.b";

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        Consecutive(facts, findings);
        findings.OneOf("rule.creationUnknown", Works,
            Creation.OfInitiative(facts, findings.Pack, Reach.Nation, Works), Creation.OfWork(facts, findings.Pack, Reach.Nation, Works));
        if (AdvancedStandard.IsGood(facts.Rating) == false) findings.Missing("rule.ratingAgainstTitle", Titles);
        LocalCap.Weigh(facts, findings, "21");
    }

    private static void Consecutive(Facts facts, Findings findings)
    {
        var count = findings.Number("nationalFighter.consecutiveAwards");
        var needed = count.ToString(CultureInfo.InvariantCulture);
        if (facts.History?.CstdTinh is not { } listed)
        {
            findings.Missing("rule.historyUnknown", Titles);
            return;
        }

        var years = Chain.Of(facts, "cstd_tinh", listed);
        if (years.Possible.Count < count) findings.Against("rule.awardsTooFew", Titles, needed, years.Written());
        else if (facts.History.ConsecutiveAwards == false) findings.Against("rule.awardsNotConsecutive", Titles, needed, years.Written());
        else if (years.Sure.Count < count && facts.History.Coverage is not null) findings.Missing("rule.registerTooShort", Titles, needed, years.Written());
        else if (years.Sure.Count < count) findings.Missing("rule.awardsMayBeCancelled", Titles, needed, years.Written());
        else if (Follow(facts, years, count) is not true) findings.Missing("rule.awardsConsecutiveUnknown", Titles, needed, years.Written());
        else findings.For("rule.awardsConsecutive", Titles, needed, years.Written());
    }

    /// <summary>The register says so and none between them was cancelled, or they stand in years that follow each other.</summary>
    private static bool? Follow(Facts facts, AwardYears years, int count)
    {
        var last = years.Sure.Max();
        if (facts.Year is not { } year || last < year - 1) return null;
        if (Enumerable.Range(last - count + 1, count).All(years.Sure.Contains)) return true;
        // A cancelled award stood between those that are left, or may have.
        var cancelled = facts.History!.CstdTinh!.Intersect(facts.History.Cancelled ?? []).Concat(facts.History.Coverage?.RevokedOf("cstd_tinh") ?? []).Any(between => between < last && between > years.Sure.Order().ElementAt(years.Sure.Count - count));
        return facts.History.ConsecutiveAwards == true && !cancelled ? true : null;
    }
}
