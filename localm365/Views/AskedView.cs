using System.Xml;
using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>A view that stands in a request and in no list. A row limit of null asks for all rows.</summary>
internal sealed record AskedView(string Query, IReadOnlyList<string> Fields, int? RowLimit, string Scope, bool? IsPaged = null)
{
    private static readonly string[] _always = ["Id", "ID", "ContentTypeId", "FileSystemObjectType", "GUID"];

    public static AskedView Read(string xml)
    {
        var view = Parse(xml);
        var limit = view.Element("RowLimit")?.Value.Trim();
        if (limit is not null && !(int.TryParse(limit, CultureInfo.InvariantCulture, out var rows) && rows > 0)) throw Caml.Bad($"RowLimit is a number above 0, not '{limit}'.");
        var query = view.Element("Query") is { } asked ? string.Concat(asked.Nodes()) : "";
        var fields = (view.Element("ViewFields")?.Elements() ?? []).Select(Caml.FieldRef).ToList();
        return new AskedView(query, fields, limit is null ? null : int.Parse(limit, CultureInfo.InvariantCulture), view.Attribute("Scope")?.Value ?? "",
            view.Element("RowLimit") is { } rowLimit ? string.Equals(rowLimit.Attribute("Paged")?.Value, "TRUE", StringComparison.OrdinalIgnoreCase) : null);
    }

    /// <summary>Where a library is looked through: its root only, all files, or everything.</summary>
    public FormattableString InFolder(SiteList list)
    {
        if (!list.IsLibrary) return $"1 = 1";
        return Scope switch
        {
            "RecursiveAll" => $"1 = 1",
            "Recursive" => $"id IN (SELECT item FROM files WHERE list = {list.Id} AND folder = 0)",
            "FilesOnly" => $"id IN (SELECT item FROM files WHERE list = {list.Id} AND parent = 0 AND folder = 0)",
            "" or "Default" => $"id IN (SELECT item FROM files WHERE list = {list.Id} AND parent = 0)",
            _ => throw Caml.Bad($"'{Scope}' is not a Scope of a view."),
        };
    }

    /// <summary>Only the members the view shows; without ViewFields all of them.</summary>
    public JsonObject Only(JsonObject row)
    {
        if (Fields.Count == 0) return row;
        var shown = Fields.Select(ViewFields.Behind).SelectMany(name => new[] { name, name + "Id" }).Concat(_always).ToHashSet();
        foreach (var (name, _) in row.ToList())
            if (!shown.Contains(name)) row.Remove(name);
        return row;
    }

    private static XElement Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml) is { Name.LocalName: "View" } view ? view : throw Caml.Bad("ViewXml holds one <View>.");
        }
        catch (XmlException odd)
        {
            throw Caml.Bad($"ViewXml is not well-formed XML: {odd.Message}");
        }
    }
}
