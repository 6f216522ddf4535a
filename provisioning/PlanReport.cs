using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>One thing that an apply would do.</summary>
/// <param name="Act">"create" or "change".</param>
/// <param name="Place">Name of the list in its address; "groups", "menu" or "folders" for what is on no list.</param>
/// <param name="Sentence">What differs.</param>
public sealed record PlannedStep(string Act, string Place, string Sentence);

/// <summary>Rows that an apply would seed.</summary>
/// <param name="Place">Name of the list in its address.</param>
/// <param name="Count">How many.</param>
public sealed record PlannedRows(string Place, int Count);

/// <summary>What an apply would do, and its price.</summary>
/// <param name="Site">Path of the site.</param>
/// <param name="Year">The campaign year.</param>
/// <param name="Steps">What would be created and changed, round after round.</param>
/// <param name="Rows">Rows of the seed.</param>
/// <param name="Price">What the apply would cost, its own reads among it, while nobody changes the site and the service refuses nothing.</param>
/// <param name="Reading">What this plan cost; it wrote nothing.</param>
public sealed record PlanReport(string Site, int Year, IReadOnlyList<PlannedStep> Steps, IReadOnlyList<PlannedRows> Rows, Price Price, Cost Reading)
{
    /// <summary>People who would be put into groups, or taken out of them, as the Staff list says.</summary>
    public int Moves { get; init; }

    /// <summary>Our lists that fit already.</summary>
    public IReadOnlyList<string> Fitting { get; init; } = [];

    /// <summary>What apply would leave as it is, because only people may change it.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>What could not be foreseen, and what somebody entered on the site that apply cannot use: a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The site is not as an apply would leave it, or not as it should be.</summary>
    public bool Differs => Price.Writes > 0 || Left.Count > 0;

    /// <summary>Lists that would be made, by the names in their addresses.</summary>
    public IReadOnlyCollection<string> Made { get; init; } = [];
}
