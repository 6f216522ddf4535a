namespace EmulationM365.LocalM365.Rest;

/// <summary>Changing a column by the names REST has for its members. What Graph knows as well goes by the rules that hold there.</summary>
internal static class FieldMerge
{
    private static readonly Dictionary<string, string> _flags = new()
    {
        ["Required"] = "required", ["Hidden"] = "hidden", ["Indexed"] = "indexed", ["EnforceUniqueValues"] = "enforceUniqueValues", ["ReadOnlyField"] = "readOnly",
    };

    private static readonly Dictionary<string, string> _texts = new() { ["Title"] = "displayName", ["Description"] = "description", ["Group"] = "columnGroup" };

    public static Column Apply(IReadOnlyList<Column> present, Column column, JsonObject asked)
    {
        var graph = new JsonObject();
        foreach (var (name, value) in asked)
        {
            if (_flags.TryGetValue(name, out var flag)) graph[flag] = Flag(name, value);
            else if (_texts.TryGetValue(name, out var text)) graph[text] = Text(name, value) ?? "";
            else if (name == "DefaultValue") graph["defaultValue"] = Text(name, value) is { Length: > 0 } given ? new JsonObject { ["value"] = given } : null;
            else if (name == "DefaultFormula") graph["defaultValue"] = Text(name, value) is { Length: > 0 } formula ? new JsonObject { ["formula"] = formula } : null;
            else if (name == "Choices") graph["choice"] = Choices(column, value);
            else if (name is not ("CustomFormatter" or "ValidationFormula" or "ValidationMessage" or "ClientValidationFormula" or "ClientValidationMessage" or "__metadata" or "odata.type"))
                throw RestAccess.Wrong($"The property '{name}' does not exist on type 'SP.Field' or cannot be set.");
        }

        if (graph["displayName"]?.GetValue<string>().Length == 0) throw RestAccess.Wrong("A field needs a Title.");
        var rule = Rule(column, asked);
        if (rule.Asked) graph["validation"] = rule.Value;
        var changed = RestAccess.InRest(() => ColumnRules.Change(present, column, graph));
        Own(changed.Definition, asked);
        return changed;
    }

    /// <summary>A validation as Graph's model writes it.</summary>
    public static JsonObject? Validation(string? formula, string? message) => string.IsNullOrWhiteSpace(formula) ? null : new JsonObject
    {
        ["formula"] = formula, ["defaultLanguage"] = "en-US",
        ["descriptions"] = new JsonArray(new JsonObject { ["languageTag"] = "en-US", ["displayName"] = message ?? "" }),
    };

    /// <summary>Formula and message come one by one or together; without a formula there is nothing to say.</summary>
    private static (bool Asked, JsonObject? Value) Rule(Column column, JsonObject asked)
    {
        if (!asked.ContainsKey("ValidationFormula") && !asked.ContainsKey("ValidationMessage")) return (false, null);
        var formula = asked.ContainsKey("ValidationFormula") ? Text("ValidationFormula", asked["ValidationFormula"]) : column.Validation?.Formula;
        var message = asked.ContainsKey("ValidationMessage") ? Text("ValidationMessage", asked["ValidationMessage"]) : column.Validation?.Message;
        if (formula?.Length > 1024 || message?.Length > 1024) throw RestAccess.Wrong("A validation formula and its message have at most 1,024 characters.");
        return (true, Validation(formula, message));
    }

    /// <summary>What Graph has no name for.</summary>
    private static void Own(JsonObject definition, JsonObject asked)
    {
        if (asked.ContainsKey("CustomFormatter"))
        {
            definition.Remove("customFormatter");
            definition.SetIf("customFormatter", Views.ViewWriter.Formatter("CustomFormatter", asked["CustomFormatter"]));
        }

        if (!asked.ContainsKey("ClientValidationFormula") && !asked.ContainsKey("ClientValidationMessage")) return;
        var client = definition["clientValidation"] as JsonObject ?? [];
        if (asked.ContainsKey("ClientValidationFormula")) client["formula"] = Text("ClientValidationFormula", asked["ClientValidationFormula"]);
        if (asked.ContainsKey("ClientValidationMessage")) client["message"] = Text("ClientValidationMessage", asked["ClientValidationMessage"]);
        definition["clientValidation"] = client.DeepClone();
    }

    private static JsonObject Choices(Column column, JsonNode? value)
    {
        if (column.Kind != "choice") throw RestAccess.Wrong("Only a choice field has Choices.");
        var facet = column.Facet.DeepClone().AsObject();
        facet["choices"] = ((value as JsonObject)?["results"] ?? value)?.DeepClone() as JsonArray ?? throw RestAccess.Wrong("Choices is a collection of texts.");
        return facet;
    }

    private static bool Flag(string name, JsonNode? value) =>
        value is JsonValue json && json.TryGetValue<bool>(out var flag) ? flag : throw RestAccess.Wrong($"The value of '{name}' must be true or false.");

    private static string? Text(string name, JsonNode? value) =>
        value is null ? null : value is JsonValue json && json.TryGetValue<string>(out var text) ? text : throw RestAccess.Wrong($"The value of '{name}' must be a text.");
}
