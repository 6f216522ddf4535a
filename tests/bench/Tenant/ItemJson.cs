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
    /// <exception cref="FormatException">The list has no such column; the message is its name.</exception>
    public static Dictionary<string, object> Read(MemoryList list, JsonObject fields, IReadOnlyDictionary<string, object>? over)
    {
        var values = over is null ? [] : new Dictionary<string, object>(over);
        foreach (var (name, node) in fields)
        {
            if (name.Contains('@', StringComparison.Ordinal)) continue;
            ColumnSchema? column = null;
            if (name != "Title" && !list.Columns.TryGetValue(Bare(name), out column)) throw new FormatException(name);
            if (Keep(column, node) is { } value) values[name] = value;
            else values.Remove(name);
        }

        return values;
    }

    private static object? Keep(ColumnSchema? column, JsonNode? node) => (column?.Kind, node) switch
    {
        (_, null) => null,
        (ColumnKind.People, JsonArray people) => (IReadOnlyList<int>)[.. people.Select(person => person!.GetValue<int>())],
        (ColumnKind.Number, JsonValue number) => decimal.Parse(number.ToString(), CultureInfo.InvariantCulture),
        (ColumnKind.Boolean, JsonValue yes) => yes.GetValue<bool>(),
        // A day is kept as the site's own midnight: 17:00 the day before.
        (ColumnKind.Date, JsonValue day) => Stamp(DateTimeOffset.Parse(day.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime.Date.AddHours(-7)),
        (ColumnKind.DateTime, JsonValue instant) => Stamp(DateTimeOffset.Parse(instant.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        (_, JsonValue text) => text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() is { Length: > 0 } said ? said : null : text.ToJsonString(),
        _ => null,
    };

    private static string Bare(string name) => name.EndsWith("LookupId", StringComparison.Ordinal) ? name[..^"LookupId".Length] : name;

    private static string Id(MemoryItem item) => item.Id.ToString(CultureInfo.InvariantCulture);

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
