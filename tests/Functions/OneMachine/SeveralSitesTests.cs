using System.Text;
using EmulationM365.Functions;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// One deployment serves the sites of two units over one queue. Both have the same people in the same roles and, since lists number their items alike, cases of the same
/// names: whatever is mixed up would show.
/// </summary>
public sealed class SeveralSitesTests : IAsyncLifetime
{
    private const string Case = "r-2025-000002";
    private const string Second = "/sites/don-vi-2";
    private const string Closed = "/sites/khong-mo";
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson Office = SamplePeople.Number(5);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_Same_Case_On_Two_Sites_Goes_Two_Ways()
    {
        await BothAsync(Second);
        var first = await EventsAsync(SamplePeople.Site);
        await SubmitOnTheSecondAsync();
        Assert.Equal([$"{Case}:000001 ReturnSubmitted"], await EventsAsync(Second));
        Assert.Equal(first, await EventsAsync(SamplePeople.Site));

        // Asked by both, the head answers each in another way: one by the link, one in the list.
        using var browser = new Browser();
        var link = await _stage.LastLinkAsync(Head);
        Assert.NotEqual(_stage.Link, link);
        var page = await browser.OpenAsync(link, Head, Cancel);
        Assert.Contains("Cán bộ mẫu 15", page.Html, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.SendAsync(link, page, [KeyValuePair.Create("answer", "agree")], Cancel)).Status);
        await ChangeAsync(SamplePeople.Site, Head, new JObject { ["Decision"] = Requests.Decision.Word("send_back"), ["Comment"] = "Thiếu báo cáo mẫu" });
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal([.. first, $"{Case}:{first.Count + 1:D6} ReturnSentBack"], await EventsAsync(SamplePeople.Site));
        Assert.Equal([$"{Case}:000001 ReturnSubmitted", $"{Case}:000002 ReturnConfirmed"], await EventsAsync(Second));
        Assert.Equal((UnitReturns.Status.Word("sent_back"), UnitReturns.Status.Word("awaiting_reception")), (await StatusAsync(SamplePeople.Site), await StatusAsync(Second)));
    }

    [Fact]
    public async Task Each_Site_Rings_For_Itself_And_A_Doorbell_Of_One_Reads_Nothing_Of_The_Other()
    {
        await BothAsync(Second);
        var known = await KnownAsync();
        Assert.Empty(known[0].Intersect(known[1]));
        var lists = await Task.WhenAll(new[] { SamplePeople.Site, Second }.Select(async path =>
        {
            using var office = Caller.Person(_stage.Machine.TenantAddress, Office, path);
            await office.AddAsync(Petitions.List, new JObject { ["Title"] = "Kiến nghị mẫu" }, Cancel);
            return await office.ListIdAsync(Petitions.List, Cancel);
        }));
        await _stage.Machine.WhenDeliveredAsync(Cancel);
        Assert.Equal(["0:Petitions", "1:Petitions"], Waiting());
        var before = await Task.WhenAll(lists.Select(ReadingsAsync));
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before.Select(count => count + 1), await Task.WhenAll(lists.Select(ReadingsAsync)));
    }

    [Fact]
    public async Task A_Site_That_Cannot_Be_Opened_Stops_No_Other()
    {
        // It stands before the second one, so whatever goes through the sites in order meets it first.
        await BothAsync(Closed, Second);
        await SubmitOnTheSecondAsync();
        Assert.Equal([$"{Case}:000001 ReturnSubmitted"], await EventsAsync(Second));
    }

    [Fact]
    public async Task A_Doorbell_Of_A_Site_That_Is_Served_No_More_Is_Laid_Aside_Quietly()
    {
        await BothAsync(Second);
        using (var office = Caller.Person(_stage.Machine.TenantAddress, Office, Second)) await office.AddAsync(Petitions.List, new JObject { ["Title"] = "Kiến nghị mẫu" }, Cancel);
        await _stage.Machine.WhenDeliveredAsync(Cancel);
        Assert.Equal(["1:Petitions"], Waiting());
        await _stage.SwitchOffAsync(TimeSpan.FromMinutes(1));
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Empty(Waiting());
        Assert.Equal(0, _stage.Machine.Host.CountMessages($"{Doors.ListsQueue}-poison"));
    }

    /// <summary>The other sites are served from now on, and their people entered where they were provisioned.</summary>
    private async Task BothAsync(params string[] others)
    {
        await _stage.SwitchOffAsync(TimeSpan.FromMinutes(1), others);
        if (others.Contains(Closed)) await CloseAsync();
        await _stage.Machine.SettleAsync(Cancel);
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office, others[^1]);
        foreach (var person in new[] { Clerk, Head, Office })
        {
            await office.AddAsync(Staff.List, new JObject
            {
                ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["UnitKey"] = person.Unit, ["Role"] = Staff.Role.Word(person.Role),
                ["AccountLookupId"] = $"{await office.EnsureUserAsync(person.UserPrincipalName, Cancel)}",
            }, Cancel);
        }

        await PassAsync();
        await PassAsync();
    }

    /// <summary>The site is there, and the worker may not enter it.</summary>
    private async Task CloseAsync()
    {
        using var http = new HttpClient();
        using var body = new StringContent(new JObject { ["sites"] = new JArray(new JObject { ["path"] = Closed, ["grants"] = new JArray() }) }.ToString(), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri(_stage.Machine.TenantAddress, "_local/people"), body, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task SubmitOnTheSecondAsync()
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk, Second);
        await clerk.AddAsync(Nominations.List, new JObject { ["Title"] = "Cán bộ mẫu 15", ["ReturnLookupId"] = "2", ["Award"] = Nominations.Award.Word("giay_khen") }, Cancel);
        var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["id"] == "2");
        Assert.Equal(Clerk.Unit, (string?)item["fields"]!["UnitKey"]);
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("submit"), ["Report"] = "Báo cáo mẫu" }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task ChangeAsync(string path, SamplePerson person, JObject fields)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person, path);
        await caller.ChangeAsync(Requests.List, (await caller.ItemsAsync(Requests.List, null, Cancel)).Single(request => (string?)request["fields"]!["RequestKey"] == $"{Case}-01-confirm"), fields, Cancel);
    }

    private async Task PassAsync()
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(1));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> EventsAsync(string path) => [.. (await ItemsAsync(path, CaseEvents.List))
        .Select(item => $"{item["StreamKey"]} {item["EventType"]}").Where(recorded => recorded.StartsWith($"{Case}:", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<string?> StatusAsync(string path) => (string?)(await ItemsAsync(path, UnitReturns.List)).Single(item => (string?)item["CaseId"] == Case)["Status"];

    private async Task<IReadOnlyList<JToken>> ItemsAsync(string path, ListSchema list)
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor, path);
        return [.. (await auditor.ItemsAsync(list, null, Cancel)).Select(item => item["fields"]!)];
    }

    /// <summary>Doorbells in the queue, without who rang.</summary>
    private IEnumerable<string> Waiting() => Directory.GetFiles(Path.Combine(_stage.Data, "queues", Doors.ListsQueue), "*.json")
        .Select(file => ((string)JObject.Parse(File.ReadAllText(file))["body"]!).Split('@')[0]).Order(StringComparer.Ordinal);

    private async Task<List<HashSet<string>>> KnownAsync()
    {
        var flows = _stage.Machine.Host.Services.GetRequiredService<SiteFlows>();
        var known = new List<HashSet<string>>();
        for (var site = 0; site < flows.Sites.Count; site++)
        {
            var flow = await flows.OpenAsync(site, Cancel);
            known.Add([.. (await flow.Subscriptions.KnownAsync(flow.Site.Year, true, Cancel)).Values.Select(one => one.Id)]);
            Assert.NotEmpty(known[site]);
        }

        return known;
    }

    private async Task<int> ReadingsAsync(string list)
    {
        using var http = new HttpClient();
        return (await http.GetStringAsync(new Uri(_stage.Machine.TenantAddress, "_local/requests"), Cancel)).Split('\n')
            .Count(line => line.Contains($"/lists/{list}/items/", StringComparison.OrdinalIgnoreCase) && line.Contains("delta", StringComparison.Ordinal));
    }
}
