using EmulationM365.Effects;
using EmulationM365.Functions.Pages;
using EmulationM365.Functions.Tokens;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Functions.Cards;

/// <summary>What the doors of Outlook have in common: who pressed, what they wrote, and the card that comes back.</summary>
public sealed partial class OutlookDesk(ActionTokenCheck tokens, ChannelOptions channels, OutlookOptions outlook, M365Options options, TimeProvider time, ILogger<OutlookDesk> logger)
{
    private const int LongestComment = 4000;

    /// <summary>What a client leaves standing that knows nothing of inputs.</summary>
    private const string Unfilled = "{{comment.value}}";

    /// <summary>Under which the press is found in the logs of both sides: the id that Outlook gives it.</summary>
    public static string? Trace(HttpRequest request) => Id(request, "Action-Request-Id") is { Length: > 1 } press ? press : Traces.Of(request.HttpContext);

    /// <summary>Who pressed; or what they are told when nobody can be believed.</summary>
    public async Task<(SignedIn? Person, IActionResult Refusal)> PersonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        Log.Pressed(logger, Id(request, "Card-Correlation-Id"), Id(request, "Action-Request-Id"));
        if (!channels.Outlook) return (null, new NotFoundResult());
        try
        {
            return await tokens.PersonAsync(request, cancellationToken) is { } person ? (person, null!) : (null, Refused(request, 401, Text.Say("card.refused.signIn")));
        }
        catch (KeysUnreachableException unreachable)
        {
            Log.Unreachable(logger, unreachable);
            return (null, Refused(request, 503, Text.Say("card.refused.busy")));
        }
    }

    /// <summary>The form that an address and a body stand for; or what is wrong with them. Only the answer that needs a reason has a body that is read.</summary>
    public async Task<(RequestForm? Form, IActionResult Refusal)> FormAsync(HttpRequest request, string answer, string content, CancellationToken cancellationToken)
    {
        if (!OutlookCard.IsAnswer(answer)) return (null, Refused(request, 404, Text.Say("card.refused.notFound")));
        var comment = "";
        if (answer == "send_back")
        {
            var (body, status, _) = await BoundedBody.ReadAsync(request, time, cancellationToken);
            if (body is null) return (null, Refused(request, status, Text.Say("card.refused.body")));
            comment = body.Trim() is var said && said != Unfilled ? said : "";
            if (comment.Length > LongestComment) return (null, Refused(request, 400, Text.Say("card.refused.body")));
        }

        return (new RequestForm(answer, [], comment, content, null) { Trace = Trace(request) }, null!);
    }

    /// <summary>
    /// What Outlook shows instead of the card that was pressed. A refusal that the person can do something with is a card too, with its reason and with how things stand: an answer that is an
    /// error would leave the old card standing.
    /// </summary>
    public IActionResult Card(HttpRequest request, RequestPage page, string locator)
    {
        if (page.View is not { } view) return page.Status switch
        {
            403 => Refused(request, 403, Text.Say("card.refused.notYours")),
            503 => Refused(request, 409, Text.Say("card.refused.stopped")),
            _ => Refused(request, 404, Text.Say("card.refused.notFound")),
        };
        Guard(request);
        request.HttpContext.Response.Headers["CARD-UPDATE-IN-BODY"] = "true";
        var card = OutlookCard.Of(view, locator, new OutlookSender(outlook.Originator, options.PublicBaseUrl));
        return new ContentResult { StatusCode = 200, ContentType = "application/json; charset=utf-8", Content = OutlookCard.Json(card) };
    }

    /// <summary>A refusal in the one line that Outlook shows below the card; it names nobody.</summary>
    private static ContentResult Refused(HttpRequest request, int status, string why)
    {
        Guard(request);
        request.HttpContext.Response.Headers["CARD-ACTION-STATUS"] = CardMarkdown.Ascii(why);
        return new ContentResult { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = why };
    }

    private static void Guard(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions) = ("no-store", "nosniff");
    }

    /// <summary>An id that the client sends, for the log; nothing that is not one gets there.</summary>
    private static string Id(HttpRequest request, string header) => Guid.TryParse(request.Headers[header].ToString(), out var id) ? id.ToString() : "-";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A card was pressed: correlation {Correlation}, press {Press}")]
        public static partial void Pressed(ILogger logger, string correlation, string press);

        [LoggerMessage(LogLevel.Error, "Nobody who presses a card can be believed")]
        public static partial void Unreachable(ILogger logger, Exception why);
    }
}
