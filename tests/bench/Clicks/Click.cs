using EmulationM365.Schema.Lists;
using EmulationM365.Texts;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Clicks;

/// <summary>A button that somebody presses.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="RequestKey">Request that is answered.</param>
/// <param name="Next">Kind of the request that follows.</param>
/// <param name="Channel">The way, as it is recorded.</param>
/// <param name="Press">The request as it goes to the door, with its token; asked for before the time is taken.</param>
internal sealed record Click(string CaseId, string RequestKey, string Next, string Channel, Func<Task<HttpRequestMessage>> Press)
{
    /// <summary>What became of it, as a sentence; null when all is well. Pure.</summary>
    /// <param name="status">HTTP status of the door.</param>
    /// <param name="card">The card that came back; null when none did.</param>
    /// <param name="requests">Requests of the case, once the queue was empty.</param>
    public string? Fault(int status, JObject? card, IReadOnlyList<JObject> requests)
    {
        if (status != 200 || card is null) return $"{RequestKey} by {Channel}: answered {status} without a card";
        if (!IsFinal(card)) return $"{RequestKey} by {Channel}: the card that came back is not final";
        var own = requests.FirstOrDefault(request => (string?)request[Requests.RequestKey.Name] == RequestKey);
        if ((string?)own?["Status"] != Requests.Status.Word("answered") || !$"{own["Answered"]}".EndsWith(Text.Vi($"channel.{Channel}"), StringComparison.Ordinal))
            return $"{RequestKey} by {Channel}: its item does not say that it was answered so";
        return requests.Any(request => (string?)request["Kind"] == Requests.Kind.Word(Next) && (string?)request["Status"] == Requests.Status.Word("pending")) ? null
            : $"{RequestKey} by {Channel}: nobody was asked what follows it";
    }

    /// <summary>The card says that the answer is recorded, and has no button left that answers.</summary>
    private static bool IsFinal(JObject card)
    {
        var parts = card.DescendantsAndSelf().OfType<JObject>().ToList();
        return card.ToString().Contains(Text.Vi("answer.recorded"), StringComparison.Ordinal)
            && !parts.Exists(part => (string?)part["verb"] == Effects.TeamsCard.Answers || $"{part["url"]}".Contains("/answers/", StringComparison.Ordinal));
    }
}
