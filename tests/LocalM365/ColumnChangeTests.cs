namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §1: what a PATCH does to a column, and what it is refused for.</summary>
public sealed class ColumnChangeTests : TenantTests
{
    [Fact]
    public async Task What_Is_Not_Sent_Stays_And_A_Null_Empties_What_It_Names()
    {
        var list = await ListAsync("Rounds", """[{"name":"Code","displayName":"Mã","text":{"maxLength":100},"indexed":true}]""");
        Assert.Equal((200, true, "Mã số"), await ChangeAsync(list, """{"displayName":"Mã số"}"""));
        Assert.Equal((200, false, "Mã số"), await ChangeAsync(list, """{"indexed":null}"""));
        Assert.Equal(100, (await Product.GetAsync($"{list}/columns/Code", Cancel)).Json["text"]!["maxLength"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_Facet_Is_Taken_As_A_Whole()
    {
        var list = await ListAsync("Rounds", """[{"name":"Code","choice":{"choices":["A","B"],"allowTextEntry":true,"displayAs":"radioButtons"}}]""");
        var changed = (await Product.PatchAsync($"{list}/columns/Code", Json("""{"choice":{"choices":["A","C"]}}"""), Cancel)).Json["choice"]!;
        Assert.Equal(["A", "C"], changed["choices"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal((false, "dropDownMenu"), (changed["allowTextEntry"]!.GetValue<bool>(), changed["displayAs"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_Item_Keeps_A_Word_That_Is_No_Longer_Offered_And_Takes_It_No_More()
    {
        var list = await ListAsync("Rounds", """[{"name":"Code","choice":{"choices":["A","B"]}}]""");
        var id = await ItemAsync(list, """{"Code":"B"}""");
        Assert.Equal(200, (await Product.PatchAsync($"{list}/columns/Code", Json("""{"choice":{"choices":["A"]}}"""), Cancel)).Status);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"Đổi"}"""), Cancel)).Status);
        Assert.Equal("B", (await Product.GetAsync($"{list}/items/{id}?$expand=fields", Cancel)).Json["fields"]!["Code"]!.GetValue<string>());
        Assert.Equal(400, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Code":"B"}"""), Cancel)).Status);
    }

    [Theory]
    [InlineData("Plain", """{"number":{}}""")]
    [InlineData("Plain", """{"text":null}""")]
    [InlineData("Plain", """{"enforceUniqueValues":true}""")]
    [InlineData("Plain", """{"enforceUniqueValues":true,"indexed":true}""")]
    [InlineData("Plain", """{"heading":"Mã"}""")]
    [InlineData("Key", """{"indexed":false}""")]
    [InlineData("Key", """{"text":{"allowMultipleLines":true}}""")]
    [InlineData("Word", """{"choice":{"displayAs":"radioButtons"}}""")]
    [InlineData("Word", """{"choice":{"choices":[]}}""")]
    [InlineData("Word", """{"choice":{"choices":["A",1]}}""")]
    [InlineData("Done", """{"enforceUniqueValues":true}""")]
    [InlineData("Many", """{"indexed":true}""")]
    [InlineData("Long", """{"indexed":true}""")]
    [InlineData("Unit", """{"lookup":{"listId":"00000000-0000-0000-0000-000000000009"}}""")]
    public async Task What_SharePoint_Would_Refuse_Is_Refused_And_Changes_Nothing(string column, string change)
    {
        // Arrange
        var units = await ListAsync("Units");
        var list = await ListAsync("Rounds",
            $$$"""
            [{"name":"Plain","text":{}},{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true},{"name":"Word","choice":{"choices":["A"]}},
             {"name":"Done","boolean":{},"indexed":true},{"name":"Many","personOrGroup":{"allowMultipleSelection":true}},{"name":"Long","text":{"allowMultipleLines":true}},
             {"name":"Unit","lookup":{"listId":"{{{units[(units.LastIndexOf('/') + 1)..]}}}","columnName":"Title"}}]
            """);
        var before = (await Product.GetAsync($"{list}/columns/{column}", Cancel)).Text;

        // Act
        var answer = await Product.PatchAsync($"{list}/columns/{column}", Json(change), Cancel);

        // Assert
        Assert.Equal(400, answer.Status);
        Assert.Equal(before, (await Product.GetAsync($"{list}/columns/{column}", Cancel)).Text);
    }

    [Fact]
    public async Task A_Column_Becomes_Unique_Once_It_Is_Indexed_And_Holds_No_Value_Twice()
    {
        var list = await ListAsync("Rounds", """[{"name":"Code","text":{},"indexed":true}]""");
        await ItemAsync(list, """{"Code":"a"}""");
        var second = await ItemAsync(list, """{"Code":"A"}""");
        var refused = await Product.PatchAsync($"{list}/columns/Code", Json("""{"enforceUniqueValues":true}"""), Cancel);
        Assert.Equal(400, refused.Status);
        Assert.Contains("duplicate values", refused.Message, StringComparison.Ordinal);
        await Product.PatchAsync($"{list}/items/{second}/fields", Json("""{"Code":"b"}"""), Cancel);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/columns/Code", Json("""{"enforceUniqueValues":true}"""), Cancel)).Status);
        Assert.NotEqual(201, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Code":"B"}}"""), Cancel)).Status);
    }

    private async Task<(int Status, bool Indexed, string Heading)> ChangeAsync(string list, string change)
    {
        var answer = await Product.PatchAsync($"{list}/columns/Code", Json(change), Cancel);
        return (answer.Status, answer.Json["indexed"]!.GetValue<bool>(), answer.Json["displayName"]!.GetValue<string>());
    }
}
