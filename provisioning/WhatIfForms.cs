using EmulationM365.Microsoft365;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>The part of <see cref="WhatIf"/> that is on forms: what the settings of a list say of its content types.</summary>
internal static class WhatIfForms
{
    /// <summary>The site after a step on forms; null for any other step.</summary>
    public static SiteFound? After(SiteFound found, SiteStep step) => step switch
    {
        LayForm lay => WhatIf.WithSettings(found, lay.ListId, settings => ((JArray)settings["ContentTypes"]!).First(type => (string?)type["StringId"] == lay.TypeId)["ClientFormCustomFormatter"] = lay.Form.Layout),
        ShowFor show => WhatIf.WithField(found, show.ListId, show.Column, field => field with { Condition = show.Column.Shown!.Formula }),
        _ => null,
    };

    /// <summary>The site with a content type that was added to a list.</summary>
    public static SiteFound WithType(SiteFound found, string listId, string id, string name) => WhatIf.WithSettings(found, listId, settings => ((JArray?)settings["ContentTypes"])?.Add(Type(id, name)));

    /// <summary>The site with another name of a content type.</summary>
    public static SiteFound Renamed(SiteFound found, string listId, string id, string name) => WhatIf.WithSettings(found, listId, settings =>
    {
        if ((settings["ContentTypes"] as JArray ?? []).FirstOrDefault(type => (string?)type["StringId"] == id) is { } type) type["Name"] = name;
    });

    /// <summary>What a list that was just made says of its forms.</summary>
    public static JArray Born(IEnumerable<FoundContentType> types) => new(types.Select(type => Type(type.Id, type.Name)));

    private static JObject Type(string id, string name) => new() { ["StringId"] = id, ["Name"] = name, ["ClientFormCustomFormatter"] = "" };
}
