using System.Globalization;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>
/// What the achievement of a line has earned already (Law 06/2022/QH15 Art. 5(2)): the awards of the same holder under the same number. A cancelled award frees its
/// achievement, and what the line itself or its own return has earned is no second reward.
/// </summary>
internal static class Rewarded
{
    /// <summary>The facts with the awards of the register that have the number of the line.</summary>
    /// <param name="facts">What is known so far.</param>
    /// <param name="rows">Awards of the holder.</param>
    /// <param name="ownCase">Case of the return on which the line stands; empty when it is not known.</param>
    /// <param name="today">Decisions signed later do not count.</param>
    public static Facts Of(Facts facts, IEnumerable<AwardRow> rows, string ownCase, DateOnly today)
    {
        if (facts.AchievementId is not { } achievement || facts.AlreadyRewarded is not null) return facts;
        var same = Others(rows, ownCase, today).Where(row => Letters.Same(row.AchievementId, achievement)).Select(row => new Reward(row.Award, achievement)).ToList();
        return same.Count == 0 ? facts : facts with { AlreadyRewarded = same };
    }

    /// <summary>A commendation without a number cannot be told from one that the holder has for the year: it is said what to write, and nothing hangs on it.</summary>
    /// <inheritdoc cref="Of"/>
    public static IEnumerable<Reason> Unnumbered(Facts facts, IEnumerable<AwardRow> rows, string ownCase, DateOnly today) =>
        facts.AchievementId is not null || !OneReward.IsCommendation(facts.Award) ? []
            : Others(rows, ownCase, today).Where(row => row.Year == facts.Year && OneReward.IsCommendation(row.Award)).Select(row => row.Award).Distinct()
                .Select(award => Reason.Of("register.achievementUnnumbered", Text.Vi($"choice.award.{award}"), facts.Year!.Value.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<AwardRow> Others(IEnumerable<AwardRow> rows, string ownCase, DateOnly today) => rows.Where(row => row.Counts(today) && (ownCase.Length == 0 || row.ReturnCase != ownCase));
}
