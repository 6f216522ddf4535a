using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365;

/// <summary>The one file that is the tenant. Readers do not wait for writers (WAL); writers take turns, each in one transaction.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>The collation of list text: letter case does not count, in any alphabet.</summary>
    public const string Collation = "SITE";

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Lock _turn = new();
    private readonly SqliteConnection _writer;
    private readonly Ids _ids;

    public Database(string folder, Ids ids)
    {
        _ids = ids;
        Directory.CreateDirectory(folder);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "m365.db"), Pooling = false }.ToString();
        _writer = Open();
        var session = new Session(_writer, ids);
        session.Run($"PRAGMA journal_mode=WAL");
        using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("EmulationM365.LocalM365.schema.sql")!);
        session.Run($"{new Raw(script.ReadToEnd())}");
        if (ids.IsSeeded) ids.Begin(session.Next("run"));
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
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.CreateCollation(Collation, (a, b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase));
        connection.CreateFunction("site_contains", (string? text, string? part) => text?.Contains(part ?? "", StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        var session = new Session(connection, _ids);
        session.Run($"PRAGMA synchronous=NORMAL");
        session.Run($"PRAGMA busy_timeout=10000");
        return connection;
    }
}
