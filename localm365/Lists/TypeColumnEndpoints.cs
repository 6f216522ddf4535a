namespace EmulationM365.LocalM365.Lists;

/// <summary><c>/sites/{site}/lists/{list}/contentTypes/{type}/columns</c>: which columns of its list a content type shows.</summary>
internal static class TypeColumnEndpoints
{
    private const string Kind = "sites('root')/lists('list')/contentTypes('0x01')/columns";
    private const string Source = "sourceColumn@odata.bind";

    public static IResult All(GraphCall call, string site, string type) => call.Many(
        call.Read(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Read);
            return scope.Columns(scope.Find(type)).Select(column => column.ToGraph()).ToList();
        }), Kind);

    /// <summary>Shows a column of the list, named by its URL; columns are not made here.</summary>
    public static IResult Add(GraphCall call, string site, string type)
    {
        var url = call.Body.String(Source) ?? throw Refused.Invalid($"A column is added to a content type by its URL in '{Source}'.");
        return call.One(call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            var found = scope.Find(type);
            var column = OfList(scope).FirstOrDefault(one => Names(scope, url, one)) ?? throw Refused.NotFound("The source column was not found in the list");
            if (!ContentTypeStore.Show(session, scope.ListId, found, column)) throw Refused.Taken($"The column '{column.Name}' already exists in the content type.");
            return column.ToGraph();
        }), Kind + "/$entity", 201);
    }

    public static IResult Remove(GraphCall call, string site, string type, string column)
    {
        call.Write(session =>
        {
            var scope = TypeScope.Open(call, session, site, Right.Manage);
            var found = scope.Find(type);
            var doomed = scope.Columns(found).FirstOrDefault(one => one.Guid.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? throw Refused.NotFound("Column not found");
            if (doomed.BuiltIn) throw Refused.Invalid($"The column '{doomed.Name}' cannot be taken out of the content type.");
            return ContentTypeStore.Hide(session, scope.ListId, found, doomed);
        });
        return Results.NoContent();
    }

    private static IEnumerable<Column> OfList(TypeScope scope) => scope.Call.Tenant.Columns.Of(scope.Session, scope.List!).Where(column => !column.BuiltIn);

    private static bool Names(TypeScope scope, string url, Column column) => Uri.UnescapeDataString(url)
        .EndsWith($"/sites/{scope.Site.GraphId}/lists/{scope.List!.Guid}/columns/{column.Guid}", StringComparison.OrdinalIgnoreCase);
}
