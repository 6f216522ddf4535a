using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>What the grid and the forms write when things are not as they were: rows gone, pages turned, values out of reach.</summary>
public sealed class GridChangeTests : RestListTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";
    private const string Grid = Address + "/AllItems.aspx?grid=1";

    private const string Columns =
        """
        [{"name":"Note","text":{"allowMultipleLines":true}},{"name":"Tags","choice":{"choices":["A","B"],"displayAs":"checkBoxes"}},{"name":"Done","boolean":{},"defaultValue":{"value":"1"}},{"name":"Who","personOrGroup":{}}]
        """;

    [Fact]
    public async Task A_Row_Deleted_Meanwhile_Is_Said_At_That_Row_And_The_Others_Are_Saved()
    {
        var (graph, pages) = await OpenAsync();
        foreach (var title in new[] { "Một", "Hai" }) await ItemAsync(graph, $$"""{"Title":"{{title}}"}""");
        var grid = await pages.GetAsync(Grid, Cancel);
        await Product.DeleteAsync($"{graph}/items/1", Cancel);
        var fields = new Dictionary<string, string> { ["r.1.Title"] = "Gõ vào dòng mất", ["r.2.Title"] = "Hai sửa" };
        var sent = await pages.SendAsync(Grid, grid, fields, Cancel);
        Assert.Equal(422, sent.Status);
        Assert.Contains("Mục này không còn nữa", sent.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Gõ vào dòng mất\"", sent.Html, StringComparison.Ordinal);
        Assert.Equal("Hai sửa", (string)(await Product.GetAsync($"{graph}/items/2/fields", Cancel)).Json["Title"]!);
        var script = await pages.PostAsync(Grid, [.. fields, new("only", "1")], Cancel, ("Accept", "application/json"));
        Assert.Equal("Mục này không còn nữa.", (string)JsonNode.Parse(script.Html)!["rows"]![0]!["error"]!);
    }

    [Fact]
    public async Task The_Grid_Comes_Back_To_The_Page_It_Was_Sent_From()
    {
        var (graph, pages) = await OpenAsync();
        for (var number = 1; number <= 31; number++) await ItemAsync(graph, $$"""{"Title":"m{{number}}"}""");
        var grid = await pages.GetAsync(Grid + "&page=2", Cancel);
        var action = System.Text.RegularExpressions.Regex.Match(grid.Resolved, "<form class=\"gridform\" method=\"post\" action=\"([^\"]*)\"").Groups[1].Value;
        Assert.Contains("page=2", action, StringComparison.Ordinal);
        Assert.Contains("page=2", (await pages.SendAsync(action, grid, new() { ["r.31.Title"] = "sửa" }, Cancel)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_Of_Fields_Are_One_Form()
    {
        var (graph, pages) = await OpenAsync();
        await ItemAsync(graph, """{"Title":"Một"}""");
        var many = Enumerable.Range(2, 3000).Select(number => KeyValuePair.Create($"x.{number}", ""));
        Assert.Equal(302, (await pages.PostAsync(Grid, [KeyValuePair.Create("r.1.Title", "Sửa"), .. many], Cancel)).Status);
        Assert.Equal("Sửa", (string)(await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json["Title"]!);
    }

    [Fact]
    public async Task What_Nobody_Touched_Is_No_Change_Whatever_Its_Order_Or_Its_Line_Ends()
    {
        var (graph, pages) = await OpenAsync();
        await ItemAsync(graph, """{"Title":"a \"b\" 'c'","Note":"\n một\r\nhai ","Tags@odata.type":"Collection(Edm.String)","Tags":["B","A"]}""");
        var sent = new List<KeyValuePair<string, string>> { new("r.1.Title", "a \"b\" 'c'"), new("r.1.Note", "\r\n một\r\nhai "), new("r.1.Tags", ""), new("r.1.Tags", "A"), new("r.1.Tags", "B"), new("r.1.Done", ""), new("r.1.Done", "1") };
        Assert.Equal(302, (await pages.PostAsync(Grid, sent, Cancel)).Status);
        Assert.Single((await Product.GetAsync($"{graph}/items/1/versions", Cancel)).Rows);
        // browsers swallow the first line end of a text area
        Assert.Contains(">\n\n một", (await pages.GetAsync(Grid, Cancel)).Resolved, StringComparison.Ordinal);
        await pages.SendAsync(Grid, Cancel, ("r.1.Tags", ""), ("r.1.Done", ""));
        var fields = (await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json;
        Assert.False(fields["Done"]!.GetValue<bool>());
        Assert.True(fields["Tags"] is null or JsonArray { Count: 0 });
        await pages.SendAsync(Grid, Cancel, ("r.new1.Title", "  "), ("r.new1.Done", ""));
        Assert.Single((await Product.GetAsync($"{graph}/items", Cancel)).Rows);
    }

    [Fact]
    public async Task A_Choice_Taken_Out_Of_The_Column_Stays_Where_It_Is_Ticked()
    {
        var (graph, pages) = await OpenAsync();
        await ItemAsync(graph, """{"Title":"a","Tags@odata.type":"Collection(Edm.String)","Tags":["B"]}""");
        var column = (await Product.GetAsync($"{graph}/columns", Cancel)).Rows.First(row => (string)row["name"]! == "Tags")["id"]!;
        Assert.Equal(200, (await Product.PatchAsync($"{graph}/columns/{column}", Json("""{"choice":{"choices":["A"],"displayAs":"checkBoxes"}}"""), Cancel)).Status);
        Assert.Matches("value=\"B\" checked", (await pages.GetAsync(Address + "/EditForm.aspx?ID=1", Cancel)).Html);
    }

    [Fact]
    public async Task A_Default_That_Is_Taken_Out_Of_The_Form_Does_Not_Come_Back()
    {
        var (graph, pages) = await OpenAsync();
        var form = await pages.GetAsync(Address + "/NewForm.aspx", Cancel);
        Assert.Matches("name=\"f.Done\" value=\"1\" checked", form.Html);
        Assert.Equal(302, (await pages.SendAsync(Address + "/NewForm.aspx", form, new() { ["f.Title"] = "a", ["f.Done"] = "" }, Cancel)).Status);
        Assert.False((await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json["Done"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_Lookup_Into_A_List_That_Is_Closed_To_The_Visitor_Offers_Nothing_And_Keeps_What_It_Has()
    {
        var closed = await ListAsync("Closed");
        foreach (var title in new[] { "Đang dùng", "Bí mật" }) await ItemAsync(closed, $$"""{"Title":"{{title}}"}""");
        var id = closed[(closed.LastIndexOf('/') + 1)..];
        var (rest, list, graph) = await StartAsync($$$"""[{"name":"Other","lookup":{"listId":"{{{id}}}","columnName":"Title"}}]""");
        await ItemAsync(graph, """{"Title":"a","OtherLookupId":"1"}""");
        await ShowAsync(rest, list, "Other");
        await rest.PostAsync($"{InRest(closed)}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        foreach (var path in new[] { Address + "/EditForm.aspx?ID=1", Grid })
        {
            var page = await pages.GetAsync(path, Cancel);
            Assert.Equal(200, page.Status);
            Assert.Contains("<option value=\"1\" selected>Đang dùng</option>", page.Resolved, StringComparison.Ordinal);
            Assert.DoesNotContain("Bí mật", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Filters_Orders_And_Exports_Leave_Out_Items_That_Have_Rights_Of_Their_Own()
    {
        var (graph, _) = await OpenAsync();
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var users = (await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"an@mau.example"}"""), Cancel)).Json["Id"]!;
        var chi = (await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"chi@mau.example"}"""), Cancel)).Json["Id"]!;
        await ItemAsync(graph, $$"""{"Title":"Thấy","WhoLookupId":"{{users}}"}""");
        await ItemAsync(graph, $$"""{"Title":"Kín","WhoLookupId":"{{chi}}"}""");
        await rest.PostAsync($"{InRest(graph)}/items(2)/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        using var reader = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        foreach (var query in new[] { "?sort=Who", "?q.Who=" + users, "?sort=Who&dir=desc&export=csv", "?sort=Editor" })
        {
            var page = await reader.GetAsync(Address + "/AllItems.aspx" + query, Cancel);
            Assert.Equal(200, page.Status);
            Assert.Contains("Thấy", page.Resolved, StringComparison.Ordinal);
            Assert.DoesNotContain("Kín", page.Resolved, StringComparison.Ordinal);
            Assert.DoesNotContain("Cán bộ mẫu Chi", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_Person_Is_Ordered_By_Name()
    {
        var (graph, pages) = await OpenAsync();
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        foreach (var name in new[] { "chi", "binh" }) await ItemAsync(graph, $$"""{"Title":"{{name}}","WhoLookupId":"{{(await rest.PostAsync($"{Web}/ensureuser", new JsonObject { ["logonName"] = name + "@mau.example" }, Cancel)).Json["Id"]}}"}""");
        Assert.Matches(@"(?s)ID=2"">binh<.*ID=1"">chi<", (await pages.GetAsync(Address + "/AllItems.aspx?sort=Who", Cancel)).Html);
        Assert.Matches(@"(?s)ID=1"">chi<.*ID=2"">binh<", (await pages.GetAsync(Address + "/AllItems.aspx?sort=Who&dir=desc", Cancel)).Html);
    }

    [Fact]
    public async Task What_Is_No_Form_Is_Refused_In_A_Sentence()
    {
        var (graph, pages) = await OpenAsync();
        await ItemAsync(graph, """{"Title":"a"}""");
        pages.Dispose();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Tenant.App.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, Grid) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Cookie", "localm365.person=" + LocalTenant.An);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(415, (int)answer.StatusCode);
    }

    private async Task<(string Graph, Pages Pages)> OpenAsync()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        await ShowAsync(rest, list, "Note", "Tags", "Done", "Who");
        return (graph, await Pages.OfAsync(Tenant, LocalTenant.An, Cancel));
    }

    private static async Task ShowAsync(LocalTenant.Client rest, string list, params string[] columns)
    {
        var id = Text(Ok(await rest.GetAsync($"{list}/DefaultView?$select=Id", Cancel)), "Id");
        var fields = string.Concat(columns.Select(name => $"<FieldRef Name=\"{name}\"/>"));
        Ok(await rest.PostAsync($"{list}/views('{id}')/SetViewXml", new JsonObject { ["viewXml"] = $"<View><ViewFields><FieldRef Name=\"LinkTitle\"/>{fields}</ViewFields><RowLimit Paged=\"TRUE\">30</RowLimit></View>" }, Cancel));
    }
}
