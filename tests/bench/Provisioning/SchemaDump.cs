using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EmulationM365.Bench.Provisioning;

/// <summary>
/// Everything of a site that provisioning is about, as one JSON text: lists with settings, columns, content types, forms, views, rights and rows; groups, navigation, pages and folders. Ids and
/// times that the service gave are left out or replaced by names, and all else is sorted, so that two sites that were made alike give the same bytes.
/// </summary>
/// <param name="get">Reads an address of Graph or SharePoint REST.</param>
internal sealed partial class SchemaDump(Func<string, Task<JsonObject>> get)
{
    private const string Web = "/sites/tdkt/_api/web";

    private static readonly JsonSerializerOptions _plain = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _ofService =
        ["id", "eTag", "webUrl", "createdDateTime", "lastModifiedDateTime", "createdBy", "lastModifiedBy", "parentReference", "SchemaXml", "ServerRelativeUrl", "UniqueId", "TimeCreated", "TimeLastModified", "ItemCount",
         "Created", "Modified", "_UIVersionString", "LastItemModifiedDate", "LastItemUserModifiedDate", "PrincipalId", "RoleTypeKind", "RoleDefinitionIdWithinRole", "OwnerTitle", "EMail", "Email"];

    private readonly SortedDictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the site.</summary>
    public async Task<string> WriteAsync()
    {
        var site = "/v1.0/sites/" + (await get("/v1.0/sites/localhost:/sites/tdkt"))["id"];
        var lists = await RowsAsync($"{site}/lists?$select=id,name,displayName,list&$expand=columns");
        foreach (var list in lists) _names[Text(list, "id")] = Text(list, "name");
        var types = (await RowsAsync($"{site}/contentTypes")).Where(type => OwnType().IsMatch(Text(type, "id"))).ToList();
        foreach (var type in types) _names[Text(type, "id")] = "site type " + Text(type, "name");
        var dump = new JsonObject { ["contentTypes"] = Sorted(types, "name") };
        foreach (var list in lists.OrderBy(list => Text(list, "name"), StringComparer.Ordinal)) dump[Text(list, "name")] = await ListAsync(site, list);
        dump["groups"] = Sorted(await RowsAsync($"{Web}/sitegroups?$expand=Users"), "Title");
        dump["navigation"] = Kept(await RowsAsync($"{Web}/navigation/quicklaunch"));
        dump["pages"] = Sorted(await RowsAsync($"{site}/pages/microsoft.graph.sitePage?$expand=canvasLayout"), "name");
        dump["opensWith"] = Clean(await get($"{Web}/RootFolder"));
        return Named(Clean(dump)!.ToJsonString(_plain));
    }

    /// <summary>Where two dumps part: the line of each and what stands before it; empty when they are the same.</summary>
    public static string Difference(string wanted, string found)
    {
        if (wanted == found) return "";
        var (one, other) = (wanted.Split('\n'), found.Split('\n'));
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join(" / ", one.Skip(Math.Max(0, at - 4)).Take(Math.Min(at, 4)).Append($"wanted {one.ElementAtOrDefault(at)}").Append($"found {other.ElementAtOrDefault(at)}").Select(line => line.Trim() is { Length: > 200 } text ? text[..200] : line.Trim()));
    }

