using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Microsoft365;

/// <summary>A person to be put into a group, or taken out of it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">Site user id of the person.</param>
/// <param name="Login">Login name of who is to be added; null when the person is to be taken out.</param>
public sealed record GroupMove(SiteGroup Group, int Member, string? Login);

/// <summary>
/// Keeps the members of the groups as the Staff list says: at each apply, and whenever the worker sees that the list changed. Council and communications are
/// not in the Staff list: their members are put in by hand and stay.
/// </summary>
public sealed class GroupKeeper(SharePointRest rest, string sitePath, ListStore staff)
{
    // One member put in or taken out.
    private static readonly int MoveUnits = Bill.Of(HttpMethod.Post, new Uri("https://any/sites/s/_api/web/sitegroups(1)/users")).Units;

    private static readonly RoleGroup[] Kept = [RoleGroup.Staff, RoleGroup.Unit, RoleGroup.Heads, RoleGroup.Office, RoleGroup.Director];

    /// <summary>Reads the groups (5 units) and the Staff list (2 units) and keeps them; writes nothing when nothing differs.</summary>
    /// <returns>How many members were added or removed.</returns>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    public async Task<int> KeepAsync(CancellationToken cancellationToken) => await KeepAsync(await rest.GroupsAsync(sitePath, cancellationToken), cancellationToken);

    /// <summary>The same with groups that were just read. A group that is not there is left to the next apply.</summary>
    /// <inheritdoc cref="KeepAsync(CancellationToken)"/>
    public async Task<int> KeepAsync(IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var changes = 0;
        var moves = await MovesAsync(await staff.QueryAsync(null, cancellationToken), groups, cancellationToken);
        foreach (var part in SharePointRest.Cut(moves, _ => MoveUnits, rest.UnitsPerMinute)) changes += await MoveAsync(part, cancellationToken);
        return changes;
    }

    /// <summary>What would be done. Reads the people of the site (5 units) when somebody is to be added; writes nothing.</summary>
    /// <param name="rows">Rows of the Staff list.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<GroupMove>> MovesAsync(IReadOnlyList<Item> rows, IReadOnlyList<SiteGroup> groups, CancellationToken cancellationToken)
    {
        var accounts = Accounts(rows);
        var wanted = Kept.Select(role => (Title: Rights.TitleOf(role), Members: Of(accounts, account => Rights.GroupsOf(account.Role).Contains(role))))
            // Until the Staff list names somebody of the office, whoever was put there by hand must be able to fill it.
            .Where(group => group.Members.Count > 0 || group.Title != Rights.TitleOf(RoleGroup.Office))
            .ToDictionary(group => group.Title, group => group.Members, StringComparer.OrdinalIgnoreCase);
        foreach (var (group, unit) in groups.Select(group => (group, Rights.UnitOf(group.Title))).Where(pair => pair.Item2 is not null))
            wanted[group.Title] = Of(accounts, account => Rights.HoldsFolder(account.Role) && string.Equals(account.UnitKey, unit, StringComparison.OrdinalIgnoreCase));
        var kept = groups.Where(group => wanted.ContainsKey(group.Title)).ToList();
        var logins = kept.Exists(group => wanted[group.Title].Except(group.Members).Any()) ? await rest.LoginsAsync(sitePath, cancellationToken) : new Dictionary<int, string>();
        return [.. kept.SelectMany(group => wanted[group.Title].Except(group.Members).Where(logins.ContainsKey).Select(missing => new GroupMove(group, missing, logins[missing]))
            .Concat(group.Members.Where(member => !wanted[group.Title].Contains(member)).Select(surplus => new GroupMove(group, surplus, null))))];
    }

    private static HashSet<int> Of(IEnumerable<StaffAccount> accounts, Func<StaffAccount, bool> belongs) => [.. accounts.Where(belongs).Select(account => account.SiteUserId)];

    private async Task<int> MoveAsync(IReadOnlyList<GroupMove> moves, CancellationToken cancellationToken)
    {
        var outcomes = await rest.TogetherAsync([.. moves.Select(move => (Func<Task>)(() => move.Login is { } login
            ? rest.AddMemberAsync(sitePath, move.Group.Id, login, cancellationToken)
            : rest.RemoveMemberAsync(sitePath, move.Group.Id, move.Member, cancellationToken)))], cancellationToken);
        var missed = moves.Zip(outcomes).Where(pair => pair.Second.Failure is not null).ToList();
        // An apply that ran at the same time was faster.
        var failed = missed.Find(pair => pair.First.Login is not null || pair.Second.Failure!.Failure != Failure.NotFound);
        return failed.Second is { Failure: { } failure } ? throw failure : moves.Count - missed.Count;
    }

    private static List<StaffAccount> Accounts(IReadOnlyList<Item> rows) =>
        [.. from row in rows
            let account = row.Reference(Staff.Account)
            where account is not null
            select new StaffAccount(row.Text(Staff.Role) is { Length: > 0 } role ? role : "staff", row.Text(Staff.UnitKey), account.Value)];

    /// <summary>A row of the Staff list that has an account.</summary>
    private sealed record StaffAccount(string Role, string UnitKey, int SiteUserId);
}
