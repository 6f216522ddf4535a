using EmulationM365.Texts;

namespace EmulationM365.Registers;

/// <summary>The unit's registers at one moment. One that could not be read is empty: what is not there is not known, never "no".</summary>
public sealed class RegisterBook
{
    private readonly ILookup<string, AwardRow> _awards;
    private readonly ILookup<string, ResultRow> _results;
    private readonly ILookup<string, InitiativeRow> _initiatives;
    private readonly ILookup<string, StaffRow> _staff;

    /// <summary>Puts the registers in order by staff number, however it was typed.</summary>
    public RegisterBook(
        IReadOnlyList<AwardRow> awards, IReadOnlyList<ResultRow> results, IReadOnlyList<InitiativeRow> initiatives, IReadOnlyList<RegistrationRow> registrations, IReadOnlyList<StaffRow> staff)
    {
        (Awards, Results, Registrations, Staff) = (awards, results, registrations, staff);
        _awards = ByKey(awards, row => row.StaffKey);
        _results = ByKey(results, row => row.StaffKey);
        _initiatives = ByKey(initiatives, row => row.StaffKey);
        _staff = ByKey(staff, row => row.StaffKey);
    }

    /// <summary>A book without a row.</summary>
    public static RegisterBook Empty { get; } = new([], [], [], [], []);

    /// <summary>All awards.</summary>
    public IReadOnlyList<AwardRow> Awards { get; }

    /// <summary>All results of years.</summary>
    public IReadOnlyList<ResultRow> Results { get; }

    /// <summary>All registrations of the year.</summary>
    public IReadOnlyList<RegistrationRow> Registrations { get; }

    /// <summary>All people of the staff list.</summary>
    public IReadOnlyList<StaffRow> Staff { get; }

    /// <summary>Criteria of the units.</summary>
    public IReadOnlyList<CriterionRow> Criteria { get; init; } = [];

    /// <summary>First year from which the register of awards is complete, as somebody of the unit has said; null when nobody has.</summary>
    public int? AwardsCompleteFrom { get; init; }

    /// <summary>Names of units by key, for sentences.</summary>
    public IReadOnlyDictionary<string, string> UnitNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Awards of somebody.</summary>
    public IEnumerable<AwardRow> AwardsOf(string staffKey) => _awards[Letters.Folded(staffKey)];

    /// <summary>Results of somebody.</summary>
    public IEnumerable<ResultRow> ResultsOf(string staffKey) => _results[Letters.Folded(staffKey)];

    /// <summary>Initiatives of somebody.</summary>
    public IEnumerable<InitiativeRow> InitiativesOf(string staffKey) => _initiatives[Letters.Folded(staffKey)];

    /// <summary>Somebody in the staff list; null when the number is not there.</summary>
    public StaffRow? Member(string staffKey) => _staff[Letters.Folded(staffKey)].FirstOrDefault();

    /// <summary>Name of a unit; its key where there is none.</summary>
    public string UnitName(string key) => UnitNames.GetValueOrDefault(key, key);

    // A row without a number is of nobody who could be asked for by one.
    private static ILookup<string, T> ByKey<T>(IEnumerable<T> rows, Func<T, string> key) => rows.Where(row => key(row).Trim().Length > 0).ToLookup(row => Letters.Folded(key(row)), StringComparer.Ordinal);
}
