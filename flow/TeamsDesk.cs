using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace EmulationM365;

/// <summary>What the bot's door gives back.</summary>
/// <param name="Body">For Teams; null when there is nothing to say.</param>
/// <param name="Doorbell">List to look at, so that what follows from an answer happens at once.</param>
public sealed record BotReply(JObject? Body = null, Doorbell? Doorbell = null);

/// <summary>
/// What the bot does when somebody presses a button or writes to it. Who that is was proved at the door; whether they may is judged by <see cref="RequestDesk"/> like every
/// other answer. A refusal is a card and no failure: Teams would say "something went wrong" and never ask again.
/// </summary>
public sealed partial class TeamsDesk(SiteFlows flows, RequestDesk desk, WaitingDesk waiting, BotConnector bot, TeamsOptions options, M365Options tenant, ILogger<TeamsDesk> logger)
{
    private const string CardAction = "adaptiveCard/action";

    /// <summary>The page with everything that waits for a person.</summary>
    private Uri Home => Locator.Everything(tenant.PublicBaseUrl);

    /// <summary>Does what an activity asks for.</summary>
    /// <param name="activity">Its token was checked, and the person is of our tenant.</param>
    /// <param name="trace">Under which the call is found in the logs; null when nobody knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BotReply> ReceiveAsync(BotActivity activity, string? trace, CancellationToken cancellationToken)
    {
        using var language = Text.Speak(null);
        switch (activity.Type)
        {
            case "invoke":
                return await InvokedAsync(activity, trace, cancellationToken);
            case "message":
                return await WrittenAsync(activity, trace, cancellationToken);
            case "conversationUpdate":
            case "installationUpdate":
                await RememberAsync(activity, cancellationToken);
                return new BotReply();
            default:
                return new BotReply();
        }
    }

    private async Task<BotReply> InvokedAsync(BotActivity activity, string? trace, CancellationToken cancellationToken)
    {
        if (activity.Name != CardAction || activity.Value?["action"] is not JObject action || CardPress.Read(action, BotActivity.Member(activity.Value, "trigger")) is not { } press)
            return new BotReply(Fault(400, "BadRequest", Text.Say("card.unreadable")));
        try
        {
            var (card, doorbell) = await PressedAsync(activity, press, trace, cancellationToken);
            return new BotReply(new JObject { ["statusCode"] = 200, ["type"] = TeamsCard.Type, ["value"] = card }, doorbell);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever broke: nobody knows yet what was recorded, and whoever pressed is told so. A failure of HTTP would end the card for good.
            Log.Failed(logger, failure.Message);
            return new BotReply(Fault(500, "ServiceUnavailable", Text.Say("card.failed")));
        }
    }

    /// <summary>What the card shows after it was pressed, or when it is looked at again: looking changes nothing.</summary>
    private async Task<(JObject Card, Doorbell? Doorbell)> PressedAsync(BotActivity activity, CardPress press, string? trace, CancellationToken cancellationToken)
    {
        var form = press.Answer.Length == 0 ? null : new RequestForm(press.Answer, [], press.Comment, press.ContentHash, null) { Trace = trace };
        var page = form is null ? await desk.ShowAsync(press.Locator, activity.ObjectId, activity.UserName, cancellationToken, "teams", trace)
            : await desk.AnswerAsync(press.Locator, activity.ObjectId, activity.UserName, form, "teams", cancellationToken);
        // A locator of another form is looked for nowhere, and leads nowhere.
        var link = Locator.IsOne(press.Locator) ? Locator.Address(tenant.PublicBaseUrl, press.Locator) : Home;
        var card = page switch
        {
            { View: { } view } => TeamsCard.Of(view, press.Locator, link, view.Open ? press.Comment : ""),
            { Status: 403 } => TeamsCard.Saying(Text.Say("page.notYours.title"), Text.Say("page.notYours"), link),
            { Status: 503 } => TeamsCard.Saying(Text.Say("page.parked.title"), Text.Say("refuse.caseParked"), link),
            _ => TeamsCard.Saying(Text.Say("page.notFound.title"), Text.Say("page.notFound"), link),
        };
        return (card, page.Doorbell);
    }

    private async Task<BotReply> WrittenAsync(BotActivity activity, string? trace, CancellationToken cancellationToken)
    {
        await RememberAsync(activity, cancellationToken);
        try
        {
            // The button that stands in on a client that does not know ours: the answer comes as a message.
            if (activity.Value is { } data && CardPress.Read(data) is { } press)
            {
                var (card, doorbell) = await PressedAsync(activity, press, trace, cancellationToken);
                await SayAsync(activity, card, Text.Say("card.reply"), cancellationToken);
                return new BotReply(null, doorbell);
            }

            var answer = BotWords.Of(activity.Text) switch
            {
                BotWord.Waiting => await WaitingAsync(activity, cancellationToken),
                BotWord.Help => TeamsCard.Saying(Text.Say("bot.help.title"), Text.Say("bot.help"), Home),
                _ => TeamsCard.Saying(Text.Say("bot.unknown.title"), Text.Say("bot.help"), Home),
            };
            await SayAsync(activity, answer, (string?)answer["fallbackText"] ?? "", cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nothing was promised: whoever wrote asks again.
            Log.Failed(logger, failure.Message);
        }

        return new BotReply();
    }

    /// <summary>What waits for a person, as their page has it.</summary>
    private async Task<JObject> WaitingAsync(BotActivity activity, CancellationToken cancellationToken)
    {
        var page = await waiting.ShowAsync(activity.ObjectId, activity.UserName, cancellationToken);
        return TeamsCard.Waiting([.. page.Requests.Select(request => (request.View.Title, request.View.Due, Locator.Address(tenant.PublicBaseUrl, request.Locator)))], page.More, page.Unread, Home);
    }

    private async Task SayAsync(BotActivity activity, JObject card, string summary, CancellationToken cancellationToken)
    {
        if (Service(activity) is { } service && activity.Conversation.Length > 0) await bot.PostAsync(service, activity.Conversation, TeamsCard.Message(card, summary), cancellationToken);
    }

    /// <summary>Remembers where to write to a person of the unit; of others nothing is remembered.</summary>
    private async Task RememberAsync(BotActivity activity, CancellationToken cancellationToken)
    {
        if (Service(activity) is not { } service || activity.Conversation.Length == 0 || activity.UserId.Length == 0) return;
        var gone = activity is { Type: "installationUpdate", Action: "remove" or "remove-upgrade" };
        await flows.EachAsync(async (_, flow) =>
        {
            if ((await flow.Reference.GetAsync(cancellationToken)).Behind(activity.ObjectId) is null) return;
            await flow.Chats.SaveAsync(activity.ObjectId, new KnownChat(service.ToString(), gone ? "" : activity.Conversation, activity.UserId), cancellationToken);
        }, (_, failure) => Log.Failed(logger, failure.Message), cancellationToken);
    }

    /// <summary>The service address, if the bot's token may go there.</summary>
    private Uri? Service(BotActivity activity) => Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) && options.IsOurs(url) ? url : null;

    private static JObject Fault(int status, string code, string message) =>
        new() { ["statusCode"] = status, ["type"] = "application/vnd.microsoft.error", ["value"] = new JObject { ["code"] = code, ["message"] = message } };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The bot could not do what was asked: {Why}")]
        public static partial void Failed(ILogger logger, string why);
    }
}
