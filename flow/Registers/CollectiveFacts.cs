using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>
/// Joins the registers to the facts of a collective. The register of awards knows a collective by its unit and name alone, so a year that is not entered under that
/// name stays open. How its members were rated is counted only of the unit as a whole: the staff list does not know who belongs to a smaller group.
/// </summary>
internal static class CollectiveFacts
{
    private static readonly string[] Serious = ["canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec"];

    /// <inheritdoc cref="RegisterFacts.Join"/>
    public static JoinedFacts Join(Facts line, Nominee nominee, RegisterBook book, DateOnly today)
    {
        var rows = book.Awards.Where(row => row.StaffKey.Trim().Length == 0 && Letters.Same(row.UnitKey, nominee.UnitKey) && Letters.Same(row.Name, nominee.Name)).ToList();
        var open = AwardHistory.Of(Rewarded.Of(line, rows, nominee.CaseId, today), rows, null, today);
        Reason[] notices = [.. Rewarded.Unnumbered(line, rows, nominee.CaseId, today)];
        if (!Letters.Same(nominee.Name, book.UnitName(nominee.UnitKey))) return JoinedFacts.Of(open, notices);
        var members = book.Staff.Where(member => Letters.Same(member.UnitKey, nominee.UnitKey)).ToList();
        var results = members.SelectMany(member => book.ResultsOf(member.StaffKey).Where(row => row.Year == line.Year)).ToList();
        var serious = results.Where(row => row.Discipline is { } said && Serious.Contains(said)).Select(row => row.StaffKey).Distinct(Letters.Reader).Count();
        return new JoinedFacts(open, Whole(open, members, results, serious), serious > line.DisciplinedCanhCaoOrAbove ? open with { DisciplinedCanhCaoOrAbove = null } : null, [], notices);
    }

    /// <summary>Counts stand for the collective only where the register has every member, and the line counts as many.</summary>
    private static Facts Whole(Facts open, List<StaffRow> members, List<ResultRow> results, int serious)
    {
        if (members.Count == 0 || open.Members != members.Count) return open;
        bool All(Func<ResultRow, string?> said) => members.All(member => results.Any(row => Letters.Same(row.StaffKey, member.StaffKey) && said(row) is not null));
        return open with
        {
            NotCompleted = open.NotCompleted ?? (All(row => row.Rating) ? results.Where(row => row.Rating == "khong_hoan_thanh").Select(row => row.StaffKey).Distinct(Letters.Reader).Count() : null),
            DisciplinedCanhCaoOrAbove = open.DisciplinedCanhCaoOrAbove ?? (All(row => row.Discipline) ? serious : null),
        };
    }
}
