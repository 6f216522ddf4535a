using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §1 and §2: items, what may be written, and what is read back.</summary>
public sealed class ItemTests : TenantTests
{
    private const string Columns =
        """
        [{"name":"StreamKey","text":{},"indexed":true,"enforceUniqueValues":true},
         {"name":"Due","dateTime":{"format":"dateOnly"},"indexed":true},
         {"name":"At","dateTime":{"format":"dateTime"}},
         {"name":"Status","choice":{"choices":["Nháp","Nộp"]},"indexed":true,"defaultValue":{"value":"Nháp"}},
         {"name":"Free","choice":{"choices":["A"],"allowTextEntry":true}},
         {"name":"Tags","choice":{"choices":["A","B","C"],"displayAs":"checkBoxes"}},
         {"name":"Score","number":{"minimum":0,"maximum":100},"indexed":true},
         {"name":"Done","boolean":{}},
         {"name":"Owner","personOrGroup":{},"indexed":true},
         {"name":"Members","personOrGroup":{"allowMultipleSelection":true}},
         {"name":"Link","hyperlinkOrPicture":{}},
         {"name":"Secret","text":{},"hidden":true}]
        """;

    [Fact]
    public async Task What_Is_Written_Is_Read_Back_As_Graph_Shows_It()
    {
        var list = await ListAsync("Nominations", Columns);
        var made = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"Một","Due":"2025-05-12","Score":3,"Done":true,"Secret":"x"}}"""), Cancel);
        var fields = made.Json["fields"]!.AsObject();
        Assert.Equal("2025-05-11T17:00:00Z", fields["Due"]!.GetValue<string>());
        Assert.Equal(3, fields["Score"]!.GetValue<int>());
        Assert.True(fields["Done"]!.GetValue<bool>());
        Assert.Equal("Nháp", fields["Status"]!.GetValue<string>());
        Assert.Equal(("1", "1.0"), (fields["id"]!.GetValue<string>(), fields["_UIVersionString"]!.GetValue<string>()));
        Assert.Equal(made.Json["eTag"]!.GetValue<string>(), fields["@odata.etag"]!.GetValue<string>());
        Assert.False(fields.ContainsKey("StreamKey"));
        Assert.False(fields.ContainsKey("Secret"));
        Assert.Equal(LocalTenant.Product, made.Json["createdBy"]!["application"]!["id"]!.GetValue<string>());
        var asked = await Product.GetAsync($"{list}/items/1?$expand=fields($select=Secret)", Cancel);
        Assert.Equal("x", asked.Json["fields"]!["Secret"]!.GetValue<string>());
        Assert.Null((await Product.GetAsync($"{list}/items/1", Cancel)).Json["fields"]);
    }

    [Theory]
    [InlineData("2025-05-12", "2025-05-11T17:00:00Z")]
    [InlineData("2025-05-12T09:30:00", "2025-05-11T17:00:00Z")]
    [InlineData("2025-05-12T00:00:00Z", "2025-05-11T17:00:00Z")]
    [InlineData("2025-05-11T17:00:00Z", "2025-05-11T17:00:00Z")]
    [InlineData("2025-05-12T00:00:00+07:00", "2025-05-11T17:00:00Z")]
    public async Task A_Date_Is_The_Sites_Midnight_In_Utc(string written, string read)
    {
        var list = await ListAsync("Nominations", Columns);
        var made = await Product.PostAsync($"{list}/items", new JsonObject { ["fields"] = new JsonObject { ["Due"] = written } }, Cancel);
        Assert.Equal(read, made.Json["fields"]!["Due"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"Unknown":"x"}""", "Unknown")]
    [InlineData("""{"Status":"Khác"}""", "Khác")]
    [InlineData("""{"Score":"3"}""", "Score")]
    [InlineData("""{"Score":101}""", "Score")]
    [InlineData("""{"Tags":["A"]}""", "type name")]
    [InlineData("""{"Tags@odata.type":"Collection(Edm.String)","Tags":["D"]}""", "D")]
    [InlineData("""{"Owner":"An"}""", "Owner")]
    [InlineData("""{"OwnerLookupId":[1]}""", "Owner")]
    [InlineData("""{"MembersLookupId":[1]}""", "Members")]
    [InlineData("""{"Created":"2025-01-01"}""", "Created")]
    [InlineData("""{"Link":{"Url":"https://x.test","Description":"x"}}""", "Invalid request")]
    public async Task A_Value_That_SharePoint_Would_Refuse_Is_Refused(string fields, string named)
    {
        var list = await ListAsync("Nominations", Columns);
        var answer = await Product.PostAsync($"{list}/items", new JsonObject { ["fields"] = JsonNode.Parse(fields) }, Cancel);
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_Free_Text_And_Several_Values_Are_Taken()
    {
        var list = await ListAsync("Nominations", Columns);
        var made = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Free":"tự ghi","Tags@odata.type":"Collection(Edm.String)","Tags":["A","C"]}}"""), Cancel);
        Assert.Equal("tự ghi", made.Json["fields"]!["Free"]!.GetValue<string>());
        Assert.Equal(["A", "C"], made.Json["fields"]!["Tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
    }

    [Fact]
    public async Task A_Unique_Value_Is_Refused_Twice_In_Whatever_Letter_Case()
    {
        var list = await ListAsync("CaseEvents2025", Columns);
        await ItemAsync(list, """{"StreamKey":"r-2025-đ:1"}""");
        var twin = await Product.PostAsync($"{list}/items", Json("""{"fields":{"StreamKey":"R-2025-Đ:1"}}"""), Cancel);
        Assert.Equal((400, "invalidRequest"), (twin.Status, twin.Code));
        Assert.Equal("The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [StreamKey].", twin.Message);
        await ItemAsync(list, """{"Title":"không khóa"}""");
        await ItemAsync(list, """{"Title":"cũng không"}""");
        var other = await ItemAsync(list, """{"StreamKey":"r-2025-đ:2"}""");
        Assert.Equal(400, (await Product.PatchAsync($"{list}/items/{other}/fields", Json("""{"StreamKey":"r-2025-Đ:1"}"""), Cancel)).Status);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{other}/fields", Json("""{"StreamKey":"R-2025-Đ:2"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Of_Many_At_Once_One_Takes_The_Key()
    {
        var list = await ListAsync("CaseEvents2025", Columns);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Product.PostAsync($"{list}/items", Json("""{"fields":{"StreamKey":"a:1"}}"""), Cancel)));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(11, answers.Count(answer => answer.Status == 400));
    }

    [Fact]
    public async Task A_Change_With_An_Old_ETag_Is_412_And_Writes_Nothing()
    {
        var list = await ListAsync("Nominations", Columns);
        var id = await ItemAsync(list, """{"Title":"Một"}""");
        var etag = (await Product.GetAsync($"{list}/items/{id}", Cancel)).Json["eTag"]!.GetValue<string>();
        Assert.Matches("^\"[0-9a-f-]{36},1\"$", etag);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Hai"}"""), Cancel, ("If-Match", etag))).Status);
        Assert.Equal(412, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Ba"}"""), Cancel, ("If-Match", etag))).Status);
        Assert.Equal(412, (await Product.PatchAsync($"{list}/items/{id}", Json("""{"fields":{"Title":"Ba"}}"""), Cancel, ("If-Match", etag))).Status);
        Assert.Equal(412, (await Product.DeleteAsync($"{list}/items/{id}", Cancel, ("If-Match", etag))).Status);
        Assert.Equal("Hai", (await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Title"]!.GetValue<string>());
        Assert.Equal(204, (await Product.DeleteAsync($"{list}/items/{id}", Cancel, ("If-Match", "*"))).Status);
        Assert.Equal(404, (await Product.GetAsync($"{list}/items/{id}", Cancel)).Status);
    }

    [Fact]
    public async Task The_Sdk_Sees_412_As_An_ODataError()
    {
        var list = await ListAsync("Nominations", Columns);
        var id = await ItemAsync(list, """{"Title":"Một"}""");
        var items = Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]].Lists["Nominations"].Items;
        var changed = await items[id].Fields.PatchAsync(new FieldValueSet { AdditionalData = new Dictionary<string, object> { ["Title"] = "Hai", ["Score"] = 4.5m } }, cancellationToken: Cancel);
        Assert.Equal(4.5m, changed!.AdditionalData["Score"]);
        var refused = await Assert.ThrowsAsync<ODataError>(() => items[id].Fields.PatchAsync(
            new FieldValueSet { AdditionalData = new Dictionary<string, object> { ["Title"] = "Ba" } },
            request => request.Headers.Add("If-Match", "\"00000000-0000-0000-0000-000000000000,1\""), Cancel));
        Assert.Equal((412, "resourceModified"), (refused.ResponseStatusCode, refused.Error!.Code));
    }

    [Fact]
    public async Task A_Null_Clears_A_Field()
    {
        var list = await ListAsync("Nominations", Columns);
        var id = await ItemAsync(list, """{"Title":"Một","Score":3}""");
        var changed = await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Score":null}"""), Cancel);
        Assert.False(changed.Json.ContainsKey("Score"));
        Assert.Equal("Một", changed.Json["Title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_Write_Is_A_Version_That_Says_Who_Wrote_What()
    {
        var list = await ListAsync("Requests", Columns);
        var id = await ItemAsync(list, """{"Title":"Một","Status":"Nháp"}""");
        var person = await Tenant.AsPersonAsync("an@mau.example", Cancel);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(5));
        await person.PatchAsync($"{list}/items/{id}/fields", Json("""{"Status":"Nộp"}"""), Cancel);
        await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Hai"}"""), Cancel);
        var versions = (await Product.GetAsync($"{list}/items/{id}/versions?$expand=fields", Cancel)).Rows;
        Assert.Equal(["3.0", "2.0", "1.0"], versions.Select(version => version["id"]!.GetValue<string>()));
        Assert.Equal(LocalTenant.An, versions[1]["lastModifiedBy"]!["user"]!["id"]!.GetValue<string>());
        Assert.Equal("2025-05-12T01:05:00Z", versions[1]["lastModifiedDateTime"]!.GetValue<string>());
        Assert.Equal(["Nộp", "Nộp", "Nháp"], versions.Select(version => version["fields"]!["Status"]!.GetValue<string>()));
        var item = await Product.GetAsync($"{list}/items/{id}", Cancel);
        Assert.Equal(LocalTenant.Product, item.Json["lastModifiedBy"]!["application"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Person_Columns_Hold_Ids_Of_The_Sites_User_List()
    {
        var list = await ListAsync("Nominations", Columns);
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var an = (await rest.PostAsync("/sites/tdkt/_api/web/ensureuser", Json("""{"logonName":"i:0#.f|membership|an@mau.example"}"""), Cancel)).Json["Id"]!.GetValue<int>();
        var fields = $$"""{"OwnerLookupId":"{{an}}","MembersLookupId@odata.type":"Collection(Edm.Int32)","MembersLookupId":[{{an}}]}""";
        var id = await ItemAsync(list, fields);
        var plain = (await Product.GetAsync($"{list}/items/{id}?$expand=fields", Cancel)).Json["fields"]!;
        Assert.Equal(an.ToString(System.Globalization.CultureInfo.InvariantCulture), plain["OwnerLookupId"]!.GetValue<string>());
        Assert.Null(plain["Owner"]);
        Assert.Equal("Cán bộ mẫu An", plain["Members"]![0]!["LookupValue"]!.GetValue<string>());
        var asked = (await Product.GetAsync($"{list}/items/{id}?$expand=fields($select=Owner)", Cancel)).Json["fields"]!;
        Assert.Equal("Cán bộ mẫu An", asked["Owner"]!.GetValue<string>());
        Assert.Single((await Product.GetAsync($"{list}/items?$filter=fields/OwnerLookupId eq {an}", Cancel)).Rows);
        Assert.Empty((await Product.GetAsync($"{list}/items?$filter=fields/OwnerLookupId eq {an + 1}", Cancel)).Rows);
    }

    [Fact]
    public async Task A_Body_That_Is_Not_What_Was_Asked_For_Is_400()
    {
        var list = await ListAsync("Nominations", Columns);
        Assert.Equal(400, (await Product.PostAsync($"{list}/items", new JsonArray(), Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{list}/items", null, Cancel)).Status);
        var odd = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Odd","columns":[{"name":"A","choice":{"choices":"x"}},{"name":"B","number":{"minimum":"x"}},{"name":"C","text":[]}]}"""), Cancel);
        Assert.Equal((400, "invalidRequest"), (odd.Status, odd.Code));
        Assert.Equal(404, (await Product.GetAsync($"{Site}/lists/Odd", Cancel)).Status);
    }

    [Fact]
    public async Task Readers_Read_And_Do_Not_Write()
    {
        var list = await ListAsync("Nominations", Columns);
        var id = await ItemAsync(list, """{"Title":"Một"}""");
        var reader = await Tenant.AsPersonAsync("binh@mau.example", Cancel);
        Assert.Equal(200, (await reader.GetAsync($"{list}/items/{id}", Cancel)).Status);
        Assert.Equal(403, (await reader.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Hai"}"""), Cancel)).Status);
        Assert.Equal(403, (await reader.DeleteAsync($"{list}/items/{id}", Cancel)).Status);
    }
}
