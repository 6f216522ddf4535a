using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>
/// The verdict as every reader of a line may see it. The restricted register may help a nominee, and then it is only said that it was compared. It never refuses
/// anybody in the open: what it has against somebody looks, where the line is silent, like what nobody has entered; and where the line says something else, like any
/// other disagreement. Pure.
/// </summary>
public static class OpenVerdict
{
    /// <summary>Sentences that never rest on a rating or a discipline. A sentence that is not here is not shown where the restricted register had a part in it.</summary>
    private static readonly HashSet<string> Unrestricted =
    [
        "rule.participation", "rule.maternityCounts", "rule.trainingCounts", "rule.injuryCounts", "rule.oldUnitOpinion", "rule.cstt.subject", "rule.chainHolds", "rule.initiativeRecognised",
        "rule.workAccepted", "rule.influence", "rule.awardsConsecutive", "rule.lowerThere", "rule.fightersEnough", "rule.creationsEnough", "rule.act", "rule.proof", "rule.simplified",
        "rule.achievements", "rule.shareReached", "rule.fighter", "rule.collectiveEmulation",
    ];

    private static readonly string[] Typed = ["rule.ratingUnknown", "rule.disciplineUnknown"];

    /// <summary>What is shown of the joined facts.</summary>
    public static Verdict Of(JoinedFacts joined)
    {
        var verdict = joined.Doubtful is { } doubtful ? Doubted(RuleBook.Assess(doubtful)) : Compared(RuleBook.Assess(joined.Open), joined);
        if (joined.Differences.Count > 0)
            verdict = verdict.Standing == Standing.Eligible ? verdict with { Standing = Standing.NeedsEvidence, Reasons = joined.Differences } : verdict with { Reasons = [.. joined.Differences, .. verdict.Reasons] };
        return joined.Notices.Count == 0 ? verdict : verdict with { Reasons = [.. verdict.Reasons, .. joined.Notices] };
    }

    /// <summary>The line and the restricted register contradict each other: neither wins, and it is not said in what.</summary>
    private static Verdict Doubted(Verdict without) => without with
    {
        Standing = without.Standing == Standing.Ineligible ? Standing.Ineligible : Standing.NeedsEvidence,
        // What the line says was set aside here; that it is missing would not be true.
        Reasons = without.Standing == Standing.Eligible ? [Ask] : [Ask, .. without.Reasons.Where(reason => !Typed.Contains(reason.Key))],
    };

    private static Verdict Compared(Verdict open, JoinedFacts joined)
    {
        if (joined.Whole == joined.Open) return open;
        var whole = RuleBook.Assess(joined.Whole);
        if (whole.Standing == open.Standing) return whole.Standing == Standing.NeedsEvidence ? Settled(open, whole) : open;
        // A rating of a former year can stand against one that the line has: then somebody must look.
        if (open.Standing == Standing.Eligible) return open with { Standing = Standing.NeedsEvidence, Reasons = [Ask] };
        if (whole.Standing == Standing.Eligible) return whole with { Reasons = [Seen, .. whole.Reasons.Where(reason => Unrestricted.Contains(reason.Key))] };
        return open;
    }

    /// <summary>Of what is missing, what the register has supplied is left out; where it has anything against the nominee, nothing is.</summary>
    private static Verdict Settled(Verdict open, Verdict whole) => whole.Reasons.All(open.Reasons.Contains) && whole.Reasons.Count < open.Reasons.Count ? open with { Reasons = [Seen, .. whole.Reasons] } : open;

    private static Reason Ask => Reason.Of("register.askStanding");

    private static Reason Seen => Reason.Of("register.seen");
}
