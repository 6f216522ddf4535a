using EmulationM365.Campaigns;

namespace EmulationM365.Cases;

/// <summary>A person of the unit with an account, as the Staff list and the directory have them now.</summary>
/// <param name="StaffKey">Staff number.</param>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Name">Name.</param>
/// <param name="UnitKey">Unit.</param>
/// <param name="Role">Role in the emulation work.</param>
/// <param name="Enabled">The account may sign in: whoever may not can neither be asked nor answer, nor be stood in for.</param>
public sealed record Holder(string StaffKey, string ObjectId, string Name, string UnitKey, string Role, bool Enabled);

/// <summary>A delegation that passes nothing on, and why.</summary>
/// <param name="Delegation">The delegation.</param>
/// <param name="Why">Key of the sentence that says why.</param>
public sealed record VoidDelegation(Delegation Delegation, string Why);

/// <summary>
/// Who is who on a day: who stands in for whom, and who is asked by a request. A delegation is not passed on: where the one who stands in is away too, in a chain or
/// in a circle, it falls back to who gave it. Pure; the same rules judge who is asked and who may answer.
/// </summary>
public sealed class Roster
{
    private readonly Dictionary<string, Holder> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, Delegation> _given;
    private readonly ILookup<string, Delegation> _taken;
    private readonly Dictionary<string, Holder> _byKey = [];
    private readonly Ties _ties;

    /// <summary>The people and the delegations of the list; those of other days are left out.</summary>
    /// <param name="staff">Everybody with an account.</param>
    /// <param name="delegations">Who stands in for whom.</param>
    /// <param name="today">The day.</param>
    /// <param name="ties">What binds them to cases; null = nothing but the own name.</param>
    public Roster(IEnumerable<Holder> staff, IEnumerable<Delegation> delegations, DateOnly today, Ties? ties = null)
    {
        _ties = ties ?? Ties.None;
        foreach (var person in staff.Where(person => person is { Enabled: true, ObjectId.Length: > 0 }))
        {
            _byId.TryAdd(person.ObjectId, person);
            if (person.StaffKey.Length > 0) _byKey.TryAdd(person.StaffKey, person);
        }

        var inForce = delegations.Where(delegation => delegation.HoldsOn(today)).ToList();
        var givers = inForce.Select(delegation => delegation.From).ToHashSet();
        Voids = [.. inForce.Select(delegation => new VoidDelegation(delegation, WhyVoid(delegation, givers))).Where(pair => pair.Why.Length > 0)];
        var holding = inForce.Except(Voids.Select(pair => pair.Delegation)).ToList();
        (_given, _taken) = (holding.ToLookup(delegation => delegation.From), holding.ToLookup(delegation => delegation.To));
        HangsOnCase = inForce.Count > 0 || _ties.AnyKin;
    }

    /// <summary>Delegations of today that pass nothing on.</summary>
    public IReadOnlyList<VoidDelegation> Voids { get; }

    /// <summary>Somebody has delegated today, or families count: who is asked then also hangs on the case.</summary>
    public bool HangsOnCase { get; }

    /// <summary>The account behind an object id, with all that is known of it today.</summary>
    public Actor ActorOf(string? objectId, string name) => objectId is not null && _byId.TryGetValue(objectId, out var person)
        ? new Actor(objectId, person.Name, person.StaffKey, person.UnitKey, [person.Role]) { StandsIn = StandsIn(person), Deputies = Deputies(person), Ties = _ties }
        : new Actor(objectId ?? "", name, null, "", []);

    /// <summary>Who is asked by a request of a case now: none of them in conflict.</summary>
    public IReadOnlyList<Addressee> Asked(CaseState state, OpenRequest request) => [.. _byId.Values
        .Select(person => ActorOf(person.ObjectId, person.Name))
        .Where(actor => Asking.Refusal(state, request, actor) is null && Conflicts.Of(state, request.Kind, actor) is null)
        .OrderBy(actor => actor.StaffKey, StringComparer.Ordinal)
        .Select(actor => new Addressee(actor.ObjectId, actor.Name, Asking.ActsFor(state, request, actor)?.Name))];

    /// <summary>Who is asked, or who is asked instead because nobody is left: the role to which it falls, and the role above that.</summary>
    /// <param name="state">The case.</param>
    /// <param name="request">Its request.</param>
    /// <param name="fallback">The role that is asked when none of a role can be; null when there is none.</param>
    /// <returns>The people, and the role to which it fell; nobody when there is none in the fallback either.</returns>
    public (IReadOnlyList<Addressee> People, string? Role) AskedOrFallback(CaseState state, OpenRequest request, Func<string, string?> fallback)
    {
        // Who was named stays asked; when they no longer can be, the question goes back to the role.
        if (request.Named && Asked(state, request) is { Count: > 0 } named) return (named, null);
        request = request with { Named = false };
        var tried = new HashSet<string>();
        for (string? role = null, next = Asking.RoleOf(request.Kind); ; role = next)
        {
            if (Asked(state, request with { Role = role }) is { Count: > 0 } people) return (people, role);
            if (!tried.Add(role ?? next) || fallback(role ?? next) is not { } then || tried.Contains(then)) return ([], null);
            next = then;
        }
    }

    /// <summary>Who may answer a request of a case now, and in whose right.</summary>
    public IReadOnlyList<Voice> Voices(CaseState state) => state.Request is not { Needs: not null } request ? []
        : [.. Asked(state, request).Select(person => new Voice(person.ObjectId, Endorsing.PrincipalOf(state, request, ActorOf(person.ObjectId, person.Name))))];

    /// <summary>Everybody with an account that may sign in.</summary>
    public IEnumerable<Actor> Everybody => _byId.Values.Select(person => ActorOf(person.ObjectId, person.Name));

    private string WhyVoid(Delegation delegation, HashSet<string> givers) =>
        delegation.From == delegation.To ? "delegation.self"
        : !_byKey.ContainsKey(delegation.From) ? "" // Whoever is not there is asked for nothing: there is nothing to pass on.
        : !_byKey.ContainsKey(delegation.To) ? "delegation.nobody"
        : givers.Contains(delegation.To) ? "delegation.chain" : "";

    private List<StandIn> StandsIn(Holder person) => [.. _taken[person.StaffKey].Select(delegation => _byKey.GetValueOrDefault(delegation.From)).OfType<Holder>()
        .DistinctBy(other => other.ObjectId).Select(other => new StandIn(other.StaffKey, other.ObjectId, other.Name, other.UnitKey, other.Role))];

    private List<Deputy> Deputies(Holder person) => person.StaffKey.Length == 0 ? [] : [.. _given[person.StaffKey].Select(delegation => _byKey.GetValueOrDefault(delegation.To)).OfType<Holder>()
        .DistinctBy(other => other.ObjectId).Select(other => new Deputy(other.StaffKey, other.ObjectId, other.Name, StandsIn(other)))];
}
