using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace EmulationM365.Effects;

/// <summary>One person has the card of a request in Teams, beside the mail; a rare second one is possible and harmless.</summary>
public sealed record CardInTeams(string RequestKey, string ObjectId) : Effect(CardDuties.KeyOf(RequestKey, ObjectId), EffectClass.MustArrive);

/// <summary>
/// Brings requests to people in Teams, and brings every card to what is so: answered, withdrawn, moved, expired. Where a card stands is kept with the effect that sent it: the rows
/// of a case are read anyway before anything of it is done, and the stroke that calls the sending done is the one that remembers the place. A service that fails holds up
/// nothing else: the case is looked at again later.
/// </summary>
public sealed partial class TeamsRoom(TeamsChats chats, BotConnector bot, Ledger ledger, ReferenceLists reference, Uri publicBase, TimeProvider time, ILogger<TeamsRoom> logger)
{
    /// <summary>So long after the end of a link its card is corrected.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Sends what is owed and corrects what is not so any more.</summary>
    /// <param name="state">The case.</param>
    /// <param name="known">Rows of the case as just read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Keys of the cards that stand or are owed, in the ledger's own words.</returns>
    public async Task<IReadOnlyList<string>> SeeToAsync(CaseState state, IReadOnlyDictionary<string, Item> known, CancellationToken cancellationToken)
    {
        var rows = known.Values.Where(row => row.Text(EffectLedger.EffectKey).StartsWith(Ledger.KeyOf(state.CaseId, CardDuties.Prefix), StringComparison.Ordinal)).ToList();
        if (rows.Count == 0 && state.Request is null) return [];
        var lists = await reference.GetAsync(cancellationToken);
        var cards = rows.Select(row => (Row: row, Card: Read(row))).Where(pair => pair.Card is not null).ToDictionary(pair => pair.Card!, pair => pair.Row);
        var now = time.GetUtcNow();
        await CorrectAsync(state, lists, cards, now, cancellationToken);
        var asked = state.Request is { } request ? lists.Roster().Asked(state, request) : [];
        foreach (var person in CardDuties.ToSend(state, asked, [.. cards.Keys])) await SendAsync(state, person, lists, known, now, cancellationToken);
        // A sending that nobody wants any more is given up like every other.
        return [.. cards.Values.Select(row => row.Text(EffectLedger.EffectKey)), .. asked.Select(person => Ledger.KeyOf(state.CaseId, CardDuties.KeyOf(state.Request!.Key, person.ObjectId)))];
    }

    private async Task SendAsync(CaseState state, Addressee person, Reference lists, IReadOnlyDictionary<string, Item> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var language = Text.Speak(lists.LanguageOf(person.ObjectId));
        var request = state.Request!;
        var view = RequestPages.View(state, request.Kind, request.Key, lists, now, null);
        // The link ended before anybody could be told: the mail and the list remain.
        if (!view.Open) return;
        await ledger.SeeToAsync(state.CaseId, new CardInTeams(request.Key, person.ObjectId), known, async () =>
        {
            var posted = await chats.PostAsync(person.ObjectId, Message(view, Locator.Of(request)), cancellationToken);
            if (posted.Reach != Reach.Done) Log.MailAlone(logger, request.Key, posted.Reach);
            var place = new CardPlace(request.Key, request.Kind, person.ObjectId, Locator.Of(request), posted.Service, posted.Conversation, posted.Activity, CardDuties.Mark(view));
            return Note(place, posted.Reach == Reach.Done ? Headings.LinkEnds(request, lists) + Moment : null);
        }, cancellationToken);
    }

    private async Task CorrectAsync(CaseState state, Reference lists, Dictionary<CardPlace, Item> cards, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wrong = CardDuties.ToCorrect(cards.Keys, card => In(lists, card, () => CardDuties.ViewOf(state, card, RequestPages.View(state, card.Kind, card.RequestKey, lists, now, null))));
        foreach (var (card, view) in wrong)
        {
            // What could not be corrected a moment ago waits for its time.
            if (card.Failed > 0 && cards[card].Instant(EffectLedger.NextDue) > now) continue;
            await ledger.NoteAsync(cards[card], await CorrectedAsync(state, card, view, lists, now, cancellationToken), cancellationToken);
        }

        // Looked at too early, because the link holds longer than it did: once more at its end.
        foreach (var (card, row) in cards.Where(pair => !wrong.Any(one => one.Card == pair.Key) && pair.Value.Instant(EffectLedger.NextDue) <= now))
            await ledger.NoteAsync(row, Note(card, LookAgain(state, card, lists, now)), cancellationToken);
    }

    private async Task<EffectNote> CorrectedAsync(CaseState state, CardPlace card, RequestView view, Reference lists, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var delivery = await bot.UpdateAsync(new Uri(card.Service), card.Conversation, card.Activity, In(lists, card, () => Message(view, card.Locator)), cancellationToken);
            // A card that is gone, or that nobody lets us write to, is as right as it will ever be: what it says is judged when somebody presses it.
            if (delivery.Reach != Reach.Done) Log.NotCorrected(logger, card.RequestKey, delivery.Reach.ToString());
            return Note(card with { Shown = CardDuties.Mark(view), Failed = 0 }, LookAgain(state, card, lists, now));
        }
        catch (M365Exception failure)
        {
            Log.NotCorrected(logger, card.RequestKey, failure.Message);
            return Note(card with { Failed = card.Failed + 1 }, now + (failure.RetryAfter ?? Owed.Wait(card.Failed + 1)));
        }
    }

    /// <summary>What a card shows is written in the language of whoever has it.</summary>
    private static T In<T>(Reference lists, CardPlace card, Func<T> write) => Text.Written(lists.LanguageOf(card.Person), write);

    /// <summary>A card that waits is looked at when its link ends; what is over is not looked at again.</summary>
    private static DateTimeOffset? LookAgain(CaseState state, CardPlace card, Reference lists, DateTimeOffset now) =>
        state.Request is { } request && request.Key == card.RequestKey && Headings.LinkEnds(request, lists) is var end && end >= now ? end + Moment : null;

    private Newtonsoft.Json.Linq.JObject Message(RequestView view, string locator) =>
        TeamsCard.Message(TeamsCard.Of(view, locator, Locator.Address(publicBase, locator)), TeamsCard.Summary(view));

    private static EffectNote Note(CardPlace place, DateTimeOffset? lookAgain) => new(JsonConvert.SerializeObject(place), lookAgain);

    private static CardPlace? Read(Item row)
    {
        try
        {
            return row.Text(EffectLedger.State) == "done" && row.Text(EffectLedger.Why) is { Length: > 0 } text ? JsonConvert.DeserializeObject<CardPlace>(text) : null;
        }
        catch (JsonException)
        {
            // Somebody wrote into the hidden list by hand: the card is left as it is, and judged when it is pressed.
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Request {Key} was not brought to somebody in Teams ({Reach}); the mail stands")]
        public static partial void MailAlone(ILogger logger, string key, Reach reach);

        [LoggerMessage(LogLevel.Warning, "A card of request {Key} could not be corrected: {Why}")]
        public static partial void NotCorrected(ILogger logger, string key, string why);
    }
}
