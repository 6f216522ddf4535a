using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>Exclusions and counting of time for the titles of a year: recruits, injury, training, transfer, maternity.</summary>
internal static class CountedTime
{
    /// <summary>Weighs it.</summary>
    public static void Weigh(Facts facts, Findings findings)
    {
        Service(facts, findings);
        Injury(facts, findings);
        Training(facts, findings);
        Moved(facts.Transfer, findings);
        if (facts.MaternityLeaveMonths > 0) findings.For("rule.maternityCounts", findings.Reading("maternity.counts").Source);
    }

    private static void Service(Facts facts, Findings findings)
    {
        var minimum = findings.Pack.Value("recruit.minimumMonths");
        if (facts.MonthsServed is not { } months)
        {
            findings.Missing("rule.monthsUnknown", "");
            return;
        }

        // The value is relied on only where it decides: twelve months served need no minimum.
        if (months >= minimum.Value) return;
        findings.Rely(minimum);
        if (facts.NewRecruit == true) findings.Against("rule.newRecruit", minimum.Source, Written(months), Written(minimum.Value));
        else if (facts.Transfer is not { } move || move.OldUnitMonths + Math.Max(move.NewUnitMonths ?? 0, months) < minimum.Value || move.OldUnitMonths is null)
            findings.Missing("rule.shortService", minimum.Source, Written(months), Written(minimum.Value));
    }

    private static void Injury(Facts facts, Findings findings)
    {
        if (facts.InjuryTreatmentMonths is not > 0) return;
        var source = findings.Reading("injury.counts").Source;
        if (facts.InjuryCause is null) findings.Missing("rule.injuryCauseUnknown", source);
        else if (facts.InjuryCause is { There: false } || (facts.InjuryCause.Wording is { } cause && !WordsOf.IsRescueOrCombat(cause))) findings.Missing("rule.injuryCauseOther", source);
        if (facts.MedicalConclusion is not { Proves: true }) findings.Missing("rule.medicalConclusionMissing", source);
        else findings.For("rule.injuryCounts", source);
    }

    private static void Training(Facts facts, Findings findings)
    {
        if (facts.TrainingMonths is not > 0) return;
        var source = findings.Reading("training.counts").Source;
        if (facts.TrainingConduct is null) findings.Missing("rule.trainingConductMissing", source);
        else if (!facts.TrainingConduct.Proves) findings.Missing("rule.trainingConductPoor", source);
        else findings.For("rule.trainingCounts", source);
        if (facts.TrainingMonths < findings.Number("training.longMonths")) return;
        if (facts.TrainingResult is null or { Proves: false, Wording: null or "" }) findings.Missing("rule.trainingResultMissing", source);
        else if (!facts.TrainingResult.Proves || (facts.TrainingResult.Wording is { } result && WordsOf.IsBelowGood(result))) findings.Missing("rule.trainingResultLow", source);
    }

    private static void Moved(Transfer? move, Findings findings)
    {
        if (move is null || (move.OldUnitMonths is { } months && months < findings.Pack.Value("transfer.opinionMonths").Value)) return;
        var source = findings.Rely(findings.Pack.Value("transfer.opinionMonths")).Source;
        if (move.OldUnitOpinion is not { Proves: true }) findings.Missing("rule.oldUnitOpinionMissing", source);
        else findings.For("rule.oldUnitOpinion", source);
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