    private async Task<JsonObject> ListAsync(string site, JsonObject list)
    {
        var (id, rest) = (Text(list, "id"), $"{Web}/lists(guid'{Text(list, "id")}')");
        var settings = await get($"{Web}/lists(guid'{id}')?$select=*,HasUniqueRoleAssignments,RoleAssignments,RootFolder/UniqueContentTypeOrder&$expand=RootFolder,RoleAssignments/Member,RoleAssignments/RoleDefinitionBindings");
        var types = await RowsAsync($"{site}/lists/{id}/contentTypes?$expand=columns($select=id,name)");
        foreach (var type in types) _names[Text(type, "id")] = "type " + Text(type, "name");
        var dump = new JsonObject
        {
            ["list"] = new JsonObject { ["displayName"] = Text(list, "displayName"), ["facet"] = list["list"]?.DeepClone() },
            ["settings"] = settings.DeepClone(),
            ["columns"] = Sorted([.. list["columns"]!.AsArray().Select(column => column!.AsObject())], "name"),
            ["fields"] = Sorted(await RowsAsync($"{rest}/fields"), "InternalName"),
            ["contentTypes"] = Sorted(types, "name"),
            ["forms"] = Sorted(await RowsAsync($"{rest}/contenttypes"), "Name"),
            ["views"] = Sorted(await RowsAsync($"{rest}/views?$expand=ViewFields"), "Title"),
        };
        dump["settings"]!["RoleAssignments"] = Rights(settings);
        if (list["list"]?["template"]?.GetValue<string>() == "documentLibrary") dump["folders"] = await FoldersAsync(Text(list, "name"));
        else dump["rows"] = Sorted([.. (await RowsAsync($"{site}/lists/{id}/items?$expand=fields&$top=500")).Select(item => item["fields"]!.AsObject())], "Title");
        return dump;
    }

    private async Task<JsonArray> FoldersAsync(string library)
    {
        var folders = await RowsAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/{library}')/Folders?$expand=ListItemAllFields/HasUniqueRoleAssignments,ListItemAllFields/RoleAssignments/Member,ListItemAllFields/RoleAssignments/RoleDefinitionBindings");
        return new JsonArray([.. folders.OrderBy(folder => Text(folder, "Name"), StringComparer.Ordinal).Select(folder => (JsonNode)new JsonObject { ["name"] = Text(folder, "Name"), ["rights"] = folder["ListItemAllFields"] is JsonObject item ? Rights(item) : null })]);
    }

    /// <summary>Who has which level.</summary>
    private static JsonArray Rights(JsonObject on) => new([.. (on["RoleAssignments"]?.AsArray() ?? []).SelectMany(assignment => assignment!["RoleDefinitionBindings"]!.AsArray()
        .Select(role => $"{assignment["Member"]?["Title"]}: {role!["Name"]}")).Order(StringComparer.Ordinal).Select(line => (JsonNode)line)]);

    private async Task<List<JsonObject>> RowsAsync(string path)
    {
        var rows = new List<JsonObject>();
        for (var next = path; next is not null;)
        {
            var page = await get(next);
            rows.AddRange(page["value"]!.AsArray().Select(row => row!.AsObject()));
            next = page["@odata.nextLink"]?.GetValue<string>() is { } link ? new Uri(link).PathAndQuery : null;
        }

        return rows;
    }

    private static JsonArray Sorted(IReadOnlyList<JsonObject> rows, string by) =>
        new([.. rows.Select(row => Clean(row)!).OrderBy(row => row[by]?.ToJsonString(), StringComparer.Ordinal).ThenBy(row => row.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonArray Kept(IReadOnlyList<JsonObject> rows) => new([.. rows.Select(row => Clean(row)!)]);

    /// <summary>The same without what the service gave by itself.</summary>
    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => !member.Key.StartsWith("odata.", StringComparison.Ordinal) && !member.Key.Contains("@odata", StringComparison.Ordinal)
                && !member.Key.EndsWith("LookupId", StringComparison.Ordinal) && !_ofService.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Clean(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Longer ids first: that of a content type holds that of its parent.</summary>
    private string Named(string text) =>
        OwnId().Replace(_names.OrderByDescending(name => name.Key.Length).Aggregate(text, (all, name) => all.Replace(name.Key, name.Value, StringComparison.OrdinalIgnoreCase)), "(id)");

    /// <summary>A content type that somebody made has 32 digits of its own behind the id of the one it comes from.</summary>
    [GeneratedRegex("^0x01.*00[0-9A-F]{32}$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnType();

    [GeneratedRegex("[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex OwnId();

    private static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();
}
