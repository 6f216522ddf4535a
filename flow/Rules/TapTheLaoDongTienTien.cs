using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Tập thể lao động tiên tiến (Law 06/2022/QH15 Art. 28(1)): tasks done well, real and regular emulation, at least 70 % of the members Lao động tiên tiến,
/// nobody disciplined at cảnh cáo or above, united. Police units have Đơn vị tiên tiến instead (Art. 28(2)).
/// </summary>
public sealed class TapTheLaoDongTienTien : IRule
{
    private const int RequiredPercent = 70;

    /// <inheritdoc />
    public string Award => "ttldtt";

    /// <inheritdoc />
    public Verdict Judge(Facts facts, RulePack pack)
    {
        var findings = new Findings();
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown");
        else if (facts.Regime == "cand") findings.Against("rule.ttldtt.policeUnit");
        Tasks(facts, findings);
        Emulation(facts, findings);
        Share(facts, findings);
        Conduct(facts, findings);
        return findings.Sum(nameof(TapTheLaoDongTienTien), "Luật 06/2022/QH15 Điều 28 khoản 1", pack);
    }

    private static void Tasks(Facts facts, Findings findings)
    {
        if (facts.TaskRating is null) findings.Missing("rule.taskRatingUnknown");
        else if (facts.TaskRating is "tot" or "xuat_sac" or "vuot_chi_tieu") findings.For("rule.ttldtt.tasks");
        else findings.Against("rule.ttldtt.tasksTooLow");
    }

    private static void Emulation(Facts facts, Findings findings)
    {
        if (facts.EmulationParticipation is null) findings.Missing("rule.participationUnknown");
        else if (facts.EmulationParticipation == false) findings.Against("rule.noParticipation");
        if (facts.United is null) findings.Missing("rule.unitedUnknown");
        else if (facts.United == false) findings.Against("rule.notUnited");
    }

    /// <summary>Compared in whole numbers: 2 of 3 is 66.7 %, and nothing is rounded up to 70.</summary>
    private static void Share(Facts facts, Findings findings)
    {
        if (facts.Members is not > 0) findings.Missing("rule.membersUnknown");
        else if (facts.Ldtt is not { } titled) findings.Missing("rule.individualsFirst");
        else if (titled > facts.Members) findings.Missing("rule.moreTitledThanMembers", Written(titled), Written(facts.Members.Value));
        else if (titled * 100 >= facts.Members * RequiredPercent) findings.For("rule.shareReached", Written(titled), Written(facts.Members.Value));
        else findings.Against("rule.shareTooLow", Written(titled), Written(facts.Members.Value));
    }

    private static void Conduct(Facts facts, Findings findings)
    {
        if (facts.DisciplinedCanhCaoOrAbove is not { } disciplined) findings.Missing("rule.disciplineUnknown");
        else if (disciplined > 0) findings.Against("rule.memberDisciplined", Written(disciplined));
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
