using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// The long ladder of commendations of the State: a lower commendation first, then years on end rated high enough, and titles or commendations in that time
/// (Law 06/2022/QH15 Art. 44, 73). Years count after the year of the lower commendation and up to the year under review.
/// </summary>
/// <param name="Article">Article of the ladder.</param>
/// <param name="Years">Number of years, by its name in the pack.</param>
/// <param name="LowerAward">The lower commendation.</param>
/// <param name="Lower">Years with it; null = not looked up.</param>
/// <param name="Reached">The rating of a year is high enough; null = unknown.</param>
/// <param name="YearsHold">Sentence: the years are there.</param>
/// <param name="YearsShort">Sentence: they are not.</param>
internal sealed record LongMerit(string Article, string Years, string LowerAward, IReadOnlyList<int>? Lower, Func<string?, bool?> Reached, string YearsHold, string YearsShort)
{
    /// <summary>Weighs lower commendation and years.</summary>
    /// <returns>First years of the time that surely counts and that may count; null when nothing more can be said.</returns>
    public (int Sure, int Possible)? Weigh(Facts facts, Findings findings)
    {
        if (facts.Year is not { } year) findings.Missing("rule.yearUnknown", Article);
        else if (Lower is null) findings.Missing("rule.lowerUnknown", Article);
        else if (Chain.Of(facts, LowerAward, Lower) is var lower && lower.Possible.Count == 0) findings.Against("rule.lowerMissing", Article);
        else if (lower.Uncovered) findings.Missing("rule.registerTooShort", Article, "1", lower.Written());
        else if (lower.Sure.Count == 0) findings.Missing("rule.awardsMayBeCancelled", Article, "1", lower.Written());
        else return Span(facts, findings, year, lower);
        return null;
    }

    private (int Sure, int Possible)? Span(Facts facts, Findings findings, int year, AwardYears years)
    {
        var lower = years.Sure.Min();
        findings.For("rule.lowerThere", Article, Written(lower));
        var length = findings.Number(Years);
        var (sure, _) = Chain.Rated(facts, year, lower, Reached);
        // The lower commendation may have been given earlier than the register reaches, and the years counted from then.
        var (_, possible) = Chain.Rated(facts, year, years.Possible.Min(), Reached);
        if (sure >= length) findings.For(YearsHold, Article, Written(length), Written(lower));
        else if (possible >= length) findings.Missing("rule.yearsUnknown", Article, Written(length), Written(lower));
        else findings.Against(YearsShort, Article, Written(length), Written(lower));
        return possible >= length ? (year - sure + 1, year - possible + 1) : null;
    }

    /// <summary>Weighs titles or commendations in the time.</summary>
    /// <param name="findings">Where to.</param>
    /// <param name="years">Their years; null = not looked up.</param>
    /// <param name="count">How many.</param>
    /// <param name="span">First years of the time.</param>
    /// <param name="enough">Sentence: they are enough.</param>
    /// <param name="few">Sentence: they are too few.</param>
    public void Within(Findings findings, AwardYears? years, int count, (int Sure, int Possible) span, string enough, string few)
    {
        if (years is null)
        {
            findings.Missing("rule.historyUnknown", Article);
            return;
        }

        var (needed, listed) = (Written(count), years.Written());
        switch (years.AtLeast(count, year => year >= span.Sure, year => year >= span.Possible))
        {
            case true: findings.For(enough, Article, needed, listed); break;
            case null: findings.Missing("rule.withinUnknown", Article, needed, listed); break;
            default: findings.Against(few, Article, needed, listed); break;
        }
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
