using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>Kind <c>stale</c>: reads lag behind, writes see the truth. reliability §2 rows 4 and 24.</summary>
public sealed class StaleFaultTests : FaultTests
{
    private const string Key = """[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]""";

    [Fact]
    public async Task Stale_By_Changes_Shows_A_Collection_An_Item_And_Rest_As_They_Were()
    {
        var list = await ListAsync("Rows");
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var first = await ItemAsync(list, """{"Title":"một"}""");
        var second = await ItemAsync(list, """{"Title":"hai"}""");
        await ScriptAsync("""{"route":"/lists","kind":"stale","changes":3}""");
        await Product.PatchAsync($"{list}/items/{first}/fields", Json("""{"Title":"một đã sửa"}"""), Cancel);
        await Product.DeleteAsync($"{list}/items/{second}", Cancel);
        var third = await ItemAsync(list, """{"Title":"ba"}""");
        Assert.Equal(["một", "hai"], await TitlesAsync(list));
        Assert.Equal("hai", (await Product.GetAsync($"{list}/items/{second}/fields", Cancel)).Json["Title"]!.GetValue<string>());
        Assert.Equal(404, (await Product.GetAsync($"{list}/items/{third}", Cancel)).Status);
        Assert.Equal(2, (await rest.GetAsync($"/sites/tdkt/_api/web/lists(guid'{ListId(list)}')/items", Cancel)).Rows.Length);
        await AddAsync(list, "bốn");
        Assert.Equal(["một đã sửa", "hai"], await TitlesAsync(list));
        await Nobody.DeleteAsync("/_local/faults", Cancel);
        Assert.Equal(["một đã sửa", "ba", "bốn"], await TitlesAsync(list));
    }

    [Fact]
    public async Task Stale_Reads_Miss_A_Fresh_Row_Whose_Key_Writes_Still_Refuse()
    {
        var list = await ListAsync("Rows", Key);
        await ScriptAsync("""{"route":"/items","kind":"stale","changes":1}""");
        await ItemAsync(list, """{"Title":"một","Key":"a:1"}""");
        Assert.Empty(await TitlesAsync(list, "items?$expand=fields&$filter=fields/Key eq 'a:1'"));
        var twin = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"hai","Key":"A:1"}}"""), Cancel);
        Assert.Equal(400, twin.Status);
        Assert.Contains("[Key]", twin.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_By_Reads_Hides_A_Fresh_Row_For_So_Many_Reads_Of_Its_List()
    {
        var list = await ListAsync("Rows");
        var other = await ListAsync("Others");
        await AddAsync(list, "cũ");
        await ScriptAsync("""{"route":"/items","kind":"stale","reads":2}""");
        await AddAsync(list, "mới");
        await TitlesAsync(other);
        await TitlesAsync(other);
        Assert.Equal(["cũ"], await TitlesAsync(list));
        Assert.Equal(["cũ"], await TitlesAsync(list));
        Assert.Equal(["cũ", "mới"], await TitlesAsync(list));
    }

    // reliability §2 row 4: the cursor may only cover what delta returned
    [Fact]
    public async Task Stale_Delta_Never_Covers_With_Its_Token_What_It_Did_Not_Show()
    {
        var list = await ListAsync("Rows");
        var old = await ItemAsync(list, """{"Title":"cũ"}""");
        var link = (await Product.GetAsync($"{list}/items/delta?$expand=fields", Cancel)).Json["@odata.deltaLink"]!.GetValue<string>();
        await ScriptAsync("""{"route":"/delta","kind":"stale","reads":1}""");
        await AddAsync(list, "mới");
        await Product.PatchAsync($"{list}/items/{old}/fields", Json("""{"Title":"cũ đã sửa"}"""), Cancel);
        var first = await Product.GetAsync(link, Cancel);
        Assert.Empty(first.Rows);
        var second = await Product.GetAsync(first.Json["@odata.deltaLink"]!.GetValue<string>(), Cancel);
        Assert.Equal(["mới", "cũ đã sửa"], second.Rows.Select(row => row["fields"]!["Title"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Stale_Delta_By_Changes_Catches_Up_When_The_Fault_Ends()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync("""{"route":"/delta","kind":"stale","changes":2}""");
        foreach (var title in new[] { "một", "hai", "ba" }) await AddAsync(list, title);
        var first = await Product.GetAsync($"{list}/items/delta?$expand=fields", Cancel);
        Assert.Equal("một", Assert.Single(first.Rows)["fields"]!["Title"]!.GetValue<string>());
        await ScriptAsync();
        var second = await Product.GetAsync(first.Json["@odata.deltaLink"]!.GetValue<string>(), Cancel);
        Assert.Equal(["hai", "ba"], second.Rows.Select(row => row["fields"]!["Title"]!.GetValue<string>()));
    }
}
