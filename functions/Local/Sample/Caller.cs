using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Calls Microsoft 365 under somebody's own token, as their browser would: a person, or the application that counts.</summary>
internal sealed class Caller(Uri tenant, string site, IReadOnlyDictionary<string, string> grant) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = tenant };
    private readonly Dictionary<string, string> _lists = [];
    private string? _siteId;

    public static Caller Person(Uri tenant, SamplePerson person, string site = SamplePeople.Site) => new(tenant, site, new Dictionary<string, string>
    {
        ["grant_type"] = "password", ["client_id"] = SamplePeople.Worker, ["username"] = person.UserPrincipalName,
    });

    public static Caller Application(Uri tenant, string clientId, string site = SamplePeople.Site) => new(tenant, site, new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials", ["client_id"] = clientId,
    });

    public void Dispose() => _http.Dispose();

    /// <summary>Items of a list, whole.</summary>
    public async Task<IReadOnlyList<JObject>> ItemsAsync(ListSchema list, string? filter, CancellationToken cancellationToken)
    {
        var items = new List<JObject>();
        var next = $"{await ListAsync(list, cancellationToken)}/items?$expand=fields&$top=200{(filter is null ? "" : "&$filter=" + Uri.EscapeDataString(filter))}";
        while (next is not null)
        {
            var page = await GraphAsync(HttpMethod.Get, next, null, null, cancellationToken);
            items.AddRange(page["value"]!.OfType<JObject>());
            next = (string?)page["@odata.nextLink"];
        }

        return items;
    }

    public async Task<JObject> AddAsync(ListSchema list, JObject fields, CancellationToken cancellationToken) => await GraphAsync(
        HttpMethod.Post, $"{await ListAsync(list, cancellationToken)}/items", new JObject { ["fields"] = fields }, null, cancellationToken);

    public async Task ChangeAsync(ListSchema list, JObject item, JObject fields, CancellationToken cancellationToken) => await GraphAsync(
        HttpMethod.Patch, $"{await ListAsync(list, cancellationToken)}/items/{item["id"]}/fields", fields, (string?)item["eTag"], cancellationToken);

    /// <summary>Deletes an item, as somebody does by hand.</summary>
    public async Task RemoveAsync(ListSchema list, JObject item, CancellationToken cancellationToken) => await GraphAsync(
        HttpMethod.Delete, $"{await ListAsync(list, cancellationToken)}/items/{item["id"]}", null, null, cancellationToken);

    /// <summary>Attaches a file to an item, as people do in its form.</summary>
    public async Task AttachAsync(ListSchema list, string itemId, string name, byte[] content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(tenant, $"{site.TrimStart('/')}/_api/web/lists(guid'{await ListIdAsync(list, cancellationToken)}')/items({itemId})/AttachmentFiles/add(FileName='{Uri.EscapeDataString(name)}')")) { Content = new ByteArrayContent(content) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync($"{tenant.GetLeftPart(UriPartial.Authority)}/.default", cancellationToken));
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new RehearsalException($"attaching {name} answered {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Takes an attached file off an item.</summary>
    public async Task DetachAsync(ListSchema list, string itemId, string name, CancellationToken cancellationToken) => await SendAsync(
        HttpMethod.Delete, $"{site.TrimStart('/')}/_api/web/lists(guid'{await ListIdAsync(list, cancellationToken)}')/items({itemId})/AttachmentFiles/getByFileName('{Uri.EscapeDataString(name)}')", null, null, $"{tenant.GetLeftPart(UriPartial.Authority)}/.default", cancellationToken);

    /// <summary>Puts a file into a library, unless one of that name is there.</summary>
    /// <param name="root">Address of the root of its drive. Whoever may write into a folder need not see the library: they know the address from the button that leads there.</param>
    /// <param name="path">Folders, which are there, and the name of the file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task UploadAsync(string root, string path, byte[] content, CancellationToken cancellationToken)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if ((await FilesAsync(root, path[..^name.Length].TrimEnd('/'), cancellationToken)).Any(file => (string?)file["name"] == name)) return;
        await PutAsync(root, path, content, cancellationToken);
    }

    /// <summary>What lies in a folder of a library, which is there.</summary>
    public async Task<IReadOnlyList<JObject>> FilesAsync(string root, string folder, CancellationToken cancellationToken)
    {
        var children = await GraphAsync(HttpMethod.Get, folder.Length == 0 ? $"{root}/children?$top=200" : $"{root}:/{Escaped(folder)}:/children?$top=200", null, null, cancellationToken);
        return [.. children["value"]!.Cast<JObject>()];
    }

    /// <summary>Makes a folder in one that is there.</summary>
    public async Task MakeFolderAsync(string root, string above, string name, CancellationToken cancellationToken) => await GraphAsync(
        HttpMethod.Post, $"{root}:/{Escaped(above)}:/children", new JObject { ["name"] = name, ["folder"] = new JObject() }, null, cancellationToken);

    /// <summary>Deletes a file of a library.</summary>
    public async Task RemoveFileAsync(string root, string path, CancellationToken cancellationToken)
    {
        var file = await GraphAsync(HttpMethod.Get, $"{root}:/{Escaped(path)}", null, null, cancellationToken);
        await GraphAsync(HttpMethod.Delete, $"{root[..^"/root".Length]}/items/{file["id"]}", null, null, cancellationToken);
    }

    /// <summary>Puts a file into a library, over one that is there.</summary>
    public async Task PutAsync(string root, string path, byte[] content, CancellationToken cancellationToken)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(tenant, $"{root}:/{Escaped(path)}:/content")) { Content = new ByteArrayContent(content) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("https://graph.microsoft.com/.default", cancellationToken));
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new RehearsalException($"uploading {name} answered {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Address of the root of a library's drive.</summary>
    public async Task<string> RootAsync(ListSchema library, CancellationToken cancellationToken) =>
        $"v1.0/drives/{(await GraphAsync(HttpMethod.Get, $"{await ListAsync(library, cancellationToken)}/drive", null, null, cancellationToken))["id"]}/root";

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public async Task<IReadOnlyList<JObject>> PagesAsync(string news, CancellationToken cancellationToken)
    {
        var id = (string)(await GraphAsync(HttpMethod.Get, $"v1.0/sites/localhost:{news}", null, null, cancellationToken))["id"]!;
        return [.. (await GraphAsync(HttpMethod.Get, $"v1.0/sites/{id}/pages/microsoft.graph.sitePage", null, null, cancellationToken))["value"]!.OfType<JObject>()];
    }

    /// <summary>A page of the news site with its text.</summary>
    public async Task<JObject> PageAsync(string news, JObject page, CancellationToken cancellationToken)
    {
        var id = (string)(await GraphAsync(HttpMethod.Get, $"v1.0/sites/localhost:{news}", null, null, cancellationToken))["id"]!;
        return await GraphAsync(HttpMethod.Get, $"v1.0/sites/{id}/pages/{page["id"]}/microsoft.graph.sitePage?$expand=canvasLayout", null, null, cancellationToken);
    }

    /// <summary>Deletes a page of the news site, as somebody does by hand.</summary>
    public async Task RemovePageAsync(string news, JObject page, CancellationToken cancellationToken)
    {
        var id = (string)(await GraphAsync(HttpMethod.Get, $"v1.0/sites/localhost:{news}", null, null, cancellationToken))["id"]!;
        await GraphAsync(HttpMethod.Delete, $"v1.0/sites/{id}/pages/{page["id"]}", null, null, cancellationToken);
    }

    /// <summary>Address of the root of the drive of the news site; null while it has no library.</summary>
    public async Task<string?> NewsRootAsync(string news, CancellationToken cancellationToken)
    {
        var id = (string)(await GraphAsync(HttpMethod.Get, $"v1.0/sites/localhost:{news}", null, null, cancellationToken))["id"]!;
        var drives = (await GraphAsync(HttpMethod.Get, $"v1.0/sites/{id}/drives", null, null, cancellationToken))["value"]!;
        return drives.FirstOrDefault() is { } drive ? $"v1.0/drives/{drive["id"]}/root" : null;
    }

    /// <summary>The number under which the site knows a person.</summary>
    public async Task<int> EnsureUserAsync(string userPrincipalName, CancellationToken cancellationToken)
    {
        var body = new JObject { ["logonName"] = $"i:0#.f|membership|{userPrincipalName}" };
        var answer = await SendAsync(HttpMethod.Post, $"{site.TrimStart('/')}/_api/web/ensureuser", body, null,
            $"{tenant.GetLeftPart(UriPartial.Authority)}/.default", cancellationToken);
        return (int)answer["Id"]!;
    }

    /// <summary>Puts a person into a group of the site, as its owner does.</summary>
    public async Task JoinAsync(string group, string userPrincipalName, CancellationToken cancellationToken)
    {
        var (groups, scope) = ($"{site.TrimStart('/')}/_api/web/sitegroups", $"{tenant.GetLeftPart(UriPartial.Authority)}/.default");
        var id = (await SendAsync(HttpMethod.Get, $"{groups}?$select=Id,Title", null, null, scope, cancellationToken))["value"]!.Single(one => (string?)one["Title"] == group)["Id"];
        await SendAsync(HttpMethod.Post, $"{groups}({id})/users", new JObject { ["LoginName"] = $"i:0#.f|membership|{userPrincipalName}" }, null, scope, cancellationToken);
    }

    /// <summary>Id of a list.</summary>
    public async Task<string> ListIdAsync(ListSchema list, CancellationToken cancellationToken)
    {
        await ListAsync(list, cancellationToken);
        return _lists[list.SiteName(2025)];
    }

    private async Task<string> ListAsync(ListSchema list, CancellationToken cancellationToken)
    {
        _siteId ??= (string)(await GraphAsync(HttpMethod.Get, $"v1.0/sites/localhost:{site}", null, null, cancellationToken))["id"]!;
        if (_lists.Count == 0)
        {
            var found = await GraphAsync(HttpMethod.Get, $"v1.0/sites/{_siteId}/lists?$select=id,name", null, null, cancellationToken);
            foreach (var each in found["value"]!) _lists[(string)each["name"]!] = (string)each["id"]!;
        }

        return $"v1.0/sites/{_siteId}/lists/{_lists[list.SiteName(2025)]}";
    }

    private Task<JObject> GraphAsync(HttpMethod method, string address, JObject? body, string? etag, CancellationToken cancellationToken) =>
        SendAsync(method, address, body, etag, "https://graph.microsoft.com/.default", cancellationToken);

    private async Task<JObject> SendAsync(HttpMethod method, string address, JObject? body, string? etag, string scope, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(tenant, address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(scope, cancellationToken));
        request.Headers.Accept.ParseAdd("application/json");
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (body is not null) request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new RehearsalException($"{method} {request.RequestUri!.AbsolutePath} answered {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}: {text}");
        return text.Length == 0 ? [] : Parse(text);
    }

    private async Task<string> TokenAsync(string scope, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(grant.Append(KeyValuePair.Create("scope", scope)));
        // Simulated time runs in leaps: a token is asked for anew with each leap, and kept for none.
        using var answer = await _http.PostAsync(new Uri(tenant, $"openid/{SamplePeople.TenantId}/oauth2/v2.0/token"), form, cancellationToken);
        return (string)Parse(await answer.Content.ReadAsStringAsync(cancellationToken))["access_token"]!;
    }

    private static JObject Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}

/// <summary>The rehearsal met something that must not be.</summary>
internal sealed class RehearsalException(string message) : Exception(message);
