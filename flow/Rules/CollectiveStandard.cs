using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>What the titles of collectives ask alike (Law 06/2022/QH15 Art. 27, 28): emulation, unity, and the share of members who hold the title of persons.</summary>
internal static class CollectiveStandard
{
    /// <summary>The title belongs to the regime of the unit.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="regime">Regime of the title.</param>
    /// <param name="other">Sentence that names the title of the other regime.</param>
    /// <param name="article">Its article.</param>
    public static void Regime(Facts facts, Findings findings, string regime, string other, string article)
    {
        if (facts.Regime is null) findings.Missing("rule.regimeUnknown", "");
        else if (facts.Regime != regime) findings.Against(other, article);
    }

    /// <summary>Real and regular emulation.</summary>
    public static void Emulation(Facts facts, Findings findings, string article)
    {
        if (facts.EmulationParticipation is null) findings.Missing("rule.participationUnknown", article);
        else if (facts.EmulationParticipation == false) findings.Against("rule.noParticipation", article);
        else findings.For("rule.collectiveEmulation", article);
    }

    /// <summary>United within.</summary>
    public static void Unity(Facts facts, Findings findings, string article)
    {
        if (facts.United is null) findings.Missing("rule.unitedUnknown", article);
        else if (facts.United == false) findings.Against("rule.notUnited", article);
        else findings.For("rule.united", article);
    }

    /// <summary>Compared in whole numbers: 2 of 3 is 66.7 %, and nothing is rounded up to 70.</summary>
    public static void Share(Facts facts, Findings findings, string article)
    {
        var required = findings.Number("collective.titledPercent");
        if (facts.Members is not > 0) findings.Missing("rule.membersUnknown", article);
        else if (facts.Ldtt is not { } titled) findings.Missing("rule.individualsFirst", article);
        else if (titled > facts.Members) findings.Missing("rule.moreTitledThanMembers", article, Written(titled), Written(facts.Members.Value));
        else if ((long)titled * 100 >= (long)facts.Members * required) findings.For("rule.shareReached", article, Written(titled), Written(facts.Members.Value));
        else findings.Against("rule.shareTooLow", article, Written(titled), Written(facts.Members.Value));
    }

    /// <summary>Of all members tasks are completed, and those counted twice would be more than there are.</summary>
    public static void Completed(Facts facts, Findings findings, string article)
    {
        if (facts.NotCompleted is not { } undone) findings.Missing("rule.notCompletedUnknown", article);
        else if (undone > 0) findings.Against("rule.notAllCompleted", article, Written(undone));
        else findings.For("rule.allCompleted", article);
    }

    /// <summary>A member who is Chiến sĩ thi đua cơ sở.</summary>
    public static void Fighter(Facts facts, Findings findings, string article)
    {
        var required = findings.Number("collective.fighters");
        if (facts.CstdCs is not { } fighters) findings.Missing("rule.fightersFirst", article);
        else if (fighters < required) findings.Against("rule.noFighter", article);
        else if (fighters > facts.Ldtt || fighters > facts.Members) findings.Missing("rule.moreFightersThanTitled", article, Written(fighters));
        else findings.For("rule.fighter", article, Written(fighters));
    }

    /// <summary>Nobody disciplined at cảnh cáo or above.</summary>
    public static void Discipline(Facts facts, Findings findings, string article)
    {
        if (facts.DisciplinedCanhCaoOrAbove is not { } disciplined) findings.Missing("rule.disciplineUnknown", article);
        else if (disciplined > 0) findings.Against("rule.memberDisciplined", article, Written(disciplined));
        else findings.For("rule.noMemberDisciplined", article);
    }

    /// <summary>A member disciplined at cảnh cáo or above makes an exemplary collective a question, where the article does not make it a bar.</summary>
    public static void Exemplary(Facts facts, Findings findings, string article)
    {
        if (facts.DisciplinedCanhCaoOrAbove is not > 0) return;
        findings.Reading("collective.disciplineBarsExcellent");
        findings.Missing("rule.memberDisciplinedAsked", article, Written(facts.DisciplinedCanhCaoOrAbove.Value));
    }

    /// <summary>Tasks done well.</summary>
    public static void TasksWell(Facts facts, Findings findings, string article)
    {
        if (facts.TaskRating is null) findings.Missing("rule.taskRatingUnknown", article);
        else if (facts.TaskRating is "tot" or "xuat_sac" or "vuot_chi_tieu") findings.For("rule.ttldtt.tasks", article);
        else findings.Against("rule.ttldtt.tasksTooLow", article);
    }

    /// <summary>Tasks done "xuất sắc". To have beaten the targets is more than "tốt", but it is not that rating.</summary>
    public static void TasksExcellently(Facts facts, Findings findings, string article)
    {
        if (facts.TaskRating is null) findings.Missing("rule.taskRatingUnknown", article);
        else if (facts.TaskRating == "xuat_sac") findings.For("rule.ttldxs.tasks", article);
        else if (facts.TaskRating == "vuot_chi_tieu") findings.Missing("rule.ttldxs.ratingAsked", article);
        else findings.Against("rule.ttldxs.tasksTooLow", article);
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
