using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>One answer counts, however often and by whatever way it is given; an old link says that it is old.</summary>
public sealed class AnswerOnPageTests : IAsyncLifetime
{
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    [Trait("Fault", "52")]
    public async Task A_Link_Used_Twice_Records_Once_And_Says_So()
    {
        var before = (await _stage.EventsAsync()).Count;
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        var answers = new List<Page>();
        foreach (var answer in new[] { "agree", "agree", "send_back" })
            answers.Add(await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", answer), KeyValuePair.Create("comment", "Lý do mẫu")], Cancel));
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal([200, 200, 409], answers.Select(answer => answer.Status));
        Assert.Contains("Đã ghi nhận câu trả lời.", Text(answers[0]), StringComparison.Ordinal);
        Assert.Contains("đã được ghi nhận trước đó", Text(answers[1]), StringComparison.Ordinal);
        Assert.Contains("đã được Cán bộ mẫu 04 trả lời", Text(answers[2]), StringComparison.Ordinal);
        Assert.Equal(before + 1, (await _stage.EventsAsync()).Count);
    }

    [Fact]
    [Trait("Fault", "40")]
    public async Task Two_Answers_At_Once_By_Page_And_List_Leave_One()
    {
        var before = (await _stage.EventsAsync()).Count;
        using var browser = new Browser();
        using var person = Caller.Person(_stage.Machine.TenantAddress, Head);
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        var item = (await person.ItemsAsync(Requests.List, "fields/UnitKey eq 'chuyen-mon-1'", Cancel))[0];
        var inList = person.ChangeAsync(Requests.List, item, new Newtonsoft.Json.Linq.JObject
        {
            ["Decision"] = Requests.Decision.Word("send_back"), ["Comment"] = "Thiếu báo cáo mẫu",
        }, Cancel);
        var onPage = browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel);
        await inList;
        await _stage.Machine.SettleAsync(Cancel);
        await onPage;
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before + 1, (await _stage.EventsAsync()).Count);
        Assert.Contains((await _stage.ItemsAsync(Requests.List)), request => (string?)request["UnitKey"] == "chuyen-mon-1" && (string?)request["Status"] == Requests.Status.Word("answered"));
    }

    [Fact]
    [Trait("Fault", "40")]
    public async Task The_Same_Answer_Given_Again_In_The_List_Is_Taken_As_Said_And_Nobody_Is_Told_Otherwise()
    {
        using var browser = new Browser();
        using var person = Caller.Person(_stage.Machine.TenantAddress, Head);
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        var item = (await person.ItemsAsync(Requests.List, "fields/UnitKey eq 'chuyen-mon-1'", Cancel))[0];
        // The answer is recorded, the item still says that it waits, and the person writes the same again.
        await browser.SendAsync(_stage.Link, page, [KeyValuePair.Create("answer", "agree")], Cancel);
        await person.ChangeAsync(Requests.List, item, new Newtonsoft.Json.Linq.JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.DoesNotContain((await _stage.LocalAsync("_local/mails"))["value"]!, mail => ((string)mail["subject"]!).StartsWith("Chưa ghi nhận được", StringComparison.Ordinal));
        Assert.Equal(1, (await _stage.EventsAsync()).Count(recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal) && recorded.StartsWith("r-2025-000002", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Link_That_Has_Ended_Says_Since_When_And_Where_To_Answer()
    {
        var before = await _stage.EventsAsync();
        _stage.Machine.Clock.MoveTo(Script.DemoEnd.AddDays(40));
        using var later = new Browser();
        var old = await later.OpenAsync(_stage.Link, Head, Cancel);
        Assert.Equal(410, old.Status);
        Assert.DoesNotContain("value=\"agree\"", old.Html, StringComparison.Ordinal);
        Assert.Contains("Đường dẫn đã hết hạn", Text(old), StringComparison.Ordinal);
        Assert.Equal(410, (await later.SendAsync(_stage.Link, old, [KeyValuePair.Create("answer", "agree")], Cancel)).Status);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    [Trait("Fault", "44")]
    public async Task A_Status_Edited_By_Hand_Is_Put_Right_And_Decides_Nothing()
    {
        var before = await _stage.EventsAsync();
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(3));
        var item = (await clerk.ItemsAsync(UnitReturns.List, "fields/UnitKey eq 'chuyen-mon-1'", Cancel))[0];
        await clerk.ChangeAsync(UnitReturns.List, item, new Newtonsoft.Json.Linq.JObject { ["Status"] = UnitReturns.Status.Word("decided") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var shown = (await _stage.ItemsAsync(UnitReturns.List)).Single(row => (string?)row["UnitKey"] == "chuyen-mon-1" && (string?)row["RoundKey"] == "dot-1");
        Assert.Equal(UnitReturns.Status.Word("awaiting_confirmation"), (string?)shown["Status"]);
        Assert.Equal(before, await _stage.EventsAsync());
    }

    [Fact]
    public async Task A_Return_That_The_System_Opened_Stands_Under_The_Names_Of_Its_Unit_And_Round()
    {
        var campaign = EmulationM365.Provisioning.CampaignFiles.Load(2025);
        var (unit, round) = (campaign.Units.Single(unit => unit.Key == "chuyen-mon-1").Name, campaign.Rounds.Single(round => round.Key == "dot-1").Name);
        var opened = (await _stage.ItemsAsync(UnitReturns.List)).Single(row => (string?)row["UnitKey"] == "chuyen-mon-1" && (string?)row["RoundKey"] == "dot-1");
        Assert.Equal((unit, round), ((string?)opened["UnitName"], (string?)opened["RoundName"]));
    }

    [Fact]
    public async Task An_Answer_In_The_List_By_Somebody_Not_Asked_Is_Refused_By_Mail()
    {
        var before = await _stage.EventsAsync();
        // the head of another unit: heads alone may write to the list of requests
        using var other = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(2));
        var item = (await other.ItemsAsync(Requests.List, "fields/UnitKey eq 'chuyen-mon-1'", Cancel))[0];
        await other.ChangeAsync(Requests.List, item, new Newtonsoft.Json.Linq.JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await _stage.EventsAsync());
        var mails = (await _stage.LocalAsync("_local/mails?to=mau02@mau.example"))["value"]!;
        var refusal = Assert.Single(mails, mail => ((string)mail["subject"]!).StartsWith("Chưa ghi nhận được", StringComparison.Ordinal));
        Assert.Contains("không thuộc trách nhiệm", refusal.ToString(), StringComparison.Ordinal);
    }

    private static string Text(Page page) => WebUtility.HtmlDecode(page.Html);
}
