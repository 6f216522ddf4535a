using System.Net.Http.Headers;
using System.Text;

namespace EmulationM365.LocalM365.Teams;

/// <summary>What a bot answered to a press or a word: a status, and a body when there was one that can be read. Status 0: nobody answered.</summary>
internal sealed record BotAnswer(int Status, JsonObject? Body)
{
    /// <summary>The card that takes the place of the one that was pressed.</summary>
    public JsonObject? Card => Status == 200 && Body?["statusCode"]?.ToJsonString() == "200" && Body.String("type") == "application/vnd.microsoft.card.adaptive" ? Body["value"] as JsonObject : null;

    /// <summary>A sentence of the bot in place of a card.</summary>
    public string? Sentence => Body?["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : (Body?["value"] as JsonObject)?.String("message");
}

/// <summary>
/// A person's Teams: tells the bot what was pressed and written, signed as Teams signs it, and only to where the bot is registered on this machine. A bot that takes
/// longer than the client waits has failed, whatever it did.
/// </summary>
internal sealed class TeamsClient(Tenant tenant) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = _patience };

    /// <summary>The address that Teams tells: of a region, and of one tenant.</summary>
    public string ServiceUrl(string home) => $"{tenant.Origin}/connector/amer/{home}/";

    /// <summary>Presses a button of a message: an action of its card, by its place among all of them.</summary>
    public async Task<BotAnswer> PressAsync(BotChat chat, BotMessage message, JsonObject action, JsonObject inputs, CancellationToken cancellationToken)
    {
        var data = (action["data"] as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in inputs) data[name] = value?.DeepClone();
        var invoke = new JsonObject
        {
            ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["replyToId"] = message.Id,
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = action.String("verb"), ["data"] = data }, ["trigger"] = "manual" },
        };
        var answer = await TellAsync(chat, invoke, cancellationToken);
        if (answer.Card is { } card) tenant.Database.Write(session => session.Run($"UPDATE teams_messages SET returned = {Wire.Text(card)} WHERE chat = {chat.Id} AND id = {message.Id}"));
        return answer;
    }

    /// <summary>Looks at a card anew, as a client does by itself when a chat is opened.</summary>
    public Task<BotAnswer> RefreshAsync(BotChat chat, BotMessage message, JsonObject action, CancellationToken cancellationToken) => TellAsync(chat, new JsonObject
    {
        ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["replyToId"] = message.Id,
        ["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = action.String("verb"), ["data"] = action["data"]?.DeepClone() }, ["trigger"] = "automatic",
        },
    }, cancellationToken);

    /// <summary>Writes to the bot.</summary>
    public Task<BotAnswer> SayAsync(BotChat chat, string text, CancellationToken cancellationToken)
    {
        var id = tenant.Database.Write(session => BotMessage.Add(session, chat.Id, false, new JsonObject { ["type"] = "message", ["text"] = text }, tenant.Clock.Now));
        return TellAsync(chat, new JsonObject { ["type"] = "message", ["id"] = id, ["text"] = text, ["textFormat"] = "plain" }, cancellationToken);
    }

    /// <summary>Tells the bot that its app was installed for somebody, or taken away.</summary>
    public async Task InstalledAsync(BotChat chat, bool added, CancellationToken cancellationToken)
    {
        await TellAsync(chat, new JsonObject { ["type"] = "installationUpdate", ["action"] = added ? "add" : "remove" }, cancellationToken);
        if (added) await TellAsync(chat, new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "28:" + chat.Bot }) }, cancellationToken);
    }

    /// <summary>An activity as Teams writes it, of this person in this chat.</summary>
    public JsonObject Activity(BotChat chat, JsonObject what)
    {
        var (home, person, bot) = tenant.Database.Read(session => (DirectoryStore.Tenant(session), DirectoryStore.Person(session, chat.Person), Bot.Find(session, chat.Bot)));
        var activity = what.DeepClone().AsObject();
        activity["id"] ??= "f:" + tenant.Ids.Text();
        activity["timestamp"] = tenant.Clock.Now;
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = ServiceUrl(home);
        activity["from"] = new JsonObject { ["id"] = bot?.MessagingIdOf(chat.Person), ["name"] = person?.DisplayName, ["aadObjectId"] = chat.Person };
        activity["recipient"] = new JsonObject { ["id"] = bot?.MessagingId, ["name"] = bot?.Name };
        activity["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = home, ["id"] = chat.Id };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = home } };
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "vi-VN", ["timezone"] = "Asia/Ho_Chi_Minh", ["platform"] = "Web" });
        return activity;
    }

    public void Dispose() => _http.Dispose();

    private async Task<BotAnswer> TellAsync(BotChat chat, JsonObject what, CancellationToken cancellationToken)
    {
        if (tenant.Database.Read(session => Bot.Find(session, chat.Bot)) is not { Endpoint: { } endpoint } bot) return new BotAnswer(0, null);
        var activity = Activity(chat, what);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(Wire.Text(activity), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BotTokens.Make(tenant, bot.Id, activity.String("serviceUrl")!));
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return new BotAnswer((int)answer.StatusCode, Read(await answer.Content.ReadAsStringAsync(cancellationToken)));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new BotAnswer(0, null);
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
