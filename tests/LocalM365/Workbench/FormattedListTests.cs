using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Lists as their owner had them drawn (graph.md §11): buttons that write as whoever presses them, rows, groups, forms in sections, files.</summary>
public sealed partial class FormattedListTests : TenantTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";

    private const string Buttons =
        """
        {"elmType":"div","children":[{"elmType":"span","txtContent":"@currentField"},
         {"elmType":"button","txtContent":"Nộp","style":{"display":"=if(@currentField=='Nháp','inline-block','none')"},
          "customRowAction":{"action":"setValue","actionInput":{"State":"Nộp","Who":"@me","When":"@now","Done":true,"Score":"=[$Score]+1"}}},
         {"elmType":"button","txtContent":"Chạy","customRowAction":{"action":"executeFlow","actionParams":"{\"id\":\"1\"}"}}]}
        """;

    private string _list = "";

    private string Rest => $"/sites/tdkt/_api/web/lists(guid'{_list[(_list.LastIndexOf('/') + 1)..]}')";

    [Fact]
    public async Task A_Button_Writes_Every_Kind_Of_Value_As_The_Person_Who_Presses()
    {
        using var pages = await OpenAsync();
        var page = await pages.GetAsync(Address + "/AllItems.aspx", Cancel);
        var sent = await pages.PostAsync(Address + "/AllItems.aspx", [KeyValuePair.Create("press", Press(page, "Nộp"))], Cancel);
        Assert.Equal((302, Address + "/AllItems.aspx?done=1"), (sent.Status, sent.Location));
        var item = (await Product.GetAsync($"{_list}/items/1?$expand=fields($select=State,Who,When,Done,Score)", Cancel)).Json;
        var fields = item["fields"]!;
        Assert.Equal(("Nộp", "Cán bộ mẫu An", "2025-05-12T01:00:00Z", true, 6), ((string)fields["State"]!, (string)fields["Who"]!, (string)fields["When"]!, (bool)fields["Done"]!, (int)fields["Score"]!));
        Assert.Equal("Cán bộ mẫu An", (string)item["lastModifiedBy"]!["user"]!["displayName"]!);
        Assert.Contains("Đã ghi", (await pages.GetAsync(sent.Location, Cancel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Button_Of_A_Stale_Page_Or_A_Forged_One_Does_Nothing_And_Says_So()
    {
        using var pages = await OpenAsync();
        var press = Press(await pages.GetAsync(Address + "/AllItems.aspx", Cancel), "Nộp");
        await Product.PatchAsync($"{_list}/items/1/fields", Json("""{"Score":40}"""), Cancel);
        foreach (var token in new[] { press, "1.State.0.00000000", "1.", "99.State.0.1", "x" })
        {
            var sent = await pages.PostAsync(Address + "/AllItems.aspx", [KeyValuePair.Create("press", token)], Cancel);
            Assert.True(sent.Status is 302 or 404, $"{token}: {sent.Status}");
        }

        var stale = await pages.PostAsync(Address + "/AllItems.aspx", [KeyValuePair.Create("press", press)], Cancel);
        Assert.Contains("nút vừa bấm không còn đúng", (await pages.GetAsync(stale.Location, Cancel)).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Product.GetAsync($"{_list}/items/1/versions", Cancel)).Rows.Length);
    }

    [Fact]
    public async Task Whoever_Only_Reads_Presses_In_Vain_And_A_Flow_Is_Not_Here()
    {
        using var writer = await OpenAsync();
        using var reader = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        var page = await reader.GetAsync(Address + "/AllItems.aspx", Cancel);
        var sent = await reader.PostAsync(Address + "/AllItems.aspx", [KeyValuePair.Create("press", Press(page, "Nộp"))], Cancel);
        Assert.Contains("Bạn không có quyền làm việc này", (await reader.GetAsync(sent.Location, Cancel)).Text, StringComparison.Ordinal);
        var flow = await writer.PostAsync(Address + "/AllItems.aspx", [KeyValuePair.Create("press", Press(await writer.GetAsync(Address + "/AllItems.aspx", Cancel), "Chạy"))], Cancel);
        Assert.Contains("không có trên máy này", (await writer.GetAsync(flow.Location, Cancel)).Text, StringComparison.Ordinal);
        Assert.Single((await Product.GetAsync($"{_list}/items/1/versions", Cancel)).Rows);
    }

    [Fact]
    public async Task A_View_Filters_Orders_And_Groups_And_A_Personal_One_Is_Its_Owners()
    {
        using var pages = await OpenAsync();
        await ItemAsync(_list, """{"Title":"Hai","State":"Nộp","Score":9}""");
        await ItemAsync(_list, """{"Title":"Ba","State":"Nháp","Score":1}""");
        var rest = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        var made = await rest.PostAsync($"{Rest}/views/add", Json(
            """
            {"parameters":{"Title":"Của tôi","PersonalView":true,"ViewFields":{"results":["LinkTitle","Score"]},
             "Query":"<GroupBy><FieldRef Name='State'/></GroupBy><Where><Gt><FieldRef Name='Score'/><Value Type='Number'>0</Value></Gt></Where><OrderBy><FieldRef Name='Score' Ascending='FALSE'/></OrderBy>"}}
            """), Cancel);
        Assert.True(made.Status == 200, made.Text);
        var page = await pages.GetAsync($"{Address}/AllItems.aspx?view={made.Json["Id"]}", Cancel);
        Assert.Contains("Tình trạng: Nháp (2)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Tình trạng: Nộp (1)", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Một", "Ba", "Hai"], Title().Matches(page.Resolved).Select(match => match.Groups[1].Value));
        using var other = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.DoesNotContain("Của tôi", (await other.GetAsync($"{Address}/AllItems.aspx?view={made.Json["Id"]}", Cancel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Form_Stands_In_The_Sections_Its_Owner_Laid_Out()
    {
        using var pages = await OpenAsync();
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        var type = (await rest.GetAsync(Rest + "/ContentTypes", Cancel)).Rows.First(row => (string)row["Name"]! == "Item")["StringId"]!.GetValue<string>();
        var layout = new JsonObject { ["bodyJSONFormatter"] = JsonNode.Parse("""{"sections":[{"displayname":"Trước hết","fields":["Score"]},{"displayname":"Sau đó","fields":["Title"]}]}""") };
        Assert.Equal(204, (await rest.PostAsync($"{Rest}/ContentTypes('{type}')", new JsonObject { ["ClientFormCustomFormatter"] = layout.ToJsonString() }, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);
        var html = (await pages.GetAsync(Address + "/NewForm.aspx", Cancel)).Resolved;
        int At(string text) => html.IndexOf(text, StringComparison.Ordinal);
        Assert.True(At("<legend>Trước hết</legend>") > 0 && At("<legend>Trước hết</legend>") < At("name=\"f.Score\"") && At("name=\"f.Score\"") < At("<legend>Sau đó</legend>") && At("<legend>Sau đó</legend>") < At("name=\"f.Title\""));
        Assert.Contains("name=\"f.State\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_Are_Attached_Opened_And_Taken_Off_In_The_Form()
    {
        using var pages = await OpenAsync();
        var address = $"{Address}/EditForm.aspx?ID=1";
        var form = await pages.GetAsync(address, Cancel);
        Assert.Equal(302, (await SendAsync(pages, address, form, ("báo cáo 'mẫu'.txt", "nội dung"u8.ToArray()))).Status);
        var shown = await pages.GetAsync($"{Address}/DispForm.aspx?ID=1", Cancel);
        Assert.Contains("báo cáo 'mẫu'.txt", shown.Text, StringComparison.Ordinal);
        var link = System.Net.WebUtility.HtmlDecode(Regex.Match(shown.Html, "href=\"([^\"]*/Attachments/1/[^\"]*)\"").Groups[1].Value);
        var file = await pages.GetAsync(link, Cancel);
        Assert.Equal((200, "nội dung", "attachment"), (file.Status, file.Html, file.Headers["Content-Disposition"].Split(';')[0]));
        form = await pages.GetAsync(address, Cancel);
        var refused = await SendAsync(pages, address, form, ("rỗng.txt", [1, 2]), ("báo cáo 'mẫu'.txt", [1]));
        Assert.Equal(422, refused.Status);
        Assert.Contains("có tệp chưa đính kèm được", refused.Text, StringComparison.Ordinal);
        form = await pages.GetAsync(address, Cancel);
        Assert.Equal(302, (await pages.SendAsync(address, form, new() { ["f.Title"] = "Một", ["remove"] = "báo cáo 'mẫu'.txt" }, Cancel)).Status);
        Assert.Equal(404, (await pages.GetAsync(link, Cancel)).Status);
        Assert.Contains("rỗng.txt", (await pages.GetAsync($"{Address}/DispForm.aspx?ID=1", Cancel)).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("DispForm.aspx\\?ID=\\d+\">([^<]*)<")]
    private static partial Regex Title();

    private static string Press(Shown page, string words)
    {
        var found = Regex.Match(page.Resolved, $"name=\"press\" value=\"([^\"]+)\"[^>]*>{words}<");
        Assert.True(found.Success, page.Html);
        return found.Groups[1].Value;
    }

    private static async Task<Shown> SendAsync(Pages pages, string address, Shown form, params (string Name, byte[] Bytes)[] files)
    {
        using var sent = new MultipartFormDataContent { { new StringContent("Một"), "f.Title" } };
        sent.Add(new StringContent(System.Net.WebUtility.HtmlDecode(Regex.Match(form.Html, "name=\"etag\" value=\"([^\"]*)\"").Groups[1].Value)), "etag");
        foreach (var (name, bytes) in files) sent.Add(new ByteArrayContent(bytes), "files", name);
        return await pages.PostAsync(address, sent, Cancel);
    }

    private async Task<Pages> OpenAsync()
    {
        _list = await ListAsync("Rows",
            """
            [{"name":"State","displayName":"Tình trạng","choice":{"choices":["Nháp","Nộp"]}},{"name":"Who","personOrGroup":{}},{"name":"When","dateTime":{"format":"dateTime"}},{"name":"Done","boolean":{}},{"name":"Score","number":{}}]
            """);
        await ItemAsync(_list, """{"Title":"Một","State":"Nháp","Score":5}""");
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        var view = (await rest.GetAsync(Rest + "/DefaultView?$select=Id", Cancel)).Json["Id"]!.GetValue<string>();
        await rest.PostAsync($"{Rest}/views('{view}')/SetViewXml", Json("""{"viewXml":"<View><ViewFields><FieldRef Name='LinkTitle'/><FieldRef Name='State'/></ViewFields></View>"}"""), Cancel);
        var drawn = await rest.PostAsync($"{Rest}/fields/getbyinternalnameortitle('State')", new JsonObject { ["CustomFormatter"] = Buttons }, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));
        Assert.Equal(204, drawn.Status);
        return await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
    }
}
