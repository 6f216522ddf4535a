using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>docs/decisions/columns.md: what columns require, begin with and check is on the site, works there, and is kept so; what people set beside it stays.</summary>
public sealed class ColumnRuleTests : OnMadeSite
{
    [Fact]
    public async Task Every_Column_Requires_Begins_With_And_Checks_What_The_Schema_Says()
    {
        var read = await new SharePointRest(_site.Connection).FieldsAsync("/sites/tdkt", Cancel);
        foreach (var schema in SiteSchema.Lists)
        {
            var id = Id(await _site.ListAsync(schema.SiteName(2025)));
            var fields = read.Single(list => (string?)list["Id"] == id)["Fields"]!.OfType<JObject>().ToDictionary(field => (string)field["InternalName"]!, FoundField.Of);
            foreach (var column in schema.Columns)
            {
                Assert.Empty(RuleColumn.Of(schema, column, fields[column.Name]));
                Assert.Equal((schema.Name, column.Name, column.Required), (schema.Name, column.Name, fields[column.Name].Required));
                Assert.True(Formats.Same(column.FormatOf(2025), fields[column.Name].Format), $"{schema.Name}.{column.Name}");
            }
        }
    }

    [Fact]
    public async Task A_New_Item_Begins_As_The_Schema_Says()
    {
        Assert.Equal("Nháp", (await AddAsync("UnitReturns2025", """{"Title":"Phòng mẫu","ReturnKey":"mau|1"}"""))["Step"]!.GetValue<string>());
        var activity = await AddAsync("Activities", """{"Title":"Hội thảo mẫu"}""");
        Assert.Equal((2025, "2025-05-11T17:00:00Z"), (activity["Year"]!.GetValue<int>(), activity["Day"]!.GetValue<string>()));
        Assert.Equal("Đã hủy bỏ", (await AddAsync("AwardRegister", """{"Title":"Cán bộ mẫu 01","AwardKey":"mau","Validity":"Đã hủy bỏ"}"""))["Validity"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Nominations2025", """{"Title":"Cán bộ mẫu 01","Votes":-1}""", "count")]
    [InlineData("Nominations2025", """{"Title":"Cán bộ mẫu 01","MonthsServed":13}""", "months")]
    [InlineData("AwardRegister", """{"Title":"Cán bộ mẫu 01","AwardKey":"mau","MeritYear":25}""", "year")]
    [InlineData("Rounds2025", """{"Title":"Đợt mẫu","RoundKey":"mau","Opens":"2025-06-10","Due":"2025-06-09"}""", "round")]
    [InlineData("Delegations", """{"Title":"Mẫu","ValidFrom":"2025-06-10","ValidTo":"2025-06-09"}""", "validity")]
    public async Task What_No_Honest_Row_Holds_Is_Refused_In_A_Vietnamese_Sentence(string list, string fields, string check)
    {
        var refused = await PostAsync(list, fields);
        Assert.Equal(400, refused.Status);
        Assert.Contains(EmulationM365.Texts.Text.Vi($"check.{check}"), refused.Json["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nominations2025", """{"Title":"Cán bộ mẫu 01"}""")]
    [InlineData("Nominations2025", """{"Title":"Cán bộ mẫu 01","Votes":0,"MonthsServed":12}""")]
    [InlineData("Rounds2025", """{"Title":"Đợt mẫu","RoundKey":"mau","Due":"2025-06-09"}""")]
    [InlineData("Rounds2025", """{"Title":"Đợt mẫu","RoundKey":"mau","Opens":"2025-06-09","Due":"2025-06-09"}""")]
    [InlineData("Delegations", """{"Title":"Mẫu","ValidFrom":"2025-06-10"}""")]
    public async Task A_Draft_Is_Savable_However_Little_Stands_In_It(string list, string fields) => Assert.Equal(201, (await PostAsync(list, fields)).Status);

    [Fact]
    public async Task What_Differs_On_A_Column_Is_Mended_By_One_Request()
    {
        var column = $"/sites/tdkt/_api/web/lists(guid'{Id(await _site.ListAsync("AwardRegister"))}')/fields/getbyinternalnameortitle('MeritYear')";
        await SetAsync("AwardRegister", "MeritYear", new JObject { ["Required"] = false, ["ValidationFormula"] = "=[MeritYear]>0", ["ValidationMessage"] = "Sai" });
        Assert.Equal([$"POST {column}"], await _site.WritesOfApplyAsync());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task What_People_Set_Where_The_Schema_Says_Nothing_Stays()
    {
        await SetAsync("Nominations2025", "Achievement", new JObject { ["Required"] = true });
        await SetAsync("Nominations2025", "PersonType", new JObject { ["DefaultValue"] = Nominations.PersonType.Word("vien_chuc") });
        await SetAsync("Nominations2025", "DecisionNumber", new JObject { ["ValidationFormula"] = "=LEN([DecisionNumber])<30", ["ValidationMessage"] = "Ngắn thôi" });
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    private async Task<JsonObject> AddAsync(string list, string fields)
    {
        var added = await PostAsync(list, fields);
        Assert.True(added.Status == 201, added.Text);
        return (await _site.Owner.GetAsync($"{await _site.ListAsync(list)}/items/{added.Id}?$expand=fields", Cancel)).Json["fields"]!.AsObject();
    }

    private async Task<Answer> PostAsync(string list, string fields) =>
        await _site.Owner.PostAsync($"{await _site.ListAsync(list)}/items", new JsonObject { ["fields"] = JsonNode.Parse(fields) }, Cancel);

    private async Task SetAsync(string list, string column, JObject change) =>
        await new SharePointRest(_site.Connection).SetFieldAsync("/sites/tdkt", Id(await _site.ListAsync(list)), column, change, Cancel);

    private static string Id(string list) => list[(list.LastIndexOf('/') + 1)..];
}
