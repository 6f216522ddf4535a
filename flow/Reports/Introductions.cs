namespace EmulationM365.Reports;

/// <summary>An exemplar that a unit introduced.</summary>
/// <param name="UnitKey">Unit.</param>
/// <param name="InWriting">By a paper with number and date: only that counts in the yearly score.</param>
/// <param name="Published">Readers have it.</param>
public sealed record Introduction(string UnitKey, bool InWriting, bool Published);

/// <summary>A row of the yearly score: exemplars that a unit introduced in writing.</summary>
/// <param name="UnitKey">Unit.</param>
/// <param name="InWriting">Introduced with number and date of the paper.</param>
/// <param name="Published">Of them, those that readers have.</param>
/// <param name="Without">Introduced without a paper: they do not count.</param>
public sealed record IntroductionRow(string UnitKey, int InWriting, int Published, int Without);

/// <summary>
/// Which units introduced exemplars in writing, which the unit's plan makes a criterion of the yearly score (III, "Các phòng chuyên môn"). Every unit has its row, also one that introduced none.
/// </summary>
public static class Introductions
{
    /// <summary>The rows, in the order of the units.</summary>
    /// <param name="units">Keys of the units.</param>
    /// <param name="introduced">What was introduced in the year.</param>
    public static IReadOnlyList<IntroductionRow> Of(IEnumerable<string> units, IReadOnlyCollection<Introduction> introduced) =>
    [
        .. units.Order(StringComparer.Ordinal).Select(unit => (Key: unit, Own: introduced.Where(one => one.UnitKey == unit).ToList()))
            .Select(unit => new IntroductionRow(unit.Key, unit.Own.Count(one => one.InWriting), unit.Own.Count(one => one is { InWriting: true, Published: true }), unit.Own.Count(one => !one.InWriting))),
    ];
}
