namespace EmulationM365.LocalM365.Lists;

/// <summary><c>/sites/{site}/lists</c>.</summary>
internal static class ListEndpoints
{
    public static IResult All(GraphCall call, string site)
    {
        var withSystem = call.Options.Select.Contains("system", StringComparer.OrdinalIgnoreCase);
        var filter = call.Options.Filter is { } text ? Filter.Parse(text) : null;
        if (filter?.Paths().Any(path => path != "displayName") == true) throw Refused.Invalid("Lists can be filtered by displayName only.");
        var rows = call.Read(session =>
        {
            var home = call.OpenSite(session, site, Right.Read);
            var onSite = SiteStore.RightOf(session, home, call.Caller);
            return ListStore.Of(session, home)
                .Where(list => (withSystem || !list.System) && ListRights.Of(session, list, call.Caller, onSite) >= Right.Read)
                .Select(list => Shape(call, session, home, list))
                .Where(row => filter?.Passes(row) != false)
                .ToList();
        });
        return call.Many(rows, "sites('root')/lists");
    }

    public static IResult Get(GraphCall call, string site, string list)
    {
        var row = call.Read(session =>
        {
            var found = call.OpenList(session, site, list, Right.Read);
            return Shape(call, session, SiteStore.ById(session, found.Site), found);
        });
        return call.One(row, "sites('root')/lists/$entity");
    }

    public static IResult Add(GraphCall call, string site)
    {
        var row = call.Write(session =>
        {
            var home = call.OpenSite(session, site, Right.Manage);
            var added = ListStore.Add(session, home, Asked(call.Body), call.Caller.IdentitySet(), call.Now);
            foreach (var column in (call.Body["columns"] as JsonArray ?? []).OfType<JsonObject>())
                ColumnStore.Add(session, added, ColumnRules.Accept(session, home, ColumnStore.Of(session, added.Id), column), builtIn: false);
            return added.ToGraph(home, call.Tenant.Origin, withSystem: false);
        });
        return call.One(row, "sites('root')/lists/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string list)
    {
        var row = call.Write(session =>
        {
            var found = call.OpenList(session, site, list, Right.Manage);
            var home = SiteStore.ById(session, found.Site);
            var description = call.Body.ContainsKey("description") ? call.Body.String("description") : found.Description;
            ListStore.Rename(session, home, found, call.Body.String("displayName") ?? found.DisplayName, description, call.Now);
            return Shape(call, session, home, ListStore.ById(session, found.Id)!);
        });
        return call.One(row, "sites('root')/lists/$entity");
    }

    public static IResult Remove(GraphCall call, string site, string list)
    {
        call.Write(session =>
        {
            var found = call.OpenList(session, site, list, Right.Manage);
            if (found.System) throw Refused.Denied();
            ListStore.Remove(session, found);
            return true;
        });
        return Results.NoContent();
    }

    private static NewList Asked(JsonObject body)
    {
        var facet = body["list"] as JsonObject ?? [];
        if (body.String("displayName") is not { Length: > 0 } displayName) throw Refused.Invalid("A list needs a displayName.");
        var template = facet.String("template") ?? "genericList";
        if (template is not ("genericList" or "documentLibrary" or "links" or "tasks" or "announcements" or "contacts"))
            throw Refused.Invalid($"The list template '{template}' is not supported.");
        return new NewList(displayName, body.String("description"), template, facet.Flag("hidden"), false, facet.Flag("contentTypesEnabled"));
    }

    private static JsonObject Shape(GraphCall call, Session session, Site site, SiteList list)
    {
        var withSystem = call.Options.Select.Contains("system", StringComparer.OrdinalIgnoreCase);
        var row = list.ToGraph(site, call.Tenant.Origin, withSystem);
        if (call.Options.Expands("columns"))
            row["columns"] = new JsonArray([.. call.Tenant.Columns.Of(session, list).Select(column => column.ToGraph())]);
        return row;
    }
}
