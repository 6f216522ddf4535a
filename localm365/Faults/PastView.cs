namespace EmulationM365.LocalM365.Faults;

/// <summary>
/// The items as if some changes had not been made yet. A view of the reader's own stands before the table of items under the same name, so that every query
/// reads the past without knowing.
/// </summary>
internal sealed class PastView(IReadOnlyList<long> undone)
{
    public T Through<T>(Session session, Func<Session, T> ask)
    {
        var columns = PastLog.Columns(session);
        var numbers = new Raw(string.Join(',', undone));
        session.Run(
            $"""
            CREATE TEMP VIEW items AS
            SELECT {PastLog.Listed(columns, "")} FROM main.items WHERE (list, id) NOT IN (SELECT list, id FROM main.past WHERE number IN ({numbers}))
            UNION ALL
            SELECT {PastLog.Listed(columns, "")} FROM main.past WHERE fresh = 0 AND number IN (SELECT MIN(number) FROM main.past WHERE number IN ({numbers}) GROUP BY list, id)
            """);
        try
        {
            session.IsInPast = true;
            return ask(session);
        }
        finally
        {
            session.IsInPast = false;
            session.Run($"DROP VIEW temp.items");
        }
    }
}
