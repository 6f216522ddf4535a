using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>The views of all lists, for whoever compares them.</summary>
public sealed partial class SharePointRest
{
    /// <summary>The views of every list of a site with what they show and ask, by list id, in one call.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<JObject>>> ViewsAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the views", HttpMethod.Get,
            $"{sitePath}/_api/web/lists?$select=Id,Views/Id,Views/Title,Views/Hidden,Views/PersonalView,Views/ServerRelativeUrl,Views/ViewQuery,Views/ViewFields&$expand=Views/ViewFields", null, cancellationToken);
        return answer["value"]!.OfType<JObject>().ToDictionary(
            list => (string)list["Id"]!, list => (IReadOnlyList<JObject>)[.. (list["Views"] as JArray ?? []).OfType<JObject>()], StringComparer.OrdinalIgnoreCase);
    }
}
