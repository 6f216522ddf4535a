namespace EmulationM365.Campaigns;

/// <summary>A department or satellite point.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name as the unit writes it.</param>
/// <param name="Kind"><c>department</c> or <c>satellite</c>.</param>
/// <param name="Aliases">Other spellings found in papers.</param>
public sealed record Unit(string Key, string Name, string Kind, IReadOnlyList<string> Aliases);

/// <summary>A round of the year.</summary>
/// <param name="Key">ASCII key.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="Opens">First day on which returns may be sent.</param>
/// <param name="Due">Last day for them.</param>
public sealed record Round(string Key, string Name, DateOnly Opens, DateOnly Due);

/// <summary>A value that no code may hold: it has a source and dates, and a person confirms it.</summary>
/// <param name="Key">Name in code.</param>
/// <param name="Name">Name shown to staff.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confirmed">A person of the unit has confirmed it.</param>
/// <param name="Reason">Why a default was chosen where the plan leaves it open.</param>
/// <param name="From">First day it holds; null = always has.</param>
/// <param name="To">Last day it holds; null = until further notice.</param>
public sealed record Setting(string Key, string Name, string Value, string Source, bool Confirmed, string? Reason, DateOnly? From, DateOnly? To);

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
    /// <summary>Last day of the campaign window.</summary>
    public DateOnly WindowEnd => new(Year + 1, 3, 31);
}
