using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>A link as found in the menu of a site, with those below it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people read.</param>
/// <param name="Url">Its address.</param>
/// <param name="Below">Links below it.</param>
public sealed record FoundLink(long Id, string Title, string Url, IReadOnlyList<FoundLink> Below);

/// <summary>How people find their way on a site: the menu at its side and the page it opens with. Adding a link twice gives two: whoever adds looks first.</summary>
public sealed partial class SharePointRest
{
    /// <summary>The menu, three levels deep, which is as deep as it goes.</summary>
    public async Task<IReadOnlyList<FoundLink>> MenuAsync(string sitePath, CancellationToken cancellationToken) =>
        Links(await SendAsync("read the menu", HttpMethod.Get, $"{sitePath}/_api/web/navigation/quicklaunch?$expand=Children,Children/Children", null, cancellationToken), "value");

    /// <summary>Adds a link, last below a link or at the top.</summary>
    /// <returns>Its id.</returns>
    public async Task<long> AddLinkAsync(string sitePath, long? under, string title, string url, CancellationToken cancellationToken) => (long)(await SendAsync(
        $"add link {title}", HttpMethod.Post, $"{sitePath}/_api/web/navigation/{(under is { } parent ? $"GetNodeById({parent})/Children" : "quicklaunch")}",
        new JObject { ["Title"] = title, ["Url"] = url, ["IsExternal"] = false }, cancellationToken))["Id"]!;

    /// <summary>Puts a link of the top behind another; behind 0 it stands first.</summary>
    public Task MoveLinkAsync(string sitePath, long link, long behind, CancellationToken cancellationToken) => SendAsync(
        "move a link", HttpMethod.Post, $"{sitePath}/_api/web/navigation/quicklaunch/MoveAfter", new JObject { ["nodeId"] = link, ["previousNodeId"] = behind }, cancellationToken);

    /// <summary>Gives a link another title.</summary>
    public Task RenameLinkAsync(string sitePath, long link, string title, CancellationToken cancellationToken) => SendAsync(
        $"rename a link to {title}", HttpMethod.Post, $"{sitePath}/_api/web/navigation/GetNodeById({link})", new JObject { ["Title"] = title }, cancellationToken, merge: true);

    /// <summary>Address, below the site, of the page that the site opens with.</summary>
    public async Task<string> WelcomePageAsync(string sitePath, CancellationToken cancellationToken) =>
        (string?)(await SendAsync("read which page the site opens with", HttpMethod.Get, $"{sitePath}/_api/web/RootFolder?$select=WelcomePage", null, cancellationToken))["WelcomePage"] ?? "";

    /// <summary>Lets the site open with a page.</summary>
    public Task OpenWithAsync(string sitePath, string page, CancellationToken cancellationToken) => SendAsync(
        "let the site open with a page", HttpMethod.Post, $"{sitePath}/_api/web/RootFolder", new JObject { ["WelcomePage"] = page }, cancellationToken, merge: true);

    /// <summary>Removes a link with what stands below it.</summary>
    public Task RemoveLinkAsync(string sitePath, long link, CancellationToken cancellationToken) =>
        SendAsync("remove a link", HttpMethod.Delete, $"{sitePath}/_api/web/navigation/GetNodeById({link})", null, cancellationToken);

    private static IReadOnlyList<FoundLink> Links(JToken of, string name) => [.. (of[name] as JArray ?? of[name]?["results"] as JArray ?? []).OfType<JObject>()
        .Select(node => new FoundLink((long)node["Id"]!, (string?)node["Title"] ?? "", (string?)node["Url"] ?? "", Links(node, "Children")))];
}
