using System.Text.RegularExpressions;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using EmulationM365.Texts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>People at work, in a real browser, on the whole system of one machine: what they do there is what the product is for.</summary>
public sealed partial class CampaignInBrowserTests : OnStageTests
{
    private const string Unit = "Điểm vệ tinh 2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Return_Is_Filled_In_The_Grid_Sent_Confirmed_From_The_Mail_And_Appraised_In_The_List()
    {
        await ClerkFillsAndSendsAsync();
        await HeadAnswersFromTheMailAsync();
        await OfficeReceivesAndAppraisesInTheListAsync();
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task The_Decision_Is_Read_As_News()
    {
        var page = await Window.AsAsync(Tenant, Mail(13), SamplePeople.NewsSite);
        await page.Locator("main .cards a").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("101/QĐ-MAU");
        await Expect(page.Locator("main")).ToContainTextAsync("Cán bộ mẫu 01");
        await BrowserWindow.ShotAsync(page, "news-1440");
        await OnAPhoneAsync(page, "news-360");
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    [Trait("Fault", "52")]
    public async Task A_Scanner_That_Opens_Every_Link_At_Once_Makes_Nothing_Happen()
    {
        var before = await Stage.EventsAsync();
        var mails = await Stage.LocalAsync("_local/mails");
        var links = mails["value"]!.SelectMany(mail => Link().Matches((string)mail["message"]!["body"]!["content"]!).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)))
            .Where(link => link.StartsWith("http", StringComparison.Ordinal)).Distinct()
            .Select(link => new Uri(link).AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) ? Stage.Here(link) : new Uri(Tenant, new Uri(link).PathAndQuery)).ToList();
        Assert.NotEmpty(links);
        using var scanner = new HttpClient();
        await Task.WhenAll(links.SelectMany(link => new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get }.Select(async method =>
        {
            using var request = new HttpRequestMessage(method, link);
            using var answer = await scanner.SendAsync(request, Cancel);
            Assert.True((int)answer.StatusCode < 500, $"{method} {link.AbsolutePath}: {answer.StatusCode}");
        })));
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Equal(before, await Stage.EventsAsync());
    }

    private async Task ClerkFillsAndSendsAsync()
    {
        var page = await Window.AsAsync(Tenant, Mail(28), $"/sites/tdkt/Lists/Nominations2025/{Uri.EscapeDataString(Text.Vi("view.entry"))}.aspx?grid=1");
        var row = page.Locator("tr[data-row=new1]");
        await FillAsync(row, new()
        {
            ["Title"] = "Cán bộ mẫu 28", ["StaffKey"] = "NV028", ["Achievement"] = "Hoàn thành nhiệm vụ được giao (số liệu mẫu).", ["MonthsServed"] = "12",
        });
        await ChooseAsync(row, new()
        {
            ["Return"] = $"{Unit} – Đợt 1 năm 2025", ["Subject"] = Nominations.Subject.Word("individual"), ["Award"] = Nominations.Award.Word("ldtt"), ["PersonType"] = Nominations.PersonType.Word("vien_chuc"),
            ["Rating"] = Nominations.Rating.Word("tot"), ["Participation"] = Nominations.Participation.Word("yes"), ["NewRecruit"] = Nominations.NewRecruit.Word("no"),
            ["Discipline"] = Nominations.Discipline.Word("none"), ["PendingCase"] = Nominations.PendingCase.Word("no"),
        });
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);
        await BrowserWindow.ShotAsync(page, "grid-1440");

        await page.GotoAsync(At("/sites/tdkt/Lists/UnitReturns2025/AllItems.aspx?grid=1"));
        var own = page.Locator("tbody tr").Filter(new() { Has = page.Locator($"input[value^='{Unit}']") });
        await own.Locator("[name$='.Report']").FillAsync("Hoàn thành các chỉ tiêu được giao trong đợt (số liệu mẫu).");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);

        await page.GotoAsync(At("/sites/tdkt/Lists/UnitReturns2025/AllItems.aspx"));
        await BrowserWindow.ShotAsync(page, "returns-1440");
        await OnAPhoneAsync(page, "returns-360");
        await Return(page).GetByRole(AriaRole.Button, new() { Name = UnitReturns.Step.Word("submit"), Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi");
        await Stage.Machine.SettleAsync(Cancel);
        await page.ReloadAsync();
        await Expect(Return(page)).ToContainTextAsync(UnitReturns.Status.Word("awaiting_confirmation"));
        await Expect(Return(page).GetByRole(AriaRole.Button, new() { Name = UnitReturns.Step.Word("withdraw"), Exact = true })).ToBeVisibleAsync();
    }

    private async Task HeadAnswersFromTheMailAsync()
    {
        var page = await Window.AsAsync(Tenant, Mail(29), "/outlook");
        await BrowserWindow.ShotAsync(page, "outlook-1440");
        await page.Locator(".messages a").Filter(new() { HasText = Unit }).First.ClickAsync();
        await BrowserWindow.ShotAsync(page, "mail-1440");
        var answer = await page.RunAndWaitForPopupAsync(() => page.FrameLocator(".reading iframe").Locator("a[href*='/api/requests/']").First.ClickAsync());
        await Expect(answer.Locator("body")).ToContainTextAsync(Unit);
        await BrowserWindow.ShotAsync(answer, "request-1440");
        await answer.Locator("button[name=answer][value=agree]").ClickAsync();
        await Expect(answer.Locator("body")).ToContainTextAsync("Đã ghi nhận câu trả lời");
        await BrowserWindow.ShotAsync(answer, "answered-1440");
        await Stage.Machine.SettleAsync(Cancel);
    }

    private async Task OfficeReceivesAndAppraisesInTheListAsync()
    {
        var page = await Window.AsAsync(Tenant, Mail(5), "/sites/tdkt/Lists/Requests2025/AllItems.aspx?grid=1");
        foreach (var (kind, decision) in new[] { ("receive", "received"), ("appraise", "qualified") })
        {
            await page.GotoAsync(At($"/sites/tdkt/Lists/Requests2025/AllItems.aspx?grid=1&q.UnitKey=ve-tinh-2&q.Status={Uri.EscapeDataString(Requests.Status.Word("pending"))}"));
            var row = page.Locator("tbody tr[data-row]").Filter(new() { Has = page.Locator($"select[name$='.Kind'] option[selected][value='{Requests.Kind.Word(kind)}']") });
            await ChooseAsync(row, new() { ["Decision"] = Requests.Decision.Word(decision) });
            await page.Locator("h1").ClickAsync();
            await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);
            await BrowserWindow.ShotAsync(page, $"office-{kind}-1440");
            await Stage.Machine.SettleAsync(Cancel);
        }

        await page.GotoAsync(At("/sites/tdkt/Lists/UnitReturns2025/AllItems.aspx"));
        await Expect(Return(page)).ToContainTextAsync(UnitReturns.Status.Word("awaiting_council"));
        await BrowserWindow.ShotAsync(page, "appraised-1440");
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    private static ILocator Return(IPage page) => page.Locator("tbody tr").Filter(new() { HasText = $"{Unit} – Đợt 1" });

    private static async Task FillAsync(ILocator row, Dictionary<string, string> texts)
    {
        foreach (var (column, text) in texts) await row.Locator($"[name$='.{column}']").FillAsync(text);
    }

    private static async Task ChooseAsync(ILocator row, Dictionary<string, string> words)
    {
        foreach (var (column, word) in words)
        {
            var field = row.Locator($"select[name$='.{column}']");
            await field.FocusAsync();
            await field.SelectOptionAsync(new SelectOptionValue { Label = word });
        }
    }

    /// <summary>The same page on a phone: nothing has to be moved sideways.</summary>
    private static async Task OnAPhoneAsync(IPage page, string name)
    {
        await page.SetViewportSizeAsync(360, 800);
        await page.ReloadAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, "the page is wider than the screen");
        await BrowserWindow.ShotAsync(page, name);
        await page.SetViewportSizeAsync(1440, 900);
        await page.ReloadAsync();
    }

    private static string Mail(int number) => SamplePeople.Number(number).UserPrincipalName;

    private string At(string path) => new Uri(Tenant, path).AbsoluteUri;
}
