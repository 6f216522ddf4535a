using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>A group of people on a site.</summary>
/// <param name="Id">Its id, by which it is given rights.</param>
/// <param name="Title">Its title.</param>
/// <param name="Members">Site user ids of its members.</param>
public sealed record SiteGroup(int Id, string Title, IReadOnlyList<int> Members);

/// <summary>What has rights of its own: a list, or a folder of a library.</summary>
/// <param name="Path">Its address below the site's REST root.</param>
public readonly record struct Securable(string Path)
{
    /// <summary>A list by its id.</summary>
    public static Securable List(string listId) => new($"lists(guid'{listId}')");

    /// <summary>A folder by its server-relative address. The service keeps its rights on its list item.</summary>
    public static Securable Folder(string url) => new($"{SharePointRest.FolderAt(url)}/ListItemAllFields");
}

/// <summary>A folder as found in a library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rights">Whether it has rights of its own, and who has which level on it.</param>
public sealed record FoundFolder(string Name, JObject Rights);

/// <summary>Rights, groups and the folders that carry rights.</summary>
public sealed partial class SharePointRest
{
    /// <summary>The base permissions of Contribute, as SharePoint's mask, and of "override list behaviors" in its lower half.</summary>
    private const uint ContributeHigh = 432;
    private const uint ContributeLow = 1011028719;
    private const uint CancelCheckout = 0x100;

    /// <summary>Groups of a site with their members.</summary>
    public async Task<IReadOnlyList<SiteGroup>> GroupsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the groups", HttpMethod.Get, $"{sitePath}/_api/web/sitegroups?$select=Id,Title,Users/Id&$expand=Users", null, cancellationToken);
        return [.. answer["value"]!.OfType<JObject>().Select(group =>
            new SiteGroup((int)group["Id"]!, (string)group["Title"]!, [.. group["Users"]!.Select(user => (int)user["Id"]!)]))];
    }

    /// <summary>Makes a group.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> AddGroupAsync(string sitePath, string title, string purpose, CancellationToken cancellationToken) => (int)(await SendAsync(
        $"make group {title}", HttpMethod.Post, $"{sitePath}/_api/web/sitegroups", new JObject { ["Title"] = title, ["Description"] = purpose }, cancellationToken))["Id"]!;

    /// <summary>Puts a person into a group.</summary>
    public Task AddMemberAsync(string sitePath, int group, string login, CancellationToken cancellationToken) => SendAsync(
        "add to a group", HttpMethod.Post, $"{sitePath}/_api/web/sitegroups({group})/users", new JObject { ["LoginName"] = login }, cancellationToken);

    /// <summary>Takes a person out of a group.</summary>
    public Task RemoveMemberAsync(string sitePath, int group, int member, CancellationToken cancellationToken) => SendAsync(
        "take out of a group", HttpMethod.Post, $"{sitePath}/_api/web/sitegroups({group})/users/removebyid({member})", null, cancellationToken);

    /// <summary>Login names of the people a site knows, by site user id.</summary>
    public async Task<IReadOnlyDictionary<int, string>> LoginsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the people of the site", HttpMethod.Get, $"{sitePath}/_api/web/siteusers?$select=Id,LoginName", null, cancellationToken);
        return answer["value"]!.ToDictionary(user => (int)user["Id"]!, user => (string)user["LoginName"]!);
    }

    /// <summary>Cuts something off the rights of what it lies in.</summary>
    /// <param name="sitePath">The site.</param>
    /// <param name="at">A list or folder.</param>
    /// <param name="copy">Begin with the rights it had; without, nobody keeps any but applications with a grant on the site, and site administrators.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task CloseAsync(string sitePath, Securable at, bool copy, CancellationToken cancellationToken) => SendAsync("cut off inherited rights", HttpMethod.Post,
        $"{sitePath}/_api/web/{at.Path}/breakroleinheritance(copyRoleAssignments={(copy ? "true" : "false")},clearSubscopes=true)", null, cancellationToken);

    /// <summary>Gives a group a level on something that has rights of its own.</summary>
    public Task GiveRoleAsync(string sitePath, Securable at, int group, long role, CancellationToken cancellationToken) => SendAsync("give a right", HttpMethod.Post,
        $"{sitePath}/_api/web/{at.Path}/roleassignments/addroleassignment(principalid={group},roledefid={role})", null, cancellationToken);

    /// <summary>Takes a level from a group.</summary>
    public Task TakeRoleAsync(string sitePath, Securable at, int group, long role, CancellationToken cancellationToken) => SendAsync("take a right", HttpMethod.Post,
        $"{sitePath}/_api/web/{at.Path}/roleassignments/removeroleassignment(principalid={group},roledefid={role})", null, cancellationToken);

    /// <summary>The id of a level that is the same on every site; null for none, and for the level of ours, which each site numbers by itself.</summary>
    public static long? RoleOf(SiteLevel level) => level switch
    {
        SiteLevel.Read => 1073741826,
        SiteLevel.Contribute => 1073741827,
        _ => null,
    };

    /// <summary>The id of the level of ours; makes it when the site does not have it.</summary>
    public async Task<long> ContributeAllAsync(string sitePath, CancellationToken cancellationToken)
    {
        if (await FindContributeAllAsync(sitePath, cancellationToken) is { } there) return there;
        return (long)(await SendAsync("make a permission level", HttpMethod.Post, $"{sitePath}/_api/web/roledefinitions", new JObject
        {
            ["Name"] = Rights.ContributeAllName, ["Description"] = Rights.ContributeAllPurpose,
            ["BasePermissions"] = new JObject { ["High"] = $"{ContributeHigh}", ["Low"] = $"{ContributeLow | CancelCheckout}" },
        }, cancellationToken))["Id"]!;
    }

    /// <summary>The id of the level of ours; null when the site does not have it.</summary>
    public async Task<long?> FindContributeAllAsync(string sitePath, CancellationToken cancellationToken)
    {
        var levels = await SendAsync("read the permission levels", HttpMethod.Get, $"{sitePath}/_api/web/roledefinitions?$select=Id,Name", null, cancellationToken);
        return (long?)levels["value"]!.FirstOrDefault(level => (string?)level["Name"] == Rights.ContributeAllName)?["Id"];
    }

    /// <summary>The folders at the root of a library, and who has which level on each, in one call (5 units).</summary>
    public async Task<IReadOnlyList<FoundFolder>> FoldersAsync(string sitePath, string libraryUrl, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the folders of a library", HttpMethod.Get,
            $"{sitePath}/_api/web/{FolderAt(libraryUrl)}/Folders?$expand=ListItemAllFields/HasUniqueRoleAssignments,"
            + "ListItemAllFields/RoleAssignments/Member,ListItemAllFields/RoleAssignments/RoleDefinitionBindings", null, cancellationToken);
        // Folders of the service itself are no items of the list, and have no rights of their own.
        return [.. answer["value"]!.OfType<JObject>().Select(folder => new FoundFolder((string)folder["Name"]!, folder["ListItemAllFields"] as JObject ?? []))];
    }

    /// <summary>Makes a folder; one that is there already is left as it is.</summary>
    public Task AddFolderAsync(string sitePath, string url, CancellationToken cancellationToken) => SendAsync(
        $"make folder {url}", HttpMethod.Post, $"{sitePath}/_api/web/folders", new JObject { ["ServerRelativeUrl"] = url }, cancellationToken);

    internal static string FolderAt(string url) => $"GetFolderByServerRelativeUrl('{Uri.EscapeDataString(url.Replace("'", "''", StringComparison.Ordinal))}')";
}
