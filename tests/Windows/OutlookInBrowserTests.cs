using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>The head answers in the reading pane of Outlook, on the card that Microsoft's renderer draws there.</summary>
public sealed class OutlookInBrowserTests() : OnStageTests(outlook: true)
{
    private const string Case = "r-2025-000002";
    private static readonly SamplePerson Head = SamplePeople.Number(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Head_Agrees_In_The_Mail_And_The_Card_Says_So_Then_And_Later()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("[data-card]")).ToHaveAttributeAsync("data-state", "renewed");
        await Expect(page.Locator(".cardface")).ToContainTextAsync("Trả lời trước hết ngày");
        await BrowserWindow.ShotAsync(page, "outlook-card-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đồng ý đề nghị" }).ClickAsync();
        await Expect(page.Locator(".cardface")).ToContainTextAsync("Đã ghi nhận câu trả lời.");
        await Expect(page.Locator(".cardface")).ToContainTextAsync("thẻ trong Outlook");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Đồng ý đề nghị" })).ToHaveCountAsync(0);
        await BrowserWindow.ShotAsync(page, "outlook-answered-1440");
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Contains($"{Case}:000003 ReturnConfirmed", await Stage.EventsAsync());

        // Whoever opens the mail again finds it answered, at any width.
        await page.SetViewportSizeAsync(360, 740);
        await page.ReloadAsync();
        await Expect(page.Locator(".cardface")).ToContainTextAsync("Cán bộ mẫu 04");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, "the page is wider than the screen");
        await BrowserWindow.ShotAsync(page, "outlook-answered-360");
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task A_Reason_Is_Asked_For_And_Sent_As_It_Was_Typed()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("[data-card]")).ToHaveAttributeAsync("data-state", "renewed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại", Exact = true }).ClickAsync();
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lại" });
        await page.Locator(".cardface textarea").FillAsync("Thiếu \"biên bản\" [họp](https://evil.test)");
        await BrowserWindow.ShotAsync(page, "outlook-reason-1440");
        await send.ClickAsync();
        await Expect(page.Locator(".cardface")).ToContainTextAsync("Đã ghi nhận câu trả lời.");
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Contains((await Stage.LocalAsync("_local/mails?to=mau03@mau.example"))["value"]!, mail =>
            System.Net.WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!).Contains("Thiếu \"biên bản\" [họp](https://evil.test)", StringComparison.Ordinal));
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task A_Card_That_Was_Open_While_The_List_Was_Edited_Is_Refused_With_The_Reason()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("[data-card]")).ToHaveAttributeAsync("data-state", "renewed");
        await Stage.EditLineAsync("Thành tích sửa nữa (mẫu)");
        var before = await Stage.EventsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đồng ý đề nghị" }).ClickAsync();
        await Expect(page.Locator(".cardface")).ToContainTextAsync("Danh sách đã thay đổi sau khi nộp");
        await BrowserWindow.ShotAsync(page, "outlook-refused-1440");
        Assert.Equal(before, await Stage.EventsAsync());
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task Answered_On_The_Page_Meanwhile_The_Card_Says_By_Whom()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("[data-card]")).ToHaveAttributeAsync("data-state", "renewed");
        using (var browser = new Browser())
        {
            var link = await Stage.LastLinkAsync(Head);
            Assert.Equal(200, (await browser.SendAsync(link, await browser.OpenAsync(link, Head, Cancel), [KeyValuePair.Create("answer", "agree")], Cancel)).Status);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại", Exact = true }).ClickAsync();
        await page.Locator(".cardface textarea").FillAsync("Lý do mẫu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lại" }).ClickAsync();
        await Expect(page.Locator(".cardface")).ToContainTextAsync("đã được Cán bộ mẫu 04 trả lời");
        await Expect(page.Locator(".cardface")).ToContainTextAsync("trang trả lời");
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task A_Mail_That_Was_Passed_On_Shows_No_Card()
    {
        Cards.CardLint.SkipWithoutNode();
        await Stage.NewRoundAsync();
        var mail = (await Stage.LocalAsync($"_local/mails?to={Head.UserPrincipalName}"))["value"]!.Last!;
        var message = new JObject
        {
            ["subject"] = "FW: " + mail["subject"], ["body"] = mail["message"]!["body"],
            ["toRecipients"] = new JArray(new JObject { ["emailAddress"] = new JObject { ["address"] = SamplePeople.Number(2).UserPrincipalName } }),
        };
        await SendAsHeadAsync(message);
        var page = await Window.AsAsync(Tenant, SamplePeople.Number(2).UserPrincipalName, "/outlook");
        await page.Locator(".messages a").First.ClickAsync();
        await Expect(page.Locator(".cardnote")).ToContainTextAsync("chuyển tiếp");
        await Expect(page.Locator("[data-card]")).ToHaveCountAsync(0);
        Assert.Empty(Window.Trouble);
    }

    private async Task SendAsHeadAsync(JObject message)
    {
        using var http = new HttpClient { BaseAddress = Tenant };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password", ["client_id"] = SamplePeople.Worker, ["username"] = Head.UserPrincipalName, ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var granted = await http.PostAsync(new Uri(Tenant, $"openid/{SamplePeople.TenantId}/oauth2/v2.0/token"), form, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Tenant, "v1.0/me/sendMail")) { Content = new StringContent(new JObject { ["message"] = message }.ToString(), null, "application/json") };
        request.Headers.Authorization = new("Bearer", (string?)JObject.Parse(await granted.Content.ReadAsStringAsync(Cancel))["access_token"]);
        using var sent = await http.SendAsync(request, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, sent.StatusCode);
    }

    /// <summary>The newest mail of the head, open. The year was played without cards: an edit begins a round that asks with one.</summary>
    private async Task<IPage> OpenAsync()
    {
        Cards.CardLint.SkipWithoutNode();
        await Stage.NewRoundAsync();
        var page = await Window.AsAsync(Tenant, Head.UserPrincipalName, "/outlook");
        await page.Locator(".messages a").First.ClickAsync();
        return page;
    }
}
