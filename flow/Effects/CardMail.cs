using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Effects;

/// <summary>The mail that asks, with the card in its head; the text of the mail stays as it is, for every reader that shows no cards. Pure.</summary>
public static class CardMail
{
    /// <summary>The whole document; only the text while cards are off.</summary>
    public static string Html(Markup body, OutlookSender? sender, CaseState state, OpenRequest request, Reference reference) => sender is null ? body.Html : $"""
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><script type="application/adaptivecard+json">{Card(sender, state, request, reference)}</script></head><body>{body.Html}</body></html>
        """;

    /// <summary>As the request stands when it is opened: the card itself asks for news when it is looked at.</summary>
    private static string Card(OutlookSender sender, CaseState state, OpenRequest request, Reference reference) =>
        OutlookCard.Json(OutlookCard.Of(RequestPages.View(state, request.Kind, request.Key, reference, request.OpenedAt, null), Locator.Of(request), sender));
}
