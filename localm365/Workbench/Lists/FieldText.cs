using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>Values of columns as the texts of form fields, and back. A field that was not touched comes back as the very texts it was filled with.</summary>
internal sealed class FieldText(Words words, Known known)
{
    /// <summary>What people can type into. The rest is shown only.</summary>
    public static bool IsTypable(Column column) => !column.ReadOnly && !column.Hidden && (!column.BuiltIn || column.Name == "Title")
        && column.Kind is "text" or "choice" or "number" or "currency" or "boolean" or "dateTime" or "personOrGroup" or "lookup";

    public IReadOnlyList<string> Of(Column column, JsonNode? value) => value switch
    {
        null => [],
        _ when column.Kind == "personOrGroup" => [string.Join("; ", known.Of(column, value).Select(Label))],
        JsonArray several => [.. several.Select(one => one!.ToString())],
        _ when column.Kind == "boolean" => value.GetValueKind() == JsonValueKind.True ? ["1"] : [],
        _ when column.Kind == "dateTime" => [LocalTime.Local(value.ToString()).ToString(IsDay(column) ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)],
        _ when column.Kind is "number" or "currency" => [value.ToJsonString()],
        _ => [value.ToString().ReplaceLineEndings("\n")],
    };

    /// <summary>The members of a field map that say this; or a sentence that says what is wrong.</summary>
    public (IReadOnlyList<(string Name, JsonNode? Value)> Members, string? Wrong) Read(Column column, IReadOnlyList<string> texts, Func<Person, long> ensure)
    {
        var given = texts.Select(text => text.Trim()).Where(text => text.Length > 0).ToList();
        if (given.Count == 0 && column.Kind != "boolean")
            return column.Definition.Flag("required") ? ([], words["field.required"]) : ([.. Cleared(column)], null);
        return column.Kind switch
        {
            "boolean" => ([(column.Name, JsonValue.Create(given.Count > 0))], null),
            "number" or "currency" => Number(column, given[0]),
            "dateTime" => Moment(column, given[0]),
            "choice" when column.Multiple => ([(column.Name + "@odata.type", "Collection(Edm.String)"), (column.Name, new JsonArray([.. given.Select(text => (JsonNode)text)]))], null),
            "personOrGroup" => People(column, given, ensure),
            "lookup" => Ids(column, [.. given.Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0)]),
            "text" when !column.Facet.Flag("allowMultipleLines") && given[0].Length > 255 => ([], words.Of("field.long", 255)),
            _ => ([(column.Name, JsonValue.Create(given[0].ReplaceLineEndings("\n")))], null),
        };
    }

    /// <summary>How a person stands in a text field.</summary>
    public static string Label(Reference person) => person.Mail.Length > 0 ? $"{person.Title} <{person.Mail}>" : person.Title;

    private static bool IsDay(Column column) => column.Facet.String("format") == "dateOnly";

    private static IEnumerable<(string, JsonNode?)> Cleared(Column column) => column switch
    {
        { IsLookup: true, Multiple: true } => [(column.Name + "LookupId@odata.type", "Collection(Edm.Int32)"), (column.Name + "LookupId", new JsonArray())],
        { IsLookup: true } => [(column.Name + "LookupId", null)],
        _ => [(column.Name, null)],
    };

    private (IReadOnlyList<(string, JsonNode?)>, string?) Number(Column column, string text)
    {
        // a comma before decimals is how numbers are written here, a point how browsers send them
        var plain = text.Contains(',', StringComparison.Ordinal) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        return decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? ([(column.Name, JsonValue.Create(number))], null) : ([], words["field.number"]);
    }

    private (IReadOnlyList<(string, JsonNode?)>, string?) Moment(Column column, string text)
    {
        var read = DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "dd/MM/yyyy", "d/M/yyyy", "dd/MM/yyyy HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment);
        return read ? ([(column.Name, TenantClock.Stamp(new DateTimeOffset(moment, TenantClock.SiteOffset)))], null) : ([], words["field.date"]);
    }

    private (IReadOnlyList<(string, JsonNode?)>, string?) People(Column column, List<string> given, Func<Person, long> ensure)
    {
        var ids = new List<long>();
        foreach (var name in given.SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var found = Named(name);
            if (found.Count != 1) return ([], words.Of(found.Count == 0 ? "field.nobody" : "field.several", name));
            ids.Add(ensure(found[0]));
        }

        return ids.Count > 1 && !column.Multiple ? ([], words["field.one"]) : Ids(column, ids);
    }

    /// <summary>Who is meant by a name, an address, or both as <c>Name &lt;address&gt;</c>.</summary>
    private List<Person> Named(string text)
    {
        var address = text.EndsWith('>') && text.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open ? text[(open + 1)..^1] : text;
        var exact = known.People.Where(person => Same(person.Upn, address) || Same(person.Mail, address)).ToList();
        return exact.Count > 0 ? exact : [.. known.People.Where(person => Same(person.DisplayName, text))];
    }

    private (IReadOnlyList<(string, JsonNode?)>, string?) Ids(Column column, List<long> ids)
    {
        if (ids.Any(id => id <= 0)) return ([], words["field.choice"]);
        return column.Multiple
            ? ([(column.Name + "LookupId@odata.type", "Collection(Edm.Int32)"), (column.Name + "LookupId", new JsonArray([.. ids.Select(id => (JsonNode)id)]))], null)
            : ([(column.Name + "LookupId", JsonValue.Create(ids[0].ToString(CultureInfo.InvariantCulture)))], null);
    }

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
