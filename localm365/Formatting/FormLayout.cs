namespace EmulationM365.LocalM365.Formatting;

/// <summary>A part of a form: its heading, which may be empty, and the internal names of its columns.</summary>
internal sealed record FormSection(string Name, IReadOnlyList<string> Fields);

/// <summary>
/// How a list's form is laid out, by the <c>ClientFormCustomFormatter</c> of its content type: a header and a footer (formats, as columns have them) and
/// sections. Every column stands in exactly one section.
/// </summary>
internal sealed record FormLayout(JsonObject? Header, JsonObject? Footer, IReadOnlyList<FormSection> Sections, IReadOnlyList<string> Problems)
{
    // a member that is there twice would be found out only when it is asked for
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Reads a layout for the columns a form shows (internal names, in order; <paramref name="displayNames"/> gives the names that people read, by
    /// which sections may name them too). What cannot be read leaves the form as it is without a layout, and is said in sentences.
    /// </summary>
    public static FormLayout Read(string? json, IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? displayNames = null)
    {
        var problems = new List<string>();
        var layout = Parse(json, "$", problems);
        var header = Format(layout, "headerJSONFormatter", problems);
        var footer = Format(layout, "footerJSONFormatter", problems);
        var sections = Laid(Part(layout, "bodyJSONFormatter", problems), columns, displayNames, problems);
        var left = columns.Except(sections.SelectMany(section => section.Fields)).ToList();
        // a column that no section names stands in the last one
        if (sections.Count == 0) sections.Add(new FormSection("", left));
        else if (left.Count > 0) sections[^1] = sections[^1] with { Fields = [.. sections[^1].Fields, .. left] };
        return new FormLayout(header, footer, sections, problems);
    }

    private static List<FormSection> Laid(JsonObject? body, IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? displayNames, List<string> problems)
    {
        const string place = "$.bodyJSONFormatter.sections";
        if (body?["sections"] is null) return [];
        if (body["sections"] is not JsonArray asked)
        {
            problems.Add($"{place}: Sections are a list.");
            return [];
        }
        var taken = new HashSet<string>();
        return [.. asked.Select((node, index) => Section(node, $"{place}[{index.ToString(CultureInfo.InvariantCulture)}]")).OfType<FormSection>()];

        FormSection? Section(JsonNode? node, string path)
        {
            if (node is not JsonObject section)
            {
                problems.Add($"{path}: A section has a displayname and fields.");
                return null;
            }
            var fields = new List<string>();
            foreach (var name in (section["fields"] as JsonArray ?? []).Select(field => field is JsonValue value && value.TryGetValue<string>(out var text) ? text : ""))
            {
                // where a column is named twice, the first section has it
                if (columns.FirstOrDefault(column => column == name || displayNames?.GetValueOrDefault(column) == name) is not { } column) problems.Add($"{path}: '{name}' is not a column of the form.");
                else if (taken.Add(column)) fields.Add(column);
            }
            return new FormSection(section.String("displayname") ?? "", fields);
        }
    }

    private static JsonObject? Format(JsonObject? layout, string name, List<string> problems)
    {
        if (Part(layout, name, problems) is not { } format) return null;
        problems.AddRange(Formatter.Check(format).Select(problem => $"$.{name}{problem[1..]}"));
        return format;
    }

    /// <summary>A part is an object, or the text of one.</summary>
    private static JsonObject? Part(JsonObject? layout, string name, List<string> problems)
    {
        var node = layout?[name];
        if (node is JsonValue value && value.TryGetValue<string>(out var text)) return Parse(text, $"$.{name}", problems);
        if (node is not null and not JsonObject) problems.Add($"$.{name}: An object is expected here.");
        return node as JsonObject is { Count: > 0 } part ? part : null;
    }

    private static JsonObject? Parse(string? json, string path, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(json)) return null;
        try
        {
            if (JsonNode.Parse(json, null, _strict) is JsonObject read) return read;
        }
        catch (JsonException)
        {
            // said below, in a sentence of our own
        }
        problems.Add($"{path}: This is not a JSON object.");
        return null;
    }
}
