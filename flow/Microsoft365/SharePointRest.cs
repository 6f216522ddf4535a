using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>What Graph v1.0 cannot do on a site: list settings, rights, groups, known users. Token audience is SharePoint's own.</summary>
public sealed partial class SharePointRest(Tenancy tenancy)
{
    // What is read of each list, of each view and of each column; of the rest the service says nothing.
    private const string OfList = "Id,Title,Hidden,EnableVersioning,MajorVersionLimit,WriteSecurity,ContentTypesEnabled,ValidationFormula,ValidationMessage,HasUniqueRoleAssignments,RoleAssignments";
    private const string OfView = "Views/Id,Views/Title,Views/ServerRelativeUrl,Views/DefaultView,Views/PersonalView,Views/Hidden,Views/ViewQuery,Views/RowLimit,Views/ViewType2,Views/CustomFormatter,Views/ViewFields";
    private const string OfType = "ContentTypes/StringId,ContentTypes/Name,ContentTypes/ClientFormCustomFormatter";
    private const string OfField = "Fields/InternalName,Fields/Required,Fields/DefaultValue,Fields/DefaultFormula,Fields/ValidationFormula,Fields/ValidationMessage,Fields/CustomFormatter,Fields/ClientValidationFormula";

    /// <summary>Settings of every list of a site, the order of its content types and their forms, its views whole, and who has which role on it, in one call.</summary>
    public async Task<IReadOnlyList<JObject>> ListsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read list settings", HttpMethod.Get,
            $"{sitePath}/_api/web/lists?$select={OfList},RootFolder/UniqueContentTypeOrder,DefaultView/Id,DefaultView/ViewFields,{OfView},{OfType}"
            + "&$expand=RootFolder,DefaultView/ViewFields,Views/ViewFields,ContentTypes,RoleAssignments/Member,RoleAssignments/RoleDefinitionBindings", null, cancellationToken);
        return [.. answer["value"]!.OfType<JObject>()];
    }

    /// <summary>What Graph does not say of the columns of every list of a site: what they require, begin with and check, when forms show them, and how they are drawn; in one call.</summary>
    public async Task<IReadOnlyList<JObject>> FieldsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the columns", HttpMethod.Get, $"{sitePath}/_api/web/lists?$select=Id,{OfField}&$expand=Fields", null, cancellationToken);
        return [.. answer["value"]!.OfType<JObject>()];
    }

    /// <summary>Changes settings of a list.</summary>
    public Task MergeListAsync(string sitePath, string listId, JObject settings, CancellationToken cancellationToken) =>
        SendAsync("write list settings", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')", settings, cancellationToken, merge: true);

    /// <summary>Sets which content types the New menu of a list offers, the first being the default.</summary>
    public Task OrderContentTypesAsync(string sitePath, string listId, IEnumerable<string> typeIds, CancellationToken cancellationToken) => SendAsync(
        "order the content types", HttpMethod.Post, $"{sitePath}/_api/web/lists(guid'{listId}')/RootFolder",
        new JObject { ["UniqueContentTypeOrder"] = new JArray(typeIds.Select(id => new JObject { ["StringValue"] = id })) }, cancellationToken, merge: true);

    /// <summary>The id under which a site knows a person; makes the person known if need be.</summary>
    public async Task<int> EnsureUserAsync(string sitePath, string userPrincipalName, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("make a person known to the site", HttpMethod.Post, $"{sitePath}/_api/web/ensureuser",
            new JObject { ["logonName"] = $"i:0#.f|membership|{userPrincipalName}" }, cancellationToken);
        return (int)answer["Id"]!;
    }

    private Task<JObject> SendAsync(string what, HttpMethod method, string path, JObject? body, CancellationToken cancellationToken, bool merge = false)
    {
        var call = new RestCall(what, method, path, body, merge);
        return _gathering.Value is { } gathering && method != HttpMethod.Get ? gathering.Add(call) : SendAsync(call, cancellationToken);
    }

    private Task<JObject> SendAsync(RestCall call, CancellationToken cancellationToken) => Failures.Named(call.What, async () =>
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tenancy.SharePointTokenAsync(cancellationToken));
        request.Headers.Accept.ParseAdd("application/json;odata=nometadata");
        if (call.Merge)
        {
            request.Headers.Add("X-HTTP-Method", "MERGE");
            request.Headers.Add("If-Match", "*");
        }

        if (call.Body is { } body)
        {
            request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;odata=nometadata");
        }

        using var answer = await tenancy.Rest.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw Failures.Answered(call.What, answer, text);
        return text.StartsWith('{') ? JObject.Parse(text) : [];
    }, cancellationToken);
}
