using System.Text.Json.Nodes;

namespace EmulationM365.Tests.LocalM365.Formulas;

/// <summary>graph.md §1: <c>validation</c>, <c>calculated</c> and <c>defaultValue.formula</c> of columns, over HTTP.</summary>
public sealed class ColumnFormulaTests : TenantTests
{
    private const string Columns =
        """
        [{"name":"Code","displayName":"Mã số","text":{},"validation":{"formula":"=OR(ISBLANK([Mã số]),LEN([Code])>3)","defaultLanguage":"vi-VN",
           "descriptions":[{"languageTag":"en-US","displayName":"Too short."},{"languageTag":"vi-VN","displayName":"Mã số cần ít nhất 4 chữ."}]}},
         {"name":"Score","number":{},"validation":{"formula":"=Score<=100"}},
         {"name":"Due","dateTime":{"format":"dateOnly"},"defaultValue":{"formula":"=TODAY()+30"}},
         {"name":"Half","number":{},"defaultValue":{"formula":"=1/2"}},
         {"name":"Owner","personOrGroup":{}},
         {"name":"Note","text":{"allowMultipleLines":true}},
         {"name":"Tags","choice":{"choices":["A","B"],"displayAs":"checkBoxes"}},
         {"name":"Twice","calculated":{"formula":"=[Score]*2","outputType":"number"}},
         {"name":"Remind","calculated":{"formula":"=[Due]-7","outputType":"dateTime","format":"dateOnly"}},
         {"name":"Good","calculated":{"formula":"=[Twice]>100","outputType":"boolean"}},
         {"name":"Label","calculated":{"formula":"=[Title]&\" (\"&TEXT([Due],\"dd/mm/yyyy\")&\")\"","outputType":"text"}}]
        """;

