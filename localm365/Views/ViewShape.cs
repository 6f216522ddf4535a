using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>A view as REST shows it.</summary>
internal static class ViewShape
{
    public static JsonObject Of(Site site, SiteList list, ListView view)
    {
        var row = new JsonObject
        {
            ["Id"] = view.Guid, ["Title"] = view.Title, ["DefaultView"] = view.IsDefault, ["Hidden"] = view.Hidden, ["PersonalView"] = view.Owner is not null,
            ["ViewQuery"] = view.Query, ["RowLimit"] = view.RowLimit, ["Paged"] = view.Paged, ["CustomFormatter"] = view.Formatter, ["ViewType"] = "HTML",
            ["ViewType2"] = view.Type2, ["BaseViewId"] = "1", ["ServerRelativeUrl"] = Url(site, list, view), ["ListViewXml"] = Xml(site, list, view),
            ["MobileDefaultView"] = view.IsDefault, ["ReadOnlyView"] = false, ["OrderedView"] = false, ["Threaded"] = false, ["JSLink"] = "clienttemplates.js",
            ["ContentTypeId"] = new JsonObject { ["StringValue"] = "0x" }, ["ModerationType"] = "", ["ViewFields"] = Fields(view),
        };
        foreach (var (name, value) in ListView.Kept) row[name] = (view.More.ContainsKey(name) ? view.More[name] : value)?.DeepClone();
        return row;
    }

    public static JsonObject Fields(ListView view) => new()
    {
        ["Items"] = new JsonArray([.. view.Fields.Select(name => (JsonNode)name)]),
        ["SchemaXml"] = string.Concat(view.Fields.Select(name => new XElement("FieldRef", new XAttribute("Name", name)).ToString())),
    };

    /// <summary>The page of a view. Its name comes from the first title, so views renamed since share none.</summary>
    private static string Url(Site site, SiteList list, ListView view)
    {
        var page = view.Title is "All Items" or "All Documents" ? "AllItems"
            : string.Concat(view.Title.Where(letter => !"\"*:<>?/\\|#%&{}~".Contains(letter, StringComparison.Ordinal)));
        return list.IsLibrary ? $"{list.UrlOn(site)}/Forms/{page}.aspx" : $"{list.UrlOn(site)}/{page}.aspx";
    }

    private static string Xml(Site site, SiteList list, ListView view)
    {
        var whole = new XElement(
            "View", new XAttribute("Name", $"{{{view.Guid.ToUpperInvariant()}}}"), new XAttribute("Type", "HTML"), new XAttribute("DisplayName", view.Title),
            new XAttribute("Url", Url(site, list, view)), new XAttribute("BaseViewID", "1"),
            new XElement("Query", CamlQuery.Parse(view.Query).Nodes()),
            new XElement("ViewFields", view.Fields.Select(name => new XElement("FieldRef", new XAttribute("Name", name)))),
            new XElement("RowLimit", new XAttribute("Paged", view.Paged ? "TRUE" : "FALSE"), view.RowLimit));
        if (view.IsDefault) whole.SetAttributeValue("DefaultView", "TRUE");
        if (view.Hidden) whole.SetAttributeValue("Hidden", "TRUE");
        if (view.Owner is not null) whole.SetAttributeValue("Personal", "TRUE");
        return whole.ToString(SaveOptions.DisableFormatting);
    }
}
