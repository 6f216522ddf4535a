using System.Text;
using System.Text.Json.Nodes;

namespace EmulationM365.Bench.Tenant;

/// <summary>Everything that is no item: the site, its lists, people, mail, news, subscriptions, groups, batches.</summary>
public sealed partial class MemoryTenant
{
    private static HttpResponseMessage Site(string path) => path == SitePath
        ? Json(200, new JsonObject { ["id"] = SiteId, ["name"] = "tdkt", ["webUrl"] = Origin + SitePath }) : Error(404, "itemNotFound", "Requested site could not be found");

    private HttpResponseMessage Lists(Call call)
    {
        var withColumns = call.Query.GetValueOrDefault("$expand")?.Contains("columns", StringComparison.Ordinal) == true;
        return Stream(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var list in _byId.Values)
            {
                json.WriteStartObject();
                json.WriteString("id", list.Id);
                json.WriteString("name", list.SiteName);
                json.WriteString("displayName", list.DisplayName);
                json.WriteStartObject("list");
                json.WriteString("template", list.Schema.Library ? "documentLibrary" : "genericList");
                json.WriteEndObject();
                if (withColumns)
                {
                    json.WriteStartArray("columns");
                    foreach (var column in list.Columns.Values) json.WriteRawValue(ColumnJson.Written(list, column), skipInputValidation: true);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private HttpResponseMessage KnownPeople() => Json(200, new JsonObject
    {
        ["value"] = new JsonArray([.. _people.Values.Select(person => (JsonNode)new JsonObject { ["id"] = Number(person.SiteUserId), ["fields"] = new JsonObject { ["UserName"] = person.Mail } })]),
    });

    private HttpResponseMessage Person(string name) => _people.Values.FirstOrDefault(person => person.Mail == name || person.Id == name) is { } found
        ? Json(200, new JsonObject { ["id"] = found.Id, ["displayName"] = found.Name, ["mail"] = found.Mail, ["userPrincipalName"] = found.Mail, ["accountEnabled"] = found.Enabled, ["preferredLanguage"] = null })
        : Error(404, "Request_ResourceNotFound", $"Resource '{name}' does not exist.");

    private HttpResponseMessage Send(Call call)
    {
        if ((call.Body?["Message"] ?? call.Body?["message"]) is not { } message) return Error(400, "ErrorInvalidRequest", "The message is missing.");
        var to = message["toRecipients"]!.AsArray().Select(person => person!["emailAddress"]!["address"]!.GetValue<string>()).ToList();
        var effect = message["internetMessageHeaders"]?.AsArray().Select(header => header!["value"]!.GetValue<string>()).FirstOrDefault() ?? "";
        _mails.Add(new MemoryMail(effect, to, message["subject"]!.GetValue<string>(), Moment, Now()));
        return new HttpResponseMessage(System.Net.HttpStatusCode.Accepted);
    }

    private HttpResponseMessage Page(Call call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", ["graph.sitePage" or "microsoft.graph.sitePage"]):
                var name = call.Query.GetValueOrDefault("$filter")?.Split('\'') is [_, var wanted, ..] ? wanted : null;
                return Json(200, new JsonObject { ["value"] = new JsonArray([.. _pages.Where(page => name is null || string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase)).Select(page => (JsonNode)PageJson(page))]) });
            case ("POST", []):
                var title = call.Body!["name"]!.GetValue<string>();
                if (_pages.Exists(page => string.Equals(page.Name, title, StringComparison.OrdinalIgnoreCase))) return Error(409, "nameAlreadyExists", "Name already exists");
                Moment++;
                Acts++;
                _pages.Add(new MemoryPage($"page-{Number(_pages.Count + 1)}", title, false));
                return Json(201, PageJson(_pages[^1]));
            case ("PATCH", [var id, "microsoft.graph.sitePage"]) when _pages.FindIndex(page => page.Id == id) is >= 0 and var place:
                Moment++;
                Acts++;
                // Readers keep what they have until it is published.
                _pages[place] = _pages[place] with { Published = false };
                return Json(200, PageJson(_pages[place]));
            case ("POST", [var id, "microsoft.graph.sitePage", "publish"]) when _pages.FindIndex(page => page.Id == id) is >= 0 and var place:
                Moment++;
                Acts++;
                _pages[place] = _pages[place] with { Published = true };
                return new HttpResponseMessage(System.Net.HttpStatusCode.NoContent);
            default:
                return Error(404, "itemNotFound", "The page could not be found");
        }
    }

    private static JsonObject PageJson(MemoryPage page) => new()
    {
        ["@odata.type"] = "#microsoft.graph.sitePage", ["id"] = page.Id, ["name"] = page.Name, ["publishingState"] = new JsonObject { ["level"] = page.Published ? "published" : "checkout", ["versionId"] = "1.0" },
    };

    private HttpResponseMessage Batch(Call call)
    {
        var answers = new List<JsonNode>();
        var requests = call.Body!["requests"]!.AsArray();
        if (requests.Count > 20) return Error(400, "MaximumValueExceeded", "Number of batch request steps exceeds the maximum value of 20.");
        foreach (var inner in requests.Select(node => node!.AsObject()))
        {
            using var request = new HttpRequestMessage(new HttpMethod(inner["method"]!.GetValue<string>()), $"{Origin}/v1.0{inner["url"]!.GetValue<string>()}");
            foreach (var (name, value) in inner["headers"] as JsonObject ?? []) request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
            if (inner["body"] is { } body) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            Exchanges--;
            using var answer = Judge(request, call.AsOf);
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            var text = reader.ReadToEnd();
            var headers = new JsonObject { ["Content-Type"] = "application/json" };
            answers.Add(new JsonObject { ["id"] = inner["id"]!.GetValue<string>(), ["status"] = (int)answer.StatusCode, ["headers"] = headers, ["body"] = text.Length == 0 ? null : JsonNode.Parse(text) });
        }

        // Nobody may rely on the order in which they come.
        return Json(200, new JsonObject { ["responses"] = new JsonArray([.. answers.AsEnumerable().Reverse()]) });
    }

    /// <summary>Groups with their members, and the people whom the site knows.</summary>
    private HttpResponseMessage Rest(Call call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", ["sitegroups"]):
                return Json(200, new JsonObject { ["value"] = new JsonArray([.. Groups().Select((title, place) => (JsonNode)new JsonObject
                {
                    ["Id"] = place + 1, ["Title"] = title, ["Users"] = new JsonArray([.. _groups.GetValueOrDefault(place + 1, []).Select(user => (JsonNode)new JsonObject { ["Id"] = user })]),
                })]) });
            case ("GET", ["siteusers"]):
                return Json(200, new JsonObject { ["value"] = new JsonArray([.. _people.Values.Select(person => (JsonNode)new JsonObject { ["Id"] = person.SiteUserId, ["LoginName"] = $"i:0#.f|membership|{person.Mail}" })]) });
            case ("POST", [var group, "users"]) when group.StartsWith("sitegroups(", StringComparison.Ordinal):
                var mail = call.Body!["LoginName"]!.GetValue<string>().Split('|')[^1];
                Members(group).Add(_people.Values.First(person => person.Mail == mail).SiteUserId);
                return Json(201, new JsonObject { ["Id"] = 1 });
            case ("POST", [var group, "users", var member]) when member.StartsWith("removebyid(", StringComparison.Ordinal):
                return Members(group).Remove(int.Parse(member["removebyid(".Length..^1], System.Globalization.CultureInfo.InvariantCulture)) ? Json(200, new JsonObject()) : NoSuchResource();
            default:
                return NoSuchResource();
        }
    }

    private static HttpResponseMessage NoSuchResource() =>
        Json(404, new JsonObject { ["odata.error"] = new JsonObject { ["code"] = "-1, ResourceNotFound", ["message"] = new JsonObject { ["value"] = "Cannot find resource for the request." } } });

    private static IEnumerable<string> Groups() => Enum.GetValues<Schema.RoleGroup>().Select(Schema.Rights.TitleOf);

    private HashSet<int> Members(string group)
    {
        var id = int.Parse(group["sitegroups(".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
        if (!_groups.TryGetValue(id, out var members)) _groups[id] = members = [];
        return members;
    }
}
