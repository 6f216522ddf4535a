using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.Cases;
using EmulationM365.Functions.Local;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Clicks;

/// <summary>The whole system on this machine with letters of praise that wait for answers on cards. Nobody tells of changes, and the clock stands still: only the queue brings on what follows.</summary>
internal sealed partial class ClickMachine : IAsyncDisposable
{
    private static readonly (int Clerk, int Nominee)[] Proposals = [(1, 13), (3, 15), (17, 20), (21, 24), (25, 27), (28, 30)];
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly OneMachine _machine;
    private readonly Caller _auditor;

    private ClickMachine(DirectoryInfo folder, OneMachine machine) => (_folder, _machine, _auditor) = (folder, machine, Caller.Application(machine.TenantAddress, SamplePeople.Auditor));

    /// <summary>Starts, enters the people, and has so many letters of praise proposed, each of which waits for its appraisal.</summary>
    public static async Task<ClickMachine> StartAsync(int letters)
    {
        var folder = Directory.CreateTempSubdirectory("bench-clicks-");
        var clock = LocalClock.Open(folder.FullName, Script.Begin, runs: false);
        var machine = new ClickMachine(folder, await OneMachine.StartAsync(new OneMachineSettings(folder.FullName, 0, 0, clock, null, Notified: false) { Teams = true, Outlook = true }, None));
        await machine._machine.SettleAsync(None);
        using var people = new Actors(machine._machine, new Journal(folder.FullName));
        await people.EnterStaffAsync(5, None);
        // As a unit that wants each mail by itself: what comes together carries no card to press.
        var singles = (await people.As(5).ItemsAsync(Settings.List, null, None)).Single(row => (string?)row["fields"]![Settings.SettingKey.Name] == MailRules.SinglesSetting);
        await people.As(5).ChangeAsync(Settings.List, singles, new JObject { [Settings.Value.Name] = "100000" }, None);
        await machine.LeapAsync(Script.On(6, 2, 9));
        for (var letter = 0; letter < letters; letter++) await ProposeAsync(people, letter);
        // The round of a minute finds what was sent, and asks.
        for (var minute = 0; minute < 10 && (await machine.WaitingAsync("appraise")).Count < letters; minute++) await machine.LeapAsync(clock.GetUtcNow().AddMinutes(1));
        return machine;
    }

    /// <summary>Everything of a kind that waits, as a click of a person on a card: by turns in Teams and in Outlook.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="next">What is asked after it.</param>
    /// <param name="who">Who presses.</param>
    /// <param name="first">Turn of the first.</param>
    public async Task<IReadOnlyList<Click>> ClicksAsync(string kind, string next, int who, int first)
    {
        var (waiting, person, clicks) = (await WaitingAsync(kind), SamplePeople.Number(who), new List<Click>());
        var messages = (await LocalAsync(HttpMethod.Get, $"_local/teams/messages?person={person.ObjectId}", null))["value"]!.SelectTokens("$..data").OfType<JObject>()
            .Where(data => (string?)data["a"] == Asking.AnswerOf(kind)).GroupBy(data => (string)data["l"]!).ToDictionary(same => same.Key, same => same.Last());
        var mails = Answers().Matches((await LocalAsync(HttpMethod.Get, $"_local/mails?to={person.UserPrincipalName}", null)).ToString()).Where(match => match.Groups[2].Value == Asking.AnswerOf(kind))
            .GroupBy(match => match.Groups[1].Value).ToDictionary(same => same.Key, same => new Uri(same.Last().Value));
        foreach (var request in waiting)
        {
            var (caseId, key, locator) = ((string)request["CaseId"]!, (string)request["RequestKey"]!, (string)request["Locator"]!);
            var inTeams = (clicks.Count + first) % 2 == 0;
            clicks.Add(inTeams ? new Click(caseId, key, next, "teams", () => InTeamsAsync(person, messages[locator])) : new Click(caseId, key, next, "outlook", () => InOutlookAsync(person, mails[locator])));
        }

        return clicks;
    }

    /// <summary>A request that no function answers: what a round trip through this host costs that does nothing.</summary>
    public Task<HttpRequestMessage> NothingAsync() => Task.FromResult(new HttpRequestMessage(HttpMethod.Get, new Uri(_machine.Host.BaseAddress, "api/nothing")));

