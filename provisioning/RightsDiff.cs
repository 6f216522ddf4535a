using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A group is missing.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Purpose">What it is for, as the site shows it.</param>
public sealed record MakeGroup(string Title, string Purpose) : SiteStep;

/// <summary>People change more, or less, than their own items of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="ListId">Its id.</param>
/// <param name="Own">Whether they are to change only their own.</param>
public sealed record NarrowList(ListSchema List, string ListId, bool Own) : ListStep(List);

/// <summary>Where a group has a right: a list, or a folder of a library.</summary>
/// <param name="Address">What the service calls it.</param>
/// <param name="List">The list; null for a folder.</param>
/// <param name="Folder">Server-relative address of the folder.</param>
public sealed record RightsPlace(Securable Address, ListSchema? List, string Folder)
{
    /// <summary>A list.</summary>
    public static RightsPlace Of(ListSchema list, string listId) => new(Securable.List(listId), list, "");

    /// <summary>A folder.</summary>
    public static RightsPlace Of(string folderUrl) => new(Securable.Folder(folderUrl), null, folderUrl);
}

/// <summary>A group lacks a permission level.</summary>
/// <param name="At">A list or folder.</param>
/// <param name="Group">Title of the group.</param>
/// <param name="Level">The level.</param>
public sealed record GiveRight(RightsPlace At, string Group, SiteLevel Level) : SiteStep;

/// <summary>A group has a permission level that it should not have.</summary>
/// <param name="At">A list or folder.</param>
/// <param name="Group">Title of the group.</param>
/// <param name="Role">Id of the level on this site.</param>
public sealed record TakeRight(RightsPlace At, string Group, long Role) : SiteStep;

/// <summary>
/// Compares the rights on a site with the table of <see cref="Rights"/>. Only our own groups are compared: what an owner of the site gave to somebody by name
/// stays.
/// </summary>
public static class RightsDiff
{
    private const int AllItems = 1;
    private const int OwnItems = 2;
    private const long LimitedAccess = 1073741825;

    /// <summary>The groups that are missing, those of units apart.</summary>
    public static IEnumerable<SiteStep> Groups(SiteFound found) => Rights.Groups.Where(group => Find(found.Groups, Rights.TitleOf(group)) is null)
        .Select(group => new MakeGroup(Rights.TitleOf(group), Rights.PurposeOf(group)));

    /// <summary>What differs on one list.</summary>
    public static IEnumerable<SiteStep> Of(ListSchema schema, string listId, JObject settings, IReadOnlyList<SiteGroup> groups)
    {
        var own = (bool?)settings["HasUniqueRoleAssignments"] == true;
        if (!own) yield return new CloseList(schema, listId);
        var wanted = Rights.Groups.ToDictionary(Rights.TitleOf, group => Rights.LevelOf(schema, group));
        // The group of a unit has rights on its folders alone.
        foreach (var unit in groups.Where(group => Rights.UnitOf(group.Title) is not null)) wanted[unit.Title] = SiteLevel.None;
        foreach (var step in Of(RightsPlace.Of(schema, listId), wanted, own ? settings : [], groups)) yield return step;
        // Libraries do not have the setting. It comes last: until then those who write everything are not bound by it.
        if (!schema.Library && (int?)settings["WriteSecurity"] != (Rights.Narrowed(schema) ? OwnItems : AllItems)) yield return new NarrowList(schema, listId, Rights.Narrowed(schema));
    }

    /// <summary>What differs on something that has rights of its own. Rights are given before any is taken, so that nobody is locked out in between.</summary>
    /// <param name="at">A list or folder.</param>
    /// <param name="wanted">The level each of our groups should have, by title.</param>
    /// <param name="found">What the service says, with its member <c>RoleAssignments</c>.</param>
    /// <param name="groups">The groups there are.</param>
    public static IEnumerable<SiteStep> Of(RightsPlace at, IReadOnlyDictionary<string, SiteLevel> wanted, JObject found, IReadOnlyList<SiteGroup> groups)
    {
        var roles = wanted.Keys.ToDictionary(title => title, title => Find(groups, title) is { } there ? RolesOf(found, there.Id) : []);
        foreach (var (title, level) in wanted.Where(pair => pair.Value != SiteLevel.None && !roles[pair.Key].Exists(role => Fits(role, pair.Value))))
            yield return new GiveRight(at, title, level);
        foreach (var (title, level) in wanted)
            foreach (var (id, _) in roles[title].Where(role => !Fits(role, level)))
                yield return new TakeRight(at, title, id);
    }

    private static SiteGroup? Find(IReadOnlyList<SiteGroup> groups, string title) => groups.FirstOrDefault(there => string.Equals(there.Title, title, StringComparison.OrdinalIgnoreCase));

    /// <summary>Built-in levels are known by id, since their names are translated; ours by its name, since each site gives it another id.</summary>
    private static bool Fits((long Id, string Name) role, SiteLevel level) =>
        level == SiteLevel.ContributeAll ? role.Name == Rights.ContributeAllName : SharePointRest.RoleOf(level) == role.Id;

    /// <summary>The service shows "limited access", which it gives by itself, as a level too: it is not one that anybody gave.</summary>
    private static List<(long Id, string Name)> RolesOf(JObject found, int principal) =>
        [.. (found["RoleAssignments"] ?? new JArray()).Where(assignment => (int?)assignment["PrincipalId"] == principal)
            .SelectMany(assignment => assignment["RoleDefinitionBindings"]!).Select(role => ((long)role["Id"]!, (string?)role["Name"] ?? "")).Where(role => role.Item1 != LimitedAccess)];
}
