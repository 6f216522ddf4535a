using System.Xml;
using System.Xml.Linq;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>In what a view differs.</summary>
public enum ViewPart
{
    /// <summary>Which columns it shows, or in which order.</summary>
    Columns,

    /// <summary>Which items, sorted or grouped how.</summary>
    Query,

    /// <summary>How many rows stand on a page.</summary>
    RowLimit,

    /// <summary>Rows, or a calendar.</summary>
    Layout,

    /// <summary>How its rows look.</summary>
    Format,
}

/// <summary>Holds a view that was found against its schema. Pure. What the service writes in other words means the same: the order of attributes, spaces, what holds anyway.</summary>
public static class ViewMatch
{
    // Whether groups are folded is a matter of how one looks, and the service keeps it with the query.
    private static readonly string[] Idle = ["Collapse", "GroupLimit"];

    /// <summary>In what a view is not as it should be; empty when it is.</summary>
    /// <param name="year">The campaign year, which formatting may name.</param>
    /// <param name="list">The list.</param>
    /// <param name="wanted">The view in the schema.</param>
    /// <param name="found">The view as SharePoint says it.</param>
    public static IReadOnlyList<ViewPart> Differences(int year, ListSchema list, ViewSchema wanted, JObject found) =>
    [
        .. Part(ViewPart.Columns, Fields(found).SequenceEqual(wanted.Fields(list))),
        .. Part(ViewPart.Query, SameQuery((string?)found["ViewQuery"], wanted.Query)),
        .. Part(ViewPart.RowLimit, (int?)found["RowLimit"] == ViewSchema.Rows),
        .. Part(ViewPart.Layout, ((string?)found["ViewType2"] == SharePointRest.CalendarType) == (wanted.Kind == ViewKind.Calendar)),
        .. Part(ViewPart.Format, Formats.Same((string?)found["CustomFormatter"], Formats.Of(year, wanted.Format))),
    ];

    /// <summary>A view is as it should be, columns apart that are a difference of their own.</summary>
    /// <param name="year">The campaign year, which formatting may name.</param>
    /// <param name="list">The list.</param>
    /// <param name="wanted">The view in the schema.</param>
    /// <param name="found">The view as SharePoint says it.</param>
    /// <param name="broken">Columns that are gone, or are others by now.</param>
    public static bool IsSameBut(int year, ListSchema list, ViewSchema wanted, JObject found, IReadOnlySet<string> broken)
    {
        var shown = (JObject)found.DeepClone();
        shown["ViewFields"] = new JObject { ["Items"] = new JArray(Fields(found).Where(name => !broken.Contains(name))) };
        return Differences(year, list, wanted with { Columns = [.. wanted.Columns.Where(column => !broken.Contains(column.Name))] }, shown).Count == 0;
    }

    /// <summary>Internal names of what a view shows.</summary>
    public static IReadOnlyList<string> Fields(JToken? view) => [.. (view?["ViewFields"]?["Items"] as JArray)?.Values<string>().OfType<string>() ?? []];

    /// <summary>Two queries ask for the same.</summary>
    public static bool SameQuery(string? one, string? other) => Plain(one) == Plain(other);

    private static IEnumerable<ViewPart> Part(ViewPart part, bool same) => same ? [] : [part];

    private static string Plain(string? query)
    {
        try
        {
            var root = XElement.Parse($"<Query>{query}</Query>");
            return string.Concat((root.Elements().ToList() is [{ Name.LocalName: "Query" } inner] ? inner : root).Elements().OrderBy(part => part.Name.LocalName, StringComparer.Ordinal).Select(Plain));
        }
        catch (XmlException)
        {
            return query ?? "";
        }
    }

    private static string Plain(XElement element)
    {
        var attributes = element.Attributes().Where(attribute => !Idle.Contains(attribute.Name.LocalName) && !(attribute.Name.LocalName == "Ascending" && Is(attribute, "TRUE")))
            .OrderBy(attribute => attribute.Name.LocalName, StringComparer.Ordinal).Select(attribute => $" {attribute.Name.LocalName}={Said(attribute)}");
        var inside = element.HasElements ? string.Concat(element.Elements().Select(Plain)) : element.Value.Trim();
        return $"<{element.Name.LocalName}{string.Concat(attributes)}>{inside}</>";
    }

    private static string Said(XAttribute attribute) => Is(attribute, "TRUE") ? "TRUE" : Is(attribute, "FALSE") ? "FALSE" : attribute.Value;

    private static bool Is(XAttribute attribute, string word) => attribute.Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
