using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: views of a list, which Graph does not know.</summary>
public sealed class RestViewTests : RestListTests
{
    private const string Columns = """[{"name":"Status","choice":{"choices":["Mở","Đóng"]},"indexed":true},{"name":"Score","number":{}}]""";

    [Fact]
    public async Task A_List_Is_Born_With_One_Default_View_And_New_Columns_Do_Not_Join_It()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        var view = Assert.Single((await rest.GetAsync($"{list}/views?$expand=ViewFields", Cancel)).Rows);
        Assert.Equal(("All Items", "True", "30", "/sites/tdkt/Lists/Rows/AllItems.aspx"), (Text(view, "Title"), Text(view, "DefaultView")!.Replace("true", "True", StringComparison.Ordinal), Text(view, "RowLimit"), Text(view, "ServerRelativeUrl")));
        Assert.Equal("""["LinkTitle"]""", view["ViewFields"]!["Items"]!.ToJsonString());
        await Product.PostAsync($"{graph}/columns", Json("""{"name":"Later","text":{}}"""), Cancel);
        Assert.Equal(["LinkTitle"], await FieldsAsync(rest, $"{list}/defaultview"));
        // the same view under each of its names
        foreach (var name in new[] { $"views('{Text(view, "Id")}')", $"views(guid'{Text(view, "Id")}')", $"views/GetById('{Text(view, "Id")}')", "views/getbytitle('All%20Items')", "DefaultView" })
            Assert.Equal(Text(view, "Id"), Text(Ok(await rest.GetAsync($"{list}/{name}?$select=Id", Cancel)), "Id"));
    }

    [Fact]
    public async Task A_Library_Is_Born_With_All_Documents()
    {
        var made = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Hồ sơ","list":{"template":"documentLibrary"}}"""), Cancel);
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var list = $"{Web}/lists(guid'{made.Id}')";
        Assert.Equal("All Documents", Text(Ok(await rest.GetAsync($"{list}/defaultview", Cancel)), "Title"));
        Assert.Equal(["DocIcon", "LinkFilename", "Modified", "Editor"], await FieldsAsync(rest, $"{list}/defaultview"));
    }

    [Fact]
    public async Task A_View_Is_Added_With_Parameters_And_Becomes_The_Default()
    {
        var (rest, list, _) = await StartAsync(Columns);
        var body = Json("""
            {"parameters":{"Title":"Việc mở","ViewFields":{"results":["LinkTitle","Status"]},"Query":"<Where><Eq><FieldRef Name='Status'/><Value Type='Choice'>Mở</Value></Eq></Where>",
             "SetAsDefaultView":true,"Paged":true,"RowLimit":50,"CustomFormatter":"{\"hideSelection\":true}","ViewType2":"TILES"}}
            """);
        var view = Ok(await rest.PostAsync($"{list}/views/add", body, Cancel));
        Assert.Equal(("Việc mở", "50", """{"hideSelection":true}""", "TILES"), (Text(view, "Title"), Text(view, "RowLimit"), Text(view, "CustomFormatter"), Text(view, "ViewType2")));
        var views = (await rest.GetAsync($"{list}/views?$select=Title,DefaultView", Cancel)).Rows;
        Assert.Equal(["All Items false", "Việc mở true"], views.Select(row => $"{row["Title"]} {row["DefaultView"]!.ToJsonString()}"));
        Assert.Equal(["LinkTitle", "Status"], await FieldsAsync(rest, $"{list}/defaultview"));
    }

    [Theory]
    [InlineData("KANBAN")]
    [InlineData("MODERNCALENDAR")]
    public async Task The_Kind_Of_A_View_Is_Kept(string kind)
    {
        var (rest, list, _) = await StartAsync(Columns);
        var view = Ok(await rest.PostAsync($"{list}/views", new JsonObject { ["Title"] = "Bảng", ["ViewType2"] = kind, ["ViewData"] = "<FieldRef Name='Status' Type='KanbanPivotColumn'/>" }, Cancel));
        var read = Ok(await rest.GetAsync($"{list}/views('{Text(view, "Id")}')", Cancel));
        Assert.Equal((kind, "<FieldRef Name='Status' Type='KanbanPivotColumn'/>"), (Text(read, "ViewType2"), Text(read, "ViewData")));
    }

    [Fact]
    public async Task A_View_Is_Changed_And_Deleted_But_The_Default_Stays()
    {
        var (rest, list, _) = await StartAsync(Columns);
        var id = Text(Ok(await rest.PostAsync($"{list}/views", Json("""{"Title":"Khác"}"""), Cancel)), "Id");
        var change = Json("""{"Title":"Khác hẳn","RowLimit":10,"Paged":false,"Hidden":true,"MobileView":false,"ViewQuery":"<OrderBy><FieldRef Name='Score' Ascending='FALSE'/></OrderBy>"}""");
        Assert.Equal(204, (await rest.PatchAsync($"{list}/views/getbyid('{id}')", change, Cancel, ("If-Match", "*"))).Status);
        var read = Ok(await rest.GetAsync($"{list}/views('{id}')", Cancel));
        Assert.Equal(("Khác hẳn", "10", "true", "false"), (Text(read, "Title"), Text(read, "RowLimit"), read["Hidden"]!.ToJsonString(), read["MobileView"]!.ToJsonString()));
        Assert.Equal(400, (await rest.DeleteAsync($"{list}/defaultview", Cancel, ("If-Match", "*"))).Status);
        Assert.Equal(204, (await rest.PostAsync($"{list}/views('{id}')", null, Cancel, ("X-HTTP-Method", "DELETE"), ("If-Match", "*"))).Status);
        Assert.Equal(404, (await rest.GetAsync($"{list}/views('{id}')", Cancel)).Status);
        Assert.Single((await rest.GetAsync($"{list}/views", Cancel)).Rows);
    }

    [Theory]
    [InlineData("""{"Title":"A","ViewQuery":"<Where><Eq><FieldRef Name='Score'/>"}""", "well-formed")]
    [InlineData("""{"Title":"A","ViewQuery":"<Where><Eq><FieldRef Name='Nothing'/><Value Type='Text'>x</Value></Eq></Where>"}""", "Nothing")]
    [InlineData("""{"Title":"A","ViewQuery":"<Where><And><IsNull><FieldRef Name='Score'/></IsNull></And></Where>"}""", "exactly two")]
    [InlineData("""{"Title":"A","ViewQuery":"<Where><Eq><FieldRef Name='Score'/><Value Type='Number'>ba</Value></Eq></Where>"}""", "number")]
    [InlineData("""{"Title":"A","ViewFields":["LinkTitle","Nothing"]}""", "Nothing")]
    [InlineData("""{"Title":"All Items"}""", "already exists")]
    [InlineData("""{"Title":"A","CustomFormatter":"không phải JSON"}""", "JSON")]
    [InlineData("""{"Title":"A","Mau":1}""", "Mau")]
    [InlineData("""{"Title":"A","PersonalView":true,"SetAsDefaultView":true}""", "personal")]
    [InlineData("""{"RowLimit":5}""", "Title")]
    public async Task A_View_That_SharePoint_Would_Not_Take_Is_Refused_In_A_Sentence(string body, string named)
    {
        var (rest, list, _) = await StartAsync(Columns);
        var answer = await rest.PostAsync($"{list}/views", Json(body), Cancel);
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, Said(answer), StringComparison.OrdinalIgnoreCase);
        Assert.Single((await rest.GetAsync($"{list}/views", Cancel)).Rows);
    }

    [Fact]
    public async Task The_Columns_Of_A_View_Are_Added_Moved_And_Taken_Away()
    {
        var (rest, list, graph) = await StartAsync(Columns);
        var view = $"{list}/views/getbytitle('All Items')";
        Ok(await rest.PostAsync($"{view}/viewfields/addviewfield('Status')", null, Cancel));
        Ok(await rest.PostAsync($"{view}/viewfields/addviewfield('Score')", null, Cancel));
        Ok(await rest.PostAsync($"{view}/ViewFields/MoveViewFieldTo", Json("""{"field":"Score","index":0}"""), Cancel));
        Assert.Equal(["Score", "LinkTitle", "Status"], await FieldsAsync(rest, view));
        Ok(await rest.PostAsync($"{view}/viewfields/removeviewfield('LinkTitle')", null, Cancel));
        Assert.Equal(400, (await rest.PostAsync($"{view}/viewfields/addviewfield('Nothing')", null, Cancel)).Status);
        // a column that is gone is gone from views
        Assert.Equal(204, (await Product.DeleteAsync($"{graph}/columns/Score", Cancel)).Status);
        Assert.Equal(["Status"], await FieldsAsync(rest, view));
        Ok(await rest.PostAsync($"{view}/viewfields/removeallviewfields()", null, Cancel));
        Assert.Empty(await FieldsAsync(rest, view));
    }

    [Fact]
    public async Task A_Personal_View_Is_Its_Owners_And_Public_Ones_Need_The_Right_To_Manage()
    {
        var (rest, list, _) = await StartAsync(Columns);
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel, Tenant.Origin);
        var own = Text(Ok(await an.PostAsync($"{list}/views", Json("""{"Title":"Của tôi","PersonalView":true}"""), Cancel)), "Id");
        Assert.Equal(2, (await an.GetAsync($"{list}/views", Cancel)).Rows.Length);
        foreach (var other in new[] { binh, rest })
        {
            Assert.Single((await other.GetAsync($"{list}/views", Cancel)).Rows);
            Assert.Equal(404, (await other.GetAsync($"{list}/views('{own}')", Cancel)).Status);
        }

        Assert.Equal(403, (await an.PostAsync($"{list}/views", Json("""{"Title":"Của mọi người"}"""), Cancel)).Status);
        Assert.Equal(403, (await an.PostAsync($"{list}/defaultview", Json("""{"RowLimit":5}"""), Cancel, Merge)).Status);
        Assert.Equal(204, (await an.PostAsync($"{list}/views('{own}')", Json("""{"RowLimit":5}"""), Cancel, Merge)).Status);
    }

    [Fact]
    public async Task A_View_Shows_At_Most_Twelve_Lookups()
    {
        // graph.md §2: 12 lookups per view
        var people = string.Join(',', Enumerable.Range(1, 13).Select(number => $"{{\"name\":\"P{number}\",\"personOrGroup\":{{}}}}"));
        var (rest, list, _) = await StartAsync($"[{people}]");
        JsonObject Asked(int count) => new() { ["Title"] = "Nhiều", ["ViewFields"] = new JsonArray([.. Enumerable.Range(1, count).Select(number => (JsonNode)$"P{number}")]) };
        Assert.Contains("lookup column threshold", Said(await rest.PostAsync($"{list}/views", Asked(13), Cancel)), StringComparison.Ordinal);
        Ok(await rest.PostAsync($"{list}/views", Asked(12), Cancel));
        string Ids(int count) => string.Join(',', Enumerable.Range(1, count).Select(number => $"P{number}Id"));
        Assert.Equal(500, (await rest.GetAsync($"{list}/items?$select={Ids(13)}", Cancel)).Status);
        Assert.Equal(200, (await rest.GetAsync($"{list}/items?$select={Ids(12)}", Cancel)).Status);
        var fields = string.Concat(Enumerable.Range(1, 12).Select(number => $"<FieldRef Name='P{number}'/>"));
        foreach (var (query, status) in new[] { ("", 200), ("<Query><Where><IsNull><FieldRef Name='P13'/></IsNull></Where></Query>", 500) })
            Assert.Equal(status, (await rest.PostAsync($"{list}/GetItems", new JsonObject { ["query"] = new JsonObject { ["ViewXml"] = $"<View>{query}<ViewFields>{fields}</ViewFields></View>" } }, Cancel)).Status);
    }

    [Fact]
    public async Task A_List_From_Before_There_Were_Views_Has_Its_Default_View_And_Keeps_It()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-").FullName;
        string path;
        await using (var before = await LocalTenant.StartAsync(Cancel, folder))
        {
            var product = await before.AsAppAsync(Cancel);
            var made = await product.PostAsync("/v1.0/sites/localhost:/sites/tdkt:/lists", Json("""{"displayName":"Cũ"}"""), Cancel);
            path = $"{Web}/lists(guid'{made.Id}')";
        }

        await using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "m365.db")};Pooling=False"))
        {
            await file.OpenAsync(Cancel);
            await using var drop = file.CreateCommand();
            drop.CommandText = "DROP VIEW whole_lists; DROP TABLE views; DROP TABLE list_settings; DROP TABLE type_forms; DROP TABLE navigation";
            await drop.ExecuteNonQueryAsync(Cancel);
        }

        await using (var after = await LocalTenant.StartAsync(Cancel, folder))
        {
            var rest = await after.AsAppAsync(Cancel, resource: after.Origin);
            var id = Text(Ok(await rest.GetAsync($"{path}/defaultview", Cancel)), "Id");
            Ok(await rest.PostAsync($"{path}/views", Json("""{"Title":"Mới"}"""), Cancel));
            Assert.Equal(id, Text(Ok(await rest.GetAsync($"{path}/defaultview", Cancel)), "Id"));
            Assert.Equal(2, (await rest.GetAsync($"{path}/views", Cancel)).Rows.Length);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string[]> FieldsAsync(LocalTenant.Client rest, string view) =>
        [.. Ok(await rest.GetAsync($"{view}/viewfields", Cancel))["Items"]!.AsArray().Select(name => name!.GetValue<string>())];
}
