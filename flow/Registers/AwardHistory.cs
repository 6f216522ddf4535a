using EmulationM365.Rules;

namespace EmulationM365.Registers;

/// <summary>
/// Former years of a nominee out of the register of awards. A year that is entered with a signed decision counts; one that was cancelled does not; one that is not
/// entered is open, unless somebody of the unit has said from which year on the register is complete.
/// </summary>
internal static class AwardHistory
{
    /// <summary>Awards that former years are asked of.</summary>
    private static readonly string[] Asked = ["cstd_cs", "cstd_tinh", "bk_tinh", "bk_ttg"];

    /// <summary>Titles that stand on former years without another ground: only of them a complete register may say "no" (Law 06/2022/QH15 Art. 21, 22).</summary>
    private static readonly string[] Standing = ["cstd_tinh", "cstd_tq"];

    /// <summary>The facts with former years, where the register says something of them.</summary>
    /// <param name="facts">What is known so far.</param>
    /// <param name="rows">Rows of the nominee.</param>
    /// <param name="completeFrom">First complete year; null = nobody has said.</param>
    /// <param name="today">Decisions signed later do not count.</param>
    public static Facts Of(Facts facts, IEnumerable<AwardRow> rows, int? completeFrom, DateOnly today)
    {
        if (facts.Year is not { } year || facts.History is not null) return facts;
        var mine = rows.Where(row => Asked.Contains(row.Award) && row.Year <= year).ToLookup(row => row.Award);
        var from = completeFrom is { } said && Standing.Contains(facts.Award) ? said : year + 1;
        IReadOnlyList<int>? Years(string award) => mine.Contains(award) || from <= year ? Counted(mine[award], today) : null;
        var history = new History
        {
            CstdCs = Years("cstd_cs"), CstdTinh = Years("cstd_tinh"), BkTinh = Years("bk_tinh"), BkThuTuong = Years("bk_ttg"),
            Coverage = new Coverage(from, Except(mine, today, row => !row.Revoked), Except(mine, today, row => row.Revoked)),
        };
        if (history is { CstdCs: null, CstdTinh: null, BkTinh: null, BkThuTuong: null }) return facts;
        var unsigned = history.Coverage.NotSigned.GetValueOrDefault("cstd_cs", []).ToDictionary(open => open, _ => false);
        return facts with { History = history, CstdCsSigned = unsigned.Concat(facts.CstdCsSigned.Where(pair => !unsigned.ContainsKey(pair.Key))).ToDictionary() };
    }

    private static IReadOnlyList<int> Counted(IEnumerable<AwardRow> rows, DateOnly today) => [.. rows.Where(row => row.Counts(today)).Select(row => row.Year).Distinct().Order()];

    /// <summary>Years of rows of a kind, by award; a year that was decided anew counts and is not among them.</summary>
    private static Dictionary<string, IReadOnlyList<int>> Except(ILookup<string, AwardRow> mine, DateOnly today, Func<AwardRow, bool> kind) => mine.ToDictionary(
        rows => rows.Key, IReadOnlyList<int> (rows) => [.. rows.Where(row => !row.Counts(today) && kind(row)).Select(row => row.Year).Except(Counted(rows, today)).Distinct().Order()]);
}
