using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A list as the service bears it, from one call with all its columns: what a plan takes for given of a list that is not there yet.</summary>
internal static class BornList
{
    // What the service keeps of each item unless it is told otherwise.
    private const int Versions = 50;

    /// <summary>The site with the list in it.</summary>
    public static SiteFound Join(int year, SiteFound found, ListSchema schema)
    {
        var (id, name) = ($"new:{schema.Name}", schema.SiteName(year));
        IEnumerable<ColumnDefinition> columns = schema.Columns.Select(column => ColumnShape.Of(column, schema.Name, Ids(year, found)));
        var title = new ColumnDefinition { Id = "new:Title", Name = "Title", DisplayName = "Title" };
        return found with
        {
            Lists = [.. found.Lists, new FoundList(id, name, schema.DisplayName(year), [title, .. columns.Select(WithId)])],
            Settings = new Dictionary<string, JObject>(found.Settings, StringComparer.OrdinalIgnoreCase) { [id] = Settings(schema, id) },
            ContentTypes = schema.ContentTypes.Count == 0 ? found.ContentTypes
                : new Dictionary<string, IReadOnlyList<FoundContentType>>(found.ContentTypes) { [id] = BuiltIn },
            Fields = new Dictionary<(string, string), FoundField>([.. found.Fields, .. schema.Columns.Select(column => System.Collections.Generic.KeyValuePair.Create((id, column.Name), FoundField.Born(column)))]),
        };
    }

    /// <summary>Ids of our lists, by schema name.</summary>
    public static Dictionary<string, string> Ids(int year, SiteFound found) =>
        (from schema in found.Schema
         let list = found.Lists.Of(schema, year)
         where list is not null
         select (schema.Name, list.Id)).ToDictionary();

    /// <summary>What a view shows, as the service says it.</summary>
    public static JObject Fields(IEnumerable<string> columns) => new() { ["Items"] = new JArray(columns) };

    /// <summary>A view of ours, as the service says it once it is there.</summary>
    public static JObject View(int year, ListSchema list, ViewSchema view) => new()
    {
        ["Title"] = view.Title, ["ViewFields"] = Fields(view.Fields(list)), ["ViewQuery"] = view.Query, ["RowLimit"] = ViewSchema.Rows,
        ["ViewType2"] = view.Kind == ViewKind.Calendar ? SharePointRest.CalendarType : null, ["CustomFormatter"] = Formats.Of(year, view.Format),
    };

    private static JObject Settings(ListSchema schema, string id) => new()
    {
        ["Id"] = id,
        ["Hidden"] = false,
        ["EnableVersioning"] = true,
        ["MajorVersionLimit"] = Versions,
        ["WriteSecurity"] = 1,
        ["ContentTypesEnabled"] = schema.ContentTypes.Count > 0,
        ["RootFolder"] = new JObject { ["UniqueContentTypeOrder"] = JValue.CreateNull() },
        ["DefaultView"] = new JObject { ["Id"] = $"{id}:view", ["ViewFields"] = Fields(schema.Library ? ["DocIcon", "LinkFilename", "Modified", "Editor"] : ["LinkTitle"]) },
        ["Views"] = new JArray(new JObject { ["Title"] = "All Items" }),
        ["HasUniqueRoleAssignments"] = false,
        ["RoleAssignments"] = new JArray(),
        ["ContentTypes"] = WhatIfForms.Born(BuiltIn),
    };

    /// <summary>A column of ours with the id that stands for the one it would get.</summary>
    public static ColumnDefinition WithId(ColumnDefinition column)
    {
        column.Id = $"new:{column.Name}";
        return column;
    }

    private static IReadOnlyList<FoundContentType> BuiltIn { get; } = [Copy(ContentTypeSchema.ParentId, ContentTypeSchema.ParentName), Copy("0x0120", "Folder")];

    private static FoundContentType Copy(string id, string name) => new($"{id}00{Guid.Empty:N}", name, "", "", ["Title"]);
}
