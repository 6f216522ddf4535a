using EmulationM365.Functions.Local.Sample;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>The head answers in a chat of Teams, on the card that Microsoft's renderer draws there; built without Node, the page shows the plain part, and the same is done on it.</summary>
public sealed class TeamsInBrowserTests() : OnStageTests(teams: true)
{
    private const string Case = "r-2025-000002";
    private static readonly SamplePerson Head = SamplePeople.Number(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Head_Opens_The_Chat_Presses_And_Sees_The_Final_Card_Then_And_Later()
    {
        var page = await OpenAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Xác nhận đề nghị khen thưởng");
        await Expect(page.Locator(Drawn)).ToBeVisibleAsync();
        await BrowserWindow.ShotAsync(page, "teams-card-1440");
        await Button(page, "Đồng ý đề nghị").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Đã ghi nhận câu trả lời.");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("qua thẻ trong Teams");
        await Expect(Button(page, "Đồng ý đề nghị")).ToHaveCountAsync(0);
        await BrowserWindow.ShotAsync(page, "teams-answered-1440");
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Contains($"{Case}:000002 ReturnConfirmed", await Stage.EventsAsync());

        // The message itself was corrected since: whoever opens the chat again finds it answered, at any width.
        await page.SetViewportSizeAsync(360, 740);
        await page.GotoAsync(new Uri(Tenant, "/teams").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("qua thẻ trong Teams");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("đã sửa");
        await Expect(Button(page, "Đồng ý đề nghị")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, "the page is wider than the screen");
        await BrowserWindow.ShotAsync(page, "teams-answered-360");
        Assert.Empty(Window.Trouble);
    }

    [Fact]
    public async Task A_Reason_Is_Asked_For_On_The_Card_And_Kept_As_It_Was_Typed()
    {
        const string reason = "Thiếu \"biên bản\" [họp](https://evil.test)";
        var page = await OpenAsync();
        await Button(page, "Trả lại").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("phải ghi rõ lý do");
        Assert.DoesNotContain(await Stage.EventsAsync(), recorded => recorded.StartsWith(Case, StringComparison.Ordinal) && recorded.EndsWith("ReturnSentBack", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Textbox).FillAsync(reason);
        await Button(page, "Trả lại").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Đã ghi nhận câu trả lời.");
        await Stage.Machine.SettleAsync(Cancel);
        Assert.Contains($"{Case}:000002 ReturnSentBack", await Stage.EventsAsync());
        Assert.Contains((await Stage.LocalAsync("_local/mails?to=mau03@mau.example"))["value"]!, mail => System.Net.WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!).Contains(reason, StringComparison.Ordinal));
        Assert.Empty(Window.Trouble);
    }

    /// <summary>The face of a card that was drawn: by the renderer where it was built in, else as plain HTML.</summary>
    private static string Drawn => File.Exists(Cards.CardLint.Renderer) ? ".said .cardface .ac-adaptiveCard" : ".said form.plaincard";

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The head's chat with the bot. The year was played without it: the night brings what is owed.</summary>
    private async Task<IPage> OpenAsync()
    {
        await Stage.NightAsync();
        await Stage.Machine.SettleAsync(Cancel);
        return await Window.AsAsync(Tenant, Head.UserPrincipalName, "/teams");
    }
}
