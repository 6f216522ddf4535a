using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EmulationM365.LocalM365;

/// <summary>
/// Counts the steps of SQLite's machine: what a request costs whatever the machine it runs on. Whoever wants to know hands one to the start; without one nothing
/// is counted.
/// </summary>
public sealed class SqlEffort
{
    // each call from SQLite costs more than the steps it counts
    private const int Grain = 10;
    private long _steps;

    /// <summary>The steps so far, to the nearest ten of each statement.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    internal void Watch(SqliteConnection connection) => raw.sqlite3_progress_handler(connection.Handle, Grain, Count, this);

    private int Count(object state)
    {
        Interlocked.Add(ref _steps, Grain);
        return 0;
    }
}
