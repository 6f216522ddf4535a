namespace EmulationM365.Registers;

/// <summary>A row of the register of awards.</summary>
/// <param name="StaffKey">Staff number; empty for a collective, and for people who had left when it was entered.</param>
/// <param name="UnitKey">Unit at the time.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="Award">Key of the award.</param>
/// <param name="Year">Year of merit.</param>
/// <param name="Number">Number of the decision; empty when there is none.</param>
/// <param name="Date">Its day.</param>
/// <param name="Validity"><c>valid</c>, <c>cancelled</c>, <c>recovered</c>; empty when nobody said.</param>
public sealed record AwardRow(string StaffKey, string UnitKey, string Name, string Award, int Year, string Number, DateOnly? Date, string Validity)
{
    /// <summary>Key of the row.</summary>
    public string Key { get; init; } = "";

    /// <summary>Number of the row, by which people name it.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>Body that gave it; empty when the register does not say.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Case of the return it came from; empty of a row that was imported or typed.</summary>
    public string ReturnCase { get; init; } = "";

    /// <summary>Number of the achievement it was given for; empty when nobody wrote one.</summary>
    public string AchievementId { get; init; } = "";

    /// <summary>A signed decision that was not cancelled: only such a year counts (Law 06/2022/QH15 Art. 21–23).</summary>
    public bool Counts(DateOnly today) => Validity == "valid" && Number.Length > 0 && Date <= today;

    /// <summary>It was cancelled, or the object was recovered (Art. 93).</summary>
    public bool Revoked => Validity is "cancelled" or "recovered";
}

/// <summary>A row of the ratings and disciplines of a year: restricted.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="UnitKey">Unit at the time.</param>
/// <param name="Year">Year.</param>
/// <param name="Rating">Rating; null when none is entered.</param>
/// <param name="Discipline">Discipline; null when nothing is entered, which is not "none".</param>
public sealed record ResultRow(string StaffKey, string UnitKey, int Year, string? Rating, string? Discipline);

/// <summary>A row of the register of initiatives.</summary>
/// <param name="StaffKey">Staff number of the author.</param>
/// <param name="Year">Year.</param>
/// <param name="Recognition"><c>submitted</c>, <c>recognised</c>, <c>refused</c>; empty when nobody said.</param>
/// <param name="Scope">For which its effect was recognised; null when nobody said.</param>
/// <param name="Paper">Number and day of the paper of its recognition are entered.</param>
public sealed record InitiativeRow(string StaffKey, int Year, string Recognition, string? Scope, bool Paper);

/// <summary>A row of the registrations of the year.</summary>
/// <param name="StaffKey">Staff number; empty for a collective.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="Award">Award registered for.</param>
public sealed record RegistrationRow(string StaffKey, string UnitKey, string Name, string Award);

/// <summary>A row of the staff list.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Name">Name.</param>
public sealed record StaffRow(string StaffKey, string UnitKey, string Name);

/// <summary>Who is proposed.</summary>
/// <param name="StaffKey">Staff number as the line has it; empty when it has none.</param>
/// <param name="UnitKey">Unit that proposes.</param>
/// <param name="Name">Name as the line has it.</param>
public sealed record Nominee(string StaffKey, string UnitKey, string Name)
{
    /// <summary>Case of the return on which the line stands: what it has earned itself is no second reward. Empty when it is not known.</summary>
    public string CaseId { get; init; } = "";
}

/// <summary>A row of the criteria of units.</summary>
/// <param name="UnitKey">Unit whose criterion it is.</param>
/// <param name="MaximumScore">Points at most; null when nobody said.</param>
/// <param name="Version">Version that was approved; null when none is.</param>
/// <param name="ApprovedOn">Its day; null when none is.</param>
public sealed record CriterionRow(string UnitKey, decimal? MaximumScore, int? Version, DateOnly? ApprovedOn)
{
    /// <summary>Version and day are there, and the day has come.</summary>
    public bool Approved(DateOnly today) => Version is not null && ApprovedOn <= today;
}
