using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cards;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>One request lies before its head in five places; wherever it is answered first counts, and every other place says so.</summary>
public sealed class EveryWayInBrowserTests() : OnStageTests(outlook: true, teams: true)
{
    private const string Case = "r-2025-000002";
    private const string Agree = "Đồng ý đề nghị";
    private const string Receive = "Tiếp nhận";
    private const string Recorded = "Đã ghi nhận câu trả lời";
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson Office = SamplePeople.Number(5);
    private static readonly SamplePerson OtherHead = SamplePeople.Number(2);
    private static readonly SamplePerson Deputy = SamplePeople.Number(18);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("list", "danh sách")]
    [InlineData("mail", "trang trả lời")]
    [InlineData("everything", "trang trả lời")]
    [InlineData("outlook", "thẻ trong Outlook")]
    [InlineData("teams", "thẻ trong Teams")]
    public async Task Answered_In_One_Of_Five_Ways_It_Is_Answered_In_All(string way, string said)
    {
        await Stage.NewRoundAsync();
        var page = await OpenAsync(way, Head);
        await BrowserWindow.ShotAsync(page, $"way-{way}-1440");
        await AnswerAsync(way, page);
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));

        var outlook = await OpenAsync("outlook", Head);
        await Expect(outlook.Locator(".cardface")).ToContainTextAsync(Head.Name);
        await Expect(outlook.Locator(".cardface")).ToContainTextAsync(said);
        var teams = await OpenAsync("teams", Head);
        await Expect(teams.Locator("article").Last).ToContainTextAsync(said);
        await Expect(teams.GetByRole(AriaRole.Button, new() { Name = Agree })).ToHaveCountAsync(0);
        var mail = await OpenAsync("mail", Head);
        await Expect(mail.Locator("main")).ToContainTextAsync(said);
        await Expect(mail.Locator("button[name=answer]")).ToHaveCountAsync(0);
        await Expect((await OpenAsync("everything", Head)).Locator("main")).ToContainTextAsync("Không có việc nào");
        Assert.Contains(await Stage.ItemsAsync(Requests.List), request => Is(request, "answered") && ((string?)request["Answered"])?.Contains(said, StringComparison.Ordinal) == true);
        Assert.Empty(Window.Trouble);
    }

    [Theory]
    [InlineData("mail", "teams")]
    [InlineData("outlook", "teams")]
    [InlineData("outlook", "mail")]
    [InlineData("everything", "outlook")]
    [InlineData("list", "teams")]
    public async Task Of_Two_At_Once_One_Counts_And_Both_End_With_Who_Answered(string first, string second)
    {
        await Stage.NewRoundAsync();
        var pages = new[] { await OpenAsync(first, Head), await OpenAsync(second, Head) };
        await Task.WhenAll(ClickAsync(first, pages[0]), ClickAsync(second, pages[1]));
        foreach (var (way, page) in new[] { (first, pages[0]), (second, pages[1]) })
        {
            if (way == "list") await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);
            else await Expect(page.Locator(Place(way)).Last).ToContainTextAsync(new System.Text.RegularExpressions.Regex($"{Recorded}|đã được {Head.Name} trả lời|đã được ghi nhận trước đó|Đã trả lời: "));
        }

        await Stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task After_An_Edit_What_Was_Open_Is_Refused_With_The_Reason_In_Every_Way()
    {
        await Stage.NewRoundAsync();
        var (mail, outlook, teams) = (await OpenAsync("mail", Head), await OpenAsync("outlook", Head), await OpenAsync("teams", Head));
        var before = await EventsAsync();
        await Stage.EditLineAsync("Thành tích sửa khi thẻ đang mở (mẫu)");
        foreach (var (way, page) in new[] { ("mail", mail), ("outlook", outlook), ("teams", teams) })
        {
            await ClickAsync(way, page);
            await Expect(page.Locator(Place(way)).Last).ToContainTextAsync("đã thay đổi sau khi nộp");
            await BrowserWindow.ShotAsync(page, $"edited-{way}-1440");
        }

        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task A_Delegate_Answers_In_Teams_And_The_Old_Link_Of_Who_Delegated_Says_To_Whom_It_Went()
    {
        await Stage.NewRoundAsync();
        await AnswerAsync("teams", await OpenAsync("teams", Head));
        await Stage.Machine.SettleAsync(Cancel);
        var (mail, teams) = (await OpenAsync("mail", Office), await OpenAsync("teams", Office));
        await DelegateAsync();
        await mail.GetByRole(AriaRole.Button, new() { Name = Receive }).First.ClickAsync();
        await Expect(mail.Locator("main")).ToContainTextAsync(Deputy.Name);
        await teams.ReloadAsync();
        await Expect(teams.Locator("article").Last).ToContainTextAsync(Deputy.Name);
        var page = await OpenAsync("teams", Deputy);
        await page.GetByRole(AriaRole.Button, new() { Name = Receive }).Last.ClickAsync();
        await Expect(page.Locator("article").Last).ToContainTextAsync(Recorded);
        await Stage.Machine.SettleAsync(Cancel);
        await page.ReloadAsync();
        await Expect(page.Locator("article").Filter(new() { HasText = Recorded }).Or(page.Locator("article").Filter(new() { HasText = "Đã trả lời" })).First).ToContainTextAsync($"thay {Office.Name}");
        await BrowserWindow.ShotAsync(page, "delegate-teams-1440");
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnReceived", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_A_Withdrawal_Every_Way_Says_That_Nothing_Is_Asked_Any_More()
    {
        await Stage.NewRoundAsync();
        var (mail, outlook, teams) = (await OpenAsync("mail", Head), await OpenAsync("outlook", Head), await OpenAsync("teams", Head));
        using var clerk = Caller.Person(Tenant, Clerk);
        var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["id"] == "2");
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") }, Cancel);
        await Stage.Machine.SettleAsync(Cancel);
        var before = await EventsAsync();
        foreach (var (way, page) in new[] { ("mail", mail), ("outlook", outlook), ("teams", teams) })
        {
            await ClickAsync(way, page);
            await Expect(page.Locator(Place(way)).Last).ToContainTextAsync("đã đóng");
        }

        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task Answered_Twice_By_The_Back_Button_It_Is_Recorded_Once_And_Says_So()
    {
        await Stage.NewRoundAsync();
        var page = await OpenAsync("mail", Head);
        await AnswerAsync("mail", page);
        await page.GoBackAsync();
        // The page is not kept by the browser, so going back shows how it stands: the form is sent once more as it was.
        using var browser = new Browser();
        var address = page.Url;
        await Expect(page.Locator("main")).ToContainTextAsync(Head.Name);
        await Expect(page.Locator("button[name=answer]")).ToHaveCountAsync(0);
        var shown = await browser.OpenAsync(new Uri(address), Head, Cancel);
        var again = await browser.SendAsync(new Uri(address), shown, [KeyValuePair.Create("answer", "agree")], Cancel);
        Assert.Equal(200, again.Status);
        Assert.Contains("đã được ghi nhận trước đó", System.Net.WebUtility.HtmlDecode(again.Html), StringComparison.Ordinal);
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Single(await EventsAsync(), recorded => recorded.EndsWith("ReturnConfirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_Got_The_Link_Forwarded_Is_Told_That_It_Is_Not_Theirs_And_Sees_No_Name()
    {
        await Stage.NewRoundAsync();
        var before = await EventsAsync();
        var link = new Uri((await OpenAsync("mail", Head)).Url);
        foreach (var person in new[] { OtherHead, Deputy })
        {
            var page = await Window.AsAsync(Tenant, person.UserPrincipalName, "/outlook");
            await page.GotoAsync(link.ToString());
            await Expect(page.Locator("main")).ToContainTextAsync("không được giao việc này");
            Assert.DoesNotContain("LĐTT", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await BrowserWindow.ShotAsync(page, "forwarded-1440");
            // Their own places hold nothing of it either.
            await Expect((await Window.AsAsync(Tenant, person.UserPrincipalName, "/teams")).Locator("main")).Not.ToContainTextAsync("Xác nhận đề nghị khen thưởng");
        }

        await Stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task Whoever_Reads_English_Has_The_Mail_And_The_Page_In_English_And_May_Change_It()
    {
        await SpeakAsync(Head, "en-GB");
        await Stage.NewRoundAsync();
        var mail = (await Stage.LocalAsync($"_local/mails?to={Head.UserPrincipalName}"))["value"]!.Last(one => ((string?)one["message"]!["subject"])?.StartsWith("Confirm", StringComparison.Ordinal) == true);
        Assert.Contains("Open the request page", (string)mail["message"]!["body"]!["content"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Mở trang trả lời", (string)mail["message"]!["body"]!["content"]!, StringComparison.Ordinal);
        var page = await OpenAsync("mail", Head);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).First).ToBeVisibleAsync();
        await BrowserWindow.ShotAsync(page, "english-1440");
        await page.GetByText("Tiếng Việt").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = Agree })).ToBeVisibleAsync();
        // The choice is kept, also on the other pages.
        await page.GotoAsync(new Uri(new Uri(page.Url), "/api/requests").ToString());
        await Expect(page.Locator("h1")).ToContainTextAsync("Chờ tôi xử lý");
        Assert.Empty(Window.Trouble);
    }

    /// <summary>Where the outcome of a way stands.</summary>
    private static string Place(string way) => way switch { "outlook" => ".cardface", "teams" => "article", _ => "main" };

    private async Task<IPage> OpenAsync(string way, SamplePerson person)
    {
        CardLint.SkipWithoutNode();
        switch (way)
        {
            case "list":
                return await Window.AsAsync(Tenant, person.UserPrincipalName, $"/sites/tdkt/Lists/Requests2025/AllItems.aspx?grid=1&q.Status={Uri.EscapeDataString(Requests.Status.Word("pending"))}");
            case "teams":
                var chat = await Window.AsAsync(Tenant, person.UserPrincipalName, $"/teams/{SamplePeople.Worker}");
                await Expect(chat.Locator(".cardface .ac-adaptiveCard").Last).ToBeVisibleAsync();
                return chat;
            case "outlook":
                var outlook = await Window.AsAsync(Tenant, person.UserPrincipalName, "/outlook");
                await outlook.Locator(".messages a").Filter(new() { HasText = "Xác nhận đề nghị" }).First.ClickAsync();
                await Expect(outlook.Locator("[data-card]")).ToHaveAttributeAsync("data-state", "renewed");
                return outlook;
            default:
                var mails = await Window.AsAsync(Tenant, person.UserPrincipalName, "/outlook");
                await mails.Locator(".messages a").First.ClickAsync();
                var page = await mails.RunAndWaitForPopupAsync(() => mails.FrameLocator(".reading iframe").Locator("a[href*='/api/requests/']").First.ClickAsync());
                await Expect(page.Locator("main")).ToBeVisibleAsync();
                if (way == "everything") await page.GotoAsync(new Uri(new Uri(page.Url), "/api/requests").ToString());
                return page;
        }
    }

    private static async Task ClickAsync(string way, IPage page)
    {
        switch (way)
        {
            case "list":
                var decision = page.Locator("tbody tr[data-row]").Filter(new() { Has = page.Locator($"select[name$='.Kind'] option[selected][value='{Requests.Kind.Word("confirm")}']") }).Locator("select[name$='.Decision']").First;
                await decision.FocusAsync();
                await decision.SelectOptionAsync(new SelectOptionValue { Label = Requests.Decision.Word("agree") });
                await page.Locator("h1").ClickAsync();
                break;
            case "everything":
                await page.Locator("input[name=pick]").First.CheckAsync();
                await page.Locator("form button[type=submit]").First.ClickAsync();
                break;
            default:
                await page.GetByRole(AriaRole.Button, new() { Name = Agree }).Last.ClickAsync();
                break;
        }
    }

    private static async Task AnswerAsync(string way, IPage page)
    {
        await ClickAsync(way, page);
        if (way == "list") await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);
        else await Expect(page.Locator(Place(way)).Last).ToContainTextAsync(Recorded);
    }

    private static bool Is(JObject request, string status) => (string?)request["Status"] == Requests.Status.Word(status);

    private async Task DelegateAsync()
    {
        using var office = Caller.Person(Tenant, Office);
        await office.AddAsync(Delegations.List, new JObject { ["Title"] = "Ủy quyền mẫu", ["FromStaffKey"] = Office.StaffKey, ["ToStaffKey"] = Deputy.StaffKey }, Cancel);
        await Stage.Machine.SettleAsync(Cancel);
        Stage.Machine.Clock.MoveTo(Stage.Machine.Clock.GetUtcNow().AddMinutes(2));
        await Stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>The person chooses a language in the profile of the account.</summary>
    private async Task SpeakAsync(SamplePerson person, string language)
    {
        var known = (JObject)(await Stage.LocalAsync("_local/people"))["people"]!.Single(one => (string?)one["id"] == person.ObjectId);
        known["preferredLanguage"] = language;
        using var http = new HttpClient();
        using var body = new StringContent(new JObject { ["people"] = new JArray(known) }.ToString(), null, "application/json");
        using var answer = await http.PutAsync(new Uri(Tenant, "_local/people"), body, Cancel);
        Assert.True(answer.IsSuccessStatusCode);
        // The directory is asked again once a day.
        Stage.Machine.Clock.MoveTo(Stage.Machine.Clock.GetUtcNow().AddDays(1));
        await Stage.Machine.SettleAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> EventsAsync() => [.. (await Stage.EventsAsync()).Where(recorded => recorded.StartsWith($"{Case}:", StringComparison.Ordinal))];
}
