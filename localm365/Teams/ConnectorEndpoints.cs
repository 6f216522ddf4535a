using System.Text;

namespace EmulationM365.LocalM365.Teams;

/// <summary>
/// The Bot Connector below <c>/connector</c>: conversations, and messages in them. Only personal ones; the service address may carry region and tenant, as those do
/// that Teams tells.
/// </summary>
internal static class ConnectorEndpoints
{
    private const int MostBytes = 100 * 1024;

    public static async Task<IResult> CreateAsync(HttpContext http, Tenant tenant)
    {
        var body = await ReadAsync(http);
        var bot = BotOf(http, tenant);
        var members = (body["members"] as JsonArray)?.OfType<JsonObject>().Select(one => one.String("id")).OfType<string>().ToList() ?? [];
        if (body.Flag("isGroup") || members.Count != 1 || body.String("tenantId") is not { Length: > 0 } home || (body["bot"] as JsonObject)?.String("id") is { } named && named != bot.MessagingId)
            throw new Refused(400, "BadSyntax", "Incorrect conversation creation parameters");
        if (Limited(http, tenant, $"create|{bot.Id}|{members[0]}")) return Over();
        var chat = tenant.Database.Write(session =>
        {
            if (home != DirectoryStore.Tenant(session)) throw new Refused(403, "Forbidden", "The bot is not known in this tenant.");
            var person = DirectoryStore.People(session).Find(one => members[0] == bot.MessagingIdOf(one.Id) || string.Equals(members[0], one.Id, StringComparison.OrdinalIgnoreCase))
                ?? throw new Refused(400, "BadSyntax", "Bad format of conversation ID or member");
            if (!BotChat.IsInstalled(session, bot.Id, person.Id)) throw OffRoster();
            return BotChat.Ensure(session, bot.Id, person.Id);
        });
        return Wire.Plain(new JsonObject { ["id"] = chat.Id }, 201);
    }

    public static async Task<IResult> PostAsync(HttpContext http, Tenant tenant, string conversation)
    {
        var body = await ReadAsync(http);
        var (chat, refusal) = Open(http, tenant, conversation);
        if (refusal is not null) return refusal;
        var id = tenant.Database.Write(session => BotMessage.Add(session, chat.Id, true, Said(body), tenant.Clock.Now));
        return Wire.Plain(new JsonObject { ["id"] = id }, 201);
    }

    public static async Task<IResult> PutAsync(HttpContext http, Tenant tenant, string conversation, string activity)
    {
        var body = await ReadAsync(http);
        var (chat, refusal) = Open(http, tenant, conversation);
        if (refusal is not null) return refusal;
        var known = tenant.Database.Write(session => session.Run(
            $"UPDATE teams_messages SET body = {Wire.Text(Said(body))}, changed = {tenant.Clock.Now}, returned = NULL WHERE chat = {chat.Id} AND id = {activity} AND fromBot = 1 AND deleted = 0"));
        return known > 0 ? Wire.Plain(new JsonObject { ["id"] = activity }) : throw Missing();
    }

    public static IResult Delete(HttpContext http, Tenant tenant, string conversation, string activity)
    {
        var (chat, refusal) = Open(http, tenant, conversation);
        if (refusal is not null) return refusal;
        return tenant.Database.Write(session => session.Run($"UPDATE teams_messages SET deleted = 1 WHERE chat = {chat.Id} AND id = {activity} AND fromBot = 1 AND deleted = 0")) > 0
            ? Results.Ok() : throw Missing();
    }

    /// <summary>The chat, when the bot may write to it; or what it is answered instead.</summary>
    private static (BotChat Chat, IResult? Refusal) Open(HttpContext http, Tenant tenant, string conversation)
    {
        var bot = BotOf(http, tenant);
        var (chat, installed) = tenant.Database.Read(session => BotChat.Find(session, conversation) is { } found && found.Bot.Equals(bot.Id, StringComparison.OrdinalIgnoreCase)
            ? (found, BotChat.IsInstalled(session, found.Bot, found.Person)) : throw new Refused(404, "ConversationNotFound", "Conversation not found."));
        if (!installed) throw OffRoster();
        // the one refusal of another shape (send-proactive-messages.md)
        if (chat.IsBlocked) return (chat, Wire.Plain(new JsonObject { ["errorCode"] = 209, ["message"] = """{ "subCode": "MessageWritesBlocked", "details": "Thread has been blocked for message writes" }""" }, 403));
        return (chat, Limited(http, tenant, chat.Id) ? Over() : null);
    }

    private static bool Limited(HttpContext http, Tenant tenant, string conversation)
    {
        if (tenant.BotLimits.Take(conversation) is not { } wait) return false;
        http.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private static IResult Over() => Wire.Plain(new JsonObject { ["error"] = new JsonObject { ["code"] = "TooManyRequests", ["message"] = "API calls quota exceeded" } }, 429);

    private static Refused OffRoster() => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    private static Refused Missing() => new(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    private static Bot BotOf(HttpContext http, Tenant tenant) => http.Items[typeof(Caller)] is Caller { IsApp: true } caller && tenant.Database.Read(session => Bot.Find(session, caller.AppId)) is { } bot
        ? bot : throw new Refused(403, "Forbidden", "No bot is registered for this application.");

    /// <summary>A message says something or shows something.</summary>
    private static JsonObject Said(JsonObject body)
    {
        var attachments = (body["attachments"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (body.String("type") != "message" || (string.IsNullOrEmpty(body.String("text")) && attachments.Count == 0)) throw new Refused(400, "BadSyntax", "Activity resulted into multiple skype activities, or has nothing to say");
        return attachments.Any(one => one.String("contentType") is null || one["content"] is not JsonObject) ? throw new Refused(400, "BadArgument", "An attachment has no content, or no type.") : body;
    }

    /// <summary>A body is as large as its letters in UTF-16.</summary>
    private static async Task<JsonObject> ReadAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        if (Encoding.Unicode.GetByteCount(text) > MostBytes) throw new Refused(413, "MessageSizeTooBig", "Message size too large.");
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new Refused(400, "BadSyntax", "The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw new Refused(400, "BadSyntax", "The body is no JSON.");
        }
    }
}
