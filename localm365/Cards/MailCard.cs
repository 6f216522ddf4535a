using AngleSharp.Html.Parser;
using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Cards;

/// <summary>The card of a mail, as one reader's Outlook sees it: the card, or the key of the words for why it is not shown; neither for a mail without one.</summary>
internal sealed record MailCard(JsonObject? Card, CardProvider? Provider, string? Why)
{
    private static readonly string[] _older = ["Action.Submit", "Action.Execute", "Input.Time"];

    /// <summary>
    /// Outlook shows a card from the head of a mail to whoever is named as a recipient of it, for a month, when the provider was approved and the mail came from where that provider sends. A mail
    /// that somebody passes on comes from somewhere else.
    /// </summary>
    public static MailCard Of(Session session, StoredMail mail, Person reader, DateTimeOffset now)
    {
        if (Text(mail) is not { } text) return new MailCard(null, null, null);
        if (Parse(text) is not { } card) return Without("cards.unreadable");
        if (!IsNamed(mail, reader)) return Without("cards.notNamed");
        if (CardProvider.Find(session, card.String("originator"), mail.Mailbox) is not { } provider) return Without("cards.notApproved");
        if (DateTimeOffset.Parse(mail.Sent, CultureInfo.InvariantCulture).AddMonths(1) < now) return Without("cards.old");
        return Dialect(card) ? new MailCard(card, provider, null) : Without("cards.dialect");
    }

    /// <summary>A card that Outlook takes in place of another: of the same provider, in its dialect.</summary>
    public static JsonObject? Replacement(string text, CardProvider provider) => Parse(text) is { } card && card.String("originator") == provider.Originator && Dialect(card) ? card : null;

    /// <summary>Adaptive Cards 1.0, without actions that only a bot answers.</summary>
    private static bool Dialect(JsonObject card) => card.String("type") == "AdaptiveCard" && card.String("version") == "1.0" && !Types(card).Any(_older.Contains);

    private static MailCard Without(string why) => new(null, null, why);

    private static string? Text(StoredMail mail) => !mail.IsHtml || !mail.Body.Contains("adaptivecard+json", StringComparison.OrdinalIgnoreCase) ? null
        : new HtmlParser().ParseDocument(mail.Body).Head?.QuerySelector("script[type='application/adaptivecard+json']")?.TextContent;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsNamed(StoredMail mail, Person reader) => MailStore.Addresses(mail.Message, "toRecipients").Concat(MailStore.Addresses(mail.Message, "ccRecipients"))
        .Any(address => address.Equals(reader.Mail, StringComparison.OrdinalIgnoreCase) || address.Equals(reader.Upn, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Types(JsonNode? node) => node switch
    {
        JsonObject one => (one.String("type") is { } type ? [type] : Array.Empty<string>()).Concat(one.SelectMany(member => Types(member.Value))),
        JsonArray many => many.SelectMany(Types),
        _ => [],
    };
}
