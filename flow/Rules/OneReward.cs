using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>
/// One achievement is not rewarded twice or in several forms (Law 06/2022/QH15 Art. 5(2)); the same form may be given many times, each for an achievement of its own.
/// Told by the ids of the achievements. Between a title and a commendation people must look: a title is itself a ground for some commendations (Art. 73, 74).
/// </summary>
internal static class OneReward
{
    private const string Principle = "5.2";

    /// <summary>Weighs it.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="award">Award asked about.</param>
    /// <param name="isTitle">It is a title of emulation.</param>
    /// <param name="findings">Where to.</param>
    public static void Weigh(Facts facts, string award, bool isTitle, Findings findings)
    {
        if (facts.AlreadyRewarded is not { Count: > 0 } rewards) return;
        if (facts.AchievementId is not { } achievement)
        {
            // A title judges a year, not an achievement: without a number there is nothing to compare.
            if (!isTitle) findings.Missing("rule.achievementUnknown", Principle);
            return;
        }

        foreach (var reward in rewards.Where(reward => reward.AchievementId is null && !isTitle)) findings.Missing("rule.rewardedForUnknown", Principle, Named(reward));
        foreach (var reward in rewards.Where(reward => reward.AchievementId is { } other && Letters.Same(other, achievement)))
        {
            if (reward.Award == award || (!isTitle && IsCommendation(reward.Award))) findings.Against("rule.rewardedTwice", Principle, Named(reward), achievement);
            else findings.Missing("rule.rewardedOtherwise", Principle, Named(reward), achievement);
        }
    }

    /// <summary>A commendation of the law (Art. 9). The letter of praise is another form (Art. 81), a title is none.</summary>
    internal static bool IsCommendation(string? award) => award is "giay_khen" or "bk_tinh" or "bk_ttg" or "hcld_3"
        || (award is not null && WordsOf.Has(award, "bằng khen", "giấy khen", "huân chương", "huy chương", "kỷ niệm chương"));

    private static string Named(Reward reward) => reward.Award is null ? "?" : AwardWords.NameOf(reward.Award);
}
