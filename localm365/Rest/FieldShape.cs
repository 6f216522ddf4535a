using System.Xml.Linq;

namespace EmulationM365.LocalM365.Rest;

/// <summary>A column as REST shows it.</summary>
internal static class FieldShape
{
    /// <summary>The names of SharePoint's types with their numbers.</summary>
    private static readonly Dictionary<string, int> _kinds = new()
    {
        ["Text"] = 2, ["Note"] = 3, ["DateTime"] = 4, ["Counter"] = 5, ["Choice"] = 6, ["Lookup"] = 7, ["Boolean"] = 8, ["Number"] = 9, ["Currency"] = 10, ["URL"] = 11, ["Computed"] = 12,
        ["MultiChoice"] = 15, ["Calculated"] = 17, ["File"] = 18, ["Attachments"] = 19, ["User"] = 20, ["ModStat"] = 23, ["Geolocation"] = 31, ["Thumbnail"] = 34,
        ["LookupMulti"] = 7, ["UserMulti"] = 20,
    };

    public static JsonObject Of(Column column)
    {
        var type = Type(column);
        var row = new JsonObject
        {
            ["Id"] = column.Guid, ["InternalName"] = column.Name, ["StaticName"] = column.Name, ["EntityPropertyName"] = column.Name, ["Title"] = column.DisplayName,
            ["TypeAsString"] = type, ["FieldTypeKind"] = _kinds.GetValueOrDefault(type), ["Description"] = column.Definition.String("description") ?? "",
            ["Group"] = column.Definition.String("columnGroup") ?? "", ["Required"] = column.Definition.Flag("required"), ["Indexed"] = column.Indexed,
            ["EnforceUniqueValues"] = column.Unique, ["Hidden"] = column.Hidden, ["ReadOnlyField"] = column.ReadOnly, ["CanBeDeleted"] = !column.BuiltIn,
            ["FromBaseType"] = column.BuiltIn, ["Sealed"] = false, ["Filterable"] = !Multiline(column), ["Sortable"] = !Multiline(column) && !column.Multiple,
            ["DefaultValue"] = (column.Definition["defaultValue"] as JsonObject)?.String("value"), ["DefaultFormula"] = (column.Definition["defaultValue"] as JsonObject)?.String("formula"),
            ["ValidationFormula"] = column.Validation?.Formula, ["ValidationMessage"] = column.Validation?.Message, ["CustomFormatter"] = column.Formatter,
            ["ClientValidationFormula"] = column.Condition,
            ["ClientValidationMessage"] = (column.Definition["clientValidation"] as JsonObject)?.String("message"),
            ["SchemaXml"] = FieldXml.Write(column, type).ToString(SaveOptions.DisableFormatting),
        };
        foreach (var (name, value) in OfType(column)) row[name] = value?.DeepClone();
        return row;
    }

    public static string Type(Column column) => column.Name switch
    {
        "ID" => "Counter",
        "Attachments" => "Attachments",
        "Edit" or "LinkTitle" or "ContentType" => "Computed",
        BuiltInColumns.FileName => "File",
        "ItemChildCount" or "FolderChildCount" => "Lookup",
        _ => column.Kind switch
        {
            "text" => Multiline(column) ? "Note" : "Text",
            "choice" => column.Multiple ? "MultiChoice" : "Choice",
            "number" => "Number",
            "currency" => "Currency",
            "dateTime" => "DateTime",
            "boolean" => "Boolean",
            "personOrGroup" => column.Multiple ? "UserMulti" : "User",
            "lookup" => column.Multiple ? "LookupMulti" : "Lookup",
            "hyperlinkOrPicture" => "URL",
            "calculated" => "Calculated",
            "term" => column.Facet.Flag("allowMultipleValues") ? "TaxonomyFieldTypeMulti" : "TaxonomyFieldType",
            "contentApprovalStatus" => "ModStat",
            "thumbnail" => "Thumbnail",
            _ => "Geolocation",
        },
    };

    private static JsonObject OfType(Column column)
    {
        var facet = column.Facet;
        return column.Kind switch
        {
            "text" when Multiline(column) => new() { ["NumberOfLines"] = facet["linesForEditing"]?.DeepClone(), ["RichText"] = facet.String("textType") == "richText", ["AppendOnly"] = facet.Flag("appendChangesToExistingText") },
            "text" => new() { ["MaxLength"] = facet["maxLength"]?.DeepClone() ?? 255 },
            "choice" => new() { ["Choices"] = facet["choices"]?.DeepClone(), ["FillInChoice"] = facet.Flag("allowTextEntry"), ["EditFormat"] = facet.String("displayAs") == "radioButtons" ? 1 : 0 },
            "number" => new() { ["MinimumValue"] = facet["minimum"]?.DeepClone(), ["MaximumValue"] = facet["maximum"]?.DeepClone(), ["ShowAsPercentage"] = facet.String("displayAs") == "percentage" },
            "dateTime" => new() { ["DisplayFormat"] = facet.String("format") == "dateOnly" ? 0 : 1, ["DateTimeCalendarType"] = 1 },
            "personOrGroup" => new() { ["AllowMultipleValues"] = column.Multiple, ["SelectionMode"] = facet.String("chooseFromType") == "peopleOnly" ? 0 : 1, ["LookupField"] = "", ["LookupList"] = "UserInfo" },
            "lookup" => new() { ["AllowMultipleValues"] = column.Multiple, ["LookupList"] = facet.String("listId"), ["LookupField"] = facet.String("columnName") },
            "hyperlinkOrPicture" => new() { ["DisplayFormat"] = facet.Flag("isPicture") ? 1 : 0 },
            "calculated" => new() { ["Formula"] = facet.String("formula"), ["OutputType"] = facet.String("outputType") },
            _ => [],
        };
    }

    private static bool Multiline(Column column) => column.Kind == "text" && column.Facet.Flag("allowMultipleLines");
}
