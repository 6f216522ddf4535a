using EmulationM365.Rules;

namespace EmulationM365.Registers;

/// <summary>Ratings and disciplines of a person out of the restricted register. They may fill what the line leaves open, and never replace what it says.</summary>
internal static class YearRecord
{
    /// <summary>The facts with what the register knows where the line says nothing.</summary>
    /// <param name="open">Facts of the line and of the open registers.</param>
    /// <param name="rows">Rows of the person.</param>
    public static Facts Joined(Facts open, IReadOnlyList<ResultRow> rows)
    {
        if (open.Year is not { } year) return open;
        var former = rows.Where(row => row.Year < year && row.Rating is not null).GroupBy(row => row.Year)
            .Where(rated => rated.Select(row => row.Rating).Distinct().Count() == 1).ToDictionary(rated => rated.Key, rated => rated.First().Rating);
        return open with
        {
            Rating = open.Rating ?? Only(rows, year, row => row.Rating), Discipline = open.Discipline ?? Only(rows, year, row => row.Discipline),
            History = former.Count == 0 || open.History?.Ratings is not null ? open.History : (open.History ?? new History()) with { Ratings = former },
        };
    }

    /// <summary>
    /// The facts without rating and discipline of the line, where the register contradicts either; null when it contradicts none. Both are set aside, so that the
    /// verdict does not tell which of them it was.
    /// </summary>
    /// <inheritdoc cref="Joined"/>
    public static Facts? Doubtful(Facts open, IReadOnlyList<ResultRow> rows)
    {
        var mine = rows.Where(row => row.Year == open.Year).ToList();
        var rating = open.Rating is { } rated && mine.Exists(row => row.Rating is { } other && other != rated);
        var discipline = open.Discipline is { } said && mine.Exists(row => row.Discipline is { } other && other != said);
        return !rating && !discipline ? null : open with { Rating = null, Discipline = null };
    }

    /// <summary>What the rows of a year say as one; null where they say nothing, or two things.</summary>
    private static string? Only(IEnumerable<ResultRow> rows, int year, Func<ResultRow, string?> said) =>
        rows.Where(row => row.Year == year).Select(said).OfType<string>().Distinct().ToList() is [var only] ? only : null;
}
