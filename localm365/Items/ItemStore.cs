using EmulationM365.LocalM365.Formulas;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Items;

/// <summary>Items, their versions and their tombstones in the database.</summary>
internal static class ItemStore
{
    public static Item? Find(Session session, SiteList list, string key) => long.TryParse(key, CultureInfo.InvariantCulture, out var id)
        ? session.First($"SELECT * FROM items WHERE list = {list.Id} AND id = {id} AND deleted = 0", Map)
        : session.First($"SELECT * FROM items WHERE list = {list.Id} AND guid = {key} AND deleted = 0", Map);

    public static Item Open(Session session, SiteList list, string key) =>
        Find(session, list, key) ?? throw Refused.NotFound("The specified list item was not found");

    /// <summary>One page of items. The list's number is written into the text: SQLite needs it there to see that the index of a column applies.</summary>
    public static List<Item> Page(Session session, SiteList list, FormattableString where, FormattableString order, int top, long skip, Raw? index = null) => session.All(
        $"""
        SELECT * FROM items {(session.IsInPast ? null : index) ?? new Raw("")} WHERE list = {new Raw(list.Id.ToString(CultureInfo.InvariantCulture))} AND deleted = 0 AND {where}
        ORDER BY {order} LIMIT {top} OFFSET {skip}
        """, Map);

    /// <summary>Items written after a point, deleted ones too, oldest write first.</summary>
    public static List<Item> ChangedSince(Session session, SiteList list, long since, int top) =>
        session.All($"SELECT * FROM items WHERE list = {list.Id} AND changed > {since} ORDER BY changed LIMIT {top}", Map);

    public static long LastChange(Session session, SiteList list) => session.Number($"SELECT MAX(changed) FROM items WHERE list = {list.Id}");

    public static Item Add(Session session, SiteList list, JsonObject fields, Writer writer)
    {
        Unique(session, list, fields, writer.Columns, 0);
        ItemValidation.Check(list, writer, fields);
        var id = session.Number($"UPDATE lists SET lastItem = lastItem + 1 WHERE id = {list.Id} RETURNING lastItem");
        var identity = Wire.Text(writer.Identity);
        session.Run(
            $"""
            INSERT INTO items (list, id, guid, fields, version, created, modified, author, editor, authorId, editorId, changed)
            VALUES ({list.Id}, {id}, {session.Ids.Text()}, {Wire.Text(fields)}, 1, {writer.Now}, {writer.Now}, {identity}, {identity},
              {writer.UserId}, {writer.UserId}, {session.Next("change")})
            """);
        return Kept(session, list, id);
    }

    /// <summary>Writes a new version with these values on top of the present ones; a null clears.</summary>
    public static Item Change(Session session, SiteList list, Item item, JsonObject values, Writer writer)
    {
        var fields = Merged(session, list, item, values, writer);
        session.Run(
            $"""
            UPDATE items SET fields = {Wire.Text(fields)}, version = version + 1, modified = {writer.Now}, editor = {Wire.Text(writer.Identity)},
              editorId = {writer.UserId}, changed = {session.Next("change")} WHERE list = {list.Id} AND id = {item.Id}
            """);
        return Kept(session, list, item.Id);
    }

    /// <summary>Writes these values into the present version: who reads changes sees it, who counts versions does not.</summary>
    public static Item Overwrite(Session session, SiteList list, Item item, JsonObject values, Writer writer)
    {
        var fields = Wire.Text(Merged(session, list, item, values, writer));
        var identity = Wire.Text(writer.Identity);
        session.Run(
            $"""
            UPDATE items SET fields = {fields}, modified = {writer.Now}, editor = {identity}, editorId = {writer.UserId}, changed = {session.Next("change")}
            WHERE list = {list.Id} AND id = {item.Id}
            """);
        session.Run(
            $"""
            UPDATE versions SET fields = {fields}, modified = {writer.Now}, editor = {identity}, editorId = {writer.UserId}
            WHERE list = {list.Id} AND item = {item.Id} AND number = {item.Version}
            """);
        return Open(session, list, item.Key);
    }

