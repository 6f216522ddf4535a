using EmulationM365.Schema.Lists;

namespace EmulationM365.Microsoft365;

/// <summary>
/// Makes sure, at the moment of an answer, that what the lists were read to say of a person still holds: role and unit by the row, the account by the directory, the
/// delegations by their list. It costs 3 units: one for the row, two for the delegations; and one for each person in whose place the answer is given.
/// </summary>
public sealed class Entitlement(IReadOnlyDictionary<string, ListStore> stores, PeopleDirectory people, ReferenceLists lists)
{
    /// <summary>The settings lists; read again when anything of this person had changed.</summary>
    public async Task<Reference> ConfirmAsync(string? objectId, CancellationToken cancellationToken)
    {
        var reference = await lists.GetAsync(cancellationToken);
        if (reference.Behind(objectId) is not { } member) return reference;
        var delegations = await ReferenceLists.DelegationsAsync(stores, cancellationToken);
        var concerned = delegations.Where(delegation => delegation.To == member.StaffKey && delegation.HoldsOn(reference.Today)).Select(delegation => delegation.From).Append(member.StaffKey).ToHashSet();
        var asked = reference.Staff.Where(person => concerned.Contains(person.StaffKey) && person.Account is not null).ToList();
        var changed = await people.RefreshAsync(asked.Select(person => person.Account!.SiteUserId), cancellationToken);
        changed |= !delegations.SequenceEqual(reference.Delegations);
        var missing = new Dictionary<string, M365Exception>();
        foreach (var person in asked) changed |= !Same(person, await RowAsync(person.ItemId, missing, cancellationToken));
        if (!changed) return reference;
        lists.Forget();
        reference = await lists.GetAsync(cancellationToken);
        // A row that is still listed and not there by its id: nobody can say what holds, so nothing is taken.
        if (reference.Staff.FirstOrDefault(person => missing.ContainsKey(person.ItemId)) is { } doubtful) throw missing[doubtful.ItemId];
        return reference;
    }

    /// <summary>The row of a person. One that was seen before and is not shown was most likely deleted: the lists, read again, will say.</summary>
    private async Task<Item?> RowAsync(string id, Dictionary<string, M365Exception> missing, CancellationToken cancellationToken)
    {
        try
        {
            return await stores["Staff"].GetAsync(id, cancellationToken);
        }
        catch (M365Exception failure) when (failure.NoLongerShown)
        {
            missing[id] = failure;
            return null;
        }
    }

    private static bool Same(StaffMember known, Item? row) => row is not null && row.Text(Staff.StaffKey) == known.StaffKey && row.Text(Staff.UnitKey) == known.UnitKey
        && ReferenceLists.RoleOf(row) == known.Role && row.Reference(Staff.Account) == known.Account?.SiteUserId;
}
