using System.Globalization;

namespace EmulationM365.Campaigns;

/// <summary>A department or satellite point.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name as the unit writes it.</param>
/// <param name="Kind"><c>department</c> or <c>satellite</c>.</param>
/// <param name="Aliases">Other spellings found in papers; one that several units of a kind share is a word for all of them.</param>
/// <param name="Confirmed">A person of the unit has confirmed that it is so called.</param>
/// <param name="Reason">Why a placeholder stands here.</param>
public sealed record Unit(string Key, string Name, string Kind, IReadOnlyList<string> Aliases, bool Confirmed = true, string? Reason = null)
{
    /// <summary>Lies in a hard area: <c>yes</c>, <c>no</c>, or empty when nobody has entered it.</summary>
    public string HardArea { get; init; } = "";
}

/// <summary>A round of the year.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="Opens">First day on which returns may be sent.</param>
/// <param name="Due">Last day for them.</param>
/// <param name="Confirmed">A person of the unit has confirmed the days.</param>
/// <param name="Reason">Why these days were chosen where the plan gives none.</param>
public sealed record Round(string Key, string Name, DateOnly Opens, DateOnly Due, bool Confirmed = true, string? Reason = null);

/// <summary>A value that no code may hold: it has a source and dates, and a person confirms it.</summary>
/// <param name="Key">Name in code. A setting whose value changes has several rows with this key, of which one at most holds on a day.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confirmed">A person of the unit has confirmed it.</param>
/// <param name="Reason">Why a default was chosen where the plan leaves it open.</param>
/// <param name="From">First day it holds; null = always has.</param>
/// <param name="To">Last day it holds; null = until further notice.</param>
public sealed record Setting(string Key, string Name, string Value, string Source, bool Confirmed, string? Reason, DateOnly? From, DateOnly? To)
{
    /// <summary>What tells this row from the others of its key: <c>bonus.base@2026-07-01</c>.</summary>
    public string RowKey => From is { } from ? string.Create(CultureInfo.InvariantCulture, $"{Key}@{from:yyyy-MM-dd}") : Key;

    /// <summary>The value holds on that day.</summary>
    public bool HoldsOn(DateOnly day) => (From is not { } from || from <= day) && (To is not { } to || day <= to);

    /// <summary>There is a day on which both hold.</summary>
    public bool Overlaps(Setting other) =>
        (From ?? DateOnly.MinValue) <= (other.To ?? DateOnly.MaxValue) && (other.From ?? DateOnly.MinValue) <= (To ?? DateOnly.MaxValue);
}

/// <summary>Who does something in the emulation work.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="AppointedBy">Who names the people who hold it.</param>
/// <param name="Source">Where the role comes from.</param>
public sealed record Role(string Key, string Name, string AppointedBy, string Source);

/// <summary>An emulation movement.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="LaunchedBy">Who launched it.</param>
/// <param name="Level"><c>trung_uong</c>, <c>tinh</c>, <c>nganh</c> or <c>co_so</c>.</param>
/// <param name="Kind"><c>thuong_xuyen</c> or <c>chuyen_de</c>.</param>
/// <param name="Scope">Whom it is for.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; a movement of a higher level runs for years.</param>
/// <param name="InheritedFrom">Key of the movement it carries on.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confirmed">A person of the unit has confirmed it; not so when it was carried over from the year before with other days.</param>
/// <param name="Reason">Why it stands here unconfirmed.</param>
public sealed record Movement(
    string Key, string Name, string LaunchedBy, string Level, string Kind, string Scope, DateOnly From, DateOnly To, string? InheritedFrom, string Source,
    bool Confirmed = true, string? Reason = null);

/// <summary>The way of an award from the unit review to the register.</summary>
/// <param name="Key">Key of the award.</param>
/// <param name="Name">Name of the award under the civil regime.</param>
/// <param name="PoliceName">Its name under the police regime, where that differs.</param>
/// <param name="Kind"><c>danh_hieu</c> (title) or <c>hinh_thuc</c> (commendation): two code lists that are never mixed.</param>
/// <param name="Form"><c>full</c>, <c>higher</c>, <c>sudden</c> or <c>letter</c>.</param>
/// <param name="Steps">Steps in order.</param>
/// <param name="Authority">Key of the setting that names who decides.</param>
/// <param name="Threshold">Key of the setting with the votes it needs; null = the council does not vote.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Route(
    string Key, string Name, string? PoliceName, string Kind, string Form, IReadOnlyList<string> Steps, string Authority, string? Threshold, string Source);

/// <summary>A duty of the plan.</summary>
/// <param name="Id">ASCII id; it does not hang on the numbers printed in the plan.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Owner">Key of the unit or the role that does it.</param>
/// <param name="Due">Day by which it is done; null when it recurs.</param>
/// <param name="Period">How often it recurs; null when it has a day.</param>
/// <param name="Source">Paragraph of the plan.</param>
/// <param name="KeptIn">List or part of the product in which it is kept.</param>
/// <param name="Confirmed">A person of the unit has confirmed it; not so when it was carried over from the year before with another day or title.</param>
/// <param name="Reason">Why it stands here unconfirmed.</param>
public sealed record PlanTask(
    string Id, string Title, string Owner, DateOnly? Due, string? Period, string Source, string KeptIn, bool Confirmed = true, string? Reason = null);

/// <summary>A defect of the paper from which the year was taken. It is recorded, never copied.</summary>
/// <param name="Where">Place in the paper.</param>
/// <param name="Quoted">The few words that show it.</param>
/// <param name="Reading">How they are read here.</param>
/// <param name="Note">What the office should do about it.</param>
public sealed record Defect(string Where, string Quoted, string Reading, string Note);

/// <summary>A campaign year as its seed describes it. The seed makes the first <c>apply</c>; after that the lists are the truth.</summary>
/// <param name="Year">Year of merit.</param>
/// <param name="Organisation">Name of the unit.</param>
/// <param name="Launch">Day the year was launched; the window runs to 31 March after the year.</param>
/// <param name="Units">Departments and satellite points.</param>
/// <param name="Rounds">Rounds.</param>
/// <param name="Settings">Settings.</param>
public sealed record Campaign(
    int Year, string Organisation, DateOnly Launch, IReadOnlyList<Unit> Units, IReadOnlyList<Round> Rounds, IReadOnlyList<Setting> Settings)
{
    /// <summary>A person of the unit has confirmed the day of the launch.</summary>
    public bool Confirmed { get; init; } = true;

    /// <summary>Why that day was chosen where nobody has confirmed it.</summary>
    public string? Reason { get; init; }

    /// <summary>Roles.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Movements, those of higher levels included.</summary>
    public IReadOnlyList<Movement> Movements { get; init; } = [];

    /// <summary>The way of each award.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The duties of the plan.</summary>
    public IReadOnlyList<PlanTask> Tasks { get; init; } = [];

    /// <summary>Defects of the plan, with the reading chosen.</summary>
    public IReadOnlyList<Defect> Defects { get; init; } = [];

    /// <summary>Last day of the campaign window.</summary>
    public DateOnly WindowEnd => WindowEndOf(Year);

    /// <summary>Last day of the window of a campaign year: 31 March after it.</summary>
    public static DateOnly WindowEndOf(int year) => new(year + 1, 3, 31);
}
