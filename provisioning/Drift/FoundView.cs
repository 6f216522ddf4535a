using System.Xml;
using System.Xml.Linq;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Drift;

/// <summary>A view as the service says it.</summary>
/// <param name="said">What it says.</param>
/// <param name="isDefault">It is the one that opens.</param>
internal sealed class FoundView(JObject said, bool isDefault)
{
    public string Title => (string?)said[nameof(Title)] ?? "";

    public bool IsDefault => isDefault;

    /// <summary>The view that the service made with the list, whatever it is called and whether it still opens first.</summary>
    public bool BornWith => ((string?)said["ServerRelativeUrl"] ?? "").EndsWith("/AllItems.aspx", StringComparison.OrdinalIgnoreCase);

    /// <summary>It is of one person, or of the service.</summary>
    public bool IsPrivate => (bool?)said["PersonalView"] == true || (bool?)said["Hidden"] == true;

    public IReadOnlyList<string> Columns => [.. (said["ViewFields"]?["Items"] as JArray ?? []).Select(name => (string)name!)];

    /// <summary>The query, without what is no difference: blanks, the order of attributes.</summary>
    public string Query => Plain((string?)said["ViewQuery"] ?? "");

    public bool IsFiltered => Query.Contains("<Where>", StringComparison.Ordinal);

    /// <summary>The views that people share of a list of staff.</summary>
    public static IEnumerable<FoundView> Of(DriftFound found, ListSchema schema, string listId)
    {
        if (schema.AppOnly || schema.Library || !found.Views.TryGetValue(listId, out var views) || !found.Site.Settings.TryGetValue(listId, out var settings)) return [];
        var first = (string?)settings["DefaultView"]?["Id"];
        return views.Select(view => new FoundView(view, string.Equals((string?)view["Id"], first, StringComparison.OrdinalIgnoreCase))).Where(view => !view.IsPrivate);
    }

    /// <summary>A query without what is no difference.</summary>
    public static string Plain(string query)
    {
        try
        {
            return string.Concat(XElement.Parse($"<Query>{query}</Query>").Elements().Select(Plain));
        }
        catch (XmlException)
        {
            return query;
        }
    }

    private static string Plain(XElement element) =>
        $"<{element.Name.LocalName}{string.Concat(element.Attributes().OrderBy(attribute => attribute.Name.LocalName, StringComparer.Ordinal).Select(attribute => $" {attribute.Name.LocalName}=\"{Upper(attribute.Value)}\""))}>"
        + (element.HasElements ? string.Concat(element.Elements().Select(Plain)) : element.Value.Trim()) + $"</{element.Name.LocalName}>";

    private static string Upper(string value) => value.ToUpperInvariant() is "TRUE" or "FALSE" ? value.ToUpperInvariant() : value;
}
