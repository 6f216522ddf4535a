using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>Years with an award: those that surely count, and those that may (a decision not signed yet, a cancellation that may concern another award).</summary>
/// <param name="Sure">Years with a signed decision that was not cancelled.</param>
/// <param name="Possible">Those, and the years that may turn out so.</param>
internal sealed record AwardYears(IReadOnlySet<int> Sure, IReadOnlySet<int> Possible)
{
    /// <summary>At least so many in the years named; null = may be.</summary>
    public bool? AtLeast(int count, Func<int, bool> sureYear, Func<int, bool> possibleYear) =>
        Sure.Count(sureYear) >= count ? true : Possible.Count(possibleYear) >= count ? null : false;

    /// <summary>So many years one after the other, the last of them the given one; null = may be.</summary>
    public bool? Run(int length, int last) => Ends(Sure, length, last) ? true
        : Ends(Possible, length, last) || Possible.Except(Open).ToHashSet() is var told && told.Any(year => Ends(told, length, year)) ? null : false;

    /// <summary>Years that may count only because the register does not tell: nobody puts forward a run of them that ended long ago.</summary>
    public IReadOnlySet<int> Open { get; init; } = new HashSet<int>();

    /// <summary>No year surely counts, and one may only because the register does not tell: nothing was cancelled.</summary>
    public bool Uncovered => Sure.Count == 0 && Possible.Count > 0 && Open.IsSupersetOf(Possible);

    /// <summary>A run of that length is there, although it does not reach the year.</summary>
    public bool HasOlderRun(int length) => Sure.Any(year => Ends(Sure, length, year));

    /// <summary>The years as people write them.</summary>
    public string Written() => Sure.Count == 0 ? "-" : string.Join(", ", Sure.Order().Select(year => year.ToString(CultureInfo.InvariantCulture)));

    private static bool Ends(IReadOnlySet<int> years, int length, int last) => Enumerable.Range(last - length + 1, length).All(years.Contains);
}

/// <summary>Reads former years. Consecutive means calendar years with a signed decision each; a cancelled decision breaks the chain.</summary>
internal static class Chain
{
    /// <summary>Years with the title Chiến sĩ thi đua cơ sở; null = the register was not looked up.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="sameSession">The title of the year under review may still be decided in the same session, as for the titles next above it.</param>
    public static AwardYears? Fighters(Facts facts, bool sameSession)
    {
        if (facts.History?.CstdCs is not { } listed) return null;
        var years = Of(facts, "cstd_cs", listed);
        var unsigned = facts.CstdCsSigned.Where(pair => !pair.Value).Select(pair => pair.Key).ToHashSet();
        IReadOnlyList<int> cancelled = [.. facts.History.Cancelled ?? [], .. facts.History.Coverage?.RevokedOf("cstd_cs") ?? []];
        var signed = facts.CstdCsSigned.Where(pair => pair.Value && !cancelled.Contains(pair.Key)).Select(pair => pair.Key);
        var thisYear = sameSession && facts.Year is { } year && !cancelled.Contains(year) ? [year] : Array.Empty<int>();
        return new AwardYears(
            years.Sure.Concat(signed).Except(unsigned).ToHashSet(), years.Possible.Concat(facts.CstdCsSigned.Keys.Except(cancelled)).Concat(thisYear).ToHashSet()) { Open = years.Open };
    }

    /// <summary>Years of an award without those cancelled; where a cancelled year has several awards, it is not told which of them was cancelled.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="award">The award.</param>
    /// <param name="listed">Its years as the history lists them.</param>
    public static AwardYears Of(Facts facts, string award, IReadOnlyList<int> listed)
    {
        var history = facts.History!;
        var cancelled = history.Cancelled ?? [];
        IReadOnlyList<int>?[] lists = [history.CstdCs, history.CstdTinh, history.BkTinh, history.BkThuTuong];
        var reached = listed.Where(year => facts.Year is not { } last || year <= last).ToHashSet();
        var unsure = cancelled.Where(year => lists.Count(list => list?.Contains(year) == true) > 1);
        var sure = reached.Except(cancelled).ToHashSet();
        var told = sure.Concat(reached.Intersect(unsure)).ToHashSet();
        var open = facts.Year is { } asked && history.Coverage is { } coverage ? coverage.Open(award, asked).Except(told).ToHashSet() : [];
        return new AwardYears(sure, told.Concat(open).ToHashSet()) { Open = open };
    }

    /// <summary>
    /// The rating of a year: of former years from the register, of the year under review from there or from the case itself. How a collective did its tasks is not the
    /// register's rating of it: it may stand in for "xuất sắc", it never denies it.
    /// </summary>
    public static string? RatingOf(Facts facts, int year) => facts.History?.Ratings?.GetValueOrDefault(year)
        ?? (year != facts.Year ? null : !facts.IsCollective ? facts.Rating : facts.TaskRating == "xuat_sac" ? facts.TaskRating : null);

    /// <summary>How many years up to the one under review were rated so, surely and at most; a year without a rating ends the first count and not the second.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="last">The year under review.</param>
    /// <param name="after">Only years after this one count; null = the count stops where nothing more is known.</param>
    /// <param name="reached">The rating is high enough; null = unknown.</param>
    public static (int Sure, int Possible) Rated(Facts facts, int last, int? after, Func<string?, bool?> reached)
    {
        const int Longest = 60;
        var (sure, possible, known) = (0, 0, true);
        for (var year = last; year > (after ?? last - Longest); year--)
        {
            var rating = reached(RatingOf(facts, year));
            if (rating == false) break;
            known &= rating == true;
            if (known) sure++;
            possible++;
        }

        return (sure, possible);
    }

    /// <summary>The rating of the year as the case has it differs from the register's: people must look.</summary>
    public static void WeighConflict(Facts facts, Findings findings, string article)
    {
        if (facts is { Year: { } year, Rating: { } said, IsCollective: false } && facts.History?.Ratings?.GetValueOrDefault(year) is { } recorded && recorded != said)
            findings.Missing("rule.ratingsDiffer", article);
    }
}
