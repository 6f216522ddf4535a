using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Formulas;

/// <summary>A list's own formula, set by REST, holds for whatever is written, through Graph as well (graph.md §11, list settings).</summary>
public sealed class ListFormulaTests : TenantTests
{
    [Fact]
    public async Task Changes_Lie_On_Top_Of_What_The_Item_Has_And_A_Null_Clears()
    {
        var list = await ListAsync("Rows", """[{"name":"Step","text":{}},{"name":"To","dateTime":{"format":"dateOnly"}}]""");
        Assert.Equal(204, (await SetAsync(list, "=NOT(ISBLANK([To]))", "Nhập ngày kết thúc.")).Status);
        var id = await ItemAsync(list, """{"Title":"x","Step":"Nộp","To":"2025-05-12T00:00:00Z"}""");
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Step":"Nháp"}"""), Cancel)).Status);
        var refused = await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"To":null}"""), Cancel);
        Assert.Equal((400, "Nhập ngày kết thúc."), (refused.Status, refused.Message));
        Assert.Equal(400, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"y"}}"""), Cancel)).Status);
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    [Theory]
    [InlineData("=NOSUCH([Title])")]
    [InlineData("=[Missing]>1")]
    [InlineData("=(")]
    public async Task A_Formula_That_Cannot_Be_Evaluated_Is_Refused_When_It_Is_Set(string formula)
    {
        var list = await ListAsync("Rows");
        var refused = await SetAsync(list, formula, null);
        Assert.Equal(400, refused.Status);
        Assert.NotEmpty(refused.Json["odata.error"]!["message"]!["value"]!.GetValue<string>());
        await ItemAsync(list, """{"Title":"x"}""");
    }

    private async Task<Answer> SetAsync(string list, string formula, string? message)
    {
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        return await rest.PostAsync(
            $"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')", new JsonObject { ["ValidationFormula"] = formula, ["ValidationMessage"] = message }, Cancel,
            ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));
    }
}
