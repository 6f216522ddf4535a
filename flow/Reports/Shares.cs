namespace EmulationM365.Reports;

/// <summary>A line of a round, by what the plan asks to favour: direct workers, small collectives, hard areas (Law 06/2022/QH15 Art. 5).</summary>
/// <param name="Round">Key of the round; empty when the line is of none.</param>
/// <param name="Collective">A collective and not a person.</param>
/// <param name="Direct">A person who works directly and leads nobody; null when it is not known.</param>
/// <param name="Members">Of a collective: number of members; null when it is not known.</param>
/// <param name="Hard">The unit lies in a hard area; null when it is not known.</param>
/// <param name="Granted">The award was granted.</param>
public sealed record ShareLine(string Round, bool Collective, bool? Direct, int? Members, bool? Hard, bool Granted);

/// <summary>A part of a whole of which something may not be known.</summary>
/// <param name="Known">Known to belong.</param>
/// <param name="Unknown">Not known.</param>
/// <param name="Whole">All.</param>
public sealed record Part(int Known, int Unknown, int Whole)
{
    /// <summary>The least it can be, in per cent, rounded down.</summary>
    public int Least => Whole == 0 ? 0 : Known * 100 / Whole;

    /// <summary>The most it can be, in per cent, rounded down.</summary>
    public int Most => Whole == 0 ? 0 : (Known + Unknown) * 100 / Whole;

    /// <summary>Below the target whatever is not known (true), at it or above (false), or open (null).</summary>
    public bool? Misses(decimal target) => Whole == 0 ? null : Known * 100m >= target * Whole ? false : (Known + Unknown) * 100m < target * Whole ? true : null;
}

/// <summary>Shares among some lines.</summary>
/// <param name="Direct">Direct workers among persons.</param>
/// <param name="Small">Small collectives among collectives.</param>
/// <param name="Hard">Recipients in hard areas among all.</param>
public sealed record ShareCount(Part Direct, Part Small, Part Hard);

/// <summary>Shares of a round.</summary>
/// <param name="Round">Its key; empty for the whole year.</param>
/// <param name="Proposed">Among what was proposed.</param>
/// <param name="Granted">Among what was granted.</param>
public sealed record ShareRow(string Round, ShareCount Proposed, ShareCount Granted);

/// <summary>Counts shares by round.</summary>
public static class Shares
{
    /// <summary>One row a round that has lines, in the order given, and the year last.</summary>
    /// <param name="lines">Lines that were sent.</param>
    /// <param name="rounds">Keys of the rounds in their order.</param>
    /// <param name="smallMembers">A collective of so many members or fewer is small.</param>
    public static IReadOnlyList<ShareRow> Of(IReadOnlyCollection<ShareLine> lines, IReadOnlyList<string> rounds, int smallMembers) =>
    [
        .. rounds.Where(round => lines.Any(line => line.Round == round)).Select(round => Row(round, [.. lines.Where(line => line.Round == round)], smallMembers)),
        Row("", lines, smallMembers),
    ];

    private static ShareRow Row(string round, IReadOnlyCollection<ShareLine> lines, int smallMembers) =>
        new(round, Count(lines, smallMembers), Count([.. lines.Where(line => line.Granted)], smallMembers));

    private static ShareCount Count(IReadOnlyCollection<ShareLine> lines, int smallMembers) => new(
        Of(lines.Where(line => !line.Collective), line => line.Direct),
        Of(lines.Where(line => line.Collective), line => line.Members is { } members ? members <= smallMembers : null),
        Of(lines, line => line.Hard));

    private static Part Of(IEnumerable<ShareLine> lines, Func<ShareLine, bool?> belongs)
    {
        var known = lines.Select(belongs).ToList();
        return new Part(known.Count(one => one == true), known.Count(one => one is null), known.Count);
    }
}
