using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>The part of <see cref="WhatIf"/> that is on forms: what the settings of a list say of its fields and content types.</summary>
internal static class WhatIfForms
{
    /// <summary>The site after a step on forms; null for any other step.</summary>
    public static SiteFound? After(SiteFound found, SiteStep step) => step switch
    {
        LayForm lay => WhatIf.WithSettings(found, lay.ListId, settings => Row(settings, "ContentTypes", "StringId", lay.TypeId)["ClientFormCustomFormatter"] = lay.Form.Layout),
        ShowFor show => WhatIf.WithSettings(found, show.ListId, settings => Row(settings, "Fields", "InternalName", show.Column.Name)["ClientValidationFormula"] = show.Column.Shown!.Formula),
        _ => null,
    };

    /// <summary>The site with a field that was added to a list.</summary>
    public static SiteFound WithField(SiteFound found, string listId, string name) => WhatIf.WithSettings(found, listId, settings => ((JArray?)settings["Fields"])?.Add(Field(name)));

    /// <summary>The site with a content type that was added to a list.</summary>
    public static SiteFound WithType(SiteFound found, string listId, string id, string name) => WhatIf.WithSettings(found, listId, settings => ((JArray?)settings["ContentTypes"])?.Add(Type(id, name)));

    /// <summary>The site with another name of a content type.</summary>
    public static SiteFound Renamed(SiteFound found, string listId, string id, string name) => WhatIf.WithSettings(found, listId, settings =>
    {
        if ((settings["ContentTypes"] as JArray ?? []).FirstOrDefault(type => (string?)type["StringId"] == id) is { } type) type["Name"] = name;
    });

    /// <summary>What a list that was just made says of its forms.</summary>
    public static void Born(JObject settings, ListSchema schema, IEnumerable<(string Id, string Name)> types)
    {
        settings["Fields"] = new JArray(schema.Columns.Select(column => Field(column.Name)));
        settings["ContentTypes"] = new JArray(types.Select(type => Type(type.Id, type.Name)));
    }

    private static JObject Field(string name) => new() { ["InternalName"] = name, ["ClientValidationFormula"] = JValue.CreateNull() };

    private static JObject Type(string id, string name) => new() { ["StringId"] = id, ["Name"] = name, ["ClientFormCustomFormatter"] = "" };

    private static JObject Row(JObject settings, string rows, string key, string value) => (JObject)((JArray)settings[rows]!).First(row => (string?)row[key] == value);
}