    public static void Remove(Session session, SiteList list, Item item)
    {
        session.Run($"DELETE FROM attachments WHERE list = {list.Id} AND item = {item.Id}");
        session.Run($"UPDATE items SET deleted = 1, fields = '{new Raw("{}")}', changed = {session.Next("change")} WHERE list = {list.Id} AND id = {item.Id}");
        session.Run($"DELETE FROM versions WHERE list = {list.Id} AND item = {item.Id}");
    }

    public static List<ItemVersion> Versions(Session session, SiteList list, Item item) => session.All(
        $"SELECT * FROM versions WHERE list = {list.Id} AND item = {item.Id} ORDER BY number DESC",
        row => new ItemVersion(row.Number("number"), row.Json("fields"), row.Text("modified"), row.Json("editor"), row.Number("editorId")));

    public static bool HasDuplicates(Session session, SiteList list, Column column) => session.Number(
        $"""
        SELECT COUNT(*) FROM (SELECT 1 FROM items WHERE list = {list.Id} AND deleted = 0 AND {ColumnStore.Value(column)} IS NOT NULL
        GROUP BY {ColumnStore.Value(column)} COLLATE SITE HAVING COUNT(*) > 1)
        """) > 0;

    /// <summary>The present fields with these values on top, checked; a null clears.</summary>
    private static JsonObject Merged(Session session, SiteList list, Item item, JsonObject values, Writer writer)
    {
        var fields = item.Fields.DeepClone().AsObject();
        foreach (var (name, value) in values)
        {
            if (value is null) fields.Remove(name);
            else fields[name] = value.DeepClone();
        }
        Unique(session, list, values, writer.Columns, item.Id);
        ItemValidation.Check(list, writer, fields);
        return fields;
    }

    /// <summary>Every write is a version; those beyond the list's limit go, oldest first.</summary>
    private static Item Kept(Session session, SiteList list, long id)
    {
        var item = session.First($"SELECT * FROM items WHERE list = {list.Id} AND id = {id}", Map)!;
        session.Run(
            $"""
            INSERT INTO versions VALUES ({list.Id}, {id}, {item.Version}, {Wire.Text(item.Fields)}, {item.Modified}, {Wire.Text(item.Editor)}, {item.EditorId})
            """);
        var keep = list.Versioning ? list.VersionLimit : 1;
        session.Run($"DELETE FROM versions WHERE list = {list.Id} AND item = {id} AND number <= {item.Version - keep}");
        return item;
    }

    private static void Unique(Session session, SiteList list, JsonObject values, IReadOnlyList<Column> columns, long except)
    {
        foreach (var column in columns.Where(column => column.Unique && values[column.Name] is JsonValue))
        {
            var twin = session.Number(
                $"""
                SELECT COUNT(*) FROM items WHERE list = {new Raw(list.Id.ToString(CultureInfo.InvariantCulture))} AND deleted = 0
                AND {ColumnStore.Value(column)} = {Scalar(values[column.Name]!)} COLLATE SITE AND id <> {except}
                """);
            if (twin > 0)
                throw Refused.Invalid($"The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [{column.Name}].");
        }
    }

    /// <summary>A JSON value as SQLite gives it back from json_extract.</summary>
    internal static object Scalar(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) is var number && number == decimal.Truncate(number) && Math.Abs(number) < 1e15m ? (long)number : (double)number,
        _ => value.ToString(),
    };

    private static Item Map(SqliteDataReader row) => new(
        row.Number("list"), row.Number("id"), row.Text("guid"), row.Json("fields"), row.Number("version"), row.Text("created"), row.Text("modified"),
        row.Json("author"), row.Json("editor"), row.Number("authorId"), row.Number("editorId"), row.Number("changed"), row.Flag("deleted"));
}

/// <summary>Who writes, when, and by which columns.</summary>
internal sealed record Writer(JsonObject Identity, long UserId, string Now, IReadOnlyList<Column> Columns);
