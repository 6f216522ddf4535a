using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Lao động tiên tiến, individual (Law 06/2022/QH15 Art. 24(1)): rated "hoàn thành tốt" or better, self-reliant and active in emulation. For cán bộ,
/// công chức, viên chức and workers alike; police units have Chiến sĩ tiên tiến instead (Art. 24(2)).
/// </summary>
public sealed class LaoDongTienTien : IRule
{
    private static readonly string[] Ratings = ["khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"];

    /// <inheritdoc />
    public string Award => "ldtt";

    /// <inheritdoc />
    public Verdict Judge(Facts facts, RulePack pack)
    {
        var findings = new Findings();
        Regime(facts, findings);
        Rating(facts, findings);
        Participation(facts, findings);
        Service(facts, pack, findings);
        CountedTime(facts, pack, findings);
        Conduct(facts, findings);
        return findings.Sum(nameof(LaoDongTienTien), "Luật 06/2022/QH15 Điều 24 khoản 1", pack);
    }

    private static void Regime(Facts facts, Findings findings)
    {
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown");
        else if (facts.Regime == "cand") findings.Against("rule.ldtt.policeUnit");
    }

    private static void Rating(Facts facts, Findings findings)
    {
        var rank = Array.IndexOf(Ratings, facts.Rating);
        if (rank < 0) findings.Missing("rule.ratingUnknown");
        else if (rank < 2) findings.Against("rule.ldtt.ratingTooLow");
        else findings.For("rule.ldtt.rating");
    }

    private static void Participation(Facts facts, Findings findings)
    {
        if (facts.EmulationParticipation is null) findings.Missing("rule.participationUnknown");
        else if (facts.EmulationParticipation == false) findings.Against("rule.noParticipation");
        else findings.For("rule.participation");
    }

    private static void Service(Facts facts, RulePack pack, Findings findings)
    {
        if (facts.MonthsServed is not { } months)
        {
            findings.Missing("rule.monthsUnknown");
            return;
        }

        // The value is relied on only where it decides: twelve months served need no minimum.
        if (months >= (int)pack.Value("recruit.minimumMonths").Value) return;
        var minimum = findings.Rely(pack.Value("recruit.minimumMonths")).ToString(CultureInfo.InvariantCulture);
        var served = months.ToString(CultureInfo.InvariantCulture);
        if (facts.NewRecruit == true) findings.Against("rule.newRecruit", served, minimum);
        else findings.Missing("rule.shortService", served, minimum);
    }

    private static void CountedTime(Facts facts, RulePack pack, Findings findings)
    {
        if (facts.InjuryTreatmentMonths > 0 && facts.MedicalConclusion != true) findings.Missing("rule.medicalConclusionMissing");
        if (facts.TrainingMonths > 0 && string.IsNullOrWhiteSpace(facts.TrainingConduct)) findings.Missing("rule.trainingConductMissing");
        if (facts.TrainingMonths >= findings.RelyWhen(facts.TrainingMonths > 0, pack.Value("training.longMonths")) && string.IsNullOrWhiteSpace(facts.TrainingResult))
            findings.Missing("rule.trainingResultMissing");
        if (facts.Transfer is { } move && string.IsNullOrWhiteSpace(move.OldUnitOpinion)
            && (move.OldUnitMonths is null || move.OldUnitMonths >= findings.Rely(pack.Value("transfer.opinionMonths"))))
            findings.Missing("rule.oldUnitOpinionMissing");
        if (facts.MaternityLeaveMonths > 0) findings.For("rule.maternityCounts");
    }

    private static void Conduct(Facts facts, Findings findings)
    {
        if (facts.PendingCase is null) findings.Missing("rule.pendingUnknown");
        else if (facts.PendingCase == true) findings.Missing("rule.pendingCase");
        if (facts.Discipline is null) findings.Missing("rule.disciplineUnknown");
        else if (facts.Discipline != "none" && facts.AlreadyDeniedIn is not null) findings.Missing("rule.disciplineAlreadyCounted");
        else if (facts.Discipline != "none") findings.Missing("rule.disciplineAgainstRating");
    }
}
