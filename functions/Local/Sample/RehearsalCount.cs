using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Counts a rehearsal.</summary>
internal sealed class RehearsalCount(OneMachine machine, Journal journal)
{
    /// <summary>What an event answers; in one sending each is answered once.</summary>
    private static readonly Dictionary<string, string> Stages = new()
    {
        ["ReturnConfirmed"] = "confirm", ["ReturnReceived"] = "receive", ["DirectorAgreed"] = "direct", ["ReturnAppraised"] = "appraise", ["DecisionRecorded"] = "record_decision",
        ["SessionPosted"] = "post", ["CouncilHeld"] = "council", ["SubmissionAgreed"] = "sign", ["SubmissionDispatched"] = "dispatch",
    };

    public async Task<RehearsalReport> CountAsync(long secondApplyWrites, CancellationToken cancellationToken)
    {
        using var auditor = Caller.Application(machine.TenantAddress, SamplePeople.Auditor);
        var events = (await auditor.ItemsAsync(CaseEvents.List, null, cancellationToken)).Select(Fields).ToList();
        var lines = (await auditor.ItemsAsync(Nominations.List, null, cancellationToken)).Select(Fields).ToList();
        var register = (await auditor.ItemsAsync(AwardRegister.List, null, cancellationToken)).Select(Fields).ToList();
        var returns = (await auditor.ItemsAsync(UnitReturns.List, null, cancellationToken)).Select(Fields).ToList();
        var requests = (await auditor.ItemsAsync(Requests.List, null, cancellationToken)).Select(Fields).ToList();
        var sessions = (await auditor.ItemsAsync(CouncilSessions.List, null, cancellationToken)).Select(Fields).ToList();
        var submissions = (await auditor.ItemsAsync(Submissions.List, null, cancellationToken)).Select(Fields).ToList();
        var petitions = (await auditor.ItemsAsync(Petitions.List, null, cancellationToken)).Select(Fields).ToList();
        var begun = (await auditor.ItemsAsync(Schema.Lists.Stories.List, null, cancellationToken)).Count(item => (string?)item["createdBy"]?["application"]?["id"] == SamplePeople.Worker);
        var pages = await auditor.PagesAsync(SamplePeople.NewsSite, cancellationToken);
        var mails = await LocalAsync("_local/mails", cancellationToken);
        var meter = await LocalAsync("_local/meter", cancellationToken);
        // The anchors are of the nights and not of the year: a night that was cut off is made up for by the next.
        var keys = mails["value"]!.Select(mail => MailKey(mail.ToString())).Where(key => !key.StartsWith("anchor:", StringComparison.Ordinal)).ToList();
        var news = pages.Where(page => (string?)page["publishingState"]?["level"] == "published" && (string?)page["promotionKind"] == "newsPost").ToList();
        return new RehearsalReport(
            2025,
            new NominationCounts(
                lines.Count(line => line["CaseId"] is not null), Standing(lines, "eligible"), Standing(lines, "ineligible"), Standing(lines, "needs_evidence"),
                Returned(events), register.Count),
            CountReturns(events, returns), CountLines(lines), CountReminders(mails["value"]!),
            news.Count, keys.Count, keys.Count - keys.Distinct().Count(), Spent(meter), secondApplyWrites, Lost(events), Duplicates(events),
            FinalState(events, lines, register, returns, requests, news, keys, [.. Above(sessions, submissions, petitions)]))
        {
            Dossiers = CountDossiers(events), Rules = CountRules(lines), Answers = AnswerCount.Ways(events, journal.Told), Requests = AnswerCount.Lives(events, keys),
            Stories = CountStories(events, news, keys) with { Drafts = begun, RoundUps = news.Count(page => ((string)page["name"]!).Contains(Effects.RoundUpPage.Kind, StringComparison.Ordinal)) },
            Register = new RegisterCounts(register.Count, Validity(register, "cancelled") + Validity(register, "recovered"), Validity(register, "recovered")),
        };
    }

    private static StoryCounts CountStories(List<JObject> events, List<JObject> news, List<string> mails)
    {
        var shown = events.Where(recorded => (string?)recorded["EventType"] is "StoryPublished" or "StoryChanged").ToList();
        return new StoryCounts(news.Count(page => ((string)page["name"]!).Contains("dien-hinh-d-", StringComparison.Ordinal) && (string?)page["title"] != Texts.Text.Vi("story.withdrawn.title")),
            shown.Count - shown.Select(recorded => (string)recorded["CaseId"]!).Distinct().Count(), events.Count(recorded => (string?)recorded["EventType"] is "StoryWithdrawn" or "ConsentTakenBack"),
            mails.Where(key => key.StartsWith("news:", StringComparison.Ordinal)).Distinct().Count());
    }

    private static JObject Fields(JObject item) => (JObject)item["fields"]!;

    private static int Validity(List<JObject> register, string key) => register.Count(row => (string?)row["Validity"] == AwardRegister.Validity.Word(key));

