namespace EmulationM365.LocalM365.Lists;

/// <summary>A column of a list. The definition is what Graph would show, plus what it would not (<c>validation</c>).</summary>
internal sealed record Column(long Id, string Guid, string Name, JsonObject Definition, bool BuiltIn)
{
    /// <summary>The type facets, of which a column has exactly one.</summary>
    public static readonly IReadOnlyList<string> Facets =
    [
        "text", "choice", "number", "currency", "dateTime", "boolean", "personOrGroup", "lookup", "hyperlinkOrPicture", "calculated", "term",
        "thumbnail", "geolocation", "contentApprovalStatus",
    ];

    public string DisplayName => Definition.String("displayName") ?? Name;

    public string Kind { get; } = Facets.FirstOrDefault(facet => Definition[facet] is not null) ?? "";

    public JsonObject Facet => Definition[Kind] as JsonObject ?? [];

    public bool Indexed { get; } = Definition.Flag("indexed");

    public bool Unique { get; } = Definition.Flag("enforceUniqueValues");

    public bool ReadOnly { get; } = Definition.Flag("readOnly");

    public bool Hidden { get; } = Definition.Flag("hidden");

    public bool IsLookup => Kind is "lookup" or "personOrGroup";

    public bool Multiple => Kind switch
    {
        "lookup" => Facet.Flag("allowMultipleValues"),
        "personOrGroup" => Facet.Flag("allowMultipleSelection"),
        "choice" => Facet.String("displayAs") == "checkBoxes",
        _ => false,
    };

    /// <summary>How the column is shown: a column formatter in JSON. Written by REST, unknown to Graph.</summary>
    public string? Formatter => Definition.String("customFormatter");

    /// <summary>The formula that says when forms show the column. Written by REST, unknown to Graph.</summary>
    public string? Condition => (Definition["clientValidation"] as JsonObject)?.String("formula") is { Length: > 0 } formula ? formula : null;

    /// <summary>The formula every value has to satisfy and what is said when it does not. The default language's words, else the first.</summary>
    public (string Formula, string? Message)? Validation
    {
        get
        {
            if (Definition["validation"] is not JsonObject validation || validation.String("formula") is not { Length: > 0 } formula) return null;
            var said = (validation["descriptions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            var best = said.Find(one => one.String("languageTag") == validation.String("defaultLanguage")) ?? said.FirstOrDefault();
            return (formula, best?.String("displayName"));
        }
    }

    /// <summary>The column as Graph gives it back, which is less than was written: see the omissions documented on columnDefinition.</summary>
    public JsonObject ToGraph()
    {
        var body = Definition.DeepClone().AsObject();
        foreach (var lost in new[] { "validation", "hyperlinkOrPicture", "term", "thumbnail", "contentApprovalStatus", "customFormatter", "clientValidation" }) body.Remove(lost);
        return body;
    }
}