    /// <summary>Sends something and reads what comes back, with the time from the first byte to the last.</summary>
    public async Task<(TimeSpan Took, int Status, JObject? Card)> SendAsync(Func<Task<HttpRequestMessage>> press)
    {
        using var request = await press();
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(begin);
        return (took, (int)answer.StatusCode, answer.IsSuccessStatusCode ? CardIn(answer, text) : null);
    }

    /// <summary>Works the queue until it is empty, and nothing else.</summary>
    public Task DrainAsync() => _machine.Host.DrainQueuesAsync(None);

    /// <summary>Requests of a case as they stand in the list.</summary>
    public async Task<IReadOnlyList<JObject>> RequestsAsync(string caseId) => [.. (await _auditor.ItemsAsync(Requests.List, $"fields/CaseId eq '{caseId}'", None)).Select(item => (JObject)item["fields"]!)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _auditor.Dispose();
        await _machine.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>What Teams or Outlook would show in place of the card that was pressed.</summary>
    private static JObject? CardIn(HttpResponseMessage answer, string text) => answer.Headers.Contains("CARD-UPDATE-IN-BODY") ? JObject.Parse(text)
        : text.Length > 0 && JObject.Parse(text) is var body && (string?)body["type"] == Effects.TeamsCard.Type ? body["value"] as JObject : null;

    private static async Task ProposeAsync(Actors people, int letter)
    {
        var (clerk, nominee) = Proposals[letter % Proposals.Length];
        var (caller, person) = (people.As(clerk), SamplePeople.Number(nominee));
        var item = await caller.AddAsync(UnitReturns.List, new JObject
        {
            ["Title"] = string.Create(CultureInfo.InvariantCulture, $"Thư khen số {letter + 1} (mẫu)"), ["Kind"] = UnitReturns.Kind.Word("letter"), ["UnitKey"] = SamplePeople.Number(clerk).Unit,
        }, None);
        var line = new JObject { ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["Subject"] = Nominations.Subject.Word("individual"), ["ReturnLookupId"] = $"{item["id"]}", ["Award"] = Nominations.Award.Word("thu_khen") };
        line.Merge(LineFacts.Person());
        await caller.AddAsync(Nominations.List, line, None);
        await caller.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("submit"), ["Report"] = "Việc tốt trong đơn vị (số liệu mẫu)." }, None);
    }

    private async Task<IReadOnlyList<JObject>> WaitingAsync(string kind) => [.. (await _auditor.ItemsAsync(Requests.List, null, None)).Select(item => (JObject)item["fields"]!)
        .Where(request => (string?)request["Kind"] == Requests.Kind.Word(kind) && (string?)request["Status"] == Requests.Status.Word("pending"))];

    private async Task LeapAsync(DateTimeOffset moment)
    {
        _machine.Clock.MoveTo(moment);
        await _machine.SettleAsync(None);
    }

    private async Task<HttpRequestMessage> InTeamsAsync(SamplePerson person, JObject data)
    {
        var invoke = new JObject
        {
            ["type"] = "invoke", ["name"] = "adaptiveCard/action",
            ["value"] = new JObject { ["action"] = new JObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = Effects.TeamsCard.Answers, ["data"] = new JObject(data) { ["comment"] = "" } }, ["trigger"] = "manual" },
        };
        var signed = await LocalAsync(HttpMethod.Post, "_local/teams/sign", new JObject { ["person"] = person.ObjectId, ["bot"] = SamplePeople.Worker, ["activity"] = invoke });
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_machine.Host.BaseAddress, "api/messages")) { Content = new StringContent(signed["activity"]!.ToString(Formatting.None), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", (string)signed["token"]!);
        return request;
    }

    private async Task<HttpRequestMessage> InOutlookAsync(SamplePerson person, Uri answer)
    {
        var token = (await LocalAsync(HttpMethod.Post, "_local/cards/token", new JObject { ["originator"] = SampleOutlook.Originator, ["person"] = person.ObjectId, ["version"] = 1 }))["token"];
        var request = new HttpRequestMessage(HttpMethod.Post, answer) { Content = new StringContent(answer.Segments[^2].TrimEnd('/'), Encoding.UTF8, "text/plain") };
        request.Headers.TryAddWithoutValidation("Action-Authorization", $"Bearer {token}");
        return request;
    }

    private async Task<JObject> LocalAsync(HttpMethod method, string path, JObject? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_machine.TenantAddress, path));
        if (body is not null) request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return JObject.Parse(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("http://[a-z0-9.:]+/api/outlook/([a-z2-7]+)/answers/([a-z_]+)/[0-9a-f]+", RegexOptions.CultureInvariant)]
    private static partial Regex Answers();
}
