using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365;

/// <summary>
/// Whether a database file can be gone on with, found out on a copy: SQLite writes to what it opens, and a damaged file is to stay as it is for whoever wants to
/// rescue something.
/// </summary>
internal static class DatabaseFile
{
    public const string Name = "m365.db";

    /// <summary>The number of the schema; a file with a greater one was written by a localm365 of later days.</summary>
    public const int Schema = 1;

    /// <summary>The setting that says which file this is, so that the log of another one is known for what it is.</summary>
    public const string Identity = "file";

    /// <summary>Beyond this the start would have to wait for the copy; then only the head of the file is looked at.</summary>
    private const long MostCopied = 256 * 1024 * 1024;

    private const int HeadLength = 100;

    private static readonly string[] _ends = ["", "-wal", "-shm"];

    private static readonly byte[] _magic = "SQLite format 3\0"u8.ToArray();

    /// <summary>All files of a database in a folder, the database first.</summary>
    public static IEnumerable<string> Files(string folder) => _ends.Select(end => Path.Combine(folder, Name + end));

    /// <summary>Refuses a file that is damaged, from later days, or of another program.</summary>
    /// <exception cref="IOException">A sentence that names the file and says what to do.</exception>
    public static void Check(string folder)
    {
        var file = Path.GetFullPath(Path.Combine(folder, Name));
        if (Directory.Exists(file)) throw Damaged(file, "it is a folder");
        if (!File.Exists(file) || new FileInfo(file).Length == 0) return;
        CheckHead(file);
        if (new FileInfo(file).Length > MostCopied) return;
        var copy = Directory.CreateTempSubdirectory("localm365-");
        try
        {
            CheckCopy(file, copy.FullName);
        }
        catch (SqliteException fault)
        {
            throw Damaged(file, fault.Message);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static void CheckHead(string file)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength || !head.StartsWith(_magic)) throw Damaged(file, "it does not begin as a database does");
        var schema = BinaryPrimitives.ReadInt32BigEndian(head[60..]);
        if (schema > Schema) throw Newer(file, schema);
        var size = BinaryPrimitives.ReadUInt16BigEndian(head[16..]);
        // 1 stands for 65,536, which does not fit
        var (page, pages) = (size == 1 ? 65_536 : size, BinaryPrimitives.ReadUInt32BigEndian(head[28..]));
        if (page < 512 || stream.Length % page != 0 || stream.Length < page * (long)pages) throw Damaged(file, "a part of it is missing");
    }

    /// <summary>The file first without the log of its last writes, then with it: the log must be that of this file.</summary>
    private static void CheckCopy(string file, string folder)
    {
        var copy = Path.Combine(folder, Name);
        File.Copy(file, copy);
        var own = Look(file, copy);
        var log = new FileInfo(file + "-wal");
        if (!log.Exists || log.Length == 0) return;
        foreach (var left in Files(folder)) File.Delete(left);
        File.Copy(file, copy);
        File.Copy(log.FullName, copy + "-wal");
        var now = Look(file, copy);
        if (own is not null && now != own) throw Damaged(log.FullName, "it belongs to another database");
    }

    /// <summary>The identity of the file, null while it has none yet.</summary>
    private static string? Look(string file, string copy)
    {
        var ids = new Ids(null);
        using var connection = Database.Connect(copy, ids);
        var session = new Session(connection, ids);
        var schema = session.Number($"PRAGMA user_version");
        if (schema > Schema) throw Newer(file, schema);
        if (session.Text($"PRAGMA quick_check(1)") is not "ok" and var fault) throw Damaged(file, fault ?? "SQLite cannot read it");
        var tables = session.All($"SELECT name FROM sqlite_schema WHERE type = 'table'", row => row.GetString(0));
        if (tables.Count == 0) return null;
        return tables.Contains("settings") && tables.Contains("lists")
            ? session.Text($"SELECT value FROM settings WHERE name = {Identity}")
            : throw Damaged(file, "it is the database of another program");
    }

    private static IOException Newer(string file, long schema) => new(
        $"{file} was written by a newer localm365 (schema {schema.ToString(CultureInfo.InvariantCulture)}; this one knows {Schema.ToString(CultureInfo.InvariantCulture)}). Start that one, or choose another folder with --data.");

    private static IOException Damaged(string file, string what) => new(
        $"{file} cannot be used: {what.ReplaceLineEndings(" ").TrimEnd('.')}. It was left as it is. Move it away, or start with --reset for an empty tenant.");
}
