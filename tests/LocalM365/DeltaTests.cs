using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §3: the latest state of each item, tombstones, and dead tokens.</summary>
public sealed class DeltaTests : TenantTests
{
    [Theory]
    [InlineData("delta")]
    [InlineData("delta()")]
    public async Task The_First_Enumeration_Ends_In_A_Delta_Link_That_Keeps_The_Query(string spelling)
    {
        var list = await ListAsync("Rows");
        for (var number = 1; number <= 3; number++) await ItemAsync(list, """{"Title":"x"}""");
        var first = await Product.GetAsync($"{list}/items/{spelling}?$expand=fields&$top=2", Cancel);
        Assert.Equal(2, first.Rows.Length);
        Assert.NotNull(first.Rows[0]["fields"]);
        Assert.Null(first.Json["@odata.deltaLink"]);
        var second = await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel);
        Assert.Single(second.Rows);
        Assert.Null(second.Json["@odata.nextLink"]);
        await ItemAsync(list, """{"Title":"y"}""");
        var later = await Product.GetAsync(Link(second), Cancel);
        Assert.Equal("y", Assert.Single(later.Rows)["fields"]!["Title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_Changes_Of_An_Item_Are_One_Latest_State()
    {
        var list = await ListAsync("Rows");
        var id = await ItemAsync(list, """{"Title":"một"}""");
        var link = Link(await Product.GetAsync($"{list}/items/delta?token=latest", Cancel));
        await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"hai"}"""), Cancel);
        await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"ba"}"""), Cancel);
        var changes = await Product.GetAsync(link, Cancel);
        Assert.Null(Assert.Single(changes.Rows)["fields"]);
        Assert.Equal("3", changes.Rows[0]["eTag"]!.GetValue<string>().Trim('"').Split(',')[1]);
        Assert.Empty((await Product.GetAsync(Link(changes), Cancel)).Rows);
    }

    [Fact]
    public async Task A_Deleted_Item_Comes_Bare()
    {
        var list = await ListAsync("Rows");
        var gone = await ItemAsync(list, """{"Title":"x"}""");
        await ItemAsync(list, """{"Title":"y"}""");
        var link = Link(await Product.GetAsync($"{list}/items/delta(token='latest')?$expand=fields", Cancel));
        await Product.DeleteAsync($"{list}/items/{gone}", Cancel);
        var row = Assert.Single((await Product.GetAsync(link, Cancel)).Rows);
        Assert.Equal((gone, "deleted"), (row["id"]!.GetValue<string>(), row["deleted"]!["state"]!.GetValue<string>()));
        Assert.False(row.ContainsKey("fields") || row.ContainsKey("eTag") || row.ContainsKey("name"));
        Assert.Single((await Product.GetAsync($"{list}/items/delta", Cancel)).Rows);
    }

    [Fact]
    public async Task A_Dead_Token_Is_410_With_A_Place_To_Start_Again()
    {
        var list = await ListAsync("Rows");
        await ItemAsync(list, """{"Title":"x"}""");
        var link = Link(await Product.GetAsync($"{list}/items/delta?$expand=fields", Cancel));
        await Tenant.PutAsync("/_local/delta/expire", new JsonObject { ["listId"] = (await Product.GetAsync(list, Cancel)).Id }, Cancel);
        var dead = await Product.GetAsync(link, Cancel);
        Assert.Equal((410, "resyncChangesApplyDifferences"), (dead.Status, dead.Code));
        var again = await Product.GetAsync(dead.Headers.Location!.OriginalString, Cancel);
        Assert.NotNull(Assert.Single(again.Rows)["fields"]);
    }

    [Fact]
    public async Task The_Sdk_Walks_Delta_And_Sees_Tombstones_And_410()
    {
        var list = await ListAsync("Rows");
        var id = await ItemAsync(list, """{"Title":"x"}""");
        var items = Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]].Lists["Rows"].Items;
        var first = await items.Delta.GetAsDeltaGetResponseAsync(r => r.QueryParameters.Expand = ["fields"], Cancel);
        Assert.Equal("x", Assert.Single(first!.Value!).Fields!.AdditionalData["Title"]);
        await Product.DeleteAsync($"{list}/items/{id}", Cancel);
        var second = await items.Delta.WithUrl(first.OdataDeltaLink!).GetAsDeltaGetResponseAsync(cancellationToken: Cancel);
        Assert.IsType<UntypedObject>(Assert.Single(second!.Value!).AdditionalData["deleted"]);
        await Tenant.PutAsync("/_local/delta/expire", new JsonObject { ["listId"] = (await Product.GetAsync(list, Cancel)).Id }, Cancel);
        var dead = await Assert.ThrowsAsync<ODataError>(() => items.Delta.WithUrl(second.OdataDeltaLink!).GetAsDeltaGetResponseAsync(cancellationToken: Cancel));
        Assert.Equal(410, dead.ResponseStatusCode);
        Assert.NotEmpty(dead.ResponseHeaders["Location"]);
    }

    private static string Link(Answer answer) => answer.Json["@odata.deltaLink"]!.GetValue<string>();
}
