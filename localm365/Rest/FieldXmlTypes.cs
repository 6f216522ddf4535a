using System.Xml.Linq;

namespace EmulationM365.LocalM365.Rest;

/// <summary>The type of a field in XML, as the type facet of a Graph column.</summary>
internal static class FieldXmlTypes
{
    public static (string Kind, JsonObject Facet) Facet(XElement xml) => xml.Attribute("Type")?.Value switch
    {
        "Text" => ("text", Set(new JsonObject { ["allowMultipleLines"] = false }, "maxLength", Number(xml, "MaxLength"))),
        "Note" => ("text", Note(xml)),
        "Choice" => ("choice", Choice(xml, Value(xml, "Format") == "RadioButtons" ? "radioButtons" : "dropDownMenu")),
        "MultiChoice" => ("choice", Choice(xml, "checkBoxes")),
        "Number" => ("number", Limits(xml, Flag(xml, "Percentage"))),
        "Currency" => ("currency", new JsonObject { ["locale"] = "vi-VN" }),
        "DateTime" => ("dateTime", new JsonObject { ["format"] = Value(xml, "Format") == "DateOnly" ? "dateOnly" : "dateTime" }),
        "Boolean" => ("boolean", []),
        "User" or "UserMulti" => ("personOrGroup", new JsonObject
        {
            ["allowMultipleSelection"] = Flag(xml, "Mult"), ["chooseFromType"] = Value(xml, "UserSelectionMode") is "PeopleOnly" or "0" ? "peopleOnly" : "peopleAndGroups",
        }),
        "Lookup" or "LookupMulti" => ("lookup", new JsonObject
        {
            ["listId"] = Value(xml, "List")?.Trim('{', '}'), ["columnName"] = Value(xml, "ShowField") ?? "Title", ["allowMultipleValues"] = Flag(xml, "Mult"),
        }),
        "URL" => ("hyperlinkOrPicture", new JsonObject { ["isPicture"] = Value(xml, "Format") == "Image" }),
        "Calculated" => ("calculated", new JsonObject
        {
            ["formula"] = xml.Element("Formula")?.Value ?? throw RestAccess.Wrong("A calculated field needs its <Formula>."), ["outputType"] = (Value(xml, "ResultType") ?? "Text").ToLowerInvariant(),
        }),
        var odd => throw RestAccess.Wrong($"Field type '{odd}' is not installed properly. Go to the list settings page to delete this field."),
    };

    private static JsonObject Note(XElement xml) => Set(
        new JsonObject { ["allowMultipleLines"] = true, ["textType"] = Flag(xml, "RichText") ? "richText" : "plain", ["appendChangesToExistingText"] = Flag(xml, "AppendOnly") },
        "linesForEditing", Number(xml, "NumLines"));

    private static JsonObject Choice(XElement xml, string shown) => new()
    {
        ["displayAs"] = shown, ["allowTextEntry"] = Flag(xml, "FillInChoice"),
        ["choices"] = new JsonArray([.. (xml.Element("CHOICES")?.Elements("CHOICE") ?? []).Select(choice => (JsonNode)choice.Value)]),
    };

    private static JsonObject Limits(XElement xml, bool percentage) => Set(
        Set(new JsonObject { ["displayAs"] = percentage ? "percentage" : "number" }, "minimum", Number(xml, "Min")), "maximum", Number(xml, "Max"));

    private static JsonObject Set(JsonObject facet, string name, JsonNode? value)
    {
        facet.SetIf(name, value);
        return facet;
    }

    private static JsonValue? Number(XElement xml, string name) => Value(xml, name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : throw RestAccess.Wrong($"{name} is a number, not '{text}'.");

    private static string? Value(XElement xml, string name) => xml.Attribute(name)?.Value;

    private static bool Flag(XElement xml, string name) => Views.Caml.Flag(xml, name) == true;
}
