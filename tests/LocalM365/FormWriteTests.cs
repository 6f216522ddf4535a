using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: fields written in the words of a form, by ValidateUpdateListItem.</summary>
public sealed class FormWriteTests : RestListTests
{
    private const string Columns =
        """
        [{"name":"Link","hyperlinkOrPicture":{}},{"name":"Owner","personOrGroup":{}},{"name":"Helpers","personOrGroup":{"allowMultipleSelection":true}},{"name":"Score","number":{}},
         {"name":"Due","dateTime":{"format":"dateOnly"}},{"name":"At","dateTime":{"format":"dateTime"}},{"name":"Done","boolean":{}},{"name":"Level","choice":{"choices":["A","B"]}},
         {"name":"Tags","choice":{"choices":["A","B"],"displayAs":"checkBoxes"}},{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true},{"name":"Must","text":{},"required":true}]
        """;

    [Fact]
    public async Task Every_Kind_Of_Field_Is_Written_As_People_See_It()
    {
        var (rest, item, graph) = await FilledAsync();
        var rows = await WriteAsync(rest, item, [
            ("Title", "Mới"), ("Link", "https://example.org/a?b=1,2, Xem, ở đây"), ("Owner", """[{"Key":"i:0#.f|membership|an@mau.example"}]"""),
            ("Helpers", """[{"Key":"i:0#.f|membership|an@mau.example"},{"Key":"i:0#.f|membership|binh@mau.example"}]"""), ("Score", "1.234,5"), ("Due", "31/05/2025"), ("At", "31/05/2025 17:30"),
            ("Done", "1"), ("Level", "B"), ("Tags", "A;#B")]);
        Assert.All(rows, row => Assert.False(row["HasException"]!.GetValue<bool>(), row.ToJsonString()));
        Assert.Equal(("Title", "Mới", 1), (Text(rows[0], "FieldName"), Text(rows[0], "FieldValue"), rows[0]["ItemId"]!.GetValue<int>()));
        var fields = (await Product.GetAsync($"{graph}/items/1?$expand=fields", Cancel)).Json["fields"]!.AsObject();
        // a hyperlink, which Graph cannot write, is read through it all the same
        Assert.Equal("""{"Url":"https://example.org/a?b=1,2","Description":"Xem, ở đây"}""", $$"""{"Url":"{{fields["Link"]!["Url"]}}","Description":"{{fields["Link"]!["Description"]}}"}""");
        Assert.Equal(("Mới", "1234.5", "2025-05-30T17:00:00Z", "2025-05-31T10:30:00Z", "B"), (Text(fields, "Title"), Text(fields, "Score"), Text(fields, "Due"), Text(fields, "At"), Text(fields, "Level")));
        Assert.Equal(("true", """["A","B"]""", 2), (fields["Done"]!.ToJsonString(), fields["Tags"]!.ToJsonString(), fields["Helpers"]!.AsArray().Count));
        Assert.Equal(Text(fields["Helpers"]![0]!.AsObject(), "LookupId"), Text(fields, "OwnerLookupId"));
    }

