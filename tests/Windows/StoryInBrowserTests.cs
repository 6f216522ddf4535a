using EmulationM365.Effects;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using EmulationM365.Texts;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>Somebody of communications reads a story in the list, mends it, presses one button and reads it as news; when its award is cancelled, a notice stands there.</summary>
public sealed class StoryInBrowserTests : OnStageTests
{
    private const int Clerk = 1;
    private const int Office = 5;
    private const int Communications = 10;
    private const string List = "/sites/tdkt/Lists/Stories/AllItems.aspx";
    private const string Decision = "101/QĐ-MAU";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Draft_Is_Mended_Published_And_Read_And_A_Cancelled_Award_Replaces_It()
    {
        var (award, name) = await IntroducedAsync();
        var page = await Window.AsAsync(Tenant, Mail(Communications), List);
        var row = page.Locator("tbody tr").Filter(new() { HasText = name });
        await row.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sửa" }).ClickAsync();
        await page.Locator("[name$='.Story']").FillAsync("Việc làm mẫu, đã được bộ phận truyền thông đọc và sửa.");
        await page.Locator("[name$='.AltText']").FillAsync("Lễ trao quyết định (ảnh mẫu)\nẢnh mẫu thứ hai");
        await page.Locator("#files").SetInputFilesAsync([Photo("1.png", 1), Photo("2.png", 4)]);
        await BrowserWindow.ShotAsync(page, "story-form-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Stage.Machine.SettleAsync(Cancel);

        await page.GotoAsync(new Uri(Tenant, List).AbsoluteUri);
        await BrowserWindow.ShotAsync(page, "story-list-1440");
        await row.GetByRole(AriaRole.Button, new() { Name = Stories.Step.Word("publish"), Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi");
        await Stage.Machine.SettleAsync(Cancel);

        var reader = await Window.AsAsync(Tenant, Mail(13), SamplePeople.NewsSite);
        await reader.Locator("main .cards a").Filter(new() { HasText = name }).First.ClickAsync();
        await Expect(reader.Locator("main")).ToContainTextAsync("đã được bộ phận truyền thông đọc và sửa");
        await Expect(reader.Locator("main")).ToContainTextAsync(Decision);
        await Expect(reader.GetByAltText("Ảnh mẫu thứ hai")).ToBeVisibleAsync();
        await ShownAsync(reader, "story");
        await reader.GotoAsync(new Uri(Tenant, $"{SamplePeople.NewsSite}/SitePages/tdkt-guong-dien-hinh-2025.aspx").AbsoluteUri);
        await Expect(reader.Locator("main")).ToContainTextAsync(name);
        await ShownAsync(reader, "story-exemplars");

        await page.ReloadAsync();
        await BrowserWindow.ShotAsync(page, "story-list-published-1440");
        await page.GotoAsync(await row.GetByRole(AriaRole.Link, new() { Name = "Mở gói bài" }).GetAttributeAsync("href") ?? "");
        foreach (var file in new[] { StoryPackage.PaperFile, StoryPackage.TextFile, ".png" }) await Expect(page.Locator("main")).ToContainTextAsync(file);
        await BrowserWindow.ShotAsync(page, "story-package-1440");

        await CancelAsync(award);
        await reader.GotoAsync(new Uri(Tenant, SamplePeople.NewsSite).AbsoluteUri);
        await reader.Locator("main .cards a").Filter(new() { HasText = Text.Vi("story.withdrawn.title") }).First.ClickAsync();
        await Expect(reader.Locator("main")).Not.ToContainTextAsync(name);
        await ShownAsync(reader, "story-withdrawn");
        Assert.Empty(Window.Trouble);
    }

    /// <summary>What the system writes is asked of nobody who begins a story.</summary>
    [Fact]
    public async Task The_Form_Of_A_New_Story_Asks_Only_For_What_People_Know()
    {
        var page = await Window.AsAsync(Tenant, Mail(Clerk), "/sites/tdkt/Lists/Stories/NewForm.aspx");
        foreach (var theirs in new[] { "Stage", "SystemNote", "NewsLink", "CopyText", "Package" }) await Expect(page.Locator($"[data-column='{theirs}']")).ToBeHiddenAsync();
        foreach (var asked in new[] { "Title", "Kind", "Story", "AltText", "Consent", "IntroductionNumber", "Step" }) await Expect(page.Locator($"[data-column='{asked}']")).ToBeVisibleAsync();
        await ShownAsync(page, "story-new");
    }

    /// <summary>The page as readers have it on a desk and on a phone.</summary>
    private static async Task ShownAsync(IPage page, string name)
    {
        await BrowserWindow.ShotAsync(page, $"{name}-1440");
        await page.SetViewportSizeAsync(360, 800);
        await page.ReloadAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, "the page is wider than the screen");
        await BrowserWindow.ShotAsync(page, $"{name}-360");
        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>A department has introduced somebody with an award of the register; communications may write every story.</summary>
    private async Task<(JObject Award, string Name)> IntroducedAsync()
    {
        using var worker = Caller.Application(Tenant, SamplePeople.Worker);
        await worker.JoinAsync(Text.Vi("group.communications"), Mail(Communications), Cancel);
        using var office = Caller.Person(Tenant, SamplePeople.Number(Office));
        var award = (await office.ItemsAsync(AwardRegister.List, null, Cancel)).First(item => ((string?)item["fields"]!["StaffKey"])?.Length > 0 && (string?)item["fields"]!["DecisionNumber"] == Decision);
        var name = (string)award["fields"]!["Title"]!;
        using var clerk = Caller.Person(Tenant, SamplePeople.Number(Clerk));
        await clerk.AddAsync(Stories.List, new JObject
        {
            ["Title"] = name, ["Year"] = 2025, ["UnitKey"] = "tchckt", ["Kind"] = Stories.Kind.Word("deed"), ["StaffKey"] = award["fields"]!["StaffKey"], ["Consent"] = true, ["Story"] = "Việc làm mẫu, bản nháp.",
            ["DecisionNumber"] = Decision, ["Step"] = Stories.Step.Word("introduce"),
        }, Cancel);
        await Stage.Machine.SettleAsync(Cancel);
        return (award, name);
    }

    private async Task CancelAsync(JObject award)
    {
        const string Title = "Hủy bỏ (mẫu)";
        var journal = Directory.CreateTempSubdirectory("journal-");
        using var people = new Actors(Stage.Machine, new Journal(journal.FullName));
        await people.As(Office).AddAsync(Submissions.List, new JObject
        {
            ["Title"] = Title, ["Kind"] = Submissions.Kind.Word("revoke"), ["Addressee"] = Script.Department, ["AwardRows"] = (string)award["id"]!, ["Ground"] = Submissions.Ground.Word("a"), ["Finding"] = "Kết luận số 05/KL-MAU (mẫu)",
        }, Cancel);
        await people.SubmissionAsync("record", Office, Place.Own(Submissions.List, Title), Cancel, "record");
        await people.PaperAsync(Office, "huy-bo.pdf", Cancel);
        await people.AnswerInListAsync("cancel", Office, Place.Own(Submissions.List, Title), "01-upper_decision", "UpperDecided", LineFacts.Paper("58/QĐ-MAU", "2025-06-11", "huy-bo.pdf"), Cancel);
        await Stage.Machine.SettleAsync(Cancel);
        journal.Delete(recursive: true);
    }

    private static FilePayload Photo(string name, int hue) => new() { Name = name, MimeType = "image/png", Buffer = SamplePicture.Png(hue) };

    private static string Mail(int number) => SamplePeople.Number(number).UserPrincipalName;
}
