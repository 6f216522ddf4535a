using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>A group of people on a site.</summary>
/// <param name="Id">Its id, by which it is given rights.</param>
/// <param name="Title">Its title.</param>
/// <param name="Members">Site user ids of its members.</param>
public sealed record SiteGroup(int Id, string Title, IReadOnlyList<int> Members);

/// <summary>What Graph v1.0 cannot do on a site: list settings, rights, groups, known users. Token audience is SharePoint's own.</summary>
public sealed class SharePointRest(Tenancy tenancy)
{
    /// <summary>Settings of every list of a site, and who has which role on it, in one call.</summary>
    public async Task<IReadOnlyList<JObject>> ListsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read list settings", HttpMethod.Get,
            $"{sitePath}/_api/web/lists?$select=Id,Title,Hidden,EnableVersioning,MajorVersionLimit,HasUniqueRoleAssignments,RoleAssignments"
            + "&$expand=RoleAssignments/Member,RoleAssignments/RoleDefinitionBindings", null, cancellationToken);
        return [.. answer["value"]!.OfType<JObject>()];
    }

    /// <summary>Changes settings of a list.</summary>
    public Task MergeListAsync(string sitePath, string listId, JObject settings, CancellationToken cancellationToken) =>
        SendAsync("write list settings", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')", settings, cancellationToken, merge: true);

    /// <summary>Cuts a list off the site's rights: nobody keeps any but applications with a grant on the site, and site administrators.</summary>
    public Task CloseListAsync(string sitePath, string listId, CancellationToken cancellationToken) => SendAsync("close list", HttpMethod.Post,
        $"{sitePath}/_api/web/lists(guid'{listId}')/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, cancellationToken);

    /// <summary>The id of the role definition for a right: the same on every site.</summary>
    public static long? RoleOf(ListRight right) => right switch
    {
        ListRight.Read => 1073741826,
        ListRight.Write => 1073741827,
        _ => null,
    };

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

    /// <summary>Gives a group a role on a list of rights of its own.</summary>
    public Task GiveRoleAsync(string sitePath, string listId, int group, long role, CancellationToken cancellationToken) => SendAsync("give a right", HttpMethod.Post,
        $"{sitePath}/_api/web/lists(guid'{listId}')/roleassignments/addroleassignment(principalid={group},roledefid={role})", null, cancellationToken);

    /// <summary>Takes a role on a list from a group.</summary>
    public Task TakeRoleAsync(string sitePath, string listId, int group, long role, CancellationToken cancellationToken) => SendAsync("take a right", HttpMethod.Post,
        $"{sitePath}/_api/web/lists(guid'{listId}')/roleassignments/removeroleassignment(principalid={group},roledefid={role})", null, cancellationToken);

    /// <summary>The id under which a site knows a person; makes the person known if need be.</summary>
    public async Task<int> EnsureUserAsync(string sitePath, string userPrincipalName, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("make a person known to the site", HttpMethod.Post, $"{sitePath}/_api/web/ensureuser",
            new JObject { ["logonName"] = $"i:0#.f|membership|{userPrincipalName}" }, cancellationToken);
        return (int)answer["Id"]!;
    }

    private Task<JObject> SendAsync(string what, HttpMethod method, string path, JObject? body, CancellationToken cancellationToken, bool merge = false) =>
        Failures.Named(what, async () =>
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tenancy.SharePointTokenAsync(cancellationToken));
            request.Headers.Accept.ParseAdd("application/json;odata=nometadata");
            if (merge)
            {
                request.Headers.Add("X-HTTP-Method", "MERGE");
                request.Headers.Add("If-Match", "*");
            }

            if (body is not null)
            {
                request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;odata=nometadata");
            }

            using var answer = await tenancy.Rest.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new M365Exception(Failures.Kind((int)answer.StatusCode, text), what, $"{(int)answer.StatusCode} {Said(text)}") { Status = (int)answer.StatusCode };
            return text.StartsWith('{') ? JObject.Parse(text) : [];
        }, cancellationToken);

    private static string Said(string text)
    {
        if (!text.StartsWith('{')) return "";
        var error = JObject.Parse(text)["odata.error"] ?? JObject.Parse(text)["error"];
        return (error?["message"] is JObject message ? (string?)message["value"] : (string?)error?["message"]) ?? "";
    }
}
