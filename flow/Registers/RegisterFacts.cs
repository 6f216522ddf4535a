using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>What is known of a nominee when the registers are read beside the line.</summary>
/// <param name="Open">Facts that every reader of the line may see: those of the line and of the open registers.</param>
/// <param name="Whole">Those, and what the restricted register knows where the line says nothing.</param>
/// <param name="Doubtful">The open facts without those that the restricted register contradicts; null = it contradicts none.</param>
/// <param name="Differences">Open sources that contradict each other: people must look.</param>
/// <param name="Notices">What is told beside the verdict and changes nothing in it.</param>
public sealed record JoinedFacts(Facts Open, Facts Whole, Facts? Doubtful, IReadOnlyList<Reason> Differences, IReadOnlyList<Reason> Notices)
{
    /// <summary>Nothing but what the line says.</summary>
    public static JoinedFacts Of(Facts line, params Reason[] notices) => new(line, line, null, [], notices);
}

/// <summary>
/// Joins the unit's registers to the facts of one line. What the line says is taken over by no register and takes over none: where they contradict each other, people
/// look. What no register has is unknown, never "no". Pure.
/// </summary>
public static class RegisterFacts
{
    /// <summary>Joins.</summary>
    /// <param name="line">Facts as the line has them.</param>
    /// <param name="nominee">Who is proposed.</param>
    /// <param name="book">The registers.</param>
    /// <param name="today">Decisions signed later do not count.</param>
    public static JoinedFacts Join(Facts line, Nominee nominee, RegisterBook book, DateOnly today)
    {
        var joined = line.IsCollective ? CollectiveFacts.Join(line, nominee, book, today) : Person(line, nominee, book, today);
        return joined with { Notices = [.. joined.Notices, .. UnitCriteria.Told(book.Criteria, line.Award, nominee.UnitKey, book.UnitName(nominee.UnitKey), today)] };
    }

    private static JoinedFacts Person(Facts line, Nominee nominee, RegisterBook book, DateOnly today)
    {
        var key = nominee.StaffKey.Trim();
        if (key.Length == 0) return JoinedFacts.Of(line);
        if (book.Member(key) is not { } member) return book.Staff.Count == 0 ? JoinedFacts.Of(line) : JoinedFacts.Of(line, Reason.Of("register.notInStaff", key));
        // A number that was mistyped would bring another's years: then none are used.
        if (!Letters.Same(member.Name, nominee.Name)) return JoinedFacts.Of(line) with { Differences = [Reason.Of("register.otherPerson", key)] };
        var awards = book.AwardsOf(key).ToList();
        var open = Creations.Of(AwardHistory.Of(Rewarded.Of(line, awards, nominee.CaseId, today), awards, book.AwardsCompleteFrom, today), book.InitiativesOf(key));
        var results = book.ResultsOf(key).ToList();
        return new JoinedFacts(open, YearRecord.Joined(open, results), YearRecord.Doubtful(open, results), Moved(line, nominee, member, book),
            [.. Registered(line, nominee, book), .. Rewarded.Unnumbered(line, awards, nominee.CaseId, today)]);
    }

    /// <summary>The return is of one unit, and the staff list has the person in another.</summary>
    private static IReadOnlyList<Reason> Moved(Facts line, Nominee nominee, StaffRow member, RegisterBook book) =>
        PersonTitles.Holds(line.Award) && member.UnitKey.Length > 0 && nominee.UnitKey.Length > 0 && line.Transfer is null && !Letters.Same(member.UnitKey, nominee.UnitKey)
            ? [Reason.Of("register.otherUnit", book.UnitName(nominee.UnitKey), book.UnitName(member.UnitKey))] : [];

    /// <summary>The unit registered, and not for this: told, because the law does not ask for it.</summary>
    private static IReadOnlyList<Reason> Registered(Facts line, Nominee nominee, RegisterBook book)
    {
        if (!PersonTitles.Holds(line.Award)) return [];
        var ofUnit = book.Registrations.Where(row => Letters.Same(row.UnitKey, nominee.UnitKey)).ToList();
        return ofUnit.Count == 0 || ofUnit.Any(row => row.Award == line.Award && Means(row, nominee)) ? [] : [Reason.Of("register.notRegistered")];
    }

    private static bool Means(RegistrationRow row, Nominee nominee) =>
        row.StaffKey.Trim().Length > 0 ? Letters.Same(row.StaffKey, nominee.StaffKey) : Letters.Same(row.Name, nominee.Name);
}
