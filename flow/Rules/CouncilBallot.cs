using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// The council's vote, where it was held: counted out of all members, never rounded, against the threshold of the council's own regulation. The law itself knows no
/// threshold for such a council (Art. 90), so where none is set nothing is concluded.
/// </summary>
internal static class CouncilBallot
{
    private const string Councils = "90";

    /// <summary>Weighs it.</summary>
    public static void Weigh(CouncilCount? vote, Findings findings)
    {
        if (vote is null) return;
        if (vote.ThresholdPercent is not (> 0 and <= 100))
        {
            findings.Missing("rule.councilThresholdUnknown", Councils);
            return;
        }

        if (vote.Members is not > 0 || vote.Yes is not { } yes)
        {
            findings.Missing("rule.councilVotesUnknown", Councils);
            return;
        }

        Count(vote, yes, vote.Members.Value, vote.ThresholdPercent.Value, findings);
    }

    private static void Count(CouncilCount vote, int yes, int members, decimal threshold, Findings findings)
    {
        var (votes, all, needed) = (Written(yes), Written(members), threshold.ToString(CultureInfo.InvariantCulture));
        // A member of whom it is not known that he was there, or of whose written ballot nothing is known, may still have voted for it.
        var voted = (vote.Present ?? yes) + (vote.AbsentBallots ?? 0);
        var open = vote.Present is null || vote.AbsentBallots is null ? Math.Max(0, members - voted) : 0;
        if (voted > members || yes > voted + open) findings.Missing("rule.councilCountWrong", Councils);
        else if (yes * 100m >= threshold * members) findings.For("rule.councilPassed", Councils, votes, all, needed);
        else if ((yes + open) * 100m >= threshold * members) findings.Missing("rule.councilBallotsOpen", Councils, votes, all, needed);
        else findings.Against("rule.councilFailed", Councils, votes, all, needed);
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
