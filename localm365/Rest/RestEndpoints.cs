using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/sites/{name}/_api/web</c>: what Graph cannot do on lists. JSON without metadata, and a token for the site's own audience.</summary>
internal static class RestEndpoints
{
    public static IResult Lists(GraphCall call, string name) => Many(call, call.Read(session =>
    {
        var site = Site(call, session, name, Right.Read);
        var onSite = SiteStore.RightOf(session, site, call.Caller);
        return ListStore.Of(session, site).Where(list => ListRights.Of(session, list, call.Caller, onSite) >= Right.Read).Select(list => Shape(site, list)).ToList();
    }));

    public static IResult List(GraphCall call, string name, string list) => One(call, call.Read(session =>
    {
        var (site, found) = Open(call, session, name, list, Right.Read);
        return Shape(site, found);
    }));

    public static IResult ChangeList(GraphCall call, string name, string list)
    {
        var merges = call.Headers["X-HTTP-Method"].ToString() is "MERGE" or "PATCH" || call.Method is "PATCH" or "MERGE";
        if (!merges) throw new Refused(501, "-1, System.NotImplementedException", "localm365 changes a list by MERGE only.");
        if (call.Headers.IfMatch.Count == 0) throw new Refused(412, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", "The request needs an If-Match header.");
        call.Write(session =>
        {
            var (site, found) = Open(call, session, name, list, Right.Manage);
            ListSettings.Merge(session, site, found, call.Body, call.Now);
            return true;
        });
        return Results.NoContent();
    }

    public static IResult BreakInheritance(GraphCall call, string name, string list, string copy) => Done(call, session =>
    {
        var (site, found) = Open(call, session, name, list, Right.Full);
        if (found.UniqueRights) return;
        session.Run($"UPDATE lists SET uniqueRights = 1 WHERE id = {found.Id}");
        if (bool.Parse(copy)) Assignments(session, site, found, call.Now);
    });

    public static IResult ResetInheritance(GraphCall call, string name, string list) => Done(call, session =>
    {
        var (_, found) = Open(call, session, name, list, Right.Full);
        session.Run($"UPDATE lists SET uniqueRights = 0 WHERE id = {found.Id}");
        session.Run($"DELETE FROM rights WHERE list = {found.Id}");
    });

    public static IResult Assignments(GraphCall call, string name, string list) => Many(call, call.Read(session =>
    {
        var (_, found) = Open(call, session, name, list, Right.Read);
        return session.All($"SELECT principal, role FROM rights WHERE list = {found.Id} ORDER BY principal, role", Shape);
    }));

    public static IResult AddAssignment(GraphCall call, string name, string list, long principal, long role) => Done(call, session =>
    {
        var (site, found) = Open(call, session, name, list, Right.Full);
        if (!found.UniqueRights) throw Wrong("The list inherits its permissions; break the inheritance first.");
        if (ListRights.Roles.All(known => known.Id != role)) throw Wrong("The role definition does not exist.");
        if (UserRows.Row(session, site, principal) is null) throw Wrong("Can not find the principal with id: " + principal.ToString(CultureInfo.InvariantCulture));
        session.Run($"INSERT OR IGNORE INTO rights VALUES ({found.Id}, {principal}, {role})");
    });

    public static IResult RemoveAssignment(GraphCall call, string name, string list, long principal, long role) => Done(call, session =>
    {
        var (_, found) = Open(call, session, name, list, Right.Full);
        session.Run($"DELETE FROM rights WHERE list = {found.Id} AND principal = {principal} AND role = {role}");
    });

    public static IResult Roles(GraphCall call, string name)
    {
        call.Read(session => Site(call, session, name, Right.Read));
        return Many(call, ListRights.Roles.Select(role => Shape(role.Id, role.Name)));
    }

    public static IResult Role(GraphCall call, string name, string role)
    {
        call.Read(session => Site(call, session, name, Right.Read));
        var found = ListRights.Roles.FirstOrDefault(known => known.Name.Equals(role, StringComparison.OrdinalIgnoreCase));
        return found.Id == 0 ? throw new Refused(404, "-2147024809, System.ArgumentException", "Can not find the role definition.") : One(call, Shape(found.Id, found.Name));
    }

    /// <summary>Gives a person a row on this site, and so the id that person columns and assignments take.</summary>
    public static IResult EnsureUserAsync(GraphCall call, string name)
    {
        var login = call.Body.String("logonName") ?? throw Wrong("The parameter logonName is missing.");
        return One(call, call.Write(session =>
        {
            var site = Site(call, session, name, Right.Write);
            var upn = login[(login.LastIndexOf('|') + 1)..];
            var person = DirectoryStore.Person(session, upn) ?? throw new Refused(404, "-2146232832, Microsoft.SharePoint.SPException", $"The specified user {login} could not be found.");
            var row = UserRows.Ensure(session, site, person, call.Now);
            return new JsonObject
            {
                ["Id"] = row.Id, ["IsHiddenInUI"] = false, ["LoginName"] = UserRows.Login(person), ["Title"] = person.DisplayName, ["PrincipalType"] = 1,
                ["Email"] = person.Mail ?? "", ["IsSiteAdmin"] = false, ["UserPrincipalName"] = person.Upn,
            };
        }));
    }

    private static void Assignments(Session session, Site site, SiteList list, string now)
    {
        foreach (var (kind, principal, role) in SiteStore.Grants(session, site.Id))
        {
            if (kind != "person" || DirectoryStore.Person(session, principal) is not { } person) continue;
            var id = ListRights.Roles.First(known => known.Right == SiteStore.Named(role)).Id;
            session.Run($"INSERT OR IGNORE INTO rights VALUES ({list.Id}, {UserRows.Ensure(session, site, person, now).Id}, {id})");
        }
    }

    private static Site Site(GraphCall call, Session session, string name, Right needed)
    {
        var site = SiteStore.ByPath(session, "/sites/" + name) ?? throw new Refused(404, "-1, System.IO.FileNotFoundException", "The site does not exist.");
        return SiteStore.RightOf(session, site, call.Caller) >= needed ? site : throw Denied();
    }

    private static (Site Site, SiteList List) Open(GraphCall call, Session session, string name, string list, Right needed)
    {
        var site = Site(call, session, name, Right.Read);
        var found = ListStore.Find(session, site, list) ?? throw new Refused(404, "-2130575322, Microsoft.SharePoint.SPException", "List does not exist.");
        var right = ListRights.Of(session, found, call.Caller, SiteStore.RightOf(session, site, call.Caller));
        return right >= needed ? (site, found) : throw Denied();
    }

    private static JsonObject Shape(Site site, SiteList list) => new()
    {
        ["Id"] = list.Guid,
        ["Title"] = list.DisplayName,
        ["Description"] = list.Description ?? "",
        ["Hidden"] = list.Hidden,
        ["EnableVersioning"] = list.Versioning,
        ["MajorVersionLimit"] = list.VersionLimit,
        ["EnableAttachments"] = list.Attachments,
        ["HasUniqueRoleAssignments"] = list.UniqueRights,
        ["ReadSecurity"] = list.ReadSecurity,
        ["WriteSecurity"] = list.WriteSecurity,
        ["ContentTypesEnabled"] = list.ContentTypes,
        ["EntityTypeName"] = list.Name.Replace(" ", "_x0020_", StringComparison.Ordinal) + "List",
        ["RootFolder"] = new JsonObject { ["ServerRelativeUrl"] = list.UrlOn(site) },
        ["Created"] = list.Created,
    };

    private static JsonObject Shape(long id, string name) => new() { ["Id"] = id, ["Name"] = name, ["Hidden"] = false };

    private static JsonObject Shape(SqliteDataReader row)
    {
        var role = ListRights.Roles.First(known => known.Id == row.Number("role"));
        return new JsonObject { ["PrincipalId"] = row.Number("principal"), ["RoleDefinitionBindings"] = new JsonArray(Shape(role.Id, role.Name)) };
    }

    private static IResult Many(GraphCall call, IEnumerable<JsonObject> rows) => Wire.Plain(Wire.Collection(rows.Select(row => Selected(call, row))));

    private static IResult One(GraphCall call, JsonObject row) => Wire.Plain(Selected(call, row));

    private static IResult Done(GraphCall call, Action<Session> act)
    {
        call.Write(session =>
        {
            act(session);
            return true;
        });
        return Wire.Plain(new JsonObject { ["odata.null"] = true });
    }

    /// <summary>Only the members asked for; <c>RootFolder/ServerRelativeUrl</c> keeps RootFolder whole, which has no other member here.</summary>
    private static JsonObject Selected(GraphCall call, JsonObject row)
    {
        var names = call.Options.Select.Select(name => name.Split('/')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0) row.Remove("RootFolder");
        foreach (var (name, _) in row.ToList())
            if (names.Count > 0 && !names.Contains(name)) row.Remove(name);
        return row;
    }

    private static Refused Denied() => new(403, "-2147024891, System.UnauthorizedAccessException", "Access denied. You do not have permission to perform this action or access this resource.");

    private static Refused Wrong(string message) => new(400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", message);
}
