using System.Globalization;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>An award of the register that rests on one that was cancelled.</summary>
/// <param name="Row">The award.</param>
/// <param name="Standing">What the rules say of it now: refused where its standard is surely not met any more, else for people to look at.</param>
/// <param name="Because">Why it is named.</param>
public sealed record Dependent(AwardRow Row, Standing Standing, Reason Because);

/// <summary>
/// Finds awards that rest on cancelled ones (Law 06/2022/QH15 Art. 93(2)(d): the standard is not met any more): of the same person the title above it in the year and those that
/// count its year, of the unit's collectives those that stand on titles of members. It names and concludes nothing: the body that gave an award cancels it. Pure.
/// </summary>
public static class Dependents
{
    // No pack is older; an award of before is judged by the first that is loaded.
    private static readonly DateOnly FirstPack = new(2024, 1, 1);

    /// <summary>The awards that stand, in the order of the register.</summary>
    /// <param name="book">The registers, with the cancellations.</param>
    /// <param name="cancelled">Keys of the awards that were cancelled now.</param>
    /// <param name="today">Decisions signed later do not count.</param>
    public static IReadOnlyList<Dependent> Of(RegisterBook book, IReadOnlySet<string> cancelled, DateOnly today)
    {
        var gone = book.Awards.Where(row => cancelled.Contains(row.Key)).ToList();
        return [.. book.Awards.Where(row => row.Validity == "valid" && !cancelled.Contains(row.Key)).Select(row => gone.Select(fallen => On(row, fallen, book, today)).FirstOrDefault(found => found is not null)).OfType<Dependent>()];
    }

    private static Dependent? On(AwardRow row, AwardRow fallen, RegisterBook book, DateOnly today)
    {
        if (MemberTitles.StandsOnMembers(row.Award) && row.Year == fallen.Year && Letters.Same(row.UnitKey, fallen.UnitKey) && (MemberTitles.OfMembers(fallen.Award) || MemberTitles.IsFighter(fallen.Award)))
            return OfMembers(row, fallen, book, today);
        if (!SameHolder(row, fallen)) return null;
        if (MemberTitles.IsFighter(row.Award) && row.Year == fallen.Year && MemberTitles.OfMembers(fallen.Award))
            return new Dependent(row, Standing.Ineligible, Reason.Of("depends.titleOfYear", Name(row), Number(row.Year), Name(fallen)));
        return row.Year < fallen.Year ? null : ByHistory(row, fallen, book, today);
    }

    /// <summary>What the rules say of it with the cancelled year and without it: where that differs, it rests on it.</summary>
    private static Dependent? ByHistory(AwardRow row, AwardRow fallen, RegisterBook book, DateOnly today)
    {
        var mine = book.Awards.Where(other => other.Key != row.Key && SameHolder(other, row)).ToList();
        var (before, after) = (Judge(row, mine.Select(other => other.Key == fallen.Key ? other with { Validity = "valid" } : other), book, today), Judge(row, mine, book, today));
        return before.Standing == after.Standing && before.Reasons.SequenceEqual(after.Reasons) ? null
            : new Dependent(row, after.Standing == Standing.Ineligible ? Standing.Ineligible : Standing.NeedsEvidence, Reason.Of("depends.history", Name(row), Number(row.Year), Name(fallen), Number(fallen.Year)));
    }

    private static Verdict Judge(AwardRow row, IEnumerable<AwardRow> rows, RegisterBook book, DateOnly today)
    {
        var facts = new Facts { Award = row.Award, Year = row.Year, Kind = HasNumber(row) ? "ca_nhan" : "tap_the", ReceivedByAppraiserAt = row.Date is { } day && day > FirstPack ? day : FirstPack };
        return RuleBook.Assess(AwardHistory.Of(facts, rows, HasNumber(row) ? book.AwardsCompleteFrom : null, today));
    }

    /// <summary>How many titles are left; the share itself is for people: the register does not know how many members there were.</summary>
    private static Dependent OfMembers(AwardRow row, AwardRow fallen, RegisterBook book, DateOnly today)
    {
        int Left(Func<string, bool> title) => book.Awards.Where(other => other.Year == row.Year && Letters.Same(other.UnitKey, row.UnitKey) && title(other.Award) && other.Counts(today))
            .Select(other => HasNumber(other) ? Letters.Folded(other.StaffKey) : Letters.Folded(other.Name)).Distinct().Count();
        // The best collectives need a fighter; the whole unit has none, so none of its groups has one.
        if (MemberTitles.IsFighter(fallen.Award) && row.Award is "ttldxs" or "dvqt" && Left(MemberTitles.IsFighter) == 0)
            return new Dependent(row, Standing.Ineligible, Reason.Of("depends.noFighter", Name(row), Number(row.Year)));
        return new Dependent(row, Standing.NeedsEvidence, Reason.Of("depends.share", Name(row), Number(row.Year), Number(Left(MemberTitles.OfMembers))));
    }

    private static bool SameHolder(AwardRow one, AwardRow other) => HasNumber(one) || HasNumber(other) ? Letters.Same(one.StaffKey.Trim(), other.StaffKey.Trim()) : Letters.Same(one.UnitKey, other.UnitKey) && Letters.Same(one.Name, other.Name);

    private static bool HasNumber(AwardRow row) => row.StaffKey.Trim().Length > 0;

    private static string Name(AwardRow row) => Text.Vi($"choice.award.{row.Award}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
