using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// Counts by which ways requests were answered and what else became of them: from the events as they are kept, and from the mails that went out. Only that an answer was ticked on the page of
/// everything that waits is known from the people alone: it is recorded as an answer on a page.
/// </summary>
internal static class AnswerCount
{
    /// <summary>What is recorded when a request is answered.</summary>
    private static readonly HashSet<string> Answers =
    [
        "ReturnConfirmed", "ReturnReceived", "ReturnAppraised", "ReturnSentBack", "DirectorAgreed", "DecisionRecorded", "CouncilHeld", "SubmissionAgreed", "SubmissionSentBack", "SubmissionDispatched",
        "UpperDecided", "AwardsRecovered", "RequestEndorsed",
    ];

    /// <summary>Answers by their way.</summary>
    public static AnswerCounts Ways(IReadOnlyList<JObject> events, IEnumerable<JournalLine> told)
    {
        var recorded = events.Where(IsAnswer).ToList();
        // What each person said by each way, beside what is recorded of it by that way.
        var said = told.Where(line => line.Way is not null).GroupBy(line => (line.CaseId, line.Person, line.Told, Channel: line.Way == Way.Together ? Way.Page : line.Way))
            .Select(same => (All: same.Count(), Together: same.Count(line => line.Way == Way.Together), Kept: recorded.Count(one =>
                ((string?)one["CaseId"], (string?)one["Actor"], (string?)one["EventType"], (string?)one["Channel"]) == (same.Key.CaseId, same.Key.Person, same.Key.Told, same.Key.Channel)))).ToList();
        var together = said.Sum(one => Math.Min(one.Together, one.Kept));
        return new AnswerCounts(By(Way.List), By(Way.Page) - together, together, By(Way.Outlook), By(Way.Teams), said.Sum(one => Math.Max(0, one.All - one.Kept)));

        int By(string way) => recorded.Count(one => (string?)one["Channel"] == way);
    }

    /// <summary>What became of requests beside being answered by who was asked.</summary>
    /// <param name="events">Events.</param>
    /// <param name="mails">Keys of the effects that sent mails.</param>
    public static RequestCounts Lives(IReadOnlyList<JObject> events, IEnumerable<string> mails)
    {
        var moves = events.Where(one => (string?)one["EventType"] == "RequestMoved").Select(one => Data(one)["body"]!).ToList();
        var reopened = moves.Count(move => (string?)move["Why"] == Cases.Handing.Reopened);
        var handedOver = moves.Count(move => (string?)move["Why"] is not (null or Cases.Handing.Reopened));
        return new RequestCounts(
            moves.Count - reopened - handedOver, events.Count(one => IsAnswer(one) && Data(one)["for"] is JObject), handedOver, reopened,
            events.Count(one => (string?)one["EventType"] == "RequestEndorsed"), mails.Where(key => key.Contains("|escalate:", StringComparison.Ordinal)).Distinct().Count());
    }

    private static bool IsAnswer(JObject recorded) => Answers.Contains((string)recorded["EventType"]!);

    private static JObject Data(JObject recorded) => JObject.Parse((string)recorded["Data"]!);
}
