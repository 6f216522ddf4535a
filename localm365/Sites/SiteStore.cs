using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Sites;

/// <summary>Sites and the grants on them.</summary>
internal static class SiteStore
{
    public static List<Site> All(Session session) => session.All($"SELECT * FROM sites ORDER BY path", Map);

    /// <summary>A site by <c>host:/path</c> or by its triple id. Throws as Graph refuses.</summary>
    public static Site Find(Session session, string key)
    {
        key = key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (key.Equals("root", StringComparison.OrdinalIgnoreCase)) key = Site.Host;
        var host = key.Split(':', ',')[0];
        if (!string.Equals(host, Site.Host, StringComparison.OrdinalIgnoreCase)) throw new Refused(400, "invalidRequest", "Invalid hostname for this tenancy");
        var parts = key.Split(',');
        var site = parts.Length == 3
            ? session.First($"SELECT * FROM sites WHERE collection = {parts[1].ToLowerInvariant()} AND web = {parts[2].ToLowerInvariant()}", Map)
            : ByPath(session, key[(host.Length + 1 > key.Length ? key.Length : host.Length + 1)..]);
        return site ?? throw Refused.NotFound("Requested site could not be found");
    }

    /// <summary>The site at a path on the host; the root of the tenant has none, or a slash.</summary>
    public static Site? ByPath(Session session, string path) =>
        session.First($"SELECT * FROM sites WHERE rtrim(path, '/') = {path.TrimEnd('/')} COLLATE NOCASE", Map);

    public static Site ById(Session session, long id) => session.First($"SELECT * FROM sites WHERE id = {id}", Map)!;

    public static Site Add(Session session, string path, string displayName, string now)
    {
        session.Run($"INSERT INTO sites (path, displayName, collection, web, created) VALUES ({path}, {displayName}, {session.Ids.Text()}, {session.Ids.Text()}, {now})");
        return ByPath(session, path)!;
    }

    /// <summary>The page that a site opens with, as an address below the site; null while nobody chose one.</summary>
    public static string? Welcome(Session session, Site site) => session.Text($"SELECT page FROM welcome WHERE site = {site.Id}");

    public static void SetWelcome(Session session, Site site, string page) => session.Run($"INSERT OR REPLACE INTO welcome VALUES ({site.Id}, {page})");

    /// <summary>The grants of a site, as (kind, principal, role).</summary>
    public static List<(string Kind, string Principal, string Role)> Grants(Session session, long site) =>
        session.All($"SELECT kind, principal, role FROM grants WHERE site = {site} ORDER BY kind, principal", row => (row.Text("kind"), row.Text("principal"), row.Text("role")));

    public static Right RightOf(Session session, Site site, Caller caller)
    {
        var everywhere = Everywhere(caller);
        // consent comes first: without the role an app has no use of a grant
        if (caller.IsApp && !caller.Roles.Contains("Sites.Selected")) return everywhere;
        var kind = caller.IsApp ? "app" : "person";
        var granted = Named(session.Text($"SELECT role FROM grants WHERE site = {site.Id} AND kind = {kind} AND principal = {caller.Id}"));
        return granted > everywhere ? granted : everywhere;
    }

    /// <summary>What an app may do on every site, by consent alone.</summary>
    public static Right Everywhere(Caller caller)
    {
        if (!caller.IsApp) return Right.None;
        var roles = caller.Roles;
        if (roles.Contains("Sites.FullControl.All")) return Right.Full;
        if (roles.Contains("Sites.Manage.All")) return Right.Manage;
        if (roles.Contains("Sites.ReadWrite.All")) return Right.Write;
        return roles.Contains("Sites.Read.All") ? Right.Read : Right.None;
    }

    /// <summary>The role an app was granted, or null.</summary>
    public static string? Granted(Session session, Site site, string app) =>
        session.Text($"SELECT role FROM grants WHERE site = {site.Id} AND kind = 'app' AND principal = {app}");

    public static void Grant(Session session, Site site, string app, string role) =>
        session.Run($"INSERT OR REPLACE INTO grants VALUES ({site.Id}, 'app', {app}, {role})");

    public static void Withdraw(Session session, Site site, string app) =>
        session.Run($"DELETE FROM grants WHERE site = {site.Id} AND kind = 'app' AND principal = {app}");

    public static Right Named(string? role) => role switch
    {
        "read" => Right.Read,
        "write" => Right.Write,
        "manage" => Right.Manage,
        "fullcontrol" or "owner" => Right.Full,
        _ => Right.None,
    };

    private static Site Map(SqliteDataReader row) => new(
        row.Number("id"), row.Text("path"), row.Text("displayName"), row.Text("collection"), row.Text("web"), row.Text("created"));
}