    [Fact]
    public async Task What_A_Column_Does_Not_Allow_Is_Refused_With_Its_Message()
    {
        var list = await ListAsync("Rounds", Columns);
        var refused = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"Một","Code":"ab"}}"""), Cancel);
        Assert.Equal((400, "invalidRequest", "Mã số cần ít nhất 4 chữ."), (refused.Status, refused.Code, refused.Message));
        var id = await ItemAsync(list, """{"Title":"Một","Code":"abcd","Score":100}""");
        var over = await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Score":101}"""), Cancel);
        Assert.Equal((400, "invalidRequest"), (over.Status, over.Code));
        Assert.Contains("'Score'", over.Message, StringComparison.Ordinal);
        Assert.Equal(100, (await FieldsAsync(list, id))["Score"]!.GetValue<int>());
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Code":null,"Score":99}"""), Cancel)).Status);
    }

    [Fact]
    public async Task A_Calculated_Column_Is_Computed_When_It_Is_Read_And_Cannot_Be_Written()
    {
        var list = await ListAsync("Rounds", Columns);
        var id = await ItemAsync(list, """{"Title":"Một","Score":60,"Due":"2025-06-30"}""");
        var fields = await FieldsAsync(list, id);
        Assert.Equal(120, fields["Twice"]!.GetValue<int>());
        Assert.Equal("2025-06-22T17:00:00Z", fields["Remind"]!.GetValue<string>());
        Assert.True(fields["Good"]!.GetValue<bool>());
        Assert.Equal("Một (30/06/2025)", fields["Label"]!.GetValue<string>());
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Score":5,"Title":"Hai"}"""), Cancel)).Status);
        fields = await FieldsAsync(list, id);
        Assert.Equal((10, false, "Hai (30/06/2025)"), (fields["Twice"]!.GetValue<int>(), fields["Good"]!.GetValue<bool>(), fields["Label"]!.GetValue<string>()));
        Assert.Equal(400, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Twice":3}"""), Cancel)).Status);
        var versions = await Product.GetAsync($"{list}/items/{id}/versions?$expand=fields", Cancel);
        Assert.Equal([10, 120], versions.Rows.Select(version => version["fields"]!["Twice"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_Calculated_Default_Is_Computed_When_The_Item_Is_Made()
    {
        // the tenant's clock stands at 2025-05-12T08:00 in the site's own time
        var list = await ListAsync("Rounds", Columns);
        var fields = await FieldsAsync(list, await ItemAsync(list, """{"Title":"Một"}"""));
        Assert.Equal("2025-06-10T17:00:00Z", fields["Due"]!.GetValue<string>());
        Assert.Equal(0.5, fields["Half"]!.GetValue<double>());
        fields = await FieldsAsync(list, await ItemAsync(list, """{"Title":"Hai","Due":"2025-05-31"}"""));
        Assert.Equal("2025-05-30T17:00:00Z", fields["Due"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"name":"A","text":{},"validation":{"formula":"=LEN([A]"}}""", "syntax error")]
    [InlineData("""{"name":"A","text":{},"validation":{"formula":"=[A]<>[Title]"}}""", "cannot refer to another column")]
    [InlineData("""{"name":"A","text":{},"validation":{"formula":"=[Nowhere]=1"}}""", "does not exist")]
    [InlineData("""{"name":"A","personOrGroup":{},"validation":{"formula":"=TRUE"}}""", "cannot be validated")]
    [InlineData("""{"name":"A","text":{"allowMultipleLines":true},"validation":{"formula":"=LEN([A])>1"}}""", "cannot be validated")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[Owner]","outputType":"text"}}""", "data type that is not supported")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[Note]","outputType":"text"}}""", "data type that is not supported")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[Tags]","outputType":"text"}}""", "data type that is not supported")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[ID]","outputType":"text"}}""", "data type that is not supported")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[A]+1","outputType":"number"}}""", "circular reference")]
    [InlineData("""{"name":"A","calculated":{"formula":"=TODAY()","outputType":"dateTime"}}""", "volatile functions")]
    [InlineData("""{"name":"A","calculated":{"formula":"=[Today]-1","outputType":"dateTime"}}""", "volatile functions")]
    [InlineData("""{"name":"A","calculated":{"formula":"=VLOOKUP(1)","outputType":"text"}}""", "'VLOOKUP' is not a function")]
    [InlineData("""{"name":"A","calculated":{"formula":"=1","outputType":"person"}}""", "cannot give 'person'")]
    [InlineData("""{"name":"A","calculated":{}}""", "needs a formula")]
    [InlineData("""{"name":"A","dateTime":{},"defaultValue":{"formula":"=[Due]+1"}}""", "cannot refer to another column")]
    [InlineData("""{"name":"A","personOrGroup":{},"defaultValue":{"formula":"=1"}}""", "takes no formula")]
    public async Task A_Formula_That_SharePoint_Would_Refuse_Is_Refused_With_Its_Column(string column, string reason)
    {
        var list = await ListAsync("Rounds", Columns);
        var refused = await Product.PostAsync($"{list}/columns", Json(column), Cancel);
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Changed_Formula_Is_Checked_And_Circles_Are_Seen()
    {
        var list = await ListAsync("Rounds", Columns);
        var columns = (await Product.GetAsync($"{list}/columns", Cancel)).Rows.ToDictionary(row => row["name"]!.GetValue<string>(), row => row["id"]!.GetValue<string>());
        var circle = await Product.PatchAsync($"{list}/columns/{columns["Twice"]}", Json("""{"calculated":{"formula":"=IF([Good],1,2)","outputType":"number"}}"""), Cancel);
        Assert.Equal(400, circle.Status);
        Assert.Contains("circular reference", circle.Message, StringComparison.Ordinal);
        Assert.Equal(400, (await Product.PatchAsync($"{list}/columns/{columns["Score"]}", Json("""{"validation":{"formula":"=Score<"}}"""), Cancel)).Status);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/columns/{columns["Score"]}", Json("""{"validation":null}"""), Cancel)).Status);
        await ItemAsync(list, """{"Title":"Một","Score":1000}""");
    }

    [Fact]
    public async Task Formulas_Outlive_The_Names_That_People_Read()
    {
        var list = await ListAsync("Rounds", Columns);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/columns/Code", Json("""{"displayName":"Ký hiệu"}"""), Cancel)).Status);
        await ItemAsync(list, """{"Title":"Một","Code":"abcd"}""");
        Assert.Equal("Mã số cần ít nhất 4 chữ.", (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Code":"ab"}}"""), Cancel)).Message);
    }

    [Fact]
    public async Task A_Calculated_Column_Cannot_Be_Filtered()
    {
        var list = await ListAsync("Rounds", Columns);
        var refused = await Product.GetAsync($"{list}/items?$filter=fields/Twice eq 2", Cancel, ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly"));
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
    }

    private async Task<JsonObject> FieldsAsync(string list, string id) => (await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json;
}
