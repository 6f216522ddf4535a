namespace EmulationM365.LocalM365.Rest;

/// <summary>What a form writes into one field, or why not.</summary>
internal sealed record FormValue(string Field, string? Text, string? Stored, JsonNode? Value, string? Error);

/// <summary>
/// From the words people see in a form to the values that are stored: numbers and dates as the site's region writes them, people by their claims, lookups by id and
/// words. The region of every site is Viet Nam.
/// </summary>
internal sealed class FormValues(OpenedList open, bool inUtc)
{
    /// <summary>Fields that the service writes itself: a form that names them is not heard.</summary>
    private static readonly string[] _unheard = ["Author", "Editor", "Created", "Modified"];

    /// <summary>Every field with its value. Those without a <c>Stored</c> name and without an error are left alone.</summary>
    public List<FormValue> Read(JsonArray asked) => [.. asked.Select(Read)];

    private FormValue Read(JsonNode? node)
    {
        if (node is not JsonObject asked || asked.String("FieldName") is not { } name) throw RestAccess.Wrong("Each of formValues needs a FieldName.");
        var text = asked["FieldValue"] is null ? "" : asked.String("FieldValue") ?? throw RestAccess.Wrong($"The FieldValue of '{name}' must be a text.");
        if (_unheard.Contains(name)) return new FormValue(name, text, null, null, null);
        try
        {
            var column = open.Columns.FirstOrDefault(column => column.Name == name) ?? throw RestAccess.Wrong($"Column '{name}' does not exist. It may have been deleted by another user.");
            if (name == "ContentType") return new FormValue(name, text, ItemTypes.Field, open.Types.Asked([], new JsonObject { [name] = text }), null);
            if (column.ReadOnly) throw RestAccess.Wrong($"The field '{name}' is read-only.");
            var value = text.Trim().Length == 0 ? null : Stored(column, text);
            if (value is null && column.Definition.Flag("required")) throw RestAccess.Wrong("You can't leave this blank.");
            return new FormValue(name, text, name, value, null);
        }
        catch (Refused refused)
        {
            return new FormValue(name, text, null, null, refused.Message);
        }
    }

    private JsonNode? Stored(Column column, string text) => column.Kind switch
    {
        "hyperlinkOrPicture" => Link(text),
        "personOrGroup" => Through(column, "LookupId", FormPeople.Read(open, column, text)),
        "lookup" => Through(column, "LookupId", Lookup(column, text)),
        "number" or "currency" => Through(column, "", FormNumbers.Read(text)),
        "boolean" => FormNumbers.Flag(text),
        "dateTime" => Through(column, "", FormNumbers.Moment(text, inUtc)),
        "choice" when column.Multiple => Through(column, "", new JsonArray([.. text.Split(";#", StringSplitOptions.RemoveEmptyEntries).Select(choice => (JsonNode)choice)])),
        _ => Through(column, "", text),
    };

    /// <summary>What Graph would write goes by the rules that hold there.</summary>
    private JsonNode? Through(Column column, string suffix, JsonNode value)
    {
        var name = column.Name + suffix;
        var asked = new JsonObject { [name] = value };
        if (value is JsonArray) asked[name + "@odata.type"] = column.IsLookup ? "Collection(Edm.Int32)" : "Collection(Edm.String)";
        return FieldWriter.Accept(open.Columns, asked, open.Call.Now)[column.Name]?.DeepClone();
    }

    /// <summary>A link is written as its address, a comma and a space, and its words.</summary>
    private static JsonObject Link(string text)
    {
        var cut = text.IndexOf(", ", StringComparison.Ordinal);
        var url = (cut < 0 ? text : text[..cut]).Trim();
        var known = url.StartsWith('/') || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" or "ftp" or "file");
        if (!known) throw RestAccess.Wrong($"Invalid URL: {url}. A valid address begins with http:// or https://.");
        if (url.Length > 255) throw RestAccess.Wrong("The URL of a hyperlink may have at most 255 characters.");
        return new JsonObject { ["Url"] = url, ["Description"] = cut < 0 ? url : text[(cut + 2)..].Trim() };
    }

    /// <summary>A lookup is written as id and words, several of them one after the other; the id counts.</summary>
    private JsonNode Lookup(Column column, string text)
    {
        var parts = text.Split(";#");
        var ids = parts.Where((_, at) => at % 2 == 0).ToList();
        if (parts is not [_] && parts.Length % 2 != 0) throw RestAccess.Wrong($"The value of '{column.Name}' is written as 12;#words.");
        if (!column.Multiple && ids.Count > 1) throw RestAccess.Wrong($"The field '{column.Name}' takes one value.");
        var read = ids.Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && open.Reader.Row(column, number) is not null
            ? number : throw RestAccess.Wrong($"'{id}' is not an item of the list that '{column.Name}' looks up.")).ToList();
        return column.Multiple ? new JsonArray([.. read.Select(id => (JsonNode)id)]) : JsonValue.Create(read[0]);
    }
}
