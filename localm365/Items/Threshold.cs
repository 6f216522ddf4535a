namespace EmulationM365.LocalM365.Items;

/// <summary>
/// The condition that decides how many rows a query looks at, which is the first one: SharePoint does not look for a better one behind it.
/// <c>ById</c> says that it only names ids, by which the list is walked anyway.
/// </summary>
internal sealed record FirstCondition(FormattableString Sql, bool Indexed, bool ById);

/// <summary>
/// The list view threshold: on a list with more items than this, a query is answered only when an index brings it down to as many rows, or when it walks the list
/// in an order that an index gives.
/// </summary>
internal static class Threshold
{
    /// <summary>In the words of Graph, which says neither list nor threshold.</summary>
    public static Refused InGraph() => new(422, "notSupported", "The request is unprocessable because it uses too many resources");

    /// <summary>In the words of REST.</summary>
    public static Refused InRest() => new(
        500, "-2147024860, Microsoft.SharePoint.SPQueryThrottledException", "The attempted operation is prohibited because it exceeds the list view threshold.");

    /// <summary>Whether a query is too much for the list.</summary>
    /// <param name="call">Whose tenant says where the threshold lies.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="list">The list asked.</param>
    /// <param name="first">The first condition of the filter, if there is a filter; asked for on long lists only.</param>
    /// <param name="ordered">The order is that of ids or of an indexed column.</param>
    public static bool IsExceeded(GraphCall call, Session session, SiteList list, Func<FirstCondition?> first, bool ordered)
    {
        var most = call.Tenant.ListViewThreshold;
        if (list.LastItem <= most) return false;
        var condition = first();
        if (ordered && condition is null or { ById: true }) return false;
        // what the index leaves is counted first: that is few rows for almost every query, and the list is thousands
        if (condition is { Indexed: true } && Count(session, list, condition.Sql, most) <= most) return false;
        return Count(session, list, $"1 = 1", most) > most;
    }

    /// <summary>Counts no further than needed.</summary>
    private static long Count(Session session, SiteList list, FormattableString where, int most) => session.Number(
        $"""
        SELECT COUNT(*) FROM (SELECT 1 FROM items WHERE list = {new Raw(list.Id.ToString(CultureInfo.InvariantCulture))} AND deleted = 0 AND {where} LIMIT {most + 1})
        """);
}
