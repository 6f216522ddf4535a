using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Where a card stands and what it shows, as it is remembered with the effect that sent it.</summary>
/// <param name="RequestKey">Request.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Person">Object id of the person who has it.</param>
/// <param name="Locator">Last part of the address of its page.</param>
/// <param name="Service">Service address; empty when it could not be brought, and the person has the mail alone.</param>
/// <param name="Conversation">Conversation.</param>
/// <param name="Activity">The message.</param>
/// <param name="Shown">Mark of what it shows; see <see cref="CardDuties.Mark"/>.</param>
/// <param name="Failed">How often in a row it could not be corrected.</param>
public sealed record CardPlace(string RequestKey, string Kind, string Person, string Locator, string Service, string Conversation, string Activity, string Shown, int Failed = 0)
{
    /// <summary>There is a message.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public bool Stands => Activity.Length > 0;
}

/// <summary>What cards in Teams are owed: pure, from what waits, who is asked, and where cards stand.</summary>
public static class CardDuties
{
    /// <summary>Key of the effect that brings one person the card of a request.</summary>
    public static string KeyOf(string requestKey, string objectId) => $"{Prefix}{requestKey}:{objectId.ToLowerInvariant()}";

    /// <summary>How the keys of these effects begin.</summary>
    public const string Prefix = "teams:";

    /// <summary>Those who are asked and have no card yet.</summary>
    /// <param name="state">The case.</param>
    /// <param name="asked">Who is asked now.</param>
    /// <param name="cards">Cards that stand, or could not be brought.</param>
    public static IReadOnlyList<Addressee> ToSend(CaseState state, IReadOnlyList<Addressee> asked, IReadOnlyList<CardPlace> cards) => state.Request is not { } request ? []
        : [.. asked.Where(person => !cards.Any(card => card.RequestKey == request.Key && string.Equals(card.Person, person.ObjectId, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Cards that show something else than is so, with the mark of what is.</summary>
    /// <param name="cards">Cards.</param>
    /// <param name="viewOf">A request as it stands now.</param>
    public static IReadOnlyList<(CardPlace Card, RequestView View)> ToCorrect(IEnumerable<CardPlace> cards, Func<CardPlace, RequestView> viewOf) =>
        [.. cards.Where(card => card.Stands).Select(card => (Card: card, View: viewOf(card))).Where(pair => Mark(pair.View) != pair.Card.Shown)];

    /// <summary>The request as the person who has the card sees it: who agreed already, where several must, is asked nothing more.</summary>
    public static RequestView ViewOf(CaseState state, CardPlace card, RequestView view) =>
        view.Open && state.Endorsed.Any(one => string.Equals(one.ActorId, card.Person, StringComparison.OrdinalIgnoreCase)) ? view with { Open = false, Notice = Reason.Of("answer.endorsed") } : view;

    /// <summary>What a card of this view says, in short: as long as it is the same, nothing is written.</summary>
    public static string Mark(RequestView view) => string.Join('|', view.Open
        ? ["open", view.ContentHash, view.Due?.ToString("O", CultureInfo.InvariantCulture) ?? ""]
        : view.Answer is { } answer
            ? ["answered", answer.ActorId, answer.At.ToString("O", CultureInfo.InvariantCulture), answer.VoidSince?.ToString("O", CultureInfo.InvariantCulture) ?? ""]
            : (IEnumerable<string>)[view.Notice?.Key ?? "closed", .. view.Notice?.Places ?? []]);
}
