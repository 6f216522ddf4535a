using System.Collections.Concurrent;

namespace EmulationM365.LocalM365.Views;

/// <summary>The query of each list's default view in memory, because it leaks into every reading of items through Graph.</summary>
internal sealed class ViewCatalogue
{
    private readonly ConcurrentDictionary<long, (long Shape, string? Query)> _known = new();

    /// <summary>The condition that the default view puts on rows; null when it shows all of them, as it should.</summary>
    public CamlQuery? Leak(OpenedList open)
    {
        if (Query(open.Session, open.List) is not { } query) return null;
        try
        {
            return ReaderOf.Query(open, query) is { Filters: true } filter ? filter : null;
        }
        catch (Refused)
        {
            // a column that the view asks for has been deleted since: the view itself is broken, what leaks of it is nothing
            return null;
        }
    }

    private string? Query(Session session, SiteList list)
    {
        if (_known.TryGetValue(list.Id, out var known) && known.Shape == list.Shape) return known.Query;
        var view = ViewStore.Default(session, list);
        var query = view.IsUnfiltered ? null : view.Query;
        _known[list.Id] = (list.Shape, query);
        return query;
    }
}

/// <summary>Reading a query for whoever calls: their own id on the site, and those of their groups.</summary>
internal static class ReaderOf
{
    public static CamlQuery Query(OpenedList open, string query, DateTime? looked = null) =>
        Query(open.Session, open.Site, query, open.Columns, open.Call.Caller.Id, open.Call.Tenant.Clock.GetUtcNow(), looked);

    public static CamlQuery Query(Session session, Site site, string query, IReadOnlyList<Column> columns, string objectId, DateTimeOffset now, DateTime? looked = null)
    {
        var user = UserRows.Find(session, site, objectId)?.Id ?? 0;
        var groups = session.All($"SELECT grp FROM members WHERE site = {site.Id} AND member = {user}", row => row.GetInt64(0));
        return CamlQuery.Read(query, columns, user, groups, now, looked);
    }
}
