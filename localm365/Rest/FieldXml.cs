using System.Xml;
using System.Xml.Linq;

namespace EmulationM365.LocalM365.Rest;

/// <summary>Columns in the XML of SharePoint, in both directions.</summary>
internal static class FieldXml
{
    /// <summary>The option that takes the internal name from the XML; without it the displayed name becomes the internal one.</summary>
    public const int InternalNameHint = 8;

    /// <summary>The option that shows the new column in the default view.</summary>
    public const int AddToDefaultView = 16;

    public static XElement Write(Column column, string type)
    {
        var facet = column.Facet;
        var xml = new XElement(
            "Field", new XAttribute("ID", $"{{{column.Guid}}}"), new XAttribute("Type", type), new XAttribute("Name", column.Name), new XAttribute("StaticName", column.Name),
            new XAttribute("DisplayName", column.DisplayName), new XAttribute("Required", Text(column.Definition.Flag("required"))));
        Set(xml, "Description", column.Definition.String("description"));
        foreach (var (name, flag) in new[] { ("Indexed", column.Indexed), ("EnforceUniqueValues", column.Unique), ("Hidden", column.Hidden), ("ReadOnly", column.ReadOnly), ("Mult", column is { Multiple: true, IsLookup: true }) })
            if (flag) xml.SetAttributeValue(name, "TRUE");
        Set(xml, "CustomFormatter", column.Formatter);
        Set(xml, "List", column.Kind == "lookup" ? $"{{{facet.String("listId")}}}" : null);
        Set(xml, "ShowField", column.Kind == "lookup" ? facet.String("columnName") : null);
        Set(xml, "Format", column.Kind switch
        {
            "dateTime" => facet.String("format") == "dateOnly" ? "DateOnly" : "DateTime",
            "hyperlinkOrPicture" => facet.Flag("isPicture") ? "Image" : "Hyperlink",
            "choice" when !column.Multiple => facet.String("displayAs") == "radioButtons" ? "RadioButtons" : "Dropdown",
            _ => null,
        });
        if (facet["choices"] is JsonArray choices) xml.Add(new XElement("CHOICES", choices.Select(choice => new XElement("CHOICE", choice!.ToString()))));
        if ((column.Definition["defaultValue"] as JsonObject)?.String("value") is { } value) xml.Add(new XElement("Default", value));
        if (facet.String("formula") is { } formula) xml.Add(new XElement("Formula", formula));
        if (column.Validation is { } rule) xml.Add(new XElement("Validation", new XAttribute("Message", rule.Message ?? ""), rule.Formula));
        return xml;
    }

    /// <summary>What Graph would be told to make the column, and its formatter, which Graph cannot be told.</summary>
    public static (JsonObject Definition, string? Formatter) Read(string text, int options)
    {
        var xml = Parse(text);
        var shown = xml.Attribute("DisplayName")?.Value ?? throw RestAccess.Wrong("The field needs a DisplayName.");
        var name = (options & InternalNameHint) != 0 ? xml.Attribute("Name")?.Value ?? xml.Attribute("StaticName")?.Value ?? shown : shown;
        var definition = new JsonObject { ["name"] = name, ["displayName"] = shown };
        definition.SetIf("description", xml.Attribute("Description")?.Value);
        definition.SetIf("columnGroup", xml.Attribute("Group")?.Value);
        foreach (var (member, attribute) in new[] { ("required", "Required"), ("indexed", "Indexed"), ("enforceUniqueValues", "EnforceUniqueValues"), ("hidden", "Hidden"), ("readOnly", "ReadOnly") })
            definition[member] = Views.Caml.Flag(xml, attribute) == true;
        if (xml.Element("Default") is { } value) definition["defaultValue"] = new JsonObject { ["value"] = value.Value };
        if (xml.Element("Validation") is { } rule) definition["validation"] = FieldMerge.Validation(rule.Value, rule.Attribute("Message")?.Value);
        var (kind, facet) = FieldXmlTypes.Facet(xml);
        definition[kind] = facet;
        return (definition, Views.ViewWriter.Formatter("CustomFormatter", xml.Attribute("CustomFormatter")?.Value));
    }

    private static XElement Parse(string text)
    {
        try
        {
            return XElement.Parse(text) is { Name.LocalName: "Field" } field ? field : throw RestAccess.Wrong("SchemaXml holds one <Field>.");
        }
        catch (XmlException odd)
        {
            throw RestAccess.Wrong($"SchemaXml is not well-formed XML: {odd.Message}");
        }
    }

    private static void Set(XElement xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) xml.SetAttributeValue(name, value);
    }

    private static string Text(bool flag) => flag ? "TRUE" : "FALSE";
}
