using System.Buffers.Text;
using System.Text;

namespace EmulationM365.LocalM365.Sites;

/// <summary><c>/sites/{site}/permissions</c>: which app may do what on one site, given out by apps that have full control of all of them.</summary>
internal static class SitePermissionEndpoints
{
    private const string Kind = "sites('site')/permissions";

    /// <summary>Graph lists permissions without their roles; only one by itself tells them.</summary>
    public static IResult All(GraphCall call, string site) => call.Many(
        call.Read(session =>
        {
            var home = Open(call, session, site);
            return SiteStore.Grants(session, home.Id).Where(grant => grant.Kind == "app").Select(grant => Shape(session, grant.Principal, null)).ToList();
        }), Kind);

    public static IResult Get(GraphCall call, string site, string permission) => call.One(
        call.Read(session =>
        {
            var (home, app) = Find(call, session, site, permission);
            return Shape(session, app, SiteStore.Granted(session, home, app));
        }), Kind + "/$entity");

    public static IResult Add(GraphCall call, string site)
    {
        var role = Role(call.Body);
        // tools that grant "manage" post "write" first and raise it then
        if (role == "manage") throw Refused.Invalid("The role 'manage' cannot be given to a new permission.");
        var id = App(call.Body);
        var row = call.Write(session =>
        {
            var home = Open(call, session, site);
            var app = DirectoryStore.App(session, id) ?? throw Refused.Invalid($"The application '{id}' was not found in the directory.");
            SiteStore.Grant(session, home, app.Id, role);
            return Shape(session, app.Id, role);
        });
        return call.One(row, Kind + "/$entity", 201);
    }

    public static IResult Change(GraphCall call, string site, string permission)
    {
        var role = Role(call.Body);
        var row = call.Write(session =>
        {
            var (home, app) = Find(call, session, site, permission);
            SiteStore.Grant(session, home, app, role);
            return Shape(session, app, role);
        });
        return call.One(row, Kind + "/$entity");
    }

    public static IResult Remove(GraphCall call, string site, string permission)
    {
        call.Write(session =>
        {
            var (home, app) = Find(call, session, site, permission);
            SiteStore.Withdraw(session, home, app);
            return true;
        });
        return Results.NoContent();
    }

    private static Site Open(GraphCall call, Session session, string site) =>
        call.Caller.IsApp && call.Caller.Roles.Contains("Sites.FullControl.All") ? SiteStore.Find(session, site) : throw Refused.Denied();

    private static (Site Home, string App) Find(GraphCall call, Session session, string site, string permission)
    {
        var home = Open(call, session, site);
        var app = SiteStore.Grants(session, home.Id).FirstOrDefault(grant => grant.Kind == "app" && Id(session, grant.Principal) == permission).Principal;
        return app is null ? throw Refused.NotFound("The permission was not found.") : (home, app);
    }

    private static string Role(JsonObject body)
    {
        var roles = body["roles"] as JsonArray ?? throw Refused.Invalid("The permission needs its roles.");
        var role = roles is [JsonValue one] && one.TryGetValue<string>(out var text) ? text : null;
        return SiteStore.Named(role) == Right.None ? throw Refused.Invalid("A permission has one role: read, write, manage, owner or fullcontrol.") : role!;
    }

    /// <summary>The one application in the body, by the name of today or by the older one.</summary>
    private static string App(JsonObject body)
    {
        var identities = body["grantedToIdentitiesV2"] as JsonArray ?? body["grantedToIdentities"] as JsonArray;
        return identities is [JsonObject { } only] && (only["application"] as JsonObject)?.String("id") is { Length: > 0 } id
            ? id : throw Refused.Invalid("The permission needs one application in grantedToIdentities.");
    }

    private static JsonObject Shape(Session session, string app, string? role)
    {
        var application = new JsonObject { ["displayName"] = DirectoryStore.App(session, app)?.DisplayName, ["id"] = app };
        var body = new JsonObject
        {
            ["id"] = Id(session, app),
            ["grantedToIdentitiesV2"] = new JsonArray(new JsonObject { ["application"] = application }),
            ["grantedToIdentities"] = new JsonArray(new JsonObject { ["application"] = application.DeepClone() }),
        };
        if (role is not null) body["roles"] = new JsonArray(role);
        return body;
    }

    private static string Id(Session session, string app) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"i:0i.t|ms.sp.ext|{app}@{DirectoryStore.Tenant(session)}"));
}
