using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>A row of the Staff list that has an account.</summary>
/// <param name="Role">Role in the emulation work.</param>
/// <param name="SiteUserId">Id under which the site knows the account.</param>
public sealed record StaffAccount(string Role, int SiteUserId);

/// <summary>
/// Keeps the members of the groups as the Staff list says. Council and communications are not in the Staff list: their members are put in by hand and stay.
/// </summary>
public sealed class GroupKeeper(SharePointRest rest, string sitePath)
{
    private static readonly RoleGroup[] Kept = [RoleGroup.Staff, RoleGroup.Unit, RoleGroup.Heads, RoleGroup.Office, RoleGroup.Director];

    /// <summary>Adds who is missing, removes who should not be there; writes nothing when nothing differs.</summary>
    /// <returns>How many were added or removed.</returns>
    public async Task<int> KeepAsync(IReadOnlyList<StaffAccount> staff, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var changes = 0;
        IReadOnlyDictionary<int, string>? logins = null;
        foreach (var (role, group) in Kept.Select(role => (role, groups.First(group => group.Title == Rights.TitleOf(role)))))
        {
            var wanted = staff.Where(account => Rights.GroupsOf(account.Role).Contains(role)).Select(account => account.SiteUserId).ToHashSet();
            // Until the Staff list names somebody of the office, whoever was put there by hand must be able to fill it.
            if (role == RoleGroup.Office && wanted.Count == 0) continue;
            foreach (var missing in wanted.Except(group.Members))
            {
                logins ??= await rest.LoginsAsync(sitePath, cancellationToken);
                if (!logins.TryGetValue(missing, out var login)) continue;
                await rest.AddMemberAsync(sitePath, group.Id, login, cancellationToken);
                changes++;
            }

            foreach (var surplus in group.Members.Where(member => !wanted.Contains(member)))
            {
                await rest.RemoveMemberAsync(sitePath, group.Id, surplus, cancellationToken);
                changes++;
            }
        }

        return changes;
    }
}
