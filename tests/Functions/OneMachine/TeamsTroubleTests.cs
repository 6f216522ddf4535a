using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Teams fails, refuses or keeps silent: the mail stands, the case goes on, and no more is sent than must be.</summary>
public sealed class TeamsTroubleTests : TeamsStage
{
    private const string Agree = "Đồng ý đề nghị";

    [Fact]
    public async Task Whoever_Blocked_The_Bot_Has_The_Mail_Alone_And_Is_Not_Tried_Again()
    {
        await PutAsync("_local/teams/installs", new JObject { ["person"] = Office.ObjectId, ["app"] = SamplePeople.TeamsCatalog, ["installed"] = true, ["blocked"] = true });
        await PressAsync(Head, await CardMessageAsync(Head), Agree);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Empty(await MessagesAsync(Office));
        Assert.Contains((await _stage.LocalAsync($"_local/mails?to={Office.UserPrincipalName}"))["value"]!, mail => ((string)mail["subject"]!).StartsWith("Tiếp nhận hồ sơ", StringComparison.Ordinal));
        var calls = await ConnectorCallsAsync();
        await _stage.NightAsync();
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(calls, await ConnectorCallsAsync());
        Assert.All(await CardRowsAsync(), row => Assert.Equal("done", EffectLedger.State.Choices.Single(key => EffectLedger.State.Word(key) == (string?)row["State"])));
    }

    [Fact]
    public async Task Where_The_Organisation_Forbids_The_App_There_Is_Mail_And_Nothing_Fails()
    {
        await FaultAsync("""{"api":"graph","route":"(GET|POST) .*/teamwork/installedApps","kind":"status","status":403,"every":1}""");
        await PressAsync(Head, await CardMessageAsync(Head), Agree);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Empty(await MessagesAsync(Office));
        Assert.Contains((await _stage.LocalAsync($"_local/mails?to={Office.UserPrincipalName}"))["value"]!, mail => ((string)mail["subject"]!).StartsWith("Tiếp nhận hồ sơ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Message_Whose_Outcome_Nobody_Knows_Is_Sent_Again_After_The_Lease_And_Not_Before()
    {
        // The message arrives; the answer does not.
        await FaultAsync("""{"api":"bot","route":"POST .*/activities","kind":"status","status":502,"when":"after","times":1}""");
        await PressAsync(Head, await CardMessageAsync(Head), Agree);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await MessagesAsync(Office));
        await PassAsync(5);
        Assert.Single(await MessagesAsync(Office));
        await PassAsync(20);
        var twice = await MessagesAsync(Office);
        Assert.Equal(2, twice.Count);
        // Both can be pressed, and one answer counts.
        await PressAsync(Office, twice[0], "Tiếp nhận");
        await PressAsync(Office, twice[1], "Tiếp nhận");
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnReceived", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Card_That_Cannot_Be_Corrected_Holds_Nothing_Up_And_Is_Corrected_Later()
    {
        await FaultAsync("""{"api":"bot","route":"PUT .*/activities/.*","kind":"status","status":401,"every":1}""");
        using var browser = new Browser();
        await browser.SendAsync(_stage.Link, await browser.OpenAsync(_stage.Link, Head, Cancel), [KeyValuePair.Create("answer", "agree")], Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Contains(Agree, Buttons((JObject)(await CardMessageAsync(Head))["card"]!));
        // The next step was asked all the same.
        Assert.Contains("Tiếp nhận", Buttons((JObject)(await CardMessageAsync(Office))["card"]!));
        await PutAsync("_local/faults", new JObject { ["rules"] = new JArray() });
        await PassAsync(10);
        Assert.DoesNotContain(Agree, Buttons((JObject)(await CardMessageAsync(Head))["card"]!));
    }

    [Fact]
    public async Task A_Card_Of_A_Stopped_Service_Says_That_Nobody_Knows_Yet_And_The_Answer_Can_Be_Given_Again()
    {
        await FaultAsync("""{"api":"graph","route":"POST .*/lists/[^/]*/items$","kind":"status","status":500,"every":1}""");
        var message = await CardMessageAsync(Head);
        var failed = await PressAsync(Head, message, Agree);
        Assert.Equal((200, 500), ((int)failed["status"]!, (int)failed["body"]!["statusCode"]!));
        Assert.Contains("Chưa biết", (string)failed["body"]!["value"]!["message"]!, StringComparison.Ordinal);
        await PutAsync("_local/faults", new JObject { ["rules"] = new JArray() });
        Assert.Equal(200, (int)(await PressAsync(Head, message, Agree))["body"]!["statusCode"]!);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_Process_Knows_Where_The_Cards_Stand()
    {
        await _stage.StartAnewAsync();
        using var browser = new Browser();
        var link = _stage.Here(_stage.Link.ToString());
        await browser.SendAsync(link, await browser.OpenAsync(link, Head, Cancel), [KeyValuePair.Create("answer", "agree")], Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Single(await MessagesAsync(Head));
        Assert.Contains("qua trang trả lời", Said((await CardMessageAsync(Head))["card"]!), StringComparison.Ordinal);
    }

    private Task FaultAsync(string rule) => PutAsync("_local/faults", new JObject { ["rules"] = new JArray(JObject.Parse(rule)) });

    private async Task PassAsync(int minutes)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(minutes));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<int> ConnectorCallsAsync() => (await RequestsAsync()).Count(line => line.Contains("/connector/", StringComparison.Ordinal) || line.Contains("/teamwork/", StringComparison.Ordinal));

    private async Task<IReadOnlyList<JObject>> CardRowsAsync() =>
        [.. (await _stage.ItemsAsync(EffectLedger.List)).Where(row => ((string?)row["EffectKey"])?.Contains("|teams:", StringComparison.Ordinal) == true)];
}
