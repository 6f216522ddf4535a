using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A group is missing.</summary>
public sealed record MakeGroup(RoleGroup Group) : SiteStep;

/// <summary>A group lacks a right on a list.</summary>
public sealed record GiveRight(ListSchema List, string ListId, RoleGroup Group, ListRight Right) : SiteStep;

/// <summary>A group has a role on a list that it should not have.</summary>
public sealed record TakeRight(ListSchema List, string ListId, RoleGroup Group, long Role) : SiteStep;

/// <summary>
/// Compares the rights on a site with the table of <see cref="Rights"/>. Only our own groups are compared: what an owner of the site gave to somebody by name
/// stays.
/// </summary>
public static class RightsDiff
{
    private const long LimitedAccess = 1073741825;

    /// <summary>The groups that are missing.</summary>
    public static IEnumerable<SiteStep> Groups(SiteFound found) =>
        Rights.Groups.Where(group => Find(found.Groups, group) is null).Select(group => new MakeGroup(group));

    /// <summary>What differs on one list. Rights are given before any is taken, so that nobody is locked out in between.</summary>
    public static IEnumerable<SiteStep> Of(ListSchema schema, string listId, JObject settings, IReadOnlyList<SiteGroup> groups)
    {
        var own = (bool?)settings["HasUniqueRoleAssignments"] == true;
        if (!own) yield return new CloseList(schema, listId);
        var roles = Rights.Groups.ToDictionary(group => group, group => own && Find(groups, group) is { } there ? RolesOf(settings, there.Id) : []);
        foreach (var group in Rights.Groups)
        {
            var right = Rights.Of(schema, group);
            if (SharePointRest.RoleOf(right) is { } role && !roles[group].Contains(role)) yield return new GiveRight(schema, listId, group, right);
        }

        foreach (var group in Rights.Groups)
            foreach (var role in roles[group].Where(role => role != SharePointRest.RoleOf(Rights.Of(schema, group))))
                yield return new TakeRight(schema, listId, group, role);
    }

    private static SiteGroup? Find(IReadOnlyList<SiteGroup> groups, RoleGroup group) => groups.FirstOrDefault(there => there.Title == Rights.TitleOf(group));

    /// <summary>The service shows "limited access", which it gives by itself, as a role too: it is not one that anybody gave.</summary>
    private static List<long> RolesOf(JObject settings, int principal) =>
        [.. (settings["RoleAssignments"] ?? new JArray()).Where(assignment => (int?)assignment["PrincipalId"] == principal)
            .SelectMany(assignment => assignment["RoleDefinitionBindings"]!).Select(role => (long)role["Id"]!).Where(role => role != LimitedAccess)];
}
