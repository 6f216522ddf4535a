using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365;

/// <summary>The one file that is the tenant. Readers do not wait for writers (WAL); writers take turns, each in one transaction.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>The collation of list text: letter case does not count, in any alphabet.</summary>
    public const string Collation = "SITE";

    private readonly FolderLock _lock;
    private readonly SqlEffort? _effort;
    private readonly string _file;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Lock _turn = new();
    private readonly SqliteConnection _writer;
    private readonly Ids _ids;

    /// <param name="folder">Where the file is, or will be.</param>
    /// <param name="reset">Whether to begin with an empty one.</param>
    /// <param name="ids">Where the ids of all that is new come from.</param>
    /// <param name="effort">Counts what all of it costs; null for nobody.</param>
    /// <exception cref="IOException">The folder is taken or cannot be written, or the file cannot be gone on with: a sentence.</exception>
    public Database(string folder, bool reset, Ids ids, SqlEffort? effort = null)
    {
        (_ids, _effort) = (ids, effort);
        _lock = FolderLock.Take(folder);
        _file = Path.Combine(folder, DatabaseFile.Name);
        try
        {
            if (reset) foreach (var old in DatabaseFile.Files(folder)) File.Delete(old);
            DatabaseFile.Check(folder);
            _writer = Open();
            var session = new Session(_writer, ids);
            Prepare(session);
            if (ids.IsSeeded) ids.Begin(session.Next("run"));
        }
        catch
        {
            _writer?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>A connection as every part of the tenant needs it.</summary>
    public static SqliteConnection Connect(string file, Ids ids)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.CreateCollation(Collation, (a, b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase));
        connection.CreateFunction("site_contains", (string? text, string? part) => text?.Contains(part ?? "", StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        var session = new Session(connection, ids);
        session.Run($"PRAGMA synchronous=NORMAL");
        session.Run($"PRAGMA busy_timeout=10000");
        return connection;
    }

    /// <summary>Reads one consistent picture of the tenant.</summary>
    public T Read<T>(Func<Session, T> ask)
    {
        if (!_readers.TryTake(out var connection)) connection = Open();
        try
        {
            using var picture = connection.BeginTransaction(deferred: true);
            return ask(new Session(connection, _ids));
        }
        finally
        {
            _readers.Add(connection);
        }
    }

    /// <summary>Writes in one transaction: all of it is in the file afterwards, or nothing.</summary>
    public T Write<T>(Func<Session, T> act)
    {
        lock (_turn)
        {
            using var transaction = _writer.BeginTransaction();
            var result = act(new Session(_writer, _ids));
            transaction.Commit();
            return result;
        }
    }

    /// <inheritdoc cref="Write{T}(Func{Session, T})"/>
    public void Write(Action<Session> act) => Write(session =>
    {
        act(session);
        return true;
    });

    public void Dispose()
    {
        foreach (var reader in _readers) reader.Dispose();
        lock (_turn) _writer.Dispose();
        _lock.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = Connect(_file, _ids);
        _effort?.Watch(connection);
        return connection;
    }

    private static void Prepare(Session session)
    {
        session.Run($"PRAGMA journal_mode=WAL");
        using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("EmulationM365.LocalM365.schema.sql")!);
        session.Run($"{new Raw(script.ReadToEnd())}");
        if (session.Text($"SELECT value FROM settings WHERE name = {DatabaseFile.Identity}") is not null) return;
        session.Run($"INSERT INTO settings VALUES ({DatabaseFile.Identity}, {session.Ids.Text()})");
        session.Run($"PRAGMA user_version={new Raw(DatabaseFile.Schema.ToString(CultureInfo.InvariantCulture))}");
        // the file itself is to say which it is, and not only the log beside it
        session.Run($"PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
