using EmulationM365.LocalM365.Teams;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/teams</c>: bots, apps of the catalog, who has them; what was said to people; and what people press and write.</summary>
internal static class TeamsEndpoints
{
    public static IResult Get(Tenant tenant) => Wire.Plain(tenant.Database.Read(session => new JsonObject
    {
        ["bots"] = new JsonArray([.. Bot.All(session).Select(bot => (JsonNode)new JsonObject { ["appId"] = bot.Id, ["displayName"] = bot.Name, ["endpoint"] = bot.Endpoint })]),
        ["apps"] = new JsonArray([.. TeamsApp.All(session).Select(app => (JsonNode)new JsonObject { ["id"] = app.Id, ["externalId"] = app.ExternalId, ["displayName"] = app.Name, ["bot"] = app.Bot })]),
        ["limited"] = tenant.BotLimits.IsOn,
    }));

    /// <summary>Registers bots and apps, <c>{"bots": [{"appId", "displayName", "endpoint"}], "apps": [{"id", "externalId", "displayName", "bot"}], "limited": false}</c>. A bot listens on this machine or nowhere.</summary>
    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        tenant.Database.Write(session =>
        {
            foreach (var bot in Objects(asked, "bots"))
            {
                var endpoint = bot.String("endpoint");
                if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true })) throw Refused.Invalid($"{endpoint} is not an http address of this machine.");
                session.Run($"INSERT OR REPLACE INTO bots VALUES ({Needed(bot, "appId")}, {bot.String("displayName") ?? ""}, {endpoint})");
            }
            foreach (var app in Objects(asked, "apps"))
                session.Run($"INSERT OR REPLACE INTO teams_apps VALUES ({Needed(app, "id")}, {Needed(app, "externalId")}, {app.String("displayName") ?? ""}, {Needed(app, "bot")})");
        });
        if (asked.ContainsKey("limited")) tenant.BotLimits.IsOn = asked.Flag("limited");
        return Get(tenant);
    }

    /// <summary>Installs an app for a person or takes it away, and lets the person block the bot: <c>{"person", "app", "installed": true, "blocked": false}</c>.</summary>
    public static async Task<IResult> InstallAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var (person, added, removed) = (Needed(asked, "person"), false, false);
        var chat = tenant.Database.Write(session =>
        {
            var app = TeamsApp.All(session).Find(one => one.Id == asked.String("app")) ?? throw Refused.NotFound();
            if (DirectoryStore.Person(session, person) is not { } known) throw Refused.NotFound();
            if (asked["installed"] is not null)
            {
                if (asked.Flag("installed")) added = TeamsAppEndpoints.Install(session, app, known.Id) is not null;
                else removed = session.Run($"DELETE FROM teams_installs WHERE app = {app.Id} AND person = {known.Id}") > 0;
            }
            var found = BotChat.Ensure(session, app.Bot, known.Id);
            if (asked["blocked"] is not null) session.Run($"UPDATE teams_chats SET blocked = {asked.Flag("blocked")} WHERE id = {found.Id}");
            return found;
        });
        if (added || removed) await tenant.Teams.InstalledAsync(chat, added, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>What was said in the chats of a person, oldest first: <c>?person=</c>.</summary>
    public static IResult Messages(Tenant tenant, string? person) => Wire.Plain(Wire.Collection(tenant.Database.Read(session => DirectoryStore.People(session)
        .Where(one => person is null || string.Equals(one.Id, person, StringComparison.OrdinalIgnoreCase)).SelectMany(one => BotChat.Of(session, one.Id))
        .SelectMany(chat => BotMessage.Of(session, chat.Id).Select(message => (JsonNode)message.ToJson(chat))).ToList())));

    /// <summary>A person presses a button: <c>{"person", "message", "title", "inputs": {}}</c>; the button is known by its title. <c>"refresh": true</c> looks at the card anew as a client does by itself.</summary>
    public static async Task<IResult> PressAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var (chat, message) = tenant.Database.Read(session => BotChat.Of(session, Needed(asked, "person"))
            .Select(chat => (chat, BotMessage.Find(session, chat.Id, asked.String("message") ?? ""))).FirstOrDefault(pair => pair.Item2 is not null));
        if (message?.Card is not { } card) return Results.NotFound("No such message with a card.");
        if (asked.Flag("refresh"))
            return (card["refresh"] as JsonObject)?["action"] is JsonObject again ? Said(await tenant.Teams.RefreshAsync(chat, message, again, cancellationToken)) : Results.NotFound("The card asks for no refresh.");
        if (CardActions.Of(card).FirstOrDefault(action => action.String("title") == asked.String("title") && action.String("type") == "Action.Execute") is not { } action) return Results.NotFound("No such button.");
        return Said(await tenant.Teams.PressAsync(chat, message, action, asked["inputs"] as JsonObject ?? [], cancellationToken));
    }

    /// <summary>A person writes to a bot: <c>{"person", "bot", "text"}</c>.</summary>
    public static async Task<IResult> SayAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var chat = tenant.Database.Write(session => DirectoryStore.Person(session, Needed(asked, "person")) is { } person && Bot.Find(session, Needed(asked, "bot")) is { } bot
            ? BotChat.Ensure(session, bot.Id, person.Id) : throw Refused.NotFound());
        return Said(await tenant.Teams.SayAsync(chat, Needed(asked, "text"), cancellationToken));
    }

    /// <summary>An activity of a person with a token for it, to be sent by whoever asked: <c>{"person", "bot", "activity": {}, "header": {}, "claims": {}}</c>.</summary>
    public static async Task<IResult> SignAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var chat = tenant.Database.Write(session => BotChat.Ensure(session, Needed(asked, "bot"), Needed(asked, "person")));
        var activity = tenant.Teams.Activity(chat, asked["activity"] as JsonObject ?? []);
        var token = BotTokens.Make(tenant, chat.Bot, activity.String("serviceUrl")!, asked["header"] as JsonObject, asked["claims"] as JsonObject);
        return Wire.Plain(new JsonObject { ["activity"] = activity, ["token"] = token });
    }

    private static IResult Said(BotAnswer answer) => Wire.Plain(new JsonObject { ["status"] = answer.Status, ["body"] = answer.Body?.DeepClone() });

    private static string Needed(JsonObject body, string name) => body.String(name) is { Length: > 0 } text ? text : throw Refused.Invalid($"'{name}' is missing.");

    private static IEnumerable<JsonObject> Objects(JsonObject body, string name) => (body[name] as JsonArray ?? []).OfType<JsonObject>();
}
