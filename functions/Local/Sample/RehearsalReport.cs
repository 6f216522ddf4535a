using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Lines by what became of them.</summary>
internal sealed record NominationCounts(int Submitted, int Eligible, int Ineligible, int NeedsEvidence, int Returned, int Granted);

/// <summary>Rows of the register: all, those that a decision cancelled, and those of them whose object and money came back.</summary>
internal sealed record RegisterCounts(int Awards, int Cancelled, int Recovered);

/// <summary>Dossiers that the office received: how many, their files with hashes, papers that were missing then and named.</summary>
internal sealed record DossierCounts(int Received, int Files, int Missing);

/// <summary>Returns of units: sent with lines, sent with none, late among both, and not sent though the round is over.</summary>
internal sealed record ReturnCounts(int Sent, int None, int Late, int Missing);

/// <summary>Reminders and digests: sent, sent twice, sent when nobody is at work.</summary>
internal sealed record ReminderCounts(int Sent, int Doubled, int InQuietHours);

/// <summary>
/// Lines of an award by what became of them. Every line that was sent once is counted in <see cref="Submitted"/> and in exactly one of the others, of which
/// <see cref="CouncilPassed"/> is none: it counts a step on the way.
/// </summary>
internal sealed record LineOutcomes(
    int Submitted, int CouncilPassed, int UpperGranted, int UpperRefused, int Pending, int UpperReduced, int DirectorGranted, int DirectorRefused, int CouncilRefused, int NotQualified,
    int NotConfirmed, int Withdrawn, int Revoked);

/// <summary>What the rule of an award said of the lines that were proposed for it, and why of one of them.</summary>
internal sealed record RuleCounts(int Eligible, int Ineligible, int NeedsEvidence, string Because);

/// <summary>
/// Answers to requests by the way on which they came, as recorded: in the list, on the page behind a mail's link, ticked on the page of everything that waits, on the card of a mail in Outlook, on
/// a card in Teams; and those of which people say another way than is recorded.
/// </summary>
internal sealed record AnswerCounts(int List, int Page, int Together, int Outlook, int Teams, int Otherwise);

/// <summary>
/// What else became of requests: moved because somebody was away, answered in the place of another, handed to somebody by name, opened again after their link had ended, agreed to by one of
/// several; and told to the next higher because nobody answered.
/// </summary>
internal sealed record RequestCounts(int Moved, int Delegated, int HandedOver, int Reopened, int Endorsed, int Escalated);

/// <summary>Stories: pages that readers have, texts that took the place of others, stories taken from readers, weekly digests.</summary>
internal sealed record StoryCounts(int Pages, int Updates, int Withdrawals, int Digests)
{
    /// <summary>Stories that the worker began: of sudden merits and of movements.</summary>
    public int Drafts { get; init; }

    /// <summary>Round-ups of rounds that readers have.</summary>
    public int RoundUps { get; init; }
}

/// <summary>What the worker spent on Graph and SharePoint REST.</summary>
internal sealed record GraphCounts(long Requests, long ResourceUnits);

/// <summary>The summary of a rehearsal, counted from what localm365 holds and from the people's own journal.</summary>
internal sealed record RehearsalReport(
    int CampaignYear, NominationCounts Nominations, ReturnCounts Returns, IReadOnlyDictionary<string, LineOutcomes> Lines, ReminderCounts Reminders, int NewsPublished, int MailsSent, int MailsRepeated, GraphCounts Graph, long SecondApplyWrites, int LostDecisions,
    int DuplicateDecisions, string FinalState)
{
    /// <summary>What the register holds in the end.</summary>
    public RegisterCounts Register { get; init; } = new(0, 0, 0);

    /// <summary>Stories of the year.</summary>
    public StoryCounts Stories { get; init; } = new(0, 0, 0, 0);

    /// <summary>Each award's rule at work.</summary>
    public IReadOnlyDictionary<string, RuleCounts> Rules { get; init; } = new Dictionary<string, RuleCounts>();

    /// <summary>Dossiers as they were received.</summary>
    public DossierCounts Dossiers { get; init; } = new(0, 0, 0);

    /// <summary>By which ways people answered.</summary>
    public AnswerCounts Answers { get; init; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>What else became of requests.</summary>
    public RequestCounts Requests { get; init; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Budget, shares and caps at the end of the year, in words.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    private static readonly JsonSerializerSettings Json = new() { ContractResolver = new CamelCasePropertyNamesContractResolver { NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: true) }, Formatting = Formatting.Indented };

    /// <summary>What is wrong, as sentences; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (LostDecisions > 0) yield return $"{LostDecisions} decision(s) that people were told had been recorded are not among the events";
        if (DuplicateDecisions > 0) yield return $"{DuplicateDecisions} decision(s) were recorded twice";
        if (SecondApplyWrites > 0) yield return $"applying the year a second time wrote {SecondApplyWrites} time(s)";
        if (Reminders.Doubled > 0) yield return $"{Reminders.Doubled} reminder(s) went out twice";
        if (Reminders.InQuietHours > 0) yield return $"{Reminders.InQuietHours} reminder(s) went out in quiet hours";
        foreach (var (count, way) in new[]
        {
            (Answers.List, "in the list"), (Answers.Page, "on the page of a mail's link"), (Answers.Together, "on the page of everything that waits"), (Answers.Outlook, "on a card in Outlook"),
            (Answers.Teams, "on a card in Teams"),
        })
        {
            if (count == 0) yield return $"no request was answered {way}";
        }

        if (Answers.Otherwise > 0) yield return $"{Answers.Otherwise} answer(s) are recorded by another way than people gave them by";
        if (NewsPublished == 0) yield return "no news was published";
        if (Nominations.Granted == 0) yield return "no award was granted";
    }

    public string ToJson() => JsonConvert.SerializeObject(this, Json);
}
