using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Lists;

/// <summary>Columns in the database, and the index each indexed column brings.</summary>
internal static class ColumnStore
{
    public static List<Column> Of(Session session, long list) => session.All($"SELECT * FROM columns WHERE list = {list} ORDER BY id", Map);

    public static Column Add(Session session, SiteList list, JsonObject definition, bool builtIn)
    {
        var guid = session.Ids.Text();
        definition.Insert(0, "id", guid);
        var name = definition.String("name")!;
        session.Run($"INSERT INTO columns (list, guid, name, definition, builtIn) VALUES ({list.Id}, {guid}, {name}, {Wire.Text(definition)}, {builtIn})");
        var column = session.First($"SELECT * FROM columns WHERE id = last_insert_rowid()", Map)!;
        EnsureIndex(session, list.Id, column);
        // a new column is shown by the list's default content type, and by no other
        if (!builtIn && ContentTypeStore.Default(ContentTypeStore.OfList(session, list.Id)) is { } type) ContentTypeStore.Show(session, list.Id, type, column);
        ListStore.Reshape(session, list);
        return column;
    }

    public static void Save(Session session, SiteList list, Column column)
    {
        session.Run($"UPDATE columns SET definition = {Wire.Text(column.Definition)} WHERE id = {column.Id}");
        DropIndex(session, list.Id, column);
        EnsureIndex(session, list.Id, column);
        ListStore.Reshape(session, list);
    }

    public static void Remove(Session session, SiteList list, Column column)
    {
        DropIndex(session, list.Id, column);
        session.Run($"DELETE FROM columns WHERE id = {column.Id}");
        session.Run($"DELETE FROM type_columns WHERE list = {list.Id} AND column = {column.Id}");
        Views.ViewStore.Forget(session, list, column.Name);
        // what the column held is gone, from earlier versions too: a new column of that name begins empty
        foreach (var table in new[] { "items", "versions" })
            session.Run($"UPDATE {new Raw(table)} SET fields = json_remove(fields, {Path(column.Name)}) WHERE list = {list.Id}");
        ListStore.Reshape(session, list);
    }

    public static void DropIndex(Session session, long list, Column column) => session.Run($"DROP INDEX IF EXISTS {IndexName(list, column)}");

    /// <summary>The value of a column as SQL sees it. The text must be the same in index and query, or SQLite does not use the index.</summary>
    public static Raw Value(Column column) => Value(column.Name);

    /// <summary>The same by name, where it needs saying of which table.</summary>
    public static Raw Value(string name, string of = "") => new($"json_extract({of}fields, '{Path(name)}')");

    /// <summary>Built-in columns such as ID and Created count as indexed and are columns of the table itself.</summary>
    public static bool HasIndex(Column column) => column.Indexed && !(column.BuiltIn && column.ReadOnly);

    private static string Path(string name) => $"$.\"{name}\"";

    private static void EnsureIndex(Session session, long list, Column column)
    {
        if (!HasIndex(column)) return;
        var number = new Raw(list.ToString(CultureInfo.InvariantCulture));
        session.Run($"CREATE INDEX {IndexName(list, column)} ON items ({Value(column)} COLLATE SITE) WHERE list = {number} AND deleted = 0");
    }

    /// <summary>The name of the index that belongs to an indexed column.</summary>
    public static Raw IndexName(long list, Column column) => new(string.Create(CultureInfo.InvariantCulture, $"column_{list}_{column.Id}"));

    private static Column Map(SqliteDataReader row) => new(row.Number("id"), row.Text("guid"), row.Text("name"), row.Json("definition"), row.Flag("builtIn"));
}

/// <summary>The columns of each list in memory: every item request needs them and they seldom change.</summary>
internal sealed class ColumnCatalogue
{
    private readonly ConcurrentDictionary<long, (long Shape, IReadOnlyList<Column> Columns)> _known = new();

    public IReadOnlyList<Column> Of(Session session, SiteList list)
    {
        if (_known.TryGetValue(list.Id, out var known) && known.Shape == list.Shape) return known.Columns;
        var columns = ColumnStore.Of(session, list.Id);
        _known[list.Id] = (list.Shape, columns);
        return columns;
    }
}
