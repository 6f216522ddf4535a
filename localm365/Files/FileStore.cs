using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Files;

/// <summary>Files and folders in the database. Each is an item of the list of its library, so it has versions and shows in the list's delta.</summary>
internal static class FileStore
{
    private static readonly Raw _columns = new(
        "f.item, f.parent, f.name, f.folder, f.type, length(f.content) AS size, (SELECT COUNT(*) FROM files c WHERE c.list = f.list AND c.parent = f.item) AS children");

    public static FileNode? Node(Session session, SiteList list, long item) =>
        session.First($"SELECT {_columns} FROM files f WHERE f.list = {list.Id} AND f.item = {item}", Map);

    public static FileNode? Child(Session session, SiteList list, long parent, string name) =>
        session.First($"SELECT {_columns} FROM files f WHERE f.list = {list.Id} AND f.parent = {parent} AND f.name = {name} COLLATE SITE", Map);

    public static List<FileNode> Children(Session session, SiteList list, long parent) =>
        session.All($"SELECT {_columns} FROM files f WHERE f.list = {list.Id} AND f.parent = {parent} ORDER BY f.name COLLATE SITE", Map);

    /// <summary>Every file and folder of a library.</summary>
    public static List<FileNode> All(Session session, SiteList list) =>
        session.All($"SELECT {_columns} FROM files f WHERE f.list = {list.Id} ORDER BY f.name COLLATE SITE", Map);

    /// <summary>The path of an item below the root of its library, without a leading slash; empty for the root.</summary>
    public static string Path(Session session, SiteList list, long item)
    {
        var names = new List<string>();
        for (var node = Node(session, list, item); node is not null; node = Node(session, list, node.Parent)) names.Insert(0, node.Name);
        return string.Join('/', names);
    }

    public static byte[] Content(Session session, SiteList list, long item) =>
        session.First($"SELECT content FROM files WHERE list = {list.Id} AND item = {item}", row => row.GetFieldValue<byte[]>(0)) ?? [];

    public static Item Add(OpenedList open, long parent, string name, bool folder, string type, byte[] content)
    {
        var fields = new JsonObject { [BuiltInColumns.FileName] = name, ["ContentType"] = folder ? "Folder" : "Document" };
        var item = ItemStore.Add(open.Session, open.List, fields, open.Writer());
        open.Session.Run($"INSERT INTO files VALUES ({open.List.Id}, {item.Id}, {parent}, {name}, {folder}, {type}, {content})");
        return item;
    }

    public static Item Replace(OpenedList open, Item item, string type, byte[] content)
    {
        FileVersions.Keep(open, item);
        open.Session.Run($"UPDATE files SET content = {content}, type = {type} WHERE list = {open.List.Id} AND item = {item.Id}");
        return ItemStore.Change(open.Session, open.List, item, [], open.Writer());
    }

    /// <summary>Gives an item another name, another folder, or both.</summary>
    public static Item Move(OpenedList open, Item item, long parent, string name)
    {
        open.Session.Run($"UPDATE files SET parent = {parent}, name = {name} WHERE list = {open.List.Id} AND item = {item.Id}");
        return ItemStore.Change(open.Session, open.List, item, new JsonObject { [BuiltInColumns.FileName] = name }, open.Writer());
    }

    /// <summary>Whether an item is a folder or lies in it.</summary>
    public static bool LiesIn(OpenedList open, long item, long folder)
    {
        for (var at = item; at != 0; at = Node(open.Session, open.List, at)?.Parent ?? 0)
            if (at == folder) return true;
        return false;
    }

    /// <summary>Removes a file, or a folder with everything in it, unless one of them is locked.</summary>
    public static void Remove(OpenedList open, long item)
    {
        FileLocks.Check(open, item);
        var (session, list) = (open.Session, open.List);
        foreach (var child in Children(session, list, item)) Remove(open, child.Item);
        ItemStore.Remove(session, list, ItemStore.Open(session, list, item.ToString(CultureInfo.InvariantCulture)));
        foreach (var table in new[] { "files", "scopes", "assignments" }) session.Run($"DELETE FROM {new Raw(table)} WHERE list = {list.Id} AND item = {item}");
    }

    private static FileNode Map(SqliteDataReader row) => new(
        row.Number("item"), row.Number("parent"), row.Text("name"), row.Flag("folder"), row.Text("type"), row.Number("size"), row.Number("children"));
}
