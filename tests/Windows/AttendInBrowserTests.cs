using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>A case that the system cannot go on with, as the office finds it: in the view “Cần xử lý” of the list of requests.</summary>
public sealed class AttendInBrowserTests : OnStageTests
{
    private const string Case = "r-2025-000002";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "37")]
    public async Task A_Parked_Case_Is_Found_In_The_View_With_What_Is_Stopped_Why_And_What_To_Do()
    {
        var later = await ParkAsync();
        var page = await Window.AsAsync(Tenant, SamplePeople.Number(5).UserPrincipalName, "/sites/tdkt/Lists/Requests2025/AllItems.aspx");
        await ChooseAsync(page);
        // Newest first; below it stands what the sample year left to attend to.
        var row = page.Locator("tbody tr").First;
        foreach (var said in new[] { "Cần xử lý: ", "Báo cáo, bình xét", "phiên bản", "Đề nghị quản trị viên cập nhật hệ thống", Requests.Decision.Word(Requests.Retry), Requests.Status.Word("pending") }) await Expect(row).ToContainTextAsync(said);
        foreach (var machine in new[] { "Exception", "InventedLater", "0x", "Graph" }) await Expect(row).Not.ToContainTextAsync(machine);
        await BrowserWindow.ShotAsync(page, "attend-1440");
        await page.SetViewportSizeAsync(360, 740);
        await page.ReloadAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, "the page is wider than the screen");
        await BrowserWindow.ShotAsync(page, "attend-360");

        // The cause is mended, the office says so where it reads of it, and the view is empty.
        await page.SetViewportSizeAsync(1440, 900);
        using (var worker = Caller.Application(Tenant, SamplePeople.Worker)) await worker.RemoveAsync(CaseEvents.List, later, Cancel);
        await row.Locator("a").First.ClickAsync();
        await BrowserWindow.ShotAsync(page, "attend-item-1440");
        await page.GotoAsync(new Uri(Tenant, $"/sites/tdkt/Lists/Requests2025/EditForm.aspx?ID={await ShownAsync()}").AbsoluteUri);
        await page.Locator("select[name$='.Decision']").SelectOptionAsync(new SelectOptionValue { Label = Requests.Decision.Word(Requests.Retry) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Stage.Machine.SettleAsync(Cancel);
        await page.GotoAsync(new Uri(Tenant, "/sites/tdkt/Lists/Requests2025/AllItems.aspx").AbsoluteUri);
        await ChooseAsync(page);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("phiên bản");
        Assert.Empty(Window.Trouble);
    }

    /// <summary>A later version recorded something that this one does not know, and the head answers.</summary>
    private async Task<JObject> ParkAsync()
    {
        using var worker = Caller.Application(Tenant, SamplePeople.Worker);
        var first = (await worker.ItemsAsync(CaseEvents.List, null, Cancel)).Single(item => (string?)item["fields"]!["StreamKey"] == $"{Case}:000001")["fields"]!;
        var later = await worker.AddAsync(CaseEvents.List, new JObject
        {
            ["Title"] = $"{Case}:000002", ["StreamKey"] = $"{Case}:000002", ["CaseId"] = Case, ["Seq"] = 2, ["EventType"] = "InventedLater", ["Ver"] = 1, ["CommandId"] = "later", ["Actor"] = "",
            ["Channel"] = "list", ["ContentHash"] = "", ["RecordedAt"] = "2025-06-12T01:00:00Z", ["Data"] = """{"by":"","body":{}}""", ["PrevHash"] = first["Hash"], ["Hash"] = "x",
        }, Cancel);
        using var head = Caller.Person(Tenant, SamplePeople.Number(4));
        var request = (await head.ItemsAsync(Requests.List, null, Cancel)).Single(item => (string?)item["fields"]!["RequestKey"] == $"{Case}-01-confirm");
        await head.ChangeAsync(Requests.List, request, new JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        await Stage.Machine.SettleAsync(Cancel);
        return later;
    }

    private async Task<string> ShownAsync()
    {
        using var office = Caller.Person(Tenant, SamplePeople.Number(5));
        return (string)(await office.ItemsAsync(Requests.List, null, Cancel)).Single(item => (string?)item["fields"]!["Kind"] == Requests.Kind.Word(Requests.Attend)
            && ((string)item["fields"]!["RequestKey"]!).Contains("trouble", StringComparison.Ordinal))["id"]!;
    }

    private static async Task ChooseAsync(IPage page)
    {
        await page.Locator("#view").SelectOptionAsync(new SelectOptionValue { Label = "Cần xử lý" });
        // Asked for again and again, and not waited for as an event: on a busy machine that may have been before anybody waits.
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("view="), new() { Timeout = 30_000 });
        await Expect(page.Locator("#view option[selected]")).ToHaveTextAsync("Cần xử lý");
    }
}
