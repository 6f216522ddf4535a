using System.Text.Json.Nodes;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: columns, forms and settings of a list as only REST writes them.</summary>
public sealed class RestFieldTests : RestListTests
{
    private const string Columns =
        """
        [{"name":"Status","displayName":"Trạng thái","choice":{"choices":["Mở","Đóng"]},"indexed":true},{"name":"Note","text":{"allowMultipleLines":true}},
         {"name":"Link","hyperlinkOrPicture":{"isPicture":false}},{"name":"Helpers","personOrGroup":{"allowMultipleSelection":true}},{"name":"Due","dateTime":{"format":"dateOnly"},"validation":{"formula":"=Due>TODAY()","descriptions":[{"displayName":"Phải sau hôm nay"}]}}]
        """;

    [Fact]
    public async Task A_Field_Shows_What_Graph_Leaves_Out()
    {
        var (rest, list, _) = await StartAsync(Columns);
        var fields = (await rest.GetAsync($"{list}/fields?$select=InternalName,TypeAsString,Required,Indexed", Cancel)).Rows.ToDictionary(row => Text(row, "InternalName")!, row => Text(row, "TypeAsString"));
        Assert.Equal(("Choice", "Note", "URL", "UserMulti", "DateTime", "Counter", "Text"), (fields["Status"], fields["Note"], fields["Link"], fields["Helpers"], fields["Due"], fields["ID"], fields["Title"]));
        var due = Ok(await rest.GetAsync($"{list}/fields/getbyinternalnameortitle('Due')", Cancel));
        Assert.Equal(("=Due>TODAY()", "Phải sau hôm nay"), (Text(due, "ValidationFormula"), Text(due, "ValidationMessage")));
        Assert.Contains("<Validation Message=\"Phải sau hôm nay\">", Text(due, "SchemaXml"), StringComparison.Ordinal);
        var status = Ok(await rest.GetAsync($"{list}/fields/getbyinternalnameortitle('Tr%E1%BA%A1ng%20th%C3%A1i')", Cancel));
        Assert.Equal("""["Mở","Đóng"]""", string.Concat("[", string.Join(',', status["Choices"]!.AsArray().Select(choice => $"\"{choice}\"")), "]"));
        foreach (var name in new[] { $"fields('{Text(status, "Id")}')", $"fields(guid'{Text(status, "Id")}')", $"fields/getbyid('{Text(status, "Id")}')" })
            Assert.Equal("Status", Text(Ok(await rest.GetAsync($"{list}/{name}?$select=InternalName", Cancel)), "InternalName"));
        Assert.Equal(400, (await rest.GetAsync($"{list}/fields/getbyinternalnameortitle('Nothing')", Cancel)).Status);
    }

    [Fact]
    public async Task The_Columns_Of_All_Lists_Come_In_One_Call_With_Nothing_Beside_What_Is_Asked()
    {
        var (rest, list, _) = await StartAsync(Columns);
        var lists = (await rest.GetAsync($"{Web}/lists?$select=Id,Fields/InternalName,Fields/DefaultFormula,Views/Title&$expand=Fields,Views", Cancel)).Rows;
        var row = lists.Single(one => list.Contains(Text(one, "Id")!, StringComparison.Ordinal));
        Assert.Equal(["Fields", "Id", "Views"], row.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.All(row["Fields"]!.AsArray(), field => Assert.Equal(["DefaultFormula", "InternalName"], field!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)));
        Assert.Equal("""[{"Title":"All Items"}]""", row["Views"]!.ToJsonString());
        Assert.Contains(row["Fields"]!.AsArray(), field => Text(field!.AsObject(), "InternalName") == "Due");
    }

    [Fact]
    public async Task A_Default_Is_A_Value_Or_A_Formula()
    {
        var (rest, list, graph) = await StartAsync("""[{"name":"Year","number":{}}]""");
        var field = $"{list}/fields/getbyinternalnameortitle('Year')";
        async Task<string?> MadeAsync(string change)
        {
            Assert.Equal(204, (await rest.PostAsync(field, Json(change), Cancel, Merge)).Status);
            var id = await ItemAsync(graph, """{"Title":"a"}""");
            return (await Product.GetAsync($"{graph}/items/{id}?$expand=fields", Cancel)).Json["fields"]!["Year"]?.ToString();
        }

        Assert.Equal("2025", await MadeAsync("""{"DefaultFormula":"=YEAR(TODAY())"}"""));
        Assert.Equal("=YEAR(TODAY())", Text(Ok(await rest.GetAsync(field, Cancel)), "DefaultFormula"));
        Assert.Equal("7", await MadeAsync("""{"DefaultValue":"7"}"""));
        Assert.Null(await MadeAsync("""{"DefaultFormula":""}"""));
    }

