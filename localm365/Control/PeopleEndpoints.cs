namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/people</c>: the directory, the sites and the grants as data. Putting the same twice changes nothing.</summary>
internal static class PeopleEndpoints
{
    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        tenant.Database.Write(session => Save(session, asked, tenant.Clock.Now));
        return Get(tenant);
    }

    public static IResult Get(Tenant tenant) => Wire.Plain(tenant.Database.Read(session => new JsonObject
    {
        ["tenantId"] = DirectoryStore.Tenant(session),
        ["people"] = new JsonArray([.. DirectoryStore.People(session).Select(Shape)]),
        ["apps"] = new JsonArray([.. DirectoryStore.Apps(session).Select(Shape)]),
        ["groups"] = GroupDirectory.ToData(session),
        ["sites"] = new JsonArray([.. SiteStore.All(session).Select(site => Shape(session, site))]),
        ["mailboxes"] = new JsonArray([.. session.All($"SELECT address FROM mailboxes ORDER BY address", row => (JsonNode)row.GetString(0))]),
    }));

    private static void Save(Session session, JsonObject asked, string now)
    {
        if (asked.String("tenantId") is { } id) session.Run($"INSERT INTO settings VALUES ('tenant', {id}) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        foreach (var person in Objects(asked, "people")) DirectoryStore.Save(session, Person(person));
        foreach (var app in Objects(asked, "apps")) DirectoryStore.Save(session, App(app));
        foreach (var mailbox in asked["mailboxes"] as JsonArray ?? []) session.Run($"INSERT OR IGNORE INTO mailboxes VALUES ({mailbox!.GetValue<string>()})");
        foreach (var group in Objects(asked, "groups")) GroupDirectory.Save(session, group, now);
        foreach (var site in Objects(asked, "sites")) SaveSite(session, site, now);
    }

    /// <summary>The grants given are the whole of the site's grants; without the member they stay as they are.</summary>
    private static void SaveSite(Session session, JsonObject asked, string now)
    {
        var path = asked.String("path") ?? throw Refused.Invalid("A site needs a path.");
        var site = SiteStore.ByPath(session, path);
        if (site is null)
        {
            site = SiteStore.Add(session, path, asked.String("displayName") ?? path, now);
            UserRows.AddList(session, site, now);
        }
        session.Run($"UPDATE sites SET displayName = {asked.String("displayName") ?? site.DisplayName} WHERE id = {site.Id}");
        if (asked["grants"] is null) return;
        session.Run($"DELETE FROM grants WHERE site = {site.Id}");
        foreach (var grant in Objects(asked, "grants"))
        {
            var kind = grant.ContainsKey("app") ? "app" : "person";
            if (SiteStore.Named(grant.String("role")) == Right.None) throw Refused.Invalid($"'{grant.String("role")}' is not a role: read, write, manage, owner or fullcontrol.");
            session.Run($"INSERT OR REPLACE INTO grants VALUES ({site.Id}, {kind}, {grant.String(kind)}, {grant.String("role")})");
        }
    }

    private static Person Person(JsonObject body) => new(
        body.String("id") ?? throw Refused.Invalid("A person needs an id."), body.String("displayName") ?? "",
        body.String("userPrincipalName") ?? throw Refused.Invalid("A person needs a userPrincipalName."),
        body.String("mail"), body.String("jobTitle"), body.String("department"), body.String("manager"), body["accountEnabled"] is null || body.Flag("accountEnabled"),
        body.String("preferredLanguage"));

    private static App App(JsonObject body) => new(
        body.String("appId") ?? throw Refused.Invalid("An app needs an appId."), body.String("displayName") ?? "", Names(body, "roles") ?? [], Names(body, "mailboxes"));

    private static List<string>? Names(JsonObject body, string name) => (body[name] as JsonArray)?.Select(one => one!.GetValue<string>()).ToList();

    private static IEnumerable<JsonObject> Objects(JsonObject body, string name) => (body[name] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject Shape(Person person) => new JsonObject
    {
        ["id"] = person.Id, ["displayName"] = person.DisplayName, ["userPrincipalName"] = person.Upn, ["mail"] = person.Mail,
        ["jobTitle"] = person.JobTitle, ["department"] = person.Department, ["manager"] = person.Superior, ["accountEnabled"] = person.Enabled,
        ["preferredLanguage"] = person.Language,
    };

    private static JsonObject Shape(App app)
    {
        var body = new JsonObject { ["appId"] = app.Id, ["displayName"] = app.DisplayName, ["roles"] = Array(app.Roles) };
        if (app.Mailboxes is { } mailboxes) body["mailboxes"] = Array(mailboxes);
        return body;
    }

    private static JsonObject Shape(Session session, Site site) => new JsonObject
    {
        ["path"] = site.Path,
        ["displayName"] = site.DisplayName,
        ["id"] = site.GraphId,
        ["grants"] = new JsonArray([.. SiteStore.Grants(session, site.Id).Select(grant => (JsonNode)new JsonObject { [grant.Kind] = grant.Principal, ["role"] = grant.Role })]),
    };

    private static JsonArray Array(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