    private static int Standing(List<JObject> lines, string key) => lines.Count(line => (string?)line["Eligibility"] == Nominations.Eligibility.Word(key));

    /// <summary>Lines of sendings that came back.</summary>
    private static int Returned(List<JObject> events)
    {
        var returned = new HashSet<string>();
        foreach (var stream in events.GroupBy(recorded => (string)recorded["CaseId"]!))
        {
            List<string> sent = [];
            foreach (var recorded in stream.OrderBy(recorded => (int)recorded["Seq"]!))
            {
                if ((string?)recorded["EventType"] == "ReturnSubmitted") sent = [.. JObject.Parse((string)recorded["Data"]!)["body"]!["Lines"]!.Select(line => (string)line["Id"]!)];
                if ((string?)recorded["EventType"] == "ReturnSentBack") returned.UnionWith(sent);
            }
        }

        return returned.Count;
    }

    /// <summary>Every figure stands in the columns of the list, so that anybody can count it again.</summary>
    private static SortedDictionary<string, LineOutcomes> CountLines(List<JObject> lines)
    {
        var sent = lines.Where(line => line["CaseId"] is not null).ToLookup(line => Nominations.Award.KeyOf((string?)line["Award"]) ?? "");
        return new SortedDictionary<string, LineOutcomes>(sent.ToDictionary(award => award.Key, award => Outcomes(award.Key, [.. award])), StringComparer.Ordinal);
    }

    private static LineOutcomes Outcomes(string award, List<JObject> lines)
    {
        var letter = award == "thu_khen";
        var (granted, refused) = (At("granted"), At("not_granted"));
        int[] ended = [granted, refused, At("reduced"), At("council_not_passed"), At("not_qualified"), At("not_confirmed", "not_signed"), At("withdrawn"), At("revoked")];
        return new LineOutcomes(
            lines.Count, lines.Count(line => (string?)line["CouncilResult"] == Nominations.CouncilResult.Word("council_passed")), letter ? 0 : granted, letter ? 0 : refused, lines.Count - ended.Sum(),
            ended[2], letter ? granted : 0, letter ? refused : 0, ended[3], ended[4], ended[5], ended[6], ended[7]);

        int At(params string[] keys) => lines.Count(line => keys.Any(key => (string?)line["LineStatus"] == Nominations.LineStatus.Word(key)));
    }

    private ReturnCounts CountReturns(List<JObject> events, List<JObject> returns)
    {
        var sendings = events.Where(recorded => (string?)recorded["EventType"] == "ReturnSubmitted").Select(recorded => (Case: (string)recorded["CaseId"]!, Body: JObject.Parse((string)recorded["Data"]!)["body"]!)).ToList();
        var withLines = sendings.Where(sent => sent.Body["Lines"]!.Any()).Select(sent => sent.Case).ToHashSet();
        var none = sendings.Select(sent => sent.Case).Except(withLines).ToList();
        var today = Campaigns.VietnamTime.DayOf(machine.Clock.GetUtcNow());
        var over = CampaignFiles.Load(2025).Rounds.Where(round => round.Due < today).Select(round => round.Key).ToHashSet();
        return new ReturnCounts(withLines.Count, none.Count, sendings.Where(sent => (bool)sent.Body["Late"]!).Select(sent => sent.Case).Distinct().Count(),
            returns.Count(item => over.Contains((string?)item["RoundKey"] ?? "") && item["CaseId"] is null));
    }

    /// <summary>The reason is that of a line that the rule did not let pass, if there is one.</summary>
    private static SortedDictionary<string, RuleCounts> CountRules(List<JObject> lines) => new(lines.Where(line => line["CaseId"] is not null)
        .GroupBy(line => Nominations.Award.KeyOf((string?)line["Award"]) ?? "").ToDictionary(award => award.Key, award => new RuleCounts(
            Standing([.. award], "eligible"), Standing([.. award], "ineligible"), Standing([.. award], "needs_evidence"),
            ((string?)award.OrderBy(line => (string?)line["Eligibility"] == Nominations.Eligibility.Word("eligible")).First()["EligibilityReasons"] ?? "").Split('\n')[0])), StringComparer.Ordinal);

    private static DossierCounts CountDossiers(List<JObject> events)
    {
        var received = events.Where(recorded => (string?)recorded["EventType"] == "ReturnReceived").Select(recorded => JObject.Parse((string)recorded["Data"]!)["body"]!["Dossier"]).OfType<JObject>().ToList();
        return new DossierCounts(received.Count, received.Sum(dossier => dossier["Files"]!.Count(file => (string?)file["Sha256"] is { Length: 64 })), received.Sum(dossier => dossier["Missing"]!.Count()));
    }