    [Fact]
    public async Task A_Formatter_And_A_Validation_Are_Merged_And_Stay_Unknown_To_Graph()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        var field = $"{list}/fields/getbyinternalnameortitle('Status')";
        var change = Json("""{"Title":"Tình trạng","Description":"Của việc","Required":true,"CustomFormatter":"{\"elmType\":\"div\"}","ValidationFormula":"=Status<>\"\"","ValidationMessage":"Cần chọn","DefaultValue":"Mở"}""");
        Assert.Equal(412, (await rest.PatchAsync(field, change, Cancel)).Status);
        Assert.Equal(204, (await rest.PatchAsync(field, change, Cancel, ("If-Match", "*"))).Status);
        var read = Ok(await rest.GetAsync(field, Cancel));
        Assert.Equal(("Tình trạng", "Của việc", "{\"elmType\":\"div\"}", "=Status<>\"\"", "Cần chọn", "Mở"), (Text(read, "Title"), Text(read, "Description"), Text(read, "CustomFormatter"), Text(read, "ValidationFormula"), Text(read, "ValidationMessage"), Text(read, "DefaultValue")));
        var column = (await Product.GetAsync($"{graph}/columns/Status", Cancel)).Json;
        Assert.Equal("Tình trạng", Text(column, "displayName"));
        Assert.False(column.ContainsKey("customFormatter") || column.ContainsKey("validation"));
        // a change through Graph leaves the formatter where it is; an empty text takes it away
        await Product.PatchAsync($"{graph}/columns/Status", Json("""{"description":"khác"}"""), Cancel);
        Assert.Equal("{\"elmType\":\"div\"}", Text(Ok(await rest.GetAsync(field, Cancel)), "CustomFormatter"));
        Assert.Equal(204, (await rest.PostAsync(field, Json("""{"CustomFormatter":"","ValidationFormula":""}"""), Cancel, Merge)).Status);
        read = Ok(await rest.GetAsync(field, Cancel));
        Assert.True(read["CustomFormatter"] is null && read["ValidationFormula"] is null);
    }

    [Theory]
    [InlineData("""{"CustomFormatter":"[1]"}""")]
    [InlineData("""{"CustomFormatter":"{"}""")]
    [InlineData("""{"Title":""}""")]
    [InlineData("""{"Colour":"red"}""")]
    [InlineData("""{"EnforceUniqueValues":"yes"}""")]
    public async Task A_Field_That_Would_Be_Wrong_Is_Refused(string change)
    {
        var (rest, list, _) = await StartAsync(Columns);
        Assert.Equal(400, (await rest.PostAsync($"{list}/fields/getbyinternalnameortitle('Status')", Json(change), Cancel, Merge)).Status);
    }

    [Fact]
    public async Task A_Field_Is_Made_From_Xml()
    {
        var (rest, list, graph) = await StartAsync();
        async Task<JsonObject> MakeAsync(string xml, int options) => Ok(await rest.PostAsync(
            $"{list}/fields/CreateFieldAsXml", new JsonObject { ["parameters"] = new JsonObject { ["SchemaXml"] = xml, ["Options"] = options } }, Cancel));
        var made = await MakeAsync("<Field Type='Choice' Name='Level' DisplayName='Cấp' Required='TRUE' Indexed='TRUE' Format='RadioButtons' CustomFormatter='{\"elmType\":\"span\"}'><CHOICES><CHOICE>Cơ sở</CHOICE><CHOICE>Tỉnh</CHOICE></CHOICES><Default>Cơ sở</Default></Field>", 8 + 16);
        Assert.Equal(("Level", "Cấp", "{\"elmType\":\"span\"}", "Cơ sở"), (Text(made, "InternalName"), Text(made, "Title"), Text(made, "CustomFormatter"), Text(made, "DefaultValue")));
        var column = (await Product.GetAsync($"{graph}/columns/Level", Cancel)).Json;
        Assert.Equal(("radioButtons", true), (Text(column["choice"]!.AsObject(), "displayAs"), column["required"]!.GetValue<bool>()));
        Assert.Equal("""["LinkTitle","Level"]""", Ok(await rest.GetAsync($"{list}/defaultview/viewfields", Cancel))["Items"]!.ToJsonString());
        // without the option the name is the one that is shown
        Assert.Equal("Shown", Text(await MakeAsync("<Field Type='URL' Name='Hidden' DisplayName='Shown'/>", 0), "InternalName"));
        Assert.Equal(400, (await rest.PostAsync($"{list}/fields/CreateFieldAsXml", Json("""{"parameters":{"SchemaXml":"<Field Type='Colour' DisplayName='X'/>"}}"""), Cancel)).Status);
        Assert.Equal(204, (await rest.PostAsync($"{list}/fields/getbyinternalnameortitle('Level')", null, Cancel, ("X-HTTP-Method", "DELETE"), ("If-Match", "*"))).Status);
        Assert.Equal(404, (await Product.GetAsync($"{graph}/columns/Level", Cancel)).Status);
    }

    [Fact]
    public async Task The_Layout_Of_A_Form_Stands_On_The_Content_Type_Of_The_List()
    {
        var (rest, list, _) = await StartAsync();
        var type = (await rest.GetAsync($"{list}/ContentTypes", Cancel)).Rows.Single(row => Text(row, "Name") == "Item");
        var one = $"{list}/ContentTypes('{Text(type, "StringId")}')";
        Assert.Equal("", Text(type, "ClientFormCustomFormatter"));
        const string form = """{"headerJSONFormatter":{"elmType":"div"},"footerJSONFormatter":"","bodyJSONFormatter":{"sections":[]}}""";
        Assert.Equal(204, (await rest.PatchAsync(one, new JsonObject { ["ClientFormCustomFormatter"] = form }, Cancel, ("If-Match", "*"))).Status);
        Assert.Equal(form, Text(Ok(await rest.GetAsync(one, Cancel)), "ClientFormCustomFormatter"));
        Assert.Equal(400, (await rest.PatchAsync(one, Json("""{"ClientFormCustomFormatter":"{"}"""), Cancel, ("If-Match", "*"))).Status);
        Assert.Equal(204, (await rest.PostAsync(one, Json("""{"ClientFormCustomFormatter":""}"""), Cancel, Merge)).Status);
        Assert.Equal("", Text(Ok(await rest.GetAsync(one, Cancel)), "ClientFormCustomFormatter"));
        Assert.Equal(404, (await rest.GetAsync($"{list}/ContentTypes('0x0199')", Cancel)).Status);
    }

    [Fact]
    public async Task Settings_Of_A_List_Are_Merged_And_Read_Back()
    {
        var (rest, list, graph) = await StartAsync();
        var change = Json("""{"EnableModeration":true,"EnableFolderCreation":true,"NoCrawl":true,"ValidationFormula":"=Title<>\"\"","ValidationMessage":"Cần tên","Description":"Việc","ImageUrl":"/x.png"}""");
        Assert.Equal(204, (await rest.PostAsync(list, change, Cancel, Merge)).Status);
        var read = Ok(await rest.GetAsync(list, Cancel));
        foreach (var (name, value) in change) Assert.Equal(value!.ToJsonString(), read[name]!.ToJsonString());
        Assert.Equal("Việc", Text((await Product.GetAsync(graph, Cancel)).Json, "description"));
        Assert.Equal(400, (await rest.PostAsync(list, Json("""{"EnableMinorVersions":true}"""), Cancel, Merge)).Status);
        Assert.Equal(400, (await rest.PostAsync(list, Json("""{"NoCrawl":"yes"}"""), Cancel, Merge)).Status);
        // what is refused changes nothing, also what stood before it
        Assert.Equal(400, (await rest.PostAsync(list, Json("""{"Hidden":true,"Colour":1}"""), Cancel, Merge)).Status);
        Assert.False(Ok(await rest.GetAsync(list, Cancel))["Hidden"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_Unique_Column_Excludes_Content_Approval()
    {
        // graph.md §11, end
        var (rest, list, _) = await StartAsync("""[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]""");
        Assert.Equal(400, (await rest.PostAsync(list, Json("""{"EnableModeration":true}"""), Cancel, Merge)).Status);
        var other = await ListAsync("Other", """[{"name":"Key","text":{},"indexed":true}]""");
        Assert.Equal(204, (await rest.PostAsync(InRest(other), Json("""{"EnableModeration":true}"""), Cancel, Merge)).Status);
        Assert.Equal(400, (await Product.PatchAsync($"{other}/columns/Key", Json("""{"enforceUniqueValues":true}"""), Cancel)).Status);
    }
}