    [Fact]
    public async Task A_Lookup_Is_Written_By_Id_And_Words()
    {
        var target = await ListAsync("Units");
        await ItemAsync(target, """{"Title":"Phòng A"}""");
        var (rest, list, graph) = await StartAsync($$"""[{"name":"Unit","lookup":{"listId":"{{target[(target.LastIndexOf('/') + 1)..]}}"} },{"name":"Units","lookup":{"listId":"{{target[(target.LastIndexOf('/') + 1)..]}}","allowMultipleValues":true} }]""");
        await ItemAsync(graph, """{"Title":"a"}""");
        var rows = await WriteAsync(rest, $"{list}/items(1)", [("Unit", "1;#Phòng A"), ("Units", "1;#Phòng A")]);
        Assert.All(rows, row => Assert.False(row["HasException"]!.GetValue<bool>(), row.ToJsonString()));
        var fields = (await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json;
        Assert.Equal(("1", "[1]"), (Text(fields, "UnitLookupId"), fields["UnitsLookupId"]!.ToJsonString()));
        Assert.True(Assert.Single(await WriteAsync(rest, $"{list}/items(1)", [("Unit", "7;#Không có")]))["HasException"]!.GetValue<bool>());
        await WriteAsync(rest, $"{list}/items(1)", [("Unit", "")]);
        Assert.False((await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json.ContainsKey("UnitLookupId"));
    }

    [Theory]
    [InlineData("Nothing", "x")]
    [InlineData("Due", "2025-05-31")]
    [InlineData("Due", "05/31/2025")]
    [InlineData("Score", "1.5")]
    [InlineData("Score", "ba")]
    [InlineData("Owner", "Cán bộ mẫu An")]
    [InlineData("Owner", """[{"Key":"i:0#.f|membership|nobody@mau.example"}]""")]
    [InlineData("Owner", """[{"Key":"i:0#.f|membership|an@mau.example"},{"Key":"i:0#.f|membership|binh@mau.example"}]""")]
    [InlineData("Level", "C")]
    [InlineData("Tags", "A;#C")]
    [InlineData("Link", "không phải địa chỉ")]
    [InlineData("Must", "")]
    [InlineData("ID", "5")]
    [InlineData("Key", "taken")]
    public async Task One_Field_That_Does_Not_Fit_Stops_All_Of_Them_And_Is_Named(string field, string value)
    {
        var (rest, item, graph) = await FilledAsync();
        await ItemAsync(graph, """{"Title":"b","Key":"Taken","Must":"x"}""");
        var rows = await WriteAsync(rest, item, [("Title", "Mới"), (field, value)]);
        Assert.Equal([false, true], rows.Select(row => row["HasException"]!.GetValue<bool>()));
        Assert.NotEmpty(Text(rows[1], "ErrorMessage")!);
        Assert.Equal("a", Text((await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json, "Title"));
        Assert.Single((await Product.GetAsync($"{graph}/items/1/versions", Cancel)).Rows);
    }

    [Fact]
    public async Task Who_Made_An_Item_Is_Not_Heard_And_A_Document_Update_Makes_No_Version()
    {
        var (rest, item, graph) = await FilledAsync();
        var author = Text((await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json, "AuthorLookupId");
        var start = Text((await Product.GetAsync($"{graph}/items/delta?token=latest", Cancel)).Json, "@odata.deltaLink")!;
        var rows = await WriteAsync(rest, item, [("Author", """[{"Key":"i:0#.f|membership|an@mau.example"}]"""), ("Editor", "x"), ("Title", "Mới")], document: true);
        Assert.All(rows, row => Assert.False(row["HasException"]!.GetValue<bool>()));
        var fields = (await Product.GetAsync($"{graph}/items/1/fields", Cancel)).Json;
        Assert.Equal((author, "Mới"), (Text(fields, "AuthorLookupId"), Text(fields, "Title")));
        var version = Assert.Single((await Product.GetAsync($"{graph}/items/1/versions?$expand=fields", Cancel)).Rows);
        Assert.Equal("Mới", Text(version["fields"]!.AsObject(), "Title"));
        Assert.Single((await Product.GetAsync(start, Cancel)).Rows);
        await WriteAsync(rest, item, [("Title", "Nữa")]);
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items/1/versions", Cancel)).Rows.Length);
    }

    [Fact]
    public async Task A_Form_Needs_The_Right_To_Write()
    {
        var (_, item, _) = await FilledAsync();
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel, Tenant.Origin);
        Assert.Equal(403, (await binh.PostAsync($"{item}/ValidateUpdateListItem()", Json("""{"formValues":[]}"""), Cancel)).Status);
        Assert.Equal(404, (await (await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin)).PostAsync(item.Replace("(1)", "(9)", StringComparison.Ordinal) + "/ValidateUpdateListItem()", Json("""{"formValues":[]}"""), Cancel)).Status);
    }

    private async Task<(LocalTenant.Client SharePoint, string Item, string Graph)> FilledAsync()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        await ItemAsync(graph, """{"Title":"a","Must":"x"}""");
        return (rest, $"{list}/items(1)", graph);
    }

    private static async Task<JsonObject[]> WriteAsync(LocalTenant.Client rest, string item, (string Name, string Value)[] fields, bool document = false)
    {
        var values = new JsonArray([.. fields.Select(field => (JsonNode)new JsonObject { ["FieldName"] = field.Name, ["FieldValue"] = field.Value })]);
        var answer = await rest.PostAsync($"{item}/ValidateUpdateListItem()", new JsonObject { ["formValues"] = values, ["bNewDocumentUpdate"] = document }, Cancel);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Rows;
    }
}