    private static ReminderCounts CountReminders(JToken mails)
    {
        var reminders = mails.Select(mail => (Key: MailKey(mail.ToString()), At: DateTimeOffset.Parse((string)mail["sent"]!, System.Globalization.CultureInfo.InvariantCulture)))
            .Where(mail => mail.Key.Contains("|remind:", StringComparison.Ordinal) || mail.Key.Contains("|digest:", StringComparison.Ordinal)).ToList();
        var hours = reminders.Select(mail => mail.At.ToOffset(Campaigns.VietnamTime.Offset)).ToList();
        return new ReminderCounts(reminders.Count, reminders.Count - reminders.Select(mail => mail.Key).Distinct().Count(),
            hours.Count(at => at.Hour is < 7 or >= 18 || !DaysOff.Calendar.IsWorking(DateOnly.FromDateTime(at.DateTime))));
    }

    private static GraphCounts Spent(JObject meter)
    {
        var worker = meter["identities"]![$"app:{SamplePeople.Worker}"];
        return new GraphCounts((long?)worker?["requests"] ?? 0, (long?)worker?["resourceUnits"] ?? 0);
    }

    /// <summary>What people were told and the events do not hold.</summary>
    private int Lost(List<JObject> events) => journal.Told.GroupBy(told => (told.CaseId, told.Person, told.Told))
        .Sum(told => Math.Max(0, told.Count() - events.Count(recorded =>
            ((string?)recorded["CaseId"], (string?)recorded["Actor"], (string?)recorded["EventType"]) == (told.Key.CaseId, told.Key.Person, told.Key.Told))));

    private static int Duplicates(List<JObject> events)
    {
        var twice = 0;
        foreach (var stream in events.GroupBy(recorded => (string)recorded["CaseId"]!))
        {
            var answered = new HashSet<string>();
            foreach (var type in stream.OrderBy(recorded => (int)recorded["Seq"]!).Select(recorded => (string)recorded["EventType"]!))
            {
                if (type is "ReturnSubmitted" or "SubmissionMade") answered.Clear();
                else if (Stages.TryGetValue(type, out var stage) && !answered.Add(stage)) twice++;
            }
        }

        return twice;
    }

    /// <summary>A fingerprint of everything people can see in the end, without the moments at which it came about.</summary>
    private static string FinalState(
        List<JObject> events, List<JObject> lines, List<JObject> register, List<JObject> returns, List<JObject> requests, List<JObject> news, List<string> mails, JArray above)
    {
        var state = new JArray(
            Rows(events, "CaseId", "Seq", "EventType", "Actor", "Channel"), Rows(lines, "Title", "Award", "LineStatus", "Eligibility", "Appraisal", "CouncilVotes", "GrantedAward", "DecisionNumber"), above,
            Rows(register, "Title", "AwardKey", "DecisionNumber", "DecisionDate", "UnitKey", "Validity", "RevocationNumber"), Rows(returns, "ReturnKey", "Status", "Step", "AppliedSeq"),
            // When the office was no longer told of a trouble is a moment too.
            Rows(requests.Where(request => request["CaseId"] is not null), "RequestKey", "Status", "Answered"), Rows(requests.Where(request => request["CaseId"] is null), "RequestKey", "Status"),
            Rows(news, "name", "title"), new JArray(mails.Distinct().Where(MustArrive).Order(StringComparer.Ordinal)));
        return Cases.RecordedEvent.Sha256(state.ToString(Formatting.None));
    }

    private static IEnumerable<JArray> Above(List<JObject> sessions, List<JObject> submissions, List<JObject> petitions) =>
    [
        Rows(sessions, "Title", "Stage", "Step", "Outcome", "Tally"), Rows(submissions, "SubmissionKey", "Stage", "Number", "SignedFile", "LinesText"), Rows(petitions, "PetitionKey", "Stage", "Question", "Reply"),
    ];

    /// <summary>Reminders and words of refusal are sent at most once: a kill in the middle may lose one, and that is declared.</summary>
    private static bool MustArrive(string key) => !key.Contains("|remind:", StringComparison.Ordinal) && !key.Contains("|digest:", StringComparison.Ordinal) && !key.Contains("|refused:", StringComparison.Ordinal);

    private static JArray Rows(IEnumerable<JObject> items, params string[] fields) =>
        [.. items.Select(item => string.Join('|', fields.Select(field => $"{item[field]}"))).Order(StringComparer.Ordinal)];

    private static string MailKey(string mail)
    {
        var header = mail.IndexOf("x-emulation-effect", StringComparison.Ordinal);
        if (header < 0) return mail;
        var value = mail.IndexOf("\"value\":", header, StringComparison.Ordinal);
        var begin = mail.IndexOf('"', value + 8) + 1;
        return mail[begin..mail.IndexOf('"', begin)];
    }

    private async Task<JObject> LocalAsync(string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var reader = new JsonTextReader(new StringReader(await http.GetStringAsync(new Uri(machine.TenantAddress, path), cancellationToken))) { DateParseHandling = DateParseHandling.None };
        return await JObject.LoadAsync(reader, cancellationToken);
    }
}
