using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What becomes of a request beside being answered: handed on, agreed to by several, ended and opened again; and what its history says of it afterwards.</summary>
public sealed class RequestLifeTests : ReturnUnderReview
{
    private static readonly SamplePerson Second = SamplePeople.Number(14);
    private static readonly SamplePerson SecondOffice = SamplePeople.Number(7);

    [Fact]
    public async Task The_Head_Hands_It_On_From_The_Page_And_The_Other_Answers_By_A_Link_Of_Their_Own()
    {
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        Assert.Contains($"<option value=\"{Second.StaffKey}\">{Second.Name}</option>", Text(page), StringComparison.Ordinal);
        var sent = await browser.SendAsync(_stage.Link, page, Fields(("answer", "hand_over"), ("to", Second.StaffKey), ("comment", "Đi công tác")), Cancel);
        Assert.Equal(200, sent.Status);
        await _stage.Machine.SettleAsync(Cancel);
        var requests = await RequestsAsync();
        Assert.Equal((Requests.Status.Word("closed"), $"Đã chuyển cho {Second.Name}"), ((string?)requests["01-confirm"]["Status"], (string?)requests["01-confirm"]["Answered"]));
        Assert.Contains("đã chuyển", Text(await browser.OpenAsync(_stage.Link, Head, Cancel)), StringComparison.Ordinal);
        await AgreeAsync(Second);
        Assert.EndsWith("ReturnConfirmed", (await EventsAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Office_Hands_It_On_In_The_List_And_What_Cannot_Be_Is_Put_Back()
    {
        await AssignAsync([Second], "");
        Assert.Contains(await MailsAsync(Office), mail => mail.Contains("ghi lý do chuyển", StringComparison.Ordinal));
        Assert.Equal([Head.Name], await AskedAsync("01-confirm"));
        await AssignAsync([Second, Head], "Đi công tác");
        Assert.Equal([Head.Name], await AskedAsync("01-confirm"));
        await AssignAsync([Second], "Đi công tác");
        Assert.Equal([Second.Name], await AskedAsync("01-confirm-m1"));
        await AgreeAsync(Second);
        Assert.EndsWith("ReturnConfirmed", (await EventsAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Two_Must_Agree_The_List_Waits_For_The_Second_And_Says_Who_The_First_Was()
    {
        using (var office = Caller.Person(_stage.Machine.TenantAddress, Office))
        {
            var setting = (await office.ItemsAsync(Settings.List, null, Cancel)).Single(item => (string?)item["fields"]!["SettingKey"] == "request.needs.receive");
            await office.ChangeAsync(Settings.List, setting, new JObject { ["Value"] = "2" }, Cancel);
        }

        await _stage.Machine.SettleAsync(Cancel);
        await AnswerUpToAsync("receive");
        await AnswerAsync("receive", "received", Office, 1);
        Assert.EndsWith("RequestEndorsed", (await EventsAsync())[^1], StringComparison.Ordinal);
        var waiting = (await RequestsAsync())["01-receive"];
        Assert.Equal((Requests.Status.Word("pending"), null, $"Đã đồng ý: {Office.Name}"), ((string?)waiting["Status"], (string?)waiting["Decision"], (string?)waiting["Answered"]));
        Assert.Equal([SecondOffice.Name], await AskedAsync("01-receive"));
        using (var browser = new Browser())
        {
            var link = _stage.Here((string)(await _stage.LocalAsync($"_local/mails?to={Office.UserPrincipalName}"))["value"]!.Last(mail => mail["link"]?.Type == JTokenType.String)["link"]!);
            var page = await browser.OpenAsync(link, Office, Cancel);
            Assert.Contains("Anh/Chị đã đồng ý; việc này còn chờ người khác.", Text(page), StringComparison.Ordinal);
            Assert.DoesNotContain("value=\"received\"", page.Html, StringComparison.Ordinal);
        }

        await AnswerAsync("receive", "received", SecondOffice, 1);
        Assert.EndsWith("ReturnReceived", (await EventsAsync())[^1], StringComparison.Ordinal);
        Assert.Contains($"{SecondOffice.Name}, cùng {Office.Name}", (string?)(await RequestsAsync())["01-receive"]["Answered"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Link_That_Has_Ended_Says_So_And_Is_Opened_Again_By_Who_Is_Asked()
    {
        // A Monday: on a Sunday the mail with the new link would wait.
        await PassAsync(32 * 24 * 60);
        using var browser = new Browser();
        var ended = await browser.OpenAsync(_stage.Link, Head, Cancel);
        Assert.Equal(410, ended.Status);
        Assert.Contains("Mở lại và gửi đường dẫn mới", Text(ended), StringComparison.Ordinal);
        Assert.Equal(410, (await browser.SendAsync(_stage.Link, ended, Fields(("answer", "agree")), Cancel)).Status);
        Assert.Equal(200, (await browser.SendAsync(_stage.Link, ended, Fields(("answer", "reopen")), Cancel)).Status);
        await _stage.Machine.SettleAsync(Cancel);
        await AgreeAsync(Head);
        Assert.EndsWith("ReturnConfirmed", (await EventsAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_That_Waits_Stands_On_One_Page_And_Is_Answered_Together_Each_With_Its_Result()
    {
        var all = new Uri(_stage.Machine.Host.BaseAddress, "api/requests");
        using var browser = new Browser();
        var page = await browser.OpenAsync(all, Head, Cancel);
        var locator = _stage.Link.Segments[^1];
        Assert.Contains(locator, page.Html, StringComparison.Ordinal);
        var hash = page.Html.Split($"name=\"content-{locator}\" value=\"")[1].Split('"')[0];
        var refused = await browser.SendAsync(all, page, Fields(("pick", locator), ($"content-{locator}", "0123")), Cancel);
        Assert.Contains("thay đổi", Text(refused), StringComparison.Ordinal);
        var taken = await browser.SendAsync(all, page, Fields(("pick", locator), ($"content-{locator}", hash), ("pick", new string('a', 26))), Cancel);
        Assert.Contains("Đã ghi nhận câu trả lời.", Text(taken), StringComparison.Ordinal);
        Assert.Contains("Không có việc nào chờ Anh/Chị.", Text(taken), StringComparison.Ordinal);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.EndsWith("ReturnConfirmed", (await EventsAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_History_Says_Who_Saw_And_Did_What_To_Those_Who_May_Know()
    {
        using var browser = new Browser();
        var page = await browser.OpenAsync(_stage.Link, Head, Cancel);
        await browser.OpenAsync(_stage.Link, Head, Cancel);
        await browser.SendAsync(_stage.Link, page, Fields(("answer", "agree")), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var history = new Uri($"{_stage.Link}/history");
        Assert.Equal(403, (await browser.OpenAsync(history, Head, Cancel)).Status);
        using var office = new Browser();
        var shown = await office.OpenAsync(history, Office, Cancel);
        Assert.Equal(200, shown.Status);
        Assert.Contains("Chuỗi sự kiện nguyên vẹn.", Text(shown), StringComparison.Ordinal);
        var csv = (await office.OpenAsync(new Uri($"{history}?format=csv"), Office, Cancel)).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var seen = Assert.Single(csv, line => line.Contains("Xem nội dung yêu cầu", StringComparison.Ordinal));
        var answered = Assert.Single(csv, line => line.Contains("Trưởng đơn vị xác nhận", StringComparison.Ordinal));
        foreach (var line in new[] { seen, answered }) Assert.Contains($"\"{Head.Name}\",\"\",\"{Head.ObjectId}\",\"trang trả lời\"", line, StringComparison.Ordinal);
        // What was shown is what was answered to, and the call can be found in the logs.
        var cells = answered.Split("\",\"");
        Assert.StartsWith(seen.Split("\",\"")[6], cells[6], StringComparison.Ordinal);
        Assert.NotEqual("", cells[7]);
    }

    private async Task AgreeAsync(SamplePerson person)
    {
        var link = await _stage.LastLinkAsync(person);
        using var browser = new Browser();
        var page = await browser.OpenAsync(link, person, Cancel);
        Assert.Equal(200, (await browser.SendAsync(link, page, Fields(("answer", "agree")), Cancel)).Status);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task AssignAsync(SamplePerson[] people, string why)
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        var ids = new JArray();
        foreach (var person in people) ids.Add(await office.EnsureUserAsync(person.UserPrincipalName, Cancel));
        var item = (await office.ItemsAsync(Requests.List, null, Cancel)).Single(request => (string?)request["fields"]!["RequestKey"] == $"{Case}-01-confirm");
        await office.ChangeAsync(Requests.List, item, new JObject { ["AssignedToLookupId@odata.type"] = "Collection(Edm.Int32)", ["AssignedToLookupId"] = ids, ["Comment"] = why }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> AskedAsync(string request) => [.. (await RequestsAsync())[request]["AssignedTo"]!.Select(person => (string)person["LookupValue"]!).Order(StringComparer.Ordinal)];

    private static string Text(Page page) => WebUtility.HtmlDecode(page.Html);

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) => fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
}
