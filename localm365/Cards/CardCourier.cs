using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Cards;

/// <summary>What came of a press: another card, or a line to be shown below it.</summary>
internal sealed record CardReply(JsonObject? Card, string? Status, bool Failed, bool Late = false);

/// <summary>
/// Plays the service behind Outlook: fills in what was typed, brings the token of whoever pressed, and reads what comes back. The service behind Outlook waits fifteen seconds for a press, and
/// two for the card that is fetched when a mail is opened.
/// </summary>
internal sealed partial class CardCourier(TenantClock clock, TokenMint mint, Ids ids) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _glance = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { Timeout = _patience };

    public void Dispose() => _http.Dispose();

    /// <summary>Presses an action of a card for a person.</summary>
    /// <param name="tenantId">The tenant of that person.</param>
    /// <param name="person">Who presses.</param>
    /// <param name="provider">Whose card it is.</param>
    /// <param name="pressed">The action as it stands in the card, what was typed, and whether it was the opening of the mail that pressed.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<CardReply> PressAsync(string tenantId, Person person, CardProvider provider, CardPress pressed, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(pressed.Member("url"), UriKind.Absolute, out var target) || !provider.Allows(target)) throw new Refused(403, "targetNotApproved", "The card leads to an address that was not approved.");
        using var request = Request(target, pressed, mint.ForActions(tenantId, person, provider, ids));
        var began = clock.GetTimestamp();
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (pressed.Auto && clock.GetElapsedTime(began) > _glance) return new CardReply(null, null, false, Late: true);
            return Read(answer, body, provider);
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new CardReply(null, null, true);
        }
    }

    private HttpRequestMessage Request(Uri target, CardPress pressed, string token)
    {
        var post = pressed.Action.String("method")?.Equals("POST", StringComparison.OrdinalIgnoreCase) == true;
        var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Get, target);
        if (post) request.Content = new StringContent(pressed.Member("body"), Encoding.UTF8, "application/json");
        var headers = (pressed.Action["headers"] as JsonArray ?? []).OfType<JsonObject>().Select(one => (Name: one.String("name") ?? "", Value: pressed.Fill(one.String("value") ?? ""))).ToList();
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) request.Headers.TryAddWithoutValidation(name, value);
            else if (request.Content is { } content && MediaTypeHeaderValue.TryParse(value, out var type)) content.Headers.ContentType = type;
        }

        // A card that leaves Authorization empty has the token brought under another name.
        var elsewhere = headers.Any(header => header is { Name: var name, Value: "" } && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation(elsewhere ? "Action-Authorization" : "Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("Action-Request-Id", ids.Text());
        if (pressed.Correlation is { } correlation) request.Headers.TryAddWithoutValidation("Card-Correlation-Id", correlation);
        return request;
    }

    private static CardReply Read(HttpResponseMessage answer, string body, CardProvider provider)
    {
        var status = answer.Headers.TryGetValues("CARD-ACTION-STATUS", out var said) ? string.Join(' ', said) : null;
        var renews = answer.Headers.TryGetValues("CARD-UPDATE-IN-BODY", out var flag) && flag.Any(one => one.Equals("true", StringComparison.OrdinalIgnoreCase));
        if (!answer.IsSuccessStatusCode) return new CardReply(null, status, true);
        return new CardReply(renews ? MailCard.Replacement(body, provider) : null, status, false);
    }

    [GeneratedRegex(@"\{\{([^{}.]+)\.value\}\}")]
    internal static partial Regex Place();
}

/// <summary>An action of a card as it was pressed.</summary>
/// <param name="Action">The action, as it stands in the card.</param>
/// <param name="Inputs">What was typed, by input.</param>
/// <param name="Auto">Nobody pressed: the mail was opened.</param>
/// <param name="Correlation">The card's id for its provider.</param>
internal sealed record CardPress(JsonObject Action, JsonObject Inputs, bool Auto, string? Correlation)
{
    /// <summary>A member of the action with what was typed put in, as it was typed: nothing is escaped.</summary>
    public string Member(string name) => Fill(Action.String(name) ?? "");

    /// <summary>A text of the action with what was typed put in.</summary>
    public string Fill(string text) => CardCourier.Place().Replace(text, place => Inputs.String(place.Groups[1].Value) ?? "");
}
