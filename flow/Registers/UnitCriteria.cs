using System.Globalization;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>
/// The criteria by which a unit reviews its own people. The law leaves them to the unit, so nothing is refused by them: it is told where they are not approved, and
/// recorded by which version a return was judged. Pure.
/// </summary>
public static class UnitCriteria
{
    /// <summary>What is to be told on a line of a title of the year: the unit has criteria and none is approved, or others have some and it has none.</summary>
    /// <param name="rows">The list of criteria.</param>
    /// <param name="award">Award of the line.</param>
    /// <param name="unitKey">Unit that proposes; empty when it is not known.</param>
    /// <param name="unitName">Its name.</param>
    /// <param name="today">What is approved later is not approved yet.</param>
    public static IEnumerable<Reason> Told(IReadOnlyList<CriterionRow> rows, string award, string unitKey, string unitName, DateOnly today)
    {
        if (unitKey.Length == 0 || !(PersonTitles.Holds(award) || MemberTitles.StandsOnMembers(award))) return [];
        var mine = rows.Where(row => Letters.Same(row.UnitKey, unitKey)).ToList();
        if (mine.Count > 0) return mine.Exists(row => row.Approved(today)) ? [] : [Reason.Of("register.criteriaNotApproved", unitName)];
        // A criterion that names no unit says nothing of who has some.
        return rows.Any(row => row.UnitKey.Trim().Length > 0) ? [Reason.Of("register.criteriaMissing", unitName)] : [];
    }

    /// <summary>The approved criteria of a unit in one line, as they are recorded with a return: how many, which version, approved when, worth how much; empty when there are none.</summary>
    /// <param name="rows">The list of criteria.</param>
    /// <param name="unitKey">The unit.</param>
    /// <param name="today">What is approved later is not approved yet.</param>
    public static string Approved(IReadOnlyList<CriterionRow> rows, string unitKey, DateOnly today)
    {
        var approved = unitKey.Length == 0 ? [] : rows.Where(row => Letters.Same(row.UnitKey, unitKey) && row.Approved(today)).ToList();
        if (approved.Count == 0) return "";
        var versions = string.Join(", ", approved.Select(row => row.Version!.Value).Distinct().Order().Select(Number));
        return Text.Vi("criteria.approved", Number(approved.Count), versions, approved.Max(row => row.ApprovedOn!.Value).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), Number(approved.Sum(row => row.MaximumScore ?? 0)));
    }

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
