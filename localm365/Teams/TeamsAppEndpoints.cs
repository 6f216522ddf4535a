using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Teams;

/// <summary>Graph's side of Teams: apps of the organisation's catalog, for whom they are installed, and the chat that comes with them.</summary>
internal static partial class TeamsAppEndpoints
{
    public static IResult Catalog(GraphCall call)
    {
        Need(call, "AppCatalog.Read.All", "AppCatalog.ReadWrite.All", "AppCatalog.Submit");
        var wanted = Wanted(call, ByExternalId());
        var apps = call.Read(TeamsApp.All).Where(app => wanted is null || string.Equals(app.ExternalId, wanted, StringComparison.OrdinalIgnoreCase));
        return Wire.Graph(Wire.Collection(apps.Select(app => app.ToJson())));
    }

    public static IResult Installed(GraphCall call, string user)
    {
        Need(call);
        var person = Person(call, user);
        var wanted = Wanted(call, ById());
        var whole = call.RawOption("expand")?.Contains("teamsApp", StringComparison.Ordinal) == true;
        return Wire.Graph(Wire.Collection(call.Read(session => Of(session, person)).Where(one => wanted is null || string.Equals(one.App.Id, wanted, StringComparison.OrdinalIgnoreCase))
            .Select(one => Shape(one.Id, whole ? one.App : null))));
    }

    public static async Task<IResult> InstallAsync(GraphCall call, string user, CancellationToken cancellationToken)
    {
        Need(call);
        var person = Person(call, user);
        var match = Bound().Match(call.Body.String("teamsApp@odata.bind") ?? "");
        var chat = call.Write(session =>
        {
            var app = TeamsApp.All(session).Find(one => match.Success && string.Equals(one.Id, match.Groups[1].Value, StringComparison.OrdinalIgnoreCase))
                ?? throw new Refused(404, "NotFound", "The definition of the app is not found.");
            return Install(session, app, person) ?? throw new Refused(409, "Conflict", "App is already installed in the personal scope for the user.");
        });
        await call.Tenant.Teams.InstalledAsync(chat, true, cancellationToken);
        return Results.StatusCode(201);
    }

    public static async Task<IResult> RemoveAsync(GraphCall call, string user, string installation, CancellationToken cancellationToken)
    {
        Need(call);
        var person = Person(call, user);
        var chat = call.Write(session =>
        {
            var (id, app) = Of(session, person).Find(one => one.Id == installation);
            if (id is null) throw Refused.NotFound();
            session.Run($"DELETE FROM teams_installs WHERE id = {id}");
            return BotChat.Of(session, app.Bot, person);
        });
        if (chat is not null) await call.Tenant.Teams.InstalledAsync(chat, false, cancellationToken);
        return Results.NoContent();
    }

    public static IResult Chat(GraphCall call, string user, string installation)
    {
        Need(call);
        var person = Person(call, user);
        var chat = call.Write(session => Of(session, person).Find(one => one.Id == installation) is { Id: not null } found ? BotChat.Ensure(session, found.App.Bot, person) : throw Refused.NotFound());
        return Wire.Graph(new JsonObject { ["id"] = chat.GraphId, ["chatType"] = "oneOnOne", ["topic"] = null, ["tenantId"] = call.Read(DirectoryStore.Tenant) });
    }

    /// <summary>Installs an app for somebody; null when it is already.</summary>
    public static BotChat? Install(Session session, TeamsApp app, string person)
    {
        var id = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{person.ToLowerInvariant()}##{app.Id}"));
        return session.Run($"INSERT OR IGNORE INTO teams_installs VALUES ({id}, {app.Id}, {person})") > 0 ? BotChat.Ensure(session, app.Bot, person) : null;
    }

    private static List<(string Id, TeamsApp App)> Of(Session session, string person)
    {
        var apps = TeamsApp.All(session);
        return [.. session.All($"SELECT * FROM teams_installs WHERE person = {person} ORDER BY id", row => (row.Text("id"), apps.Find(app => string.Equals(app.Id, row.Text("app"), StringComparison.OrdinalIgnoreCase))!))];
    }

    private static JsonObject Shape(string id, TeamsApp? app)
    {
        var body = new JsonObject { ["id"] = id };
        body.SetIf("teamsApp", app?.ToJson());
        return body;
    }

    private static string Person(GraphCall call, string user) => UserEndpoints.Find(call, user).Id;

    private static void Need(GraphCall call, params string[] roles)
    {
        if (roles.Length == 0) roles = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadWriteForUser.All"];
        if (call.Caller.IsApp && !call.Caller.Roles.Any(roles.Contains)) throw new Refused(403, "Forbidden", "Missing role permissions on the request.");
    }

    /// <summary>What the filter asks for; null without one. Only the one form is taken.</summary>
    private static string? Wanted(GraphCall call, Regex form)
    {
        if (call.RawOption("filter") is not { } filter) return null;
        return form.Match(filter) is { Success: true } match ? match.Groups[1].Value : throw new Refused(501, "notImplemented", $"localm365 does not filter apps by '{filter}'");
    }

    [GeneratedRegex(@"\A\s*externalId\s+eq\s+'([^']*)'\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex ByExternalId();

    [GeneratedRegex(@"\A\s*teamsApp/id\s+eq\s+'([^']*)'\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex ById();

    [GeneratedRegex(@"/appCatalogs/teamsApps(?:/|\(')([^/')]+)(?:'\))?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Bound();
}
