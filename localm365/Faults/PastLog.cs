namespace EmulationM365.LocalM365.Faults;

/// <summary>
/// What items were before each change, kept by triggers only while a script with stale reads is in force: other runs pay nothing. A row is one change; its
/// <c>later</c> is the number of the change, <c>fresh</c> says that the item was not there before.
/// </summary>
internal static class PastLog
{
    public static void Keep(Database database, bool wanted) => database.Write(session =>
    {
        var kept = session.Number($"SELECT COUNT(*) FROM sqlite_master WHERE name = 'past'") > 0;
        if (!kept && !wanted) return;
        session.Run($"DROP TRIGGER IF EXISTS past_new");
        session.Run($"DROP TRIGGER IF EXISTS past_old");
        session.Run($"DROP TABLE IF EXISTS past");
        if (!wanted) return;
        var columns = Columns(session);
        session.Run($"CREATE TABLE past (number INTEGER PRIMARY KEY, later INTEGER NOT NULL, fresh INTEGER NOT NULL, {Listed(columns, "")})");
        session.Run($"CREATE TRIGGER past_new AFTER INSERT ON items BEGIN INSERT INTO past (later, fresh, {Listed(columns, "")}) VALUES (NEW.changed, 1, {Listed(columns, "NEW.")}); END");
        session.Run($"CREATE TRIGGER past_old AFTER UPDATE OF changed ON items BEGIN INSERT INTO past (later, fresh, {Listed(columns, "")}) VALUES (NEW.changed, 0, {Listed(columns, "OLD.")}); END");
    });

    /// <summary>The latest changes of each list, so many of each.</summary>
    public static List<long> Last(Session session, string? list, int count) => session.All(
        $"""
        SELECT number FROM (SELECT p.number, ROW_NUMBER() OVER (PARTITION BY p.list ORDER BY p.later DESC) AS place FROM past p WHERE {Of(list)})
        WHERE place <= {count} ORDER BY number
        """, row => row.GetInt64(0));

    /// <summary>The changes that made a new item, first the oldest.</summary>
    public static List<long> Fresh(Session session, string? list) =>
        session.All($"SELECT p.number FROM past p WHERE p.fresh = 1 AND {Of(list)} ORDER BY p.number", row => row.GetInt64(0));

    /// <summary>All changes from one on.</summary>
    public static List<long> From(Session session, string? list, long first) =>
        session.All($"SELECT p.number FROM past p WHERE p.number >= {first} AND {Of(list)} ORDER BY p.number", row => row.GetInt64(0));

    /// <summary>The members of an item, whatever they are by now.</summary>
    public static IReadOnlyList<string> Columns(Session session) => session.All($"SELECT name FROM pragma_table_info('items')", row => row.GetString(0));

    public static Raw Listed(IReadOnlyList<string> columns, string prefix) => new(string.Join(", ", columns.Select(column => $"{prefix}\"{column}\"")));

    // the rows of people, which every site has, are no list that anybody lags behind on
    private static FormattableString Of(string? list) =>
        $"""
        p.list IN (SELECT id FROM lists WHERE system = 0 AND ({list} IS NULL OR guid = {list?.ToLowerInvariant()} OR displayName = {list} COLLATE SITE OR name = {list} COLLATE SITE))
        """;
}
