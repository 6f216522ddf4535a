namespace EmulationM365.Rules;

/// <summary>
/// The standard of Lao động tiên tiến and Chiến sĩ tiên tiến, which is one (Law 06/2022/QH15 Art. 24(1), (2)), and the first step to every title Chiến sĩ thi đua:
/// rated "hoàn thành tốt" or better, active in emulation, the time of the year counted.
/// </summary>
internal static class AdvancedStandard
{
    /// <summary>Ratings of a person, lowest first.</summary>
    private static readonly string[] Ratings = ["khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"];

    /// <summary>Place of a rating, lowest 0; -1 where it is unknown.</summary>
    public static int Rank(string? rating) => Array.IndexOf(Ratings, rating);

    /// <summary>The rating is "hoàn thành tốt" or better; null = unknown.</summary>
    public static bool? IsGood(string? rating) => Rank(rating) is var rank and >= 0 ? rank >= Rank("tot") : null;

    /// <summary>The rating is "hoàn thành xuất sắc"; null = unknown.</summary>
    public static bool? IsExcellent(string? rating) => Rank(rating) is var rank and >= 0 ? rank == Rank("xuat_sac") : null;

    /// <summary>Weighs it.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="clause">Clause of Art. 24: 1 civil, 2 police.</param>
    public static void Weigh(Facts facts, Findings findings, int clause)
    {
        // Points stand in clause 1 only; clause 2 refers to them.
        var (rating, emulation) = clause == 1 ? ("24.1.a", "24.1.b") : ("24.2", "24.2");
        switch (IsGood(facts.Rating))
        {
            case null: findings.Missing("rule.ratingUnknown", rating); break;
            case false: findings.Against("rule.ldtt.ratingTooLow", rating); break;
            default: findings.For("rule.ldtt.rating", rating); break;
        }

        if (facts.EmulationParticipation is null) findings.Missing("rule.participationUnknown", emulation);
        else if (facts.EmulationParticipation == false) findings.Against("rule.noParticipation", emulation);
        else findings.For("rule.participation", emulation);
        CountedTime.Weigh(facts, findings);
    }
}
