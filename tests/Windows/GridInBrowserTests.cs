using System.Text.Json.Nodes;
using EmulationM365.Tests.LocalM365;
using EmulationM365.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmulationM365.Tests.Windows;

/// <summary>docs/localm365.md, the workbench: typing into lists: by keyboard, from a spreadsheet, without scripts, and with mistakes.</summary>
public sealed class GridInBrowserTests : TenantTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";
    private string _list = "";

    [Fact]
    public async Task Arrows_Go_From_Row_To_Row_And_Leaving_A_Row_Saves_It()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await page.Locator("[name='r.1.Note']").ClickAsync();
        await page.Keyboard.TypeAsync("một");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[name='r.2.Note']")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hai");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(2);
        Assert.Equal(["một", "hai"], await NotesAsync());
        Assert.Empty(window.Trouble);
    }

    [Fact]
    public async Task A_Block_From_A_Spreadsheet_Fills_Rows_And_New_Rows_Become_Items()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await page.Locator("[name='r.2.Title']").FocusAsync();
        await PasteAsync(page, """'Hai mới\tghi hai\r\nBa\tghi ba\r\nBốn\tghi bốn\r\n'""");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(3);
        var rows = (await Product.GetAsync($"{_list}/items?$expand=fields($select=Title,Note)", Cancel)).Rows.Select(row => $"{row["fields"]!["Title"]}: {row["fields"]!["Note"]}").Order(StringComparer.Ordinal);
        Assert.Equal(["Ba: ghi ba", "Bốn: ghi bốn", "Hai mới: ghi hai", "Một: "], rows);
        Assert.Empty(window.Trouble);
    }

    [Fact]
    public async Task More_Lines_Than_There_Are_Rows_Make_More_Rows()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await page.Locator("[name='r.new1.Title']").FocusAsync();
        await PasteAsync(page, """Array.from({ length: 9 }, (_, at) => `Dòng ${at}\tghi ${at}`).join('\n')""");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(9);
        var titles = (await Product.GetAsync($"{_list}/items?$expand=fields($select=Title)", Cancel)).Rows.Select(row => (string)row["fields"]!["Title"]!).Where(title => title.StartsWith("Dòng", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 9).Select(at => $"Dòng {at}"), titles.Order(StringComparer.Ordinal));
        await page.Locator("[name$='.Title']").Last.FillAsync("Thêm nữa");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task What_Is_Typed_While_A_Row_Is_Being_Saved_Is_Saved_After_It()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await Tenant.PutAsync("/_local/faults", Json("""{"rules":[{"route":"PATCH .*/items/1/fields","kind":"hold"}]}"""), Cancel);
        await page.Locator("[name='r.1.Note']").FillAsync("một");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr[data-row='1'] .state")).ToHaveTextAsync("Đang lưu…");
        await page.Locator("[name='r.1.Note']").FillAsync("một, và thêm");
        await page.Locator("h1").ClickAsync();
        Assert.True((await new LocalTenant.Client(Tenant, null).PostAsync("/_local/faults/release?held=1", null, Cancel)).Status < 300);
        await Expect(page.Locator("tr[data-row='1']")).ToHaveClassAsync("saved");
        Assert.Equal(["một, và thêm", ""], await NotesAsync());
    }

    [Fact]
    public async Task A_Row_That_Cannot_Be_Saved_Keeps_What_Was_Typed_And_Says_Why()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await Product.PatchAsync($"{_list}/items/1/fields", Json("""{"Note":"của người khác"}"""), Cancel);
        await page.Locator("[name='r.1.Note']").FillAsync("của tôi");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.failed .state")).ToContainTextAsync("Có người vừa sửa mục này");
        await Expect(page.Locator("[name='r.1.Note']")).ToHaveValueAsync("của tôi");
        Assert.Equal(["của người khác", ""], await NotesAsync());
    }

    [Fact]
    public async Task What_Is_Typed_While_A_Row_Is_Being_Saved_Is_Saved_As_Well()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/AllItems.aspx*", async route =>
        {
            if (route.Request.Method == "POST") await held.Task;
            await route.ContinueAsync();
        });
        await page.Locator("[name='r.1.Note']").FillAsync("một");
        await page.Keyboard.PressAsync("Control+s");
        await page.Locator("[name='r.1.Title']").FillAsync("Một sửa");
        await page.Locator("h1").ClickAsync();
        held.SetResult();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(1);
        await Expect(page.Locator("tr[data-row='1'] .state")).ToHaveTextAsync("Đã lưu");
        var fields = (await Product.GetAsync($"{_list}/items/1/fields", Cancel)).Json;
        Assert.Equal(("Một sửa", "một"), ((string)fields["Title"]!, (string)fields["Note"]!));
        Assert.Empty(window.Trouble);
    }

    [Fact]
    public async Task After_The_Last_New_Row_Comes_Another_That_Can_Be_Saved()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        foreach (var row in new[] { "new5", "new6" })
        {
            await page.Locator($"[name='r.{row}.Title']").FillAsync(row);
            await page.Locator("h1").ClickAsync();
            await Expect(page.Locator("tr.saved")).ToHaveCountAsync(row == "new5" ? 1 : 2);
        }

        Assert.Equal("Tiêu đề, dòng 3", await page.Locator("[name='r.3.Title']").GetAttributeAsync("aria-label"));
        Assert.Equal(4, (await Product.GetAsync($"{_list}/items", Cancel)).Rows.Length);
        await page.EvaluateAsync("() => { const ids = [...document.querySelectorAll('[id]')].map(one => one.id); if (new Set(ids).size !== ids.length) throw new Error('twice: ' + ids); }");
        Assert.Empty(window.Trouble);
    }

    [Fact]
    public async Task More_Lines_Than_Rows_Make_Rows_And_What_Has_No_Place_Is_Said()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window);
        await page.Locator("[name='r.new1.Title']").FocusAsync();
        await PasteAsync(page, """[1, 2, 3, 4, 5, 6, 7].map(number => ['d' + number, '"ghi ""' + number + '""' + '"'].concat(number === 7 ? ['thừa'] : []).join('\t')).join('\r\n')""");
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("tr.saved")).ToHaveCountAsync(7);
        await Expect(page.Locator("[data-unpasted]")).ToHaveTextAsync("Chưa dán được: thừa");
        Assert.Equal(["", "", .. Enumerable.Range(1, 7).Select(number => $"ghi \"{number}\"")], (await NotesAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(window.Trouble);
    }

    [Fact]
    public async Task Without_Scripts_One_Press_Saves_All_Rows()
    {
        await using var window = await BrowserWindow.OpenAsync();
        var page = await GridAsync(window, scripts: false);
        await page.Locator("[name='r.1.Note']").FillAsync("không có script");
        await page.Locator("[name='r.new1.Title']").FillAsync("Dòng mới");
        await page.Locator("button[type=submit].primary").Last.ClickAsync();
        await Expect(page.Locator("[role=status].done")).ToHaveTextAsync("Đã lưu các dòng.");
        Assert.Equal(["không có script", "", ""], await NotesAsync());
    }

    [Fact]
    public async Task A_Form_Leads_To_Its_First_Mistake_Takes_No_Enter_And_Asks_Before_It_Is_Left()
    {
        await using var window = await BrowserWindow.OpenAsync();
        await OpenAsync();
        var page = await window.AsAsync(Tenant.App.BaseAddress, "an@mau.example", Address + "/NewForm.aspx");
        await page.Locator("[name='f.Title']").FillAsync("Đang gõ");
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("/NewForm.aspx", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Expect(page.Locator("[name='f.Must']")).ToBeFocusedAsync();
        await page.Locator("[name='f.Title']").FillAsync("Gõ tiếp");
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.EvaluateAsync("() => { setTimeout(() => { location.href = '/'; }, 0); }");
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(Cancel));
        Assert.EndsWith("/NewForm.aspx", page.Url, StringComparison.Ordinal);
        await page.Locator("[name='f.Must']").FillAsync("có");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Gõ tiếp");
    }

    [Fact]
    public async Task The_First_Key_Leads_Past_The_Menu()
    {
        await using var window = await BrowserWindow.OpenAsync();
        await OpenAsync();
        var page = await window.AsAsync(Tenant.App.BaseAddress, "an@mau.example", Address + "/AllItems.aspx");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    private async Task OpenAsync()
    {
        _list = await ListAsync("Rows", """[{"name":"Note","displayName":"Ghi chú","text":{}},{"name":"Must","displayName":"Bắt buộc","required":true,"text":{}}]""");
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        var list = $"/sites/tdkt/_api/web/lists(guid'{_list[(_list.LastIndexOf('/') + 1)..]}')";
        var view = (await rest.GetAsync(list + "/DefaultView?$select=Id", Cancel)).Json["Id"]!.GetValue<string>();
        var shown = new JsonObject { ["viewXml"] = "<View><ViewFields><FieldRef Name=\"LinkTitle\" /><FieldRef Name=\"Note\" /></ViewFields></View>" };
        Assert.Equal(200, (await rest.PostAsync($"{list}/views('{view}')/SetViewXml", shown, Cancel)).Status);
    }

    private async Task<IPage> GridAsync(BrowserWindow window, bool scripts = true)
    {
        await OpenAsync();
        foreach (var title in new[] { "Một", "Hai" }) await ItemAsync(_list, new JsonObject { ["Title"] = title, ["Must"] = "x" }.ToJsonString());
        return await window.AsAsync(Tenant.App.BaseAddress, "an@mau.example", Address + "/AllItems.aspx?grid=1", scripts: scripts);
    }

    /// <summary>Pastes into the cell that has the focus.</summary>
    /// <param name="page">The page.</param>
    /// <param name="text">What is pasted, as an expression of the page's scripts.</param>
    private static async Task PasteAsync(IPage page, string text) => await page.EvaluateAsync(
        $$"""
        () => {
          const clip = new DataTransfer();
          clip.setData('text/plain', {{text}});
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clip, bubbles: true, cancelable: true }));
        }
        """);

    private async Task<IEnumerable<string>> NotesAsync() =>
        (await Product.GetAsync($"{_list}/items?$expand=fields($select=Note)", Cancel)).Rows.Select(row => (string?)row["fields"]!["Note"] ?? "");
}
