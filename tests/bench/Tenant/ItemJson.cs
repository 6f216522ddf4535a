using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Tenant;

/// <summary>Items as they go over the wire, and what came over the wire as values to keep.</summary>
internal static class ItemJson
{
    public static string Stamp(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>An item with its fields; <paramref name="selected"/> null = all.</summary>
    public static void Write(Utf8JsonWriter json, MemoryList list, MemoryItem item, ItemState state, ICollection<string>? selected, bool withFields)
    {
        json.WriteStartObject();
        json.WriteString("@odata.etag", item.ETag(state));
        json.WriteString("createdDateTime", Stamp(item.Created));
        json.WriteString("eTag", item.ETag(state));
        json.WriteString("id", Id(item));
        json.WriteString("lastModifiedDateTime", Stamp(state.At));
        WriteWho(json, "createdBy", item.Author);
        WriteWho(json, "lastModifiedBy", state.By);
        json.WriteStartObject("contentType");
        json.WriteString("id", "0x0100");
        json.WriteString("name", "Item");
        json.WriteEndObject();
        if (withFields)
        {
            json.WritePropertyName("fields");
            WriteFields(json, list, item, state, selected);
        }

        json.WriteEndObject();
    }

    public static void WriteDeleted(Utf8JsonWriter json, MemoryItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", Id(item));
        json.WriteStartObject("deleted");
        json.WriteString("state", "deleted");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteVersion(Utf8JsonWriter json, MemoryList list, MemoryItem item, ItemState state)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{state.Number}.0");
        json.WriteString("lastModifiedDateTime", Stamp(state.At));
        WriteWho(json, "lastModifiedBy", state.By);
        json.WritePropertyName("fields");
        WriteFields(json, list, item, state, null);
        json.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter json, MemoryList list, MemoryItem item, ItemState state, ICollection<string>? selected)
    {
        json.WriteStartObject();
        json.WriteString("@odata.etag", item.ETag(state));
        if (selected is null || selected.Contains("id")) json.WriteString("id", Id(item));
        if (selected is null) json.WriteString("_UIVersionString", $"{state.Number}.0");
        foreach (var (name, value) in state.Values)
        {
            if (name != "Title" && !list.Columns.ContainsKey(Bare(name)) && list.Columns.Count > 0) continue;
            if (value is IReadOnlyList<int> people) WritePeople(json, name, people, selected);
            else if (selected is null || selected.Contains(name)) WriteValue(json, name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Values to keep out of a field set, laid over those that are there.</summary>
    /// <exception cref="FormatException">The list has no such column, or the column does not take the value; the message says so.</exception>
    public static Dictionary<string, object> Read(MemoryList list, JsonObject fields, IReadOnlyDictionary<string, object>? over)
    {
        var values = over is null ? [] : new Dictionary<string, object>(over);
        foreach (var (name, node) in fields)
        {
            if (name.Contains('@', StringComparison.Ordinal)) continue;
            ColumnSchema? column = null;
            if (name != "Title" && (!list.Columns.TryGetValue(Bare(name), out column) || column.WireName != name)) throw new FormatException($"Field '{name}' is not recognized");
            if (Keep(column, name, node) is { } value) values[name] = value;
            else values.Remove(name);
        }

        return values;
    }

    private static object? Keep(ColumnSchema? column, string name, JsonNode? node) => (column?.Kind ?? ColumnKind.Text, node?.GetValueKind()) switch
    {
        (_, null) => null,
        (ColumnKind.People, JsonValueKind.Array) => (IReadOnlyList<int>)[.. node!.AsArray().Select(person => person!.GetValue<int>())],
        (ColumnKind.Person or ColumnKind.Lookup, JsonValueKind.String or JsonValueKind.Number) when int.TryParse(node!.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 => Number(id),
        (ColumnKind.Number, JsonValueKind.Number) => decimal.Parse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        (ColumnKind.Boolean, JsonValueKind.True or JsonValueKind.False) => node!.GetValue<bool>(),
        (ColumnKind.Date or ColumnKind.DateTime or ColumnKind.Choice or ColumnKind.Text or ColumnKind.Note, JsonValueKind.String) => Said(column, name, node!.GetValue<string>()),
        _ => throw new FormatException($"The value for field '{Bare(name)}' does not have the type of the column."),
    };

    private static string? Said(ColumnSchema? column, string name, string text) => (column?.Kind ?? ColumnKind.Text) switch
    {
        _ when text.Length == 0 => null,
        // A day is kept as the site's own midnight: 17:00 the day before.
        ColumnKind.Date => Stamp(Instant(name, text).UtcDateTime.Date.AddHours(-7)),
        ColumnKind.DateTime => Stamp(Instant(name, text)),
        ColumnKind.Choice when column!.KeyOf(text) is null => throw new FormatException($"The value '{text}' is not a choice of field '{name}'."),
        ColumnKind.Text when text.Length > 255 => throw new FormatException($"The value of field '{name}' may have at most 255 characters."),
        _ => text,
    };

    private static DateTimeOffset Instant(string name, string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        ? instant : throw new FormatException($"The value for field '{name}' does not have the type of the column.");

    private static string Bare(string name) => name.EndsWith("LookupId", StringComparison.Ordinal) ? name[..^"LookupId".Length] : name;

    private static string Id(MemoryItem item) => Number(item.Id);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case bool yes: json.WriteBoolean(name, yes); break;
            case decimal number: json.WriteNumber(name, number); break;
            default: json.WriteString(name, (string)value); break;
        }
    }

    private static void WritePeople(Utf8JsonWriter json, string name, IReadOnlyList<int> people, ICollection<string>? selected)
    {
        if (selected is not null && !selected.Contains(Bare(name))) return;
        json.WriteStartArray(Bare(name));
        foreach (var person in people)
        {
            json.WriteStartObject();
            json.WriteNumber("LookupId", person);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWho(Utf8JsonWriter json, string name, Writer who)
    {
        json.WriteStartObject(name);
        json.WriteStartObject(who.IsApp ? "application" : "user");
        json.WriteString("displayName", who.Name);
        json.WriteString("id", who.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
