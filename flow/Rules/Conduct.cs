using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// What is asked of every nominee whatever the award: nothing open, no discipline that people have not weighed, nothing found against it. An open matter holds the
/// case and never ends it: only what a competent body concluded speaks against somebody (Law 06/2022/QH15 Art. 93(2)).
/// </summary>
internal static class Conduct
{
    /// <summary>Weighs it.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="person">A person: discipline and open matters must be known. Of a collective they are asked only where they were entered.</param>
    public static void Weigh(Facts facts, Findings findings, bool person)
    {
        Open(facts, findings, person);
        Discipline(facts, findings, person);
        if (string.IsNullOrWhiteSpace(facts.Finding) || WordsOf.Clears(facts.Finding)) return;
        if (Concluded(facts)) findings.Against("rule.finding", "15", facts.Finding, facts.FindingBy!);
        else findings.Missing("rule.findingUnconfirmed", "93.2.d", facts.Finding);
    }

    /// <summary>A competent body stands behind the finding.</summary>
    public static bool Concluded(Facts facts) => facts.FindingBy is { } by && WordsOf.IsCompetentBody(by);

    private static void Open(Facts facts, Findings findings, bool person)
    {
        var what = facts.PendingKind is { } kind && !string.IsNullOrWhiteSpace(kind) ? kind : null;
        if (facts.PendingCase == true || what is not null)
        {
            var source = findings.Reading("conduct.holdWhilePending").Source;
            if (what is null) findings.Missing("rule.pendingCase", source);
            else findings.Missing("rule.pendingNamed", source, what);
        }
        else if (facts.PendingCase is null && person)
        {
            findings.Missing("rule.pendingUnknown", "");
        }

        if (!string.IsNullOrWhiteSpace(facts.Denunciation)) findings.Missing("rule.denunciation", "93.2.d", facts.Denunciation);
    }

    private static void Discipline(Facts facts, Findings findings, bool person)
    {
        if (facts.Discipline == "none") return;
        if (facts.Discipline is null)
        {
            if (person) findings.Missing("rule.disciplineUnknown", "");
        }
        else if (ForcesLowestRating(facts, findings.Pack))
        {
            findings.Against("rule.disciplineForcesRating", findings.Rely(findings.Pack.Value("rating.disciplineForcesLowestFrom")).Source);
        }
        else if (facts.AlreadyDeniedIn is { } denied)
        {
            findings.Missing("rule.disciplineCountedIn", findings.Reading("conduct.disciplineBars").Source, denied.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            var source = findings.Reading("conduct.disciplineBars").Source;
            if (facts.DisciplineDecisionYear is { } decided && decided != facts.Year) findings.Missing("rule.disciplineOtherYear", source, decided.ToString(CultureInfo.InvariantCulture));
            else findings.Missing("rule.disciplineAgainstRating", source);
        }
    }

    /// <summary>For civil servants a breach of duty that was disciplined in the year makes the rating the lowest, whatever the rating says.</summary>
    private static bool ForcesLowestRating(Facts facts, RulePack pack) => facts is { PersonType: "cong_chuc", DisciplineRelatesToDuty: true, AlreadyDeniedIn: null }
        && facts.Year >= pack.Value("rating.disciplineForcesLowestFrom").Value && (facts.DisciplineDecisionYear ?? facts.Year) == facts.Year;
}
