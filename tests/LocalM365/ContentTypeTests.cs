using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;
using Microsoft.Graph.Sites.Item.Lists.Item.ContentTypes.AddCopy;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §1 and §11: content types of a site, their copies in a list, the columns they show, and the order of the New menu.</summary>
public sealed class ContentTypeTests : TenantTests
{
    private const string Columns = """[{"name":"Votes","number":{}},{"name":"Members","number":{}}]""";

    [Fact]
    public async Task The_Sdk_Makes_A_Type_Copies_It_Into_A_List_And_Shows_A_Column_In_It()
    {
        var list = await TypedListAsync("Nominations");
        var graph = Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]];
        var made = await graph.ContentTypes.PostAsync(new ContentType
        {
            Id = "0x0100ABCDEF", Name = "Tập thể", Description = "Một tập thể", Group = "Thi đua", Base = new ContentType { Id = "0x01", Name = "Item" },
        }, cancellationToken: Cancel);
        Assert.Matches("^0x0100[0-9A-F]{32}$", made!.Id);
        Assert.Equal("0x01", made.ParentId);
        var types = graph.Lists["Nominations"].ContentTypes;
        var copy = await types.AddCopy.PostAsync(new AddCopyPostRequestBody { ContentType = $"{Tenant.Origin}{Site}/contentTypes/{made.Id}" }, cancellationToken: Cancel);
        Assert.Matches($"^{made.Id}00[0-9A-F]{{32}}$", copy!.Id);
        var column = (await graph.Lists["Nominations"].Columns.GetAsync(cancellationToken: Cancel))!.Value!.Single(one => one.Name == "Members");
        var source = new Dictionary<string, object> { ["sourceColumn@odata.bind"] = $"{Tenant.Origin}{list}/columns/{column.Id}" };
        await types[copy.Id].Columns.PostAsync(new ColumnDefinition { AdditionalData = source }, cancellationToken: Cancel);
        var read = (await types.GetAsync(request => request.QueryParameters.Expand = ["columns($select=id,name)"], Cancel))!.Value!;
        Assert.Equal(["Item", "Folder", "Tập thể"], read.Select(type => type.Name));
        Assert.Equal(["Title", "ContentType", "Members"], read[2].Columns!.Select(shown => shown.Name));
        Assert.Contains("Votes", read[0].Columns!.Select(shown => shown.Name));
        await types[copy.Id].Columns[column.Id].DeleteAsync(cancellationToken: Cancel);
        Assert.DoesNotContain("Members", await ShownAsync(list, copy.Id!));
        Assert.Equal(200, (await Product.GetAsync($"{list}/columns/Members", Cancel)).Status);
    }

    [Fact]
    public async Task A_Type_Is_Made_Below_Another_And_Under_A_Name_Of_Its_Own()
    {
        await TypeAsync("Cá nhân");
        var none = await Product.PostAsync($"{Site}/contentTypes", Json("""{"name":"Không gốc"}"""), Cancel);
        Assert.Equal((404, "itemNotFound"), (none.Status, none.Code));
        Assert.Equal(404, (await Product.PostAsync($"{Site}/contentTypes", Json("""{"name":"Gốc lạ","base":{"id":"0x0100AA"}}"""), Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{Site}/contentTypes", Json("""{"base":{"id":"0x01"}}"""), Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{Site}/contentTypes", Json("""{"name":"Cá nhân/tập thể","base":{"id":"0x01"}}"""), Cancel)).Status);
        var twin = await Product.PostAsync($"{Site}/contentTypes", Json("""{"name":"cá nhân","base":{"id":"0x01"}}"""), Cancel);
        Assert.Equal((409, "nameAlreadyExists"), (twin.Status, twin.Code));
        var person = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(403, (await person.PostAsync($"{Site}/contentTypes", Json("""{"name":"Của tôi","base":{"id":"0x01"}}"""), Cancel)).Status);
        Assert.Equal(200, (await person.GetAsync($"{Site}/contentTypes", Cancel)).Status);
    }

    [Fact]
    public async Task A_List_Takes_A_Copy_Once_And_Only_When_Content_Types_Are_Enabled()
    {
        var (plain, typed, type) = (await ListAsync("Plain"), await TypedListAsync("Typed"), await TypeAsync("Cá nhân"));
        Assert.Equal(400, (await CopyAsync(plain, type)).Status);
        Assert.Equal(201, (await CopyAsync(typed, type)).Status);
        Assert.Equal(409, (await CopyAsync(typed, type)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{typed}/contentTypes/addCopy", Json("""{"contentType":"https://elsewhere.example/contentTypes/0x01"}"""), Cancel)).Status);
        Assert.Equal(501, (await Product.PostAsync($"{typed}/contentTypes", Json("""{"name":"Cá nhân"}"""), Cancel)).Status);
        await MergeAsync($"/sites/tdkt/_api/web/lists(guid'{Id(plain)}')", """{"ContentTypesEnabled":true}""");
        Assert.Equal(201, (await CopyAsync(plain, type)).Status);
    }

    [Fact]
    public async Task Only_A_Column_Of_The_Same_List_Is_Shown_And_Once()
    {
        var (list, other) = (await TypedListAsync("Nominations"), await ListAsync("Other", Columns));
        var type = (await CopyAsync(list, await TypeAsync("Cá nhân"))).Id;
        Assert.Equal(404, (await ShowAsync(list, type, $"{other}/columns/{await ColumnAsync(other, "Votes")}")).Status);
        Assert.Equal(400, (await Product.PostAsync($"{list}/contentTypes/{type}/columns", Json("""{"name":"New","text":{}}"""), Cancel)).Status);
        var votes = await ColumnAsync(list, "Votes");
        Assert.Equal(201, (await ShowAsync(list, type, $"{list}/columns/{votes}")).Status);
        Assert.Equal(409, (await ShowAsync(list, type, $"{list}/columns/{votes}")).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{list}/contentTypes/{type}/columns/{votes}", Cancel)).Status);
        Assert.Equal(404, (await Product.DeleteAsync($"{list}/contentTypes/{type}/columns/{votes}", Cancel)).Status);
        Assert.Equal(400, (await Product.DeleteAsync($"{list}/contentTypes/{type}/columns/{await ColumnAsync(list, "Title")}", Cancel)).Status);
    }

    [Fact]
    public async Task An_Item_Has_The_Type_It_Was_Entered_As_Or_The_Default()
    {
        var list = await TypedListAsync("Nominations");
        var type = (await CopyAsync(list, await TypeAsync("Tập thể"))).Id;
        var plain = await AddAsync(list, """{"fields":{"Title":"Một"}}""");
        var byId = await AddAsync(list, $$$"""{"contentType":{"id":"{{{type}}}"},"fields":{"Title":"Hai"}}""");
        var byName = await AddAsync(list, """{"fields":{"Title":"Ba","ContentType":"Tập thể","Members":3}}""");
        var inFields = await AddAsync(list, $$$"""{"fields":{"Title":"Bốn","ContentTypeId":"{{{type}}}"}}""");
        Assert.Equal(["Item", "Tập thể", "Tập thể", "Tập thể"], new[] { plain, byId, byName, inFields }.Select(item => item["contentType"]!["name"]!.GetValue<string>()));
        Assert.Equal(type, byName["contentType"]!["id"]!.GetValue<string>());
        Assert.Equal("Tập thể", byId["fields"]!["ContentType"]!.GetValue<string>());
        var row = (await Product.GetAsync($"{list}/items?$expand=fields($select=ContentType,ContentTypeId)", Cancel)).Rows[3];
        Assert.Equal(("Tập thể", type), (row["fields"]!["ContentType"]!.GetValue<string>(), row["fields"]!["ContentTypeId"]!.GetValue<string>()));
        var found = await Product.GetAsync($"{list}/items?$filter=fields/ContentType eq 'Tập thể'", Cancel, ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly"));
        Assert.Equal(3, found.Rows.Length);
    }

    [Theory]
    [InlineData("""{"contentType":{"id":"0x0100FF"},"fields":{}}""")]
    [InlineData("""{"contentType":{"name":"Lạ"},"fields":{}}""")]
    [InlineData("""{"fields":{"ContentType":"Lạ"}}""")]
    [InlineData("""{"fields":{"ContentType":"Folder"}}""")]
    [InlineData("""{"fields":{"ContentType":null}}""")]
    [InlineData("""{"fields":{"ContentTypeId":7}}""")]
    [InlineData("""{"contentType":{"name":"Item"},"fields":{"ContentType":"Tập thể"}}""")]
    public async Task A_Type_That_The_List_Does_Not_Have_Is_Refused(string body)
    {
        var list = await TypedListAsync("Nominations");
        await CopyAsync(list, await TypeAsync("Tập thể"));
        Assert.Equal(400, (await Product.PostAsync($"{list}/items", Json(body), Cancel)).Status);
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    [Fact]
    public async Task A_Type_Changes_With_A_Write_And_Earlier_Versions_Keep_Theirs()
    {
        var list = await TypedListAsync("Nominations");
        var type = (await CopyAsync(list, await TypeAsync("Tập thể"))).Id;
        var id = await ItemAsync(list, """{"Title":"Một","Members":4}""");
        Assert.Equal("Tập thể", (await Product.PatchAsync($"{list}/items/{id}", Json($$$"""{"contentType":{"id":"{{{type}}}"}}"""), Cancel)).Json["contentType"]!["name"]!.GetValue<string>());
        Assert.Equal("Item", (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"ContentType":"Item"}"""), Cancel)).Json["ContentType"]!.GetValue<string>());
        var versions = (await Product.GetAsync($"{list}/items/{id}/versions?$expand=fields", Cancel)).Rows;
        Assert.Equal(["Item", "Tập thể", "Item"], versions.Select(version => version["fields"]!["ContentType"]!.GetValue<string>()));
        // A form that does not show a column does not take its value.
        Assert.Equal(4, versions[0]["fields"]!["Members"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_Renamed_Type_Shows_Its_New_Name_On_Its_Items_And_The_Site_Keeps_The_Old_One()
    {
        var list = await TypedListAsync("Nominations");
        var type = (await CopyAsync(list, await TypeAsync("Tập thể"))).Id;
        await AddAsync(list, """{"fields":{"ContentType":"Tập thể"}}""");
        Assert.Equal(409, (await Product.PatchAsync($"{list}/contentTypes/{type}", Json("""{"name":"item"}"""), Cancel)).Status);
        Assert.Equal("Nhóm", (await Product.PatchAsync($"{list}/contentTypes/{type}", Json("""{"name":"Nhóm"}"""), Cancel)).Json["name"]!.GetValue<string>());
        Assert.Equal("Nhóm", (await Product.GetAsync($"{list}/items/1", Cancel)).Json["contentType"]!["name"]!.GetValue<string>());
        Assert.Contains((await Product.GetAsync($"{Site}/contentTypes", Cancel)).Rows, one => one["name"]!.GetValue<string>() == "Tập thể");
        Assert.Equal(400, (await Product.PatchAsync($"{Site}/contentTypes/0x01", Json("""{"name":"Mục"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task A_Type_In_Use_Stays_And_So_Does_The_Last()
    {
        var list = await TypedListAsync("Nominations");
        var site = await TypeAsync("Tập thể");
        var type = (await CopyAsync(list, site)).Id;
        await AddAsync(list, """{"fields":{"ContentType":"Tập thể"}}""");
        Assert.Equal("The content type is in use.", (await Product.DeleteAsync($"{list}/contentTypes/{type}", Cancel)).Message);
        Assert.Equal(400, (await Product.DeleteAsync($"{Site}/contentTypes/{site}", Cancel)).Status);
        await Product.DeleteAsync($"{list}/items/1", Cancel);
        Assert.Equal(204, (await Product.DeleteAsync($"{list}/contentTypes/{type}", Cancel)).Status);
        Assert.Equal(404, (await Product.GetAsync($"{list}/contentTypes/{type}", Cancel)).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{Site}/contentTypes/{site}", Cancel)).Status);
        var item = (await Product.GetAsync($"{list}/contentTypes", Cancel)).Rows.Single(one => one["name"]!.GetValue<string>() == "Item")["id"]!.GetValue<string>();
        Assert.Equal(400, (await Product.DeleteAsync($"{list}/contentTypes/{item}", Cancel)).Status);
        Assert.Equal(400, (await Product.DeleteAsync($"{Site}/contentTypes/0x01", Cancel)).Status);
    }

    [Fact]
    public async Task The_Order_Of_The_New_Menu_Is_Set_By_Rest_And_Its_First_Is_The_Default()
    {
        var list = await TypedListAsync("Nominations");
        var folder = $"/sites/tdkt/_api/web/lists(guid'{Id(list)}')/RootFolder";
        var (one, two) = ((await CopyAsync(list, await TypeAsync("Cá nhân"))).Id, (await CopyAsync(list, await TypeAsync("Tập thể"))).Id);
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        Assert.Null((await rest.GetAsync($"{folder}?$select=UniqueContentTypeOrder", Cancel)).Json["UniqueContentTypeOrder"]);
        Assert.Equal(3, (await rest.GetAsync($"{folder}?$select=ContentTypeOrder", Cancel)).Json["ContentTypeOrder"]!.AsArray().Count);
        Assert.Equal(204, (await MergeAsync(folder, $$"""{"UniqueContentTypeOrder":[{"StringValue":"{{two}}"},{"StringValue":"{{one}}"}]}""")).Status);
        var lists = (await rest.GetAsync("/sites/tdkt/_api/web/lists?$select=Id,ContentTypesEnabled,RootFolder/UniqueContentTypeOrder&$expand=RootFolder", Cancel)).Rows;
        var order = lists.Single(row => row["Id"]!.GetValue<string>() == Id(list))["RootFolder"]!["UniqueContentTypeOrder"]!.AsArray();
        Assert.Equal([two, one], order.Select(id => id!["StringValue"]!.GetValue<string>()));
        Assert.Equal("Tập thể", (await AddAsync(list, """{"fields":{}}"""))["contentType"]!["name"]!.GetValue<string>());
        var first = (await Product.GetAsync($"{list}/contentTypes/{two}", Cancel)).Json["order"]!;
        Assert.Equal((true, 0), (first["default"]!.GetValue<bool>(), first["position"]!.GetValue<int>()));
        Assert.Equal(400, (await MergeAsync(folder, """{"UniqueContentTypeOrder":[]}""")).Status);
        Assert.Equal(400, (await MergeAsync(folder, """{"UniqueContentTypeOrder":[{"StringValue":"0x0100FF"}]}""")).Status);
        Assert.Equal(400, (await MergeAsync(folder, """{"WelcomePage":"x"}""")).Status);
    }

    [Fact]
    public async Task A_Deleted_Column_Takes_Its_Values_And_Its_Place_In_Every_Type_With_It()
    {
        var list = await TypedListAsync("Nominations");
        var type = (await CopyAsync(list, await TypeAsync("Tập thể"))).Id;
        var members = await ColumnAsync(list, "Members");
        await ShowAsync(list, type, $"{list}/columns/{members}");
        var id = await ItemAsync(list, """{"Title":"Một","Members":4,"Votes":3}""");
        Assert.Equal(400, (await Product.DeleteAsync($"{list}/columns/Title", Cancel)).Status);
        Assert.Equal(404, (await Product.DeleteAsync($"{list}/columns/{Guid.Empty}", Cancel)).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{list}/columns/{members}", Cancel)).Status);
        Assert.DoesNotContain("Members", await ShownAsync(list, type));
        Assert.Equal(201, (await Product.PostAsync($"{list}/columns", Json("""{"name":"Members","number":{}}"""), Cancel)).Status);
        // A new column of the old name begins empty, in earlier versions too, and is shown by the default type alone.
        var fields = (await Product.GetAsync($"{list}/items/{id}/versions?$expand=fields", Cancel)).Rows[0]["fields"]!.AsObject();
        Assert.Equal((false, 3), (fields.ContainsKey("Members"), fields["Votes"]!.GetValue<int>()));
        Assert.False((await Product.GetAsync($"{list}/items/{id}?$expand=fields", Cancel)).Json["fields"]!.AsObject().ContainsKey("Members"));
        Assert.DoesNotContain("Members", await ShownAsync(list, type));
        var item = (await Product.GetAsync($"{list}/contentTypes", Cancel)).Rows[0]["id"]!.GetValue<string>();
        Assert.Contains("Members", await ShownAsync(list, item));
    }

    private async Task<string> TypedListAsync(string name)
    {
        var body = new JsonObject { ["displayName"] = name, ["columns"] = JsonNode.Parse(Columns), ["list"] = new JsonObject { ["contentTypesEnabled"] = true } };
        return $"{Site}/lists/{(await Product.PostAsync($"{Site}/lists", body, Cancel)).Id}";
    }

    private async Task<string> TypeAsync(string name) =>
        (await Product.PostAsync($"{Site}/contentTypes", new JsonObject { ["name"] = name, ["base"] = new JsonObject { ["id"] = "0x01" } }, Cancel)).Id;

    private Task<Answer> CopyAsync(string list, string type) =>
        Product.PostAsync($"{list}/contentTypes/addCopy", new JsonObject { ["contentType"] = $"{Tenant.Origin}{Site}/contentTypes/{type}" }, Cancel);

    private Task<Answer> ShowAsync(string list, string type, string column) =>
        Product.PostAsync($"{list}/contentTypes/{type}/columns", new JsonObject { ["sourceColumn@odata.bind"] = Tenant.Origin + column }, Cancel);

    private async Task<string> ColumnAsync(string list, string name) => (await Product.GetAsync($"{list}/columns/{name}", Cancel)).Id;

    private async Task<List<string>> ShownAsync(string list, string type) =>
        [.. (await Product.GetAsync($"{list}/contentTypes/{type}/columns", Cancel)).Rows.Select(column => column["name"]!.GetValue<string>())];

    private async Task<JsonObject> AddAsync(string list, string body) => (await Product.PostAsync($"{list}/items", Json(body), Cancel)).Json;

    private async Task<Answer> MergeAsync(string path, string body) => await (await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin))
        .PostAsync(path, Json(body), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));

    private static string Id(string list) => list[(list.LastIndexOf('/') + 1)..];
}
