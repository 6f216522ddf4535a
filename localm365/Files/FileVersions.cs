namespace EmulationM365.LocalM365.Files;

/// <summary>The contents that a file had in earlier versions. A content is kept once, under the last version that had it.</summary>
internal static class FileVersions
{
    /// <summary>Keeps the present content, which is about to be replaced, and lets go what the list no longer keeps.</summary>
    public static void Keep(OpenedList open, Item item)
    {
        if (!open.List.Versioning) return;
        open.Session.Run(
            $"INSERT OR REPLACE INTO file_versions SELECT list, item, {item.Version}, type, content FROM files WHERE list = {item.List} AND item = {item.Id}");
        open.Session.Run($"DELETE FROM file_versions WHERE list = {item.List} AND item = {item.Id} AND number <= {item.Version + 1 - open.List.VersionLimit}");
    }

    /// <summary>The size of the file in a version.</summary>
    public static long Size(Session session, Item item, long version) => session.Number($"SELECT length(content) FROM ({Content(item, version)})");

    /// <summary>Type and bytes of the file in a version; null when there is no such file.</summary>
    public static FileContent? Of(Session session, Item item, long version) =>
        session.First($"{Content(item, version)}", row => new FileContent(row.Text("type"), row.GetFieldValue<byte[]>(1)));

    /// <summary>Makes an earlier version the newest: its values, and its content; the name stays, as names have no versions.</summary>
    public static Item Restore(OpenedList open, Item present, ItemVersion old)
    {
        if (old.Number == present.Version) throw Refused.Invalid("The current version cannot be restored.");
        var values = old.Fields.DeepClone().AsObject();
        foreach (var (name, _) in present.Fields)
            if (!values.ContainsKey(name)) values[name] = null;
        values.Remove(BuiltInColumns.FileName);
        if (open.List.IsLibrary && FileStore.Node(open.Session, open.List, present.Id) is { Folder: false })
        {
            Keep(open, present);
            open.Session.Run(
                $"UPDATE files SET (type, content) = ({Content(present, old.Number)}) WHERE list = {present.List} AND item = {present.Id}");
        }

        return ItemStore.Change(open.Session, open.List, present, values, open.Writer());
    }

    private static FormattableString Content(Item item, long version) =>
        $"""
        SELECT type, content FROM (
          SELECT type, content, number FROM file_versions WHERE list = {item.List} AND item = {item.Id} AND number >= {version}
          UNION ALL SELECT type, content, 9223372036854775807 FROM files WHERE list = {item.List} AND item = {item.Id}
        ) ORDER BY number LIMIT 1
        """;
}

/// <summary>The bytes of a file and what they are.</summary>
internal sealed record FileContent(string Type, byte[] Bytes);
