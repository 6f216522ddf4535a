using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Teams;

/// <summary>A bot as it is registered: its application, and where it listens; null = nowhere.</summary>
internal sealed record Bot(string Id, string Name, string? Endpoint)
{
    /// <summary>The resource of a bot's own token, and who signs what it is told.</summary>
    public const string Resource = Caller.BotConnector;

    /// <summary>The id under which people's messages are addressed to it.</summary>
    public string MessagingId => "28:" + Id;

    /// <summary>The id of a person as this bot knows them: another bot knows another.</summary>
    public string MessagingIdOf(string person) => "29:" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id.ToLowerInvariant()}|{person.ToLowerInvariant()}")));

    public static List<Bot> All(Session session) => session.All($"SELECT * FROM bots ORDER BY id", Read);

    public static Bot? Find(Session session, string id) => session.First($"SELECT * FROM bots WHERE id = {id}", Read);

    public static Bot Read(SqliteDataReader row) => new(row.Text("id"), row.Text("name"), row.MaybeText("endpoint"));
}

/// <summary>An app of the organisation's catalog, which brings a bot.</summary>
internal sealed record TeamsApp(string Id, string ExternalId, string Name, string Bot)
{
    public JsonObject ToJson() => new() { ["id"] = Id, ["externalId"] = ExternalId, ["displayName"] = Name, ["distributionMethod"] = "organization" };

    public static List<TeamsApp> All(Session session) => session.All(
        $"SELECT * FROM teams_apps ORDER BY id", row => new TeamsApp(row.Text("id"), row.Text("externalId"), row.Text("name"), row.Text("bot")));
}

/// <summary>The chat of a bot with one person. The bot's service and Graph have different names for it.</summary>
internal sealed record BotChat(string Id, string GraphId, string Bot, string Person, bool IsBlocked)
{
    /// <summary>A chat by either name.</summary>
    public static BotChat? Find(Session session, string id) => session.First($"SELECT * FROM teams_chats WHERE id = {id} OR graphId = {id}", Read);

    public static List<BotChat> Of(Session session, string person) => session.All($"SELECT * FROM teams_chats WHERE person = {person} ORDER BY id", Read);

    public static BotChat? Of(Session session, string bot, string person) => session.First($"SELECT * FROM teams_chats WHERE bot = {bot} AND person = {person}", Read);

    /// <summary>The chat of a bot and a person; the same two have the same one.</summary>
    public static BotChat Ensure(Session session, string bot, string person)
    {
        if (Of(session, bot, person) is { } known) return known;
        var mark = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"chat|{bot.ToLowerInvariant()}|{person.ToLowerInvariant()}")));
        var chat = new BotChat($"a:1{mark}", $"19:{person.ToLowerInvariant()}_{bot.ToLowerInvariant()}@unq.gbl.spaces", bot, person, false);
        session.Run($"INSERT INTO teams_chats (id, graphId, bot, person) VALUES ({chat.Id}, {chat.GraphId}, {chat.Bot}, {chat.Person})");
        return chat;
    }

    /// <summary>An app with the bot is installed for the person: otherwise the bot is not on the roster.</summary>
    public static bool IsInstalled(Session session, string bot, string person) =>
        session.Number($"SELECT COUNT(*) FROM teams_installs i JOIN teams_apps a ON a.id = i.app WHERE a.bot = {bot} AND i.person = {person}") > 0;

    private static BotChat Read(SqliteDataReader row) => new(row.Text("id"), row.Text("graphId"), row.Text("bot"), row.Text("person"), row.Flag("blocked"));
}

/// <summary>Something that was said in a chat.</summary>
internal sealed record BotMessage(long Number, string Id, string Chat, bool IsFromBot, string Sent, string? Changed, JsonObject Body, JsonObject? Returned)
{
    /// <summary>The card; null when there is none. What the bot answered to a press stands in for it until the message is corrected.</summary>
    public JsonObject? Card => Returned ?? (Body["attachments"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(one => one.String("contentType") == "application/vnd.microsoft.card.adaptive")?["content"] as JsonObject;

    public JsonObject ToJson(BotChat chat) => new()
    {
        ["id"] = Id, ["chat"] = chat.Id, ["bot"] = chat.Bot, ["person"] = chat.Person, ["fromBot"] = IsFromBot, ["sent"] = Sent, ["changed"] = Changed,
        ["summary"] = Body.String("summary"), ["text"] = Body.String("text"), ["card"] = Card?.DeepClone(),
    };

    public static List<BotMessage> Of(Session session, string chat) => session.All($"SELECT * FROM teams_messages WHERE chat = {chat} AND deleted = 0 ORDER BY number", Read);

    public static BotMessage? Find(Session session, string chat, string id) => session.First($"SELECT * FROM teams_messages WHERE chat = {chat} AND id = {id} AND deleted = 0", Read);

    public static string Add(Session session, string chat, bool fromBot, JsonObject body, string now)
    {
        // ids are numbers that grow, as in Teams, where they are moments
        var id = (1_700_000_000_000 + session.Next("teams")).ToString(CultureInfo.InvariantCulture);
        session.Run($"INSERT INTO teams_messages (id, chat, fromBot, sent, body) VALUES ({id}, {chat}, {fromBot}, {now}, {Wire.Text(body)})");
        return id;
    }

    private static BotMessage Read(SqliteDataReader row) => new(row.Number("number"), row.Text("id"), row.Text("chat"), row.Flag("fromBot"), row.Text("sent"), row.MaybeText("changed"),
        row.Json("body"), row.MaybeText("returned") is { } returned ? Wire.Parse(returned) : null);
}
