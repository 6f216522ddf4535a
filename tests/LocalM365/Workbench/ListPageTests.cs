using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>docs/localm365.md, the workbench: lists, forms and the grid, as a person without scripts uses them; what they did is read back through Graph.</summary>
public sealed class ListPageTests : TenantTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";

    private const string Columns =
        """
        [{"name":"Note","displayName":"Ghi chú","text":{"allowMultipleLines":true}},
         {"name":"State","displayName":"Tình trạng","choice":{"choices":["Nháp","Nộp"]}},
         {"name":"Tags","displayName":"Nhãn","choice":{"choices":["A","B","C"],"displayAs":"checkBoxes"}},
         {"name":"Score","displayName":"Điểm","number":{}},
         {"name":"Due","displayName":"Hạn","dateTime":{"format":"dateOnly"}},
         {"name":"Done","displayName":"Xong","boolean":{}},
         {"name":"Who","displayName":"Người làm","personOrGroup":{}},
         {"name":"Must","displayName":"Bắt buộc","required":true,"text":{}}]
        """;

    [Fact]
    public async Task A_Form_Makes_An_Item_With_Every_Kind_Of_Value()
    {
        var (list, pages) = await OpenAsync();
        var form = await pages.GetAsync(Address + "/NewForm.aspx", Cancel);
        Assert.Contains("Ghi chú", form.Text, StringComparison.Ordinal);
        var sent = await pages.SendAsync(Address + "/NewForm.aspx", form, new()
        {
            ["f.Title"] = "Mục một", ["f.Note"] = "Dòng một\r\nDòng hai", ["f.State"] = "Nộp", ["f.Tags"] = "B", ["f.Score"] = "12,5", ["f.Due"] = "2025-05-12", ["f.Done"] = "1",
            ["f.Who"] = "Cán bộ mẫu Bình <binh@mau.example>", ["f.Must"] = "có",
        }, Cancel);
        Assert.Equal((302, $"{Address}/DispForm.aspx?ID=1"), (sent.Status, sent.Location));
        var fields = (await Product.GetAsync($"{list}/items/1?$expand=fields($select=Title,Note,State,Tags,Score,Due,Done,Who,WhoLookupId,Must)", Cancel)).Json["fields"]!;
        Assert.Equal("""{"Title":"Mục một","Note":"Dòng một\nDòng hai","State":"Nộp","Tags":["B"],"Score":12.5,"Due":"2025-05-11T17:00:00Z","Done":true,"Who":"Cán bộ mẫu Bình","Must":"có"}""",
            Plain(fields, "Title", "Note", "State", "Tags", "Score", "Due", "Done", "Who", "Must"));
        Assert.Equal("Cán bộ mẫu An", Author(await Product.GetAsync($"{list}/items/1", Cancel)));
        var shown = (await pages.GetAsync(sent.Location, Cancel)).Text;
        Assert.All(["12/05/2025", "12,5", "✓ Có", "Dòng một Dòng hai", "Cán bộ mẫu Bình"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("f.Must", "", "Mục này là bắt buộc")]
    [InlineData("f.Score", "mười", "Đây không phải là số")]
    [InlineData("f.Due", "32/13/2025", "Không đọc được ngày này")]
    [InlineData("f.Who", "Không ai cả", "Không tìm thấy ai tên là “Không ai cả”")]
    public async Task What_Is_Wrong_Is_Said_At_Its_Field_And_What_Was_Typed_Stays(string field, string text, string sentence)
    {
        var (list, pages) = await OpenAsync();
        var form = await pages.GetAsync(Address + "/NewForm.aspx", Cancel);
        var fields = new Dictionary<string, string> { ["f.Title"] = "Giữ lại", ["f.Must"] = "có", [field] = text };
        var again = await pages.SendAsync(Address + "/NewForm.aspx", form, fields, Cancel);
        Assert.Equal(422, again.Status);
        Assert.Contains(sentence, again.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Giữ lại\"", again.Html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", again.Html, StringComparison.Ordinal);
        Assert.Contains($"aria-describedby=\"{field}", again.Html, StringComparison.Ordinal);
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    [Fact]
    public async Task Only_What_Was_Changed_Is_Written_And_Nothing_When_Nothing_Was()
    {
        var (list, pages) = await OpenAsync();
        var id = await ItemAsync(list, """{"Title":"Cũ","Must":"x","Score":5}""");
        var address = $"{Address}/EditForm.aspx?ID={id}";
        var form = await pages.GetAsync(address, Cancel);
        var same = await pages.SendAsync(address, form, new() { ["f.Title"] = "Cũ", ["f.Must"] = "x", ["f.Score"] = "5" }, Cancel);
        Assert.Equal(302, same.Status);
        Assert.Single((await Product.GetAsync($"{list}/items/{id}/versions", Cancel)).Rows);
        await pages.SendAsync(address, form, new() { ["f.Title"] = "Mới", ["f.Must"] = "x", ["f.Score"] = "5" }, Cancel);
        Assert.Equal(2, (await Product.GetAsync($"{list}/items/{id}/versions", Cancel)).Rows.Length);
        var history = (await pages.GetAsync($"{Address}/Versions.aspx?ID={id}", Cancel)).Text;
        Assert.Contains("Cán bộ mẫu An", history, StringComparison.Ordinal);
        Assert.Contains("Mới", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Change_By_Somebody_Else_Is_Not_Overwritten_Even_By_Sending_Twice()
    {
        var (list, pages) = await OpenAsync();
        var id = await ItemAsync(list, """{"Title":"Cũ","Must":"x"}""");
        var address = $"{Address}/EditForm.aspx?ID={id}";
        var form = await pages.GetAsync(address, Cancel);
        await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Của hệ thống"}"""), Cancel);
        var refused = await pages.SendAsync(address, form, new() { ["f.Title"] = "Của tôi", ["f.Must"] = "x" }, Cancel);
        Assert.Equal(422, refused.Status);
        Assert.Contains("Có người vừa sửa mục này", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Của tôi\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(422, (await pages.SendAsync(address, refused, new() { ["f.Title"] = "Của tôi", ["f.Must"] = "x" }, Cancel)).Status);
        Assert.Equal("Của hệ thống", (string)(await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Title"]!);
    }

    [Fact]
    public async Task The_Grid_Saves_Each_Row_By_Itself_And_Says_At_The_Row_What_Is_Wrong()
    {
        var (list, pages) = await OpenAsync();
        foreach (var title in new[] { "Một", "Hai" }) await ItemAsync(list, $$"""{"Title":"{{title}}","Must":"x"}""");
        await ShowAllAsync(list);
        var grid = await pages.GetAsync(Address + "/AllItems.aspx?grid=1", Cancel);
        Assert.Contains("aria-label=\"Điểm, dòng 2\"", grid.Html, StringComparison.Ordinal);
        var sent = await pages.SendAsync(Address + "/AllItems.aspx?grid=1", grid, new()
        {
            ["r.1.Title"] = "Một", ["r.1.Must"] = "x", ["r.1.Score"] = "7", ["r.2.Title"] = "Hai", ["r.2.Must"] = "x", ["r.2.Score"] = "bảy", ["r.new1.Title"] = "Ba", ["r.new1.Must"] = "y",
        }, Cancel);
        Assert.Equal(422, sent.Status);
        Assert.Contains("Có 1 dòng chưa lưu được", sent.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"bảy\"", sent.Html, StringComparison.Ordinal);
        var rows = (await Product.GetAsync($"{list}/items?$expand=fields($select=Title,Score)", Cancel)).Rows.Select(row => $"{row["fields"]!["Title"]} {row["fields"]!["Score"]}");
        Assert.Equal(["Một 7", "Hai ", "Ba "], rows);
    }

    [Fact]
    public async Task With_Scripts_A_Row_Is_Saved_Alone_And_Answered_As_Data()
    {
        var (list, pages) = await OpenAsync();
        await ItemAsync(list, """{"Title":"Một","Must":"x"}""");
        await ShowAllAsync(list);
        var grid = await pages.GetAsync(Address + "/AllItems.aspx?grid=1", Cancel);
        var fields = new Dictionary<string, string> { ["only"] = "1", ["r.1.Title"] = "Một sửa", ["r.1.Must"] = "x", ["r.1.etag"] = ETag(grid, "1") };
        var saved = JsonNode.Parse((await pages.PostAsync(Address + "/AllItems.aspx?grid=1", fields, Cancel, ("Accept", "application/json"))).Html)!["rows"]![0]!;
        Assert.Equal(("1", null), ((string)saved["row"]!, (string?)saved["error"]));
        Assert.NotEqual(ETag(grid, "1"), (string)saved["etag"]!);
        fields["r.1.Title"] = "Ghi đè";
        var stale = JsonNode.Parse((await pages.PostAsync(Address + "/AllItems.aspx?grid=1", fields, Cancel, ("Accept", "application/json"))).Html)!["rows"]![0]!;
        Assert.Contains("Có người vừa sửa mục này", (string)stale["error"]!, StringComparison.Ordinal);
        Assert.Equal("Một sửa", (string)(await Product.GetAsync($"{list}/items/1/fields", Cancel)).Json["Title"]!);
    }

    [Theory]
    [InlineData("q.State=N%C3%A1p", "")]
    [InlineData("q.State=Nh%C3%A1p", "Một")]
    [InlineData("q.State=Nh%C3%A1p&q.State=N%E1%BB%99p", "Một Hai")]
    [InlineData("q.Title=%C4%91%E1%BB%8Fi", "")]
    [InlineData("q.Title=M%E1%BB%98T", "Một")]
    [InlineData("q.Score.from=6", "Hai")]
    [InlineData("q.Due.from=2025-05-12&q.Due.to=2025-05-12", "Một")]
    [InlineData("q.Done=1", "Hai")]
    [InlineData("q.Done=0", "Một Ba")]
    [InlineData("sort=Score&dir=desc", "Hai Một Ba")]
    [InlineData("sort=Title", "Ba Hai Một")]
    public async Task Filters_And_Order_Show_What_They_Ask_For(string query, string titles)
    {
        var (list, pages) = await OpenAsync();
        await ItemAsync(list, """{"Title":"Một","Must":"x","State":"Nháp","Score":5,"Due":"2025-05-12T00:00:00+07:00"}""");
        await ItemAsync(list, """{"Title":"Hai","Must":"x","State":"Nộp","Score":9,"Due":"2025-05-13T00:00:00+07:00","Done":true}""");
        await ItemAsync(list, """{"Title":"Ba","Must":"x"}""");
        await ShowAllAsync(list);
        var page = await pages.GetAsync($"{Address}/AllItems.aspx?{query}", Cancel);
        Assert.Equal(200, page.Status);
        Assert.Equal(titles, string.Join(' ', System.Text.RegularExpressions.Regex.Matches(page.Html, "DispForm.aspx\\?ID=\\d+\">([^<]*)<").Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))));
    }

    [Fact]
    public async Task What_People_Wrote_Never_Becomes_Markup()
    {
        var (list, pages) = await OpenAsync();
        const string hostile = "<script>alert(1)</script>\" onmouseover=\"x";
        var id = await ItemAsync(list, new JsonObject { ["Title"] = hostile, ["Must"] = hostile, ["Note"] = hostile }.ToJsonString());
        await ShowAllAsync(list);
        foreach (var path in new[] { "/AllItems.aspx", "/AllItems.aspx?grid=1", $"/DispForm.aspx?ID={id}", $"/EditForm.aspx?ID={id}", $"/Versions.aspx?ID={id}", $"/Delete.aspx?ID={id}", "/AllItems.aspx?q.Title=" + Uri.EscapeDataString(hostile) })
        {
            var page = await pages.GetAsync(Address + path, Cancel);
            Assert.Equal(200, page.Status);
            Assert.Contains("&lt;script&gt;", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("\" onmouseover", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_Export_Holds_Every_Row_And_No_Formula()
    {
        var (list, pages) = await OpenAsync();
        await ItemAsync(list, """{"Title":"=cmd|' /C calc'!A0","Must":"a \"b\", c","Score":-3}""");
        await ShowAllAsync(list);
        var file = await pages.GetAsync(Address + "/AllItems.aspx?export=csv", Cancel);
        Assert.StartsWith("text/csv", file.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("\"'=cmd|' /C calc'!A0\"", file.Html, StringComparison.Ordinal);
        Assert.Contains("\"a \"\"b\"\", c\"", file.Html, StringComparison.Ordinal);
        Assert.Contains("\"-3\"", file.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Reader_Is_Offered_No_Change_And_A_Forced_One_Is_Refused()
    {
        var (list, _) = await OpenAsync();
        var id = await ItemAsync(list, """{"Title":"Chỉ xem","Must":"x"}""");
        using var reader = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        var page = await reader.GetAsync(Address + "/AllItems.aspx", Cancel);
        Assert.Contains("Chỉ xem", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thêm mới", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sửa dạng lưới", page.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync(Address + "/NewForm.aspx", Cancel)).Status);
        var forced = await reader.PostAsync($"{Address}/EditForm.aspx?ID={id}", new Dictionary<string, string> { ["f.Title"] = "Ép", ["f.Must"] = "x" }, Cancel);
        Assert.Equal(422, forced.Status);
        Assert.Contains("Bạn không có quyền làm việc này", forced.Text, StringComparison.Ordinal);
        Assert.Equal("Chỉ xem", (string)(await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Title"]!);
    }

    [Fact]
    public async Task A_Form_Opens_For_Somebody_Who_May_Not_Read_The_List_It_Looks_Up()
    {
        var other = await ListAsync("Other");
        await ItemAsync(other, """{"Title":"Kín"}""");
        var id = other[(other.LastIndexOf('/') + 1)..];
        await ListAsync("Looks", $$$"""[{"name":"Ref","displayName":"Chiếu tới","lookup":{"listId":"{{{id}}}","columnName":"Title"}}]""");
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Contains("Kín", (await pages.GetAsync("/sites/tdkt/Lists/Looks/NewForm.aspx", Cancel)).Text, StringComparison.Ordinal);
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        Assert.Equal(200, (await rest.PostAsync($"/sites/tdkt/_api/web/lists(guid'{id}')/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel)).Status);
        var form = await pages.GetAsync("/sites/tdkt/Lists/Looks/NewForm.aspx", Cancel);
        Assert.Equal(200, form.Status);
        Assert.DoesNotContain("Kín", form.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sites/tdkt/Lists/Khong/AllItems.aspx", 404)]
    [InlineData("/sites/tdkt/Lists/Rows/DispForm.aspx?ID=99", 404)]
    [InlineData("/sites/tdkt/Lists/Rows/DispForm.aspx", 404)]
    [InlineData("/sites/khac/Lists/Rows/AllItems.aspx", 403)]
    [InlineData("/sites/khongco", 404)]
    public async Task What_Is_Not_There_Or_Not_Theirs_Is_Said_In_A_Sentence(string path, int status)
    {
        var (_, pages) = await OpenAsync();
        var page = await pages.GetAsync(path, Cancel);
        Assert.Equal(status, page.Status);
        Assert.Contains(status == 403 ? "Bạn không có quyền" : "Không tìm thấy", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_Asks_First_And_Then_Deletes_The_Version_That_Was_Seen()
    {
        var (list, pages) = await OpenAsync();
        var id = await ItemAsync(list, """{"Title":"Bỏ đi","Must":"x"}""");
        var address = $"{Address}/Delete.aspx?ID={id}";
        var ask = await pages.GetAsync(address, Cancel);
        Assert.Contains("Xóa “Bỏ đi”?", ask.Text, StringComparison.Ordinal);
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
        Assert.Equal(302, (await pages.SendAsync(address, ask, [], Cancel)).Status);
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    private static string ETag(Shown grid, string row) =>
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(grid.Html, $"name=\"r\\.{row}\\.etag\" value=\"([^\"]*)\"").Groups[1].Value);

    private static string Plain(JsonNode fields, params string[] names) =>
        new JsonObject(names.Select(name => KeyValuePair.Create(name, fields[name]?.DeepClone()))).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Author(Answer item) => (string)item.Json["createdBy"]!["user"]!["displayName"]!;

    private async Task<(string List, Pages Pages)> OpenAsync() => (await ListAsync("Rows", Columns), await Pages.OfAsync(Tenant, LocalTenant.An, Cancel));

    /// <summary>The default view shows every column of the list: new ones do not come into it by themselves.</summary>
    private async Task ShowAllAsync(string list)
    {
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        var views = $"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        var id = (await rest.GetAsync($"{views}/DefaultView?$select=Id", Cancel)).Json["Id"]!.GetValue<string>();
        var fields = string.Concat(JsonNode.Parse(Columns)!.AsArray().Select(column => $"<FieldRef Name=\"{column!["name"]}\" />"));
        var set = await rest.PostAsync($"{views}/views('{id}')/SetViewXml", new JsonObject { ["viewXml"] = $"<View><ViewFields><FieldRef Name=\"LinkTitle\" />{fields}</ViewFields><RowLimit Paged=\"TRUE\">30</RowLimit></View>" }, Cancel);
        Assert.True(set.Status == 200, set.Text);
    }
}
