using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Tenant;

/// <summary>A column as Graph describes it.</summary>
internal static class ColumnJson
{
    private static readonly ConcurrentDictionary<(string List, ColumnSchema Column), byte[]> Known = new();

    /// <summary>The same as bytes, kept: columns are asked for often and seldom change.</summary>
    public static byte[] Written(MemoryList list, ColumnSchema column) => Known.GetOrAdd((list.Id, column), static (_, pair) => Encoding.UTF8.GetBytes(Of(pair.list, pair.column).ToJsonString()), (list, column));

    public static JsonObject Of(MemoryList list, ColumnSchema column)
    {
        var json = new JsonObject
        {
            ["id"] = $"{list.Id[..24]}{(uint)StringComparer.Ordinal.GetHashCode(column.Name):x12}", ["name"] = column.Name, ["displayName"] = column.DisplayName(list.Schema.Name),
            ["indexed"] = column.Indexed || column.Unique, ["enforceUniqueValues"] = column.Unique, ["required"] = false, ["hidden"] = false, ["readOnly"] = false,
        };
        var (kind, facet) = Facet(column);
        json[kind] = facet;
        return json;
    }

    private static (string Kind, JsonObject Facet) Facet(ColumnSchema column) => column.Kind switch
    {
        ColumnKind.Note => ("text", new JsonObject { ["allowMultipleLines"] = true, ["textType"] = "plain" }),
        ColumnKind.Choice => ("choice", new JsonObject { ["choices"] = new JsonArray([.. column.Choices.Select(key => (JsonNode)column.Word(key))]), ["allowTextEntry"] = false, ["displayAs"] = "dropDownMenu" }),
        ColumnKind.Number => ("number", []),
        ColumnKind.Date => ("dateTime", new JsonObject { ["format"] = "dateOnly" }),
        ColumnKind.DateTime => ("dateTime", new JsonObject { ["format"] = "dateTime" }),
        ColumnKind.Boolean => ("boolean", []),
        ColumnKind.Person => ("personOrGroup", new JsonObject { ["allowMultipleSelection"] = false }),
        ColumnKind.People => ("personOrGroup", new JsonObject { ["allowMultipleSelection"] = true }),
        ColumnKind.Lookup => ("lookup", new JsonObject { ["columnName"] = "Title" }),
        _ => ("text", new JsonObject { ["allowMultipleLines"] = false }),
    };
}
