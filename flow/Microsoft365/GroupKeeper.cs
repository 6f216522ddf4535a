using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Microsoft365;

/// <summary>
/// Keeps the members of the groups as the Staff list says: at each apply, and whenever the worker sees that the list changed. Council and communications are
/// not in the Staff list: their members are put in by hand and stay.
/// </summary>
public sealed class GroupKeeper(SharePointRest rest, string sitePath, ListStore staff)
{
    private static readonly RoleGroup[] Kept = [RoleGroup.Staff, RoleGroup.Unit, RoleGroup.Heads, RoleGroup.Office, RoleGroup.Director];

    /// <summary>Reads the groups (5 units) and the Staff list (2 units) and keeps them; writes nothing when nothing differs.</summary>
    /// <returns>How many members were added or removed.</returns>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<int> KeepAsync(CancellationToken cancellationToken) => await KeepAsync(await rest.GroupsAsync(sitePath, cancellationToken), cancellationToken);

    /// <summary>The same with groups that were just read. A group that is not there is left to the next apply.</summary>
    /// <inheritdoc cref="KeepAsync(CancellationToken)"/>
    public async Task<int> KeepAsync(IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var accounts = await AccountsAsync(cancellationToken);
        var wanted = Kept.Select(role => (Title: Rights.TitleOf(role), Members: Of(accounts, account => Rights.GroupsOf(account.Role).Contains(role))))
            // Until the Staff list names somebody of the office, whoever was put there by hand must be able to fill it.
            .Where(group => group.Members.Count > 0 || group.Title != Rights.TitleOf(RoleGroup.Office))
            .ToDictionary(group => group.Title, group => group.Members, StringComparer.OrdinalIgnoreCase);
        foreach (var (group, unit) in groups.Select(group => (group, Rights.UnitOf(group.Title))).Where(pair => pair.Item2 is not null))
            wanted[group.Title] = Of(accounts, account => Rights.HoldsFolder(account.Role) && string.Equals(account.UnitKey, unit, StringComparison.OrdinalIgnoreCase));
        var changes = 0;
        var logins = new Lazy<Task<IReadOnlyDictionary<int, string>>>(() => rest.LoginsAsync(sitePath, cancellationToken));
        foreach (var group in groups.Where(group => wanted.ContainsKey(group.Title))) changes += await KeepAsync(group, wanted[group.Title], logins, cancellationToken);
        return changes;
    }

    private static HashSet<int> Of(IEnumerable<StaffAccount> accounts, Func<StaffAccount, bool> belongs) => [.. accounts.Where(belongs).Select(account => account.SiteUserId)];

    private async Task<int> KeepAsync(SiteGroup group, HashSet<int> wanted, Lazy<Task<IReadOnlyDictionary<int, string>>> logins, CancellationToken cancellationToken)
    {
        var changes = 0;
        foreach (var missing in wanted.Except(group.Members))
        {
            if (!(await logins.Value).TryGetValue(missing, out var login)) continue;
            await rest.AddMemberAsync(sitePath, group.Id, login, cancellationToken);
            changes++;
        }

        foreach (var surplus in group.Members.Where(member => !wanted.Contains(member)))
        {
            try
            {
                await rest.RemoveMemberAsync(sitePath, group.Id, surplus, cancellationToken);
                changes++;
            }
            catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
            {
                // An apply that ran at the same time was faster.
            }
        }

        return changes;
    }

    private async Task<IReadOnlyList<StaffAccount>> AccountsAsync(CancellationToken cancellationToken) =>
        [.. from row in await staff.QueryAsync(null, cancellationToken)
            let account = row.Reference(Staff.Account)
            where account is not null
            select new StaffAccount(row.Text(Staff.Role) is { Length: > 0 } role ? role : "staff", row.Text(Staff.UnitKey), account.Value)];

    /// <summary>A row of the Staff list that has an account.</summary>
    private sealed record StaffAccount(string Role, string UnitKey, int SiteUserId);
}
