using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Lists whose looks are set by REST, as a person sees and presses them (graph.md §11).</summary>
public sealed partial class FormattedListTests : RestListTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";
    private const string Page = Address + "/AllItems.aspx";

    private const string Columns =
        """
        [{"name":"Step","choice":{"choices":["Nháp","Nộp"]}},{"name":"Done","boolean":{}},{"name":"Who","personOrGroup":{}},{"name":"Due","dateTime":{"format":"dateOnly"}},
         {"name":"Tags","choice":{"choices":["A","B"],"displayAs":"checkBoxes"}},{"name":"Score","number":{}},{"name":"Kept","readOnly":true,"text":{}}]
        """;

    private LocalTenant.Client _rest = null!;
    private string _list = "";
    private string _graph = "";

    [Theory]
    [InlineData("Step", "\"Nộp\"", "Nộp")]
    [InlineData("Done", "\"1\"", "true")]
    [InlineData("Done", "\"0\"", "false")]
    [InlineData("Done", "false", "false")]
    [InlineData("Who", "\"@me\"", "Cán bộ mẫu An")]
    [InlineData("Due", "\"=addDays(Date('2025-05-12T00:00:00Z'),1)\"", "2025-05-12T17:00:00Z")]
    [InlineData("Tags", "\"=appendTo([$Tags],'B')\"", "[\"A\",\"B\"]")]
    [InlineData("Score", "\"=[$Score] + 1\"", "6")]
    [InlineData("Score", "\"\"", "")]
    public async Task A_Button_Writes_Its_Value_As_Who_Pressed_It(string column, string value, string kept)
    {
        using var pages = await OpenAsync(LocalTenant.An);
        var id = await ItemAsync(_graph, """{"Title":"a","Done":true,"Score":5,"Tags@odata.type":"Collection(Edm.String)","Tags":["A"]}""");
        await DrawAsync("Step", Button($"\"{column}\":{value}"));
        var pressed = await pages.SendAsync(Page, Cancel, ("press", Press(await pages.ReadAsync(Page, Cancel))));
        Assert.Equal((302, Page + "?done=1"), (pressed.Status, pressed.Location));
        var item = (await Product.GetAsync($"{_graph}/items/{id}?$expand=fields($select={column})", Cancel)).Json;
        Assert.Equal(kept, item["fields"]![column] is JsonArray several ? several.ToJsonString() : item["fields"]![column] is JsonValue one ? one.ToString() : "");
        Assert.Equal("Cán bộ mẫu An", (string)item["lastModifiedBy"]!["user"]!["displayName"]!);
    }

    [Theory]
    [InlineData("\"Who\":\"ai-do@mau.example\"")]
    [InlineData("\"Score\":\"mười\"")]
    [InlineData("\"Missing\":\"x\"")]
    [InlineData("\"Kept\":\"x\"")]
    [InlineData("\"Step\":\"Lạ\"")]
    public async Task A_Button_That_Asks_For_What_A_Column_Cannot_Hold_Does_Not_Say_Done(string input)
    {
        using var pages = await OpenAsync(LocalTenant.An);
        var id = await ItemAsync(_graph, """{"Title":"a"}""");
        await DrawAsync("Step", Button(input));
        var pressed = await pages.SendAsync(Page, Cancel, ("press", Press(await pages.ReadAsync(Page, Cancel))));
        Assert.Equal(Page + "?refused=value", pressed.Location);
        Assert.Single((await Product.GetAsync($"{_graph}/items/{id}/versions", Cancel)).Rows);
        Assert.Contains("Giá trị không được chấp nhận", (await pages.GetAsync(pressed.Location, Cancel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Button_Is_Good_For_The_Item_As_It_Was_Seen_And_For_No_Other()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        foreach (var score in new[] { 1, 2 }) await ItemAsync(_graph, $$"""{"Title":"a","Score":{{score}}}""");
        await DrawAsync("Step", Button("\"Score\":\"=[$Score] + 1\""));
        var press = Press(await pages.ReadAsync(Page, Cancel));
        foreach (var forged in new[] { "2" + press[1..], press + "0", "1.Step.0.00000000", "1" })
            Assert.DoesNotContain("done=", (await pages.SendAsync(Page, Cancel, ("press", forged))).Location, StringComparison.Ordinal);
        Assert.Equal(404, (await pages.SendAsync(Page, Cancel, ("press", "99" + press[1..]))).Status);
        Assert.Equal(Page, (await pages.SendAsync(Page, Cancel)).Location);
        Assert.EndsWith("done=1", (await pages.SendAsync(Page, Cancel, ("press", press))).Location, StringComparison.Ordinal);
        Assert.EndsWith("refused=stale", (await pages.SendAsync(Page, Cancel, ("press", press))).Location, StringComparison.Ordinal);
        Assert.Equal(["2", "2"], (await Product.GetAsync($"{_graph}/items?$expand=fields($select=Score)", Cancel)).Rows.Select(row => row["fields"]!["Score"]!.ToString()));
    }

    [Fact]
    public async Task A_Reader_Presses_In_Vain_And_Makes_Nobody_Known_To_The_Site()
    {
        using var pages = await OpenAsync(LocalTenant.Binh);
        await ItemAsync(_graph, """{"Title":"a"}""");
        await DrawAsync("Step", Button("\"Who\":\"an@mau.example\""));
        var before = (await _rest.GetAsync($"{Web}/siteusers", Cancel)).Rows.Length;
        Assert.EndsWith("refused=denied", (await pages.SendAsync(Page, Cancel, ("press", Press(await pages.ReadAsync(Page, Cancel))))).Location, StringComparison.Ordinal);
        Assert.Equal(before, (await _rest.GetAsync($"{Web}/siteusers", Cancel)).Rows.Length);
        await DrawAsync("Step", Button("\"Step\":\"Nộp\""));
        Assert.EndsWith("refused=denied", (await pages.SendAsync(Page, Cancel, ("press", Press(await pages.ReadAsync(Page, Cancel))))).Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("editProps", "/EditForm.aspx?ID=1")]
    [InlineData("delete", "/Delete.aspx?ID=1")]
    [InlineData("defaultClick", "/DispForm.aspx?ID=1")]
    [InlineData("executeFlow", "/AllItems.aspx?refused=nothere")]
    public async Task Other_Buttons_Lead_On(string action, string where)
    {
        using var pages = await OpenAsync(LocalTenant.An);
        await ItemAsync(_graph, """{"Title":"a"}""");
        await DrawAsync("Step", new JsonObject { ["elmType"] = "button", ["txtContent"] = "Bấm", ["customRowAction"] = new JsonObject { ["action"] = action, ["actionParams"] = "{\"id\":\"x\"}" } }.ToJsonString());
        var pressed = await pages.SendAsync(Page, Cancel, ("press", Press(await pages.ReadAsync(Page, Cancel))));
        Assert.Equal(Address + where, pressed.Location);
    }

    [Fact]
    public async Task A_Format_Nobody_Can_Draw_Shows_The_Plain_Value()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        await ItemAsync(_graph, """{"Title":"a","Step":"Nộp"}""");
        await DrawAsync("Step", """{"elmType":"table","txtContent":"hỏng"}""");
        var page = await pages.GetAsync(Page, Cancel);
        Assert.Matches("<td[^>]*data-name=\"Step\"[^>]*>Nộp</td>", page.Resolved);
        Assert.DoesNotContain("hỏng", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_View_Draws_Its_Rows_And_Marks_Them()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        await ItemAsync(_graph, """{"Title":"Hồ sơ <một>"}""");
        await ViewAsync("""{"additionalRowClass":"=if([$Title]=='x','','sp-field-severity--good')"}""");
        Assert.Matches("<tr data-item=\"1\" class=\"sp-field-severity--good\"", await pages.ReadAsync(Page, Cancel));
        await ViewAsync("""{"rowFormatter":{"elmType":"div","txtContent":"='Thẻ ' + [$Title]"}}""");
        var page = await pages.GetAsync(Page, Cancel);
        Assert.Contains("Thẻ Hồ sơ &lt;một&gt;", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-name=\"Step\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Calendar_Shows_A_Month_With_The_Items_On_Their_Days()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        foreach (var (title, due) in new[] { ("Hạn <một>", "2025-05-20"), ("Hạn hai", "2025-06-01"), ("Không hạn", null) }) await ItemAsync(_graph, new JsonObject { ["Title"] = title, ["Due"] = due }.ToJsonString());
        for (var at = 0; at < 6; at++) await ItemAsync(_graph, $$"""{"Title":"Nhiều {{at}}","Due":"2025-05-21"}""");
        Ok(await _rest.PostAsync($"{_list}/views/add", new JsonObject
        {
            ["parameters"] = new JsonObject
            {
                ["Title"] = "Lich", ["ViewType2"] = "MODERNCALENDAR", ["ViewFields"] = new JsonArray("LinkTitle", "Due"),
                ["Query"] = "<Where><DateRangesOverlap><FieldRef Name='Due'/><FieldRef Name='Due'/><Value Type='DateTime'><Month/></Value></DateRangesOverlap></Where>",
            },
        }, Cancel));
        var may = await pages.GetAsync(Address + "/Lich.aspx", Cancel);
        Assert.Contains("Tháng 5/2025", may.Resolved, StringComparison.Ordinal);
        Assert.Matches("(?s)<span class=\"day\">20<.{0,60}</span><ul><li><a href=\"[^\"]+ID=1\">Hạn &lt;một&gt;</a>", may.Html);
        Assert.Contains("class=\"today free\"", may.Html, StringComparison.Ordinal);
        Assert.Contains("và 2 mục khác", may.Resolved, StringComparison.Ordinal);
        Assert.DoesNotContain("Hạn hai", may.Resolved, StringComparison.Ordinal);
        Assert.DoesNotContain("Không hạn", may.Resolved, StringComparison.Ordinal);
        var june = Assert.Single(Regex.Matches(may.Html, "href=\"([^\"]*month=2025-06[^\"]*)\"")).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        Assert.Contains("Hạn hai", (await pages.GetAsync(june, Cancel)).Resolved, StringComparison.Ordinal);
        Assert.Contains("không có mục nào", (await pages.GetAsync(june.Replace("2025-06", "2027-01", StringComparison.Ordinal), Cancel)).Resolved, StringComparison.Ordinal);
        Assert.Equal(200, (await pages.GetAsync(june.Replace("2025-06", "mai", StringComparison.Ordinal), Cancel)).Status);
    }

    [Fact]
    public async Task A_View_By_Its_Address_Filters_Groups_Counts_And_Stays_Through_Links_And_Presses()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        foreach (var (title, step) in new[] { ("Ba", "Nộp"), ("Một", "Nháp"), ("Hai", "Nộp"), ("Không", "") }) await ItemAsync(_graph, new JsonObject { ["Title"] = title, ["Step"] = step.Length > 0 ? step : null, ["Score"] = title.Length }.ToJsonString());
        Ok(await _rest.PostAsync($"{_list}/views", new JsonObject
        {
            ["Title"] = "Nhom", ["RowLimit"] = 30, ["ViewFields"] = new JsonObject { ["results"] = new JsonArray("LinkTitle", "Score") },
            ["ViewQuery"] = "<GroupBy Collapse='FALSE'><FieldRef Name='Step'/></GroupBy><OrderBy><FieldRef Name='Title'/></OrderBy><Where><IsNotNull><FieldRef Name='Step'/></IsNotNull></Where>",
        }, Cancel));
        await DrawAsync("Score", Button("\"Score\":\"=[$Score] + 1\""));
        var page = await pages.GetAsync(Address + "/Nhom.aspx", Cancel);
        Assert.Matches(@"Step: Nháp \(1\).*Một.*Step: Nộp \(2\).*Ba.*Hai", page.Text);
        Assert.DoesNotContain("Không", page.Text.Split("Nộp (2)")[1].Split("Trang")[0], StringComparison.Ordinal);
        var action = Regex.Match(page.Resolved, "<form method=\"post\" action=\"([^\"]*)\"").Groups[1].Value;
        var pressed = await pages.SendAsync(action, Cancel, ("press", Press(page.Html)));
        Assert.EndsWith("done=1", pressed.Location, StringComparison.Ordinal);
        var after = await pages.GetAsync(pressed.Location, Cancel);
        Assert.Contains("Step: Nộp (2)", after.Text, StringComparison.Ordinal);
        // what came of a press is said once, and does not go along with every link
        Assert.DoesNotContain("done=1", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Personal_View_Is_Its_Owners_Alone()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        var view = Text(Ok(await an.PostAsync($"{_list}/views", Json("""{"Title":"Riêng","PersonalView":true,"RowLimit":30}"""), Cancel)), "Id")!;
        Assert.Contains("Riêng", (await pages.GetAsync(Page, Cancel)).Text, StringComparison.Ordinal);
        using var other = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.DoesNotContain("Riêng", (await other.GetAsync($"{Page}?view={view}", Cancel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Form_Has_The_Sections_Of_Its_Content_Type()
    {
        using var pages = await OpenAsync(LocalTenant.An);
        var type = Text((await _rest.GetAsync($"{_list}/contenttypes", Cancel)).Rows[0], "StringId")!;
        const string layout = """{"bodyJSONFormatter":{"sections":[{"displayname":"Việc","fields":["Title","Step"]},{"displayname":"Điểm số","fields":["Score"]}]}}""";
        Assert.Equal(204, (await _rest.PostAsync($"{_list}/contenttypes('{type}')", new JsonObject { ["ClientFormCustomFormatter"] = layout }, Cancel, Merge)).Status);
        var form = (await pages.GetAsync(Address + "/NewForm.aspx", Cancel)).Resolved;
        Assert.Matches("(?s)<legend>Việc</legend>.*name=\"f.Title\".*name=\"f.Step\".*<legend>Điểm số</legend>.*name=\"f.Score\"", form);
        Assert.Equal(200, (await pages.GetAsync(Address + "/NewForm.aspx?ContentTypeId=0x0100DEADBEEF", Cancel)).Status);
    }

    private static string Button(string input) =>
        new JsonObject { ["elmType"] = "button", ["txtContent"] = "Bấm", ["customRowAction"] = new JsonObject { ["action"] = "setValue", ["actionInput"] = JsonNode.Parse("{" + input + "}") } }.ToJsonString();

    private static string Press(string html) => System.Net.WebUtility.HtmlDecode(Named().Match(html) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The page has no button: " + html));

    private async Task<Pages> OpenAsync(string person)
    {
        (_rest, _list, _graph) = await StartAsync(Columns);
        await ViewAsync(null);
        return await Pages.OfAsync(Tenant, person, Cancel);
    }

    private async Task DrawAsync(string column, string format)
    {
        var drawn = await _rest.PostAsync($"{_list}/fields/getbyinternalnameortitle('{column}')", new JsonObject { ["CustomFormatter"] = format }, Cancel, Merge);
        Assert.True(drawn.Status == 204, drawn.Text);
    }

    private async Task ViewAsync(string? format)
    {
        var id = Text(Ok(await _rest.GetAsync($"{_list}/DefaultView?$select=Id", Cancel)), "Id");
        if (format is not null) Assert.Equal(204, (await _rest.PostAsync($"{_list}/views('{id}')", new JsonObject { ["CustomFormatter"] = format }, Cancel, Merge)).Status);
        else Ok(await _rest.PostAsync($"{_list}/views('{id}')/SetViewXml", new JsonObject { ["viewXml"] = "<View><ViewFields><FieldRef Name=\"LinkTitle\"/><FieldRef Name=\"Step\"/></ViewFields></View>" }, Cancel));
    }

    [GeneratedRegex("name=\"press\" value=\"([^\"]*)\"")]
    private static partial Regex Named();
}
