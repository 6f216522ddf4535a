using System.Net;
using System.Text.RegularExpressions;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// The simulated people. They act only through list requests under their own token and through the public pages, they look before they act, and they
/// write into their journal what they were told.
/// </summary>
internal sealed partial class Actors(OneMachine machine, Journal journal) : IDisposable
{
    private readonly Dictionary<int, Caller> _callers = [];
    private readonly HttpClient _mail = new() { BaseAddress = machine.TenantAddress };

    public void Dispose()
    {
        _mail.Dispose();
        foreach (var caller in _callers.Values) caller.Dispose();
    }

    /// <summary>The office enters the people of the unit into the Staff list.</summary>
    public async Task EnterStaffAsync(int office, CancellationToken cancellationToken)
    {
        var there = (await As(office).ItemsAsync(Staff.List, null, cancellationToken)).Select(item => (string?)item["fields"]!["StaffKey"]).ToHashSet();
        foreach (var person in SamplePeople.All.Where(person => !there.Contains(person.StaffKey)))
        {
            var fields = new JObject
            {
                ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["UnitKey"] = person.Unit, ["Position"] = person.Position, ["Role"] = Staff.Role.Word(person.Role),
            };
            if (person.Account) fields["AccountLookupId"] = $"{await As(office).EnsureUserAsync(person.UserPrincipalName, cancellationToken)}";
            await As(office).AddAsync(Staff.List, fields, cancellationToken);
        }
    }

    /// <summary>A clerk enters a line, or completes the one that is there.</summary>
    public async Task EnterLineAsync(int clerk, string round, int nominee, JObject facts, CancellationToken cancellationToken)
    {
        var unitReturn = await ReturnAsync(clerk, round, cancellationToken);
        var person = SamplePeople.Number(nominee);
        var lines = await As(clerk).ItemsAsync(Nominations.List, $"fields/ReturnLookupId eq {unitReturn["id"]}", cancellationToken);
        if (lines.FirstOrDefault(line => (string?)line["fields"]!["StaffKey"] == person.StaffKey) is { } there)
        {
            var missing = new JObject(facts.Properties().Where(fact => !JToken.DeepEquals(there["fields"]![fact.Name], fact.Value)));
            if (missing.HasValues) await As(clerk).ChangeAsync(Nominations.List, there, missing, cancellationToken);
            return;
        }

        var line = new JObject
        {
            ["Title"] = person.Name, ["ReturnLookupId"] = $"{unitReturn["id"]}", ["StaffKey"] = person.StaffKey, ["Award"] = Nominations.Award.Word("ldtt"),
        };
        line.Merge(facts);
        await As(clerk).AddAsync(Nominations.List, line, cancellationToken);
    }

    /// <summary>A clerk presses Nộp and waits for the status that says it was received.</summary>
    public async Task SubmitAsync(string step, int clerk, string round, CancellationToken cancellationToken)
    {
        var item = await ReturnAsync(clerk, round, cancellationToken);
        var drafts = new[] { UnitReturns.Status.Word("draft"), UnitReturns.Status.Word("sent_back") };
        if (drafts.Contains((string?)item["fields"]!["Status"]))
        {
            await As(clerk).ChangeAsync(UnitReturns.List, item, new JObject
            {
                ["Step"] = UnitReturns.Step.Word("submit"), ["Report"] = "Hoàn thành các chỉ tiêu được giao trong đợt (số liệu mẫu).",
            }, cancellationToken);
            await machine.SettleAsync(cancellationToken);
            item = await ReturnAsync(clerk, round, cancellationToken);
        }

        if (drafts.Contains((string?)item["fields"]!["Status"])) throw new RehearsalException($"{step}: not submitted: {item["fields"]!["SystemNote"]}");
        Told(step, clerk, (string)item["fields"]!["CaseId"]!, "ReturnSubmitted");
    }

    /// <summary>Somebody answers in the list and looks whether the item then says that it was taken.</summary>
    public async Task AnswerInListAsync(string step, int who, string unit, string request, string told, JObject answer, CancellationToken cancellationToken)
    {
        var item = await RequestAsync(who, unit, request, cancellationToken);
        if ((string?)item["fields"]!["Status"] == Requests.Status.Word("pending"))
        {
            await As(who).ChangeAsync(Requests.List, item, answer, cancellationToken);
            await machine.SettleAsync(cancellationToken);
            item = await RequestAsync(who, unit, request, cancellationToken);
        }

        var said = (string?)item["fields"]!["Answered"] ?? "";
        if (!said.StartsWith(SamplePeople.Number(who).Name, StringComparison.Ordinal)) throw new RehearsalException($"{step}: the answer in the list was not taken");
        Told(step, who, (string)item["fields"]!["CaseId"]!, told);
    }

