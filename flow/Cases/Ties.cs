using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>
/// What binds people to a case beside their own name on it, where the unit has chosen that it counts: family, and being the head of a unit. Known at the moment of an act
/// and never recorded with it. Pure.
/// </summary>
public sealed class Ties
{
    private readonly HashSet<(string, string)> _kin;
    private readonly Dictionary<string, string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _headed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ties of an organisation.</summary>
    /// <param name="staff">Everybody, also who may no longer sign in: who brought a return in may have left.</param>
    /// <param name="kinships">Families; nothing where they do not count.</param>
    /// <param name="headsBarred">Heads do not conclude on lines of their unit.</param>
    public Ties(IEnumerable<Holder> staff, IEnumerable<Kinship> kinships, bool headsBarred)
    {
        _kin = [.. kinships.Where(kin => kin is { One.Length: > 0, Other.Length: > 0 } && kin.One != kin.Other).SelectMany(kin => new[] { (kin.One, kin.Other), (kin.Other, kin.One) })];
        foreach (var person in staff.Where(person => person.ObjectId.Length > 0))
        {
            _keys.TryAdd(person.ObjectId, person.StaffKey);
            if (headsBarred && person is { Role: "head", UnitKey.Length: > 0 }) _headed.TryAdd(person.ObjectId, person.UnitKey);
        }
    }

    /// <summary>Nothing counts but the own name.</summary>
    public static Ties None { get; } = new([], [], false);

    /// <summary>Families count: who may act then also hangs on who is on the list.</summary>
    public bool AnyKin => _kin.Count > 0;

    /// <summary>They are of one family.</summary>
    public bool AreKin(string? one, string? other) => one is not null && other is not null && _kin.Contains((one, other));

    /// <summary>The staff number behind an account; null when there is none.</summary>
    public string? KeyOf(string objectId) => _keys.GetValueOrDefault(objectId);

    /// <summary>The unit whose head may not conclude on its lines; null for everybody else, and where heads may.</summary>
    public string? HeadedBy(string objectId) => _headed.GetValueOrDefault(objectId);
}
