namespace EmulationM365.LocalM365.Lists;

/// <summary><c>/sites/{site}/lists/{list}/columns</c>.</summary>
internal static class ColumnEndpoints
{
    private const string Kind = "sites('root')/lists('list')/columns";

    public static IResult All(GraphCall call, string site, string list) =>
        call.Many(call.Read(session => call.Tenant.Columns.Of(session, call.OpenList(session, site, list, Right.Read)).Select(column => column.ToGraph()).ToList()), Kind);

    public static IResult Get(GraphCall call, string site, string list, string column) =>
        call.One(call.Read(session => Find(call, session, call.OpenList(session, site, list, Right.Read), column).ToGraph()), Kind + "/$entity");

    public static IResult Add(GraphCall call, string site, string list)
    {
        var row = Changing(call, site, list, (session, found) =>
        {
            var definition = ColumnRules.Accept(session, SiteStore.ById(session, found.Site), ColumnStore.Of(session, found.Id), call.Body);
            return ColumnStore.Add(session, found, definition, builtIn: false);
        });
        return call.One(row.ToGraph(), Kind + "/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string list, string column)
    {
        var row = Changing(call, site, list, (session, found) =>
        {
            var changed = ColumnRules.Change(ColumnStore.Of(session, found.Id), Find(call, session, found, column), call.Body);
            if (changed.Unique && ItemStore.HasDuplicates(session, found, changed))
                throw Refused.Invalid("This field contains duplicate values. Remove all duplicate values and try the operation again.");
            ColumnStore.Save(session, found, changed);
            return changed;
        });
        return call.One(row.ToGraph(), Kind + "/$entity");
    }

    public static IResult Remove(GraphCall call, string site, string list, string column)
    {
        Changing(call, site, list, (session, found) =>
        {
            var doomed = Find(call, session, found, column);
            if (doomed.BuiltIn) throw Refused.Invalid($"The column '{doomed.Name}' cannot be deleted.");
            ColumnStore.Remove(session, found, doomed);
            return doomed;
        });
        return Results.NoContent();
    }

    private static Column Changing(GraphCall call, string site, string list, Func<Session, SiteList, Column> act) => call.Write(session =>
    {
        var found = call.OpenList(session, site, list, Right.Manage);
        var column = act(session, found);
        return CheckUnique(session, found, column);
    });

    /// <summary>Uniqueness would tell of items that one may not see.</summary>
    internal static Column CheckUnique(Session session, SiteList list, Column column)
    {
        if (!column.Unique) return column;
        if (list.Extras.EnableModeration || list.ReadSecurity == 2 || list.WriteSecurity == 2 || session.Number($"SELECT COUNT(*) FROM scopes WHERE list = {list.Id}") > 0)
            throw Refused.Invalid($"The column '{column.Name}' cannot enforce unique values in a list whose items have rights of their own or need approval.");
        return column;
    }

    private static Column Find(GraphCall call, Session session, SiteList list, string key) =>
        call.Tenant.Columns.Of(session, list).FirstOrDefault(column => column.Guid == key || string.Equals(column.Name, key, StringComparison.OrdinalIgnoreCase))
        ?? throw Refused.NotFound("Column not found");
}