    /// <summary>Somebody opens the link in the mail and answers on the page.</summary>
    public async Task AnswerOnPageAsync(string step, int who, string unit, string request, string told, IReadOnlyList<(string, string)> answer, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var link = await LinkAsync(who, request, cancellationToken);
        await ScanAsync(link, cancellationToken);
        var page = await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken);
        if (page.HasForm)
        {
            page = await browser.SendAsync(link, page, answer.Select(field => KeyValuePair.Create(field.Item1, field.Item2)), cancellationToken);
            await machine.SettleAsync(cancellationToken);
        }

        var text = WebUtility.HtmlDecode(page.Html);
        if (page.Status != 200 || !text.Contains(SamplePeople.Number(who).Name + ", ", StringComparison.Ordinal))
            throw new RehearsalException($"{step}: the page answered {page.Status} and did not confirm the answer");
        var item = await RequestAsync(who, unit, request, cancellationToken);
        Told(step, who, (string)item["fields"]!["CaseId"]!, told);
    }

    /// <summary>Somebody else opens the link: they must be told that it is not theirs, and see nothing.</summary>
    public async Task OpenAnothersAsync(string step, int asked, int other, string request, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var page = await browser.OpenAsync(await LinkAsync(asked, request, cancellationToken), SamplePeople.Number(other), cancellationToken);
        if (page.Status != 403 || page.HasForm || WebUtility.HtmlDecode(page.Html).Contains(SamplePeople.Number(1).Name, StringComparison.Ordinal) && other != 1)
            throw new RehearsalException($"{step}: a page that is not theirs answered {page.Status}");
    }

    /// <summary>The mail scanner opens every link it sees, without signing in.</summary>
    private static async Task ScanAsync(Uri link, CancellationToken cancellationToken)
    {
        using var scanner = new Browser();
        for (var times = 0; times < 2; times++) await scanner.OpenAsync(link, null, cancellationToken);
    }

    private void Told(string step, int who, string caseId, string told) => journal.Note(new JournalLine(step, SamplePeople.Number(who).ObjectId, caseId, told));

    private async Task<JObject> ReturnAsync(int clerk, string round, CancellationToken cancellationToken)
    {
        var items = await As(clerk).ItemsAsync(UnitReturns.List, $"fields/UnitKey eq '{SamplePeople.Number(clerk).Unit}'", cancellationToken);
        return items.FirstOrDefault(item => (string?)item["fields"]!["RoundKey"] == round) ?? throw new RehearsalException($"no return was opened for round {round}");
    }

    /// <summary>The request of a kind and sending, as <c>02-confirm</c>.</summary>
    private async Task<JObject> RequestAsync(int who, string unit, string request, CancellationToken cancellationToken)
    {
        var items = await As(who).ItemsAsync(Requests.List, $"fields/UnitKey eq '{unit}'", cancellationToken);
        return items.FirstOrDefault(item => ((string?)item["fields"]!["RequestKey"])?.EndsWith($"-{request}", StringComparison.Ordinal) == true)
            ?? throw new RehearsalException($"no request {request} was made for {unit}");
    }

    /// <summary>The link in the newest mail to somebody that asks this.</summary>
    private async Task<Uri> LinkAsync(int who, string request, CancellationToken cancellationToken)
    {
        var text = await _mail.GetStringAsync(new Uri(machine.TenantAddress, $"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}"), cancellationToken);
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var subject = Text.Vi($"request.title.{request[3..]}", "", "").Split(':')[0];
        var bodies = JObject.Load(reader)["value"]!.Where(mail => mail.ToString().Contains(subject, StringComparison.Ordinal) && mail.ToString().Contains($"-{request}\"", StringComparison.Ordinal)).ToList();
        if (bodies.Count == 0) throw new RehearsalException($"{SamplePeople.Number(who).Name} got no mail that asks {request}");
        return new Uri(WebUtility.HtmlDecode(Link().Match(bodies[^1].ToString()).Value));
    }

    private Caller As(int number)
    {
        if (!_callers.TryGetValue(number, out var caller)) _callers[number] = caller = Caller.Person(machine.TenantAddress, SamplePeople.Number(number));
        return caller;
    }

    [GeneratedRegex("http://[a-z0-9.:]+/api/requests/[a-z2-7]+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
