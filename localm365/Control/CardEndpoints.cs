using EmulationM365.LocalM365.Cards;
using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/cards</c>: the providers of actionable messages that were approved, none at first; what people press on cards of their mails; and tokens as the actions app brings them, with whatever is to be wrong in them.</summary>
internal static class CardEndpoints
{
    public static IResult Get(Tenant tenant) => Wire.Plain(new JsonObject { ["providers"] = new JsonArray([.. tenant.Database.Read(CardProvider.All).Select(one => (JsonNode)one.ToJson())]) });

    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        if (asked["providers"] is not JsonArray providers) throw new BadHttpRequestException("A list of providers is missing.");
        tenant.Database.Write(session => CardProvider.Save(session, providers));
        return Get(tenant);
    }

    /// <summary>A token for a person: <c>{"originator", "person", "version"}</c>, with members of <c>header</c> and <c>claims</c> put in place of those it would have; null takes one out.</summary>
    public static async Task<IResult> TokenAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var (person, provider, home) = tenant.Database.Read(session => (DirectoryStore.Person(session, asked.String("person") ?? ""),
            CardProvider.All(session).Find(one => one.Originator == asked.String("originator")), DirectoryStore.Tenant(session)));
        if (person is null || provider is null) return Results.NotFound("No such person, or no such provider.");
        if (asked["version"] is JsonValue version) provider = provider with { TokenVersion = version.GetValue<int>() };
        var claims = tenant.Mint.ActionClaims(home, person, provider, tenant.Ids);
        foreach (var (name, value) in asked["claims"] as JsonObject ?? [])
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value.DeepClone();
        }

        return Wire.Plain(new JsonObject { ["token"] = tenant.Key.Sign(claims, asked["header"] as JsonObject) });
    }

    /// <summary>
    /// A person opens a mail and presses a button of its card: <c>{"person", "mail", "title", "inputs": {}}</c>; without a title it is only opened. Pressed is the card that the opening brought, or the
    /// one of the mail where it brought none; the button is known by its title, also where it stands below another.
    /// </summary>
    public static async Task<IResult> PressAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var asked = await ControlEndpoints.ReadAsync(request, cancellationToken);
        var (person, home, found) = tenant.Database.Read(session => DirectoryStore.Person(session, asked.String("person") ?? "") is { } one && Number(asked["mail"]) is { } id && MailStore.Find(session, id) is { } mail
            ? (one, DirectoryStore.Tenant(session), MailCard.Of(session, mail, one, tenant.Clock.GetUtcNow())) : throw Refused.NotFound());
        if (found is not { Card: { } card, Provider: { } provider }) return Results.NotFound(found.Why ?? "The mail has no card.");
        var opened = card["autoInvokeAction"] is JsonObject again
            ? await tenant.Cards.PressAsync(home, person, provider, new CardPress(again, [], true, card.String("correlationId")), cancellationToken) : new CardReply(null, null, false);
        card = opened.Card ?? card;
        if (asked.String("title") is not { Length: > 0 } title) return Said(opened with { Card = card });
        if (Buttons(card).FirstOrDefault(one => one.String("title") == title) is not { } button) return Results.NotFound("No such button.");
        return Said(await tenant.Cards.PressAsync(home, person, provider, new CardPress(button, asked["inputs"] as JsonObject ?? [], false, card.String("correlationId")), cancellationToken));
    }

    private static IResult Said(CardReply reply) => Wire.Plain(new JsonObject { ["card"] = reply.Card?.DeepClone(), ["status"] = reply.Status, ["failed"] = reply.Failed, ["late"] = reply.Late });

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>The buttons that send something, with those of a card that a button unfolds.</summary>
    private static IEnumerable<JsonObject> Buttons(JsonObject card) => (card["actions"] as JsonArray ?? []).OfType<JsonObject>()
        .SelectMany(action => action.String("type") == "Action.ShowCard" && action["card"] is JsonObject below ? Buttons(below) : action.String("type") == "Action.Http" ? [action] : []);
}
