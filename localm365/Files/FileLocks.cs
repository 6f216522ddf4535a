namespace EmulationM365.LocalM365.Files;

/// <summary>
/// What keeps people off a file: a lock, as an open desktop program holds one, and a check-out. Reading goes on; writing is 423, except for whoever
/// holds the check-out.
/// </summary>
internal static class FileLocks
{
    private const string Lock = "lock";
    private const string CheckOut = "checkout";

    /// <summary>Refuses when the caller may not write the file now.</summary>
    public static void Check(OpenedList open, long item)
    {
        var now = open.Call.Now;
        var kept = open.Session.Number(
            $"""
            SELECT COUNT(*) FROM file_locks WHERE list = {open.List.Id} AND item = {item} AND (until IS NULL OR until > {now})
            AND (holder IS NULL OR holder <> {open.Call.Caller.Identity})
            """);
        if (kept > 0) throw Locked();
    }

    /// <summary>Locks a file for everybody, until a moment or until it is unlocked.</summary>
    public static void Set(Session session, SiteList list, long item, string? until) =>
        session.Run($"INSERT OR REPLACE INTO file_locks VALUES ({list.Id}, {item}, {Lock}, NULL, {until})");

    public static int Clear(Session session, SiteList list, long item) =>
        session.Run($"DELETE FROM file_locks WHERE list = {list.Id} AND item = {item} AND kind = {Lock}");

    public static void ClearAll(Session session) => session.Run($"DELETE FROM file_locks WHERE kind = {Lock}");

    /// <summary>The locks in force, as (list, item, until).</summary>
    public static List<(long List, long Item, string? Until)> All(Session session, string now) => session.All(
        $"SELECT list, item, until FROM file_locks WHERE kind = {Lock} AND (until IS NULL OR until > {now}) ORDER BY list, item",
        row => (row.Number("list"), row.Number("item"), row.MaybeText("until")));

    public static void Take(OpenedList open, long item) =>
        open.Session.Run($"INSERT OR REPLACE INTO file_locks VALUES ({open.List.Id}, {item}, {CheckOut}, {open.Call.Caller.Identity}, NULL)");

    public static bool Return(OpenedList open, long item) =>
        open.Session.Run($"DELETE FROM file_locks WHERE list = {open.List.Id} AND item = {item} AND kind = {CheckOut}") > 0;

    /// <summary>The identity that has the file checked out, or null.</summary>
    public static string? Holder(Session session, SiteList list, long item) =>
        session.Text($"SELECT holder FROM file_locks WHERE list = {list.Id} AND item = {item} AND kind = {CheckOut}");

    private static Refused Locked() => new(423, "resourceLocked", "The resource you are attempting to access is locked");
}
