using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §2 (docs#21195): a filter on the default view leaks into what Graph reads.</summary>
public sealed class ViewLeakTests : RestListTests
{
    [Fact]
    public async Task A_Filter_On_The_Default_View_Hides_Rows_From_Collections_And_From_Nothing_Else()
    {
        var (rest, list, graph) = await StartAsync("""[{"name":"Status","text":{},"indexed":true},{"name":"Owner","personOrGroup":{}}]""");
        await ItemAsync(graph, """{"Title":"a","Status":"Mở"}""");
        await ItemAsync(graph, """{"Title":"b","Status":"Đóng"}""");
        var query = new JsonObject { ["ViewQuery"] = "<Where><Eq><FieldRef Name='Status'/><Value Type='Text'>Mở</Value></Eq></Where>" };
        // on another view it does nothing
        var other = Text(Ok(await rest.PostAsync($"{list}/views", new JsonObject { ["Title"] = "Mở", ["ViewQuery"] = query["ViewQuery"]!.DeepClone() }, Cancel)), "Id");
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items", Cancel)).Rows.Length);

        Assert.Equal(204, (await rest.PostAsync($"{list}/views('{other}')", Json("""{"DefaultView":true}"""), Cancel, Merge)).Status);
        Assert.Single((await Product.GetAsync($"{graph}/items", Cancel)).Rows);
        Assert.Empty((await Product.GetAsync($"{graph}/items?$filter=fields/Status eq 'Đóng'", Cancel)).Rows);
        Assert.Equal(200, (await Product.GetAsync($"{graph}/items/2", Cancel)).Status);
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items/delta", Cancel)).Rows.Length);
        Assert.Equal(2, (await rest.GetAsync($"{list}/items", Cancel)).Rows.Length);

        Assert.Equal(204, (await rest.PostAsync($"{list}/defaultview", Json("""{"ViewQuery":""}"""), Cancel, Merge)).Status);
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items", Cancel)).Rows.Length);
    }

    [Fact]
    public async Task What_Leaks_Is_Read_For_Whoever_Asks()
    {
        var (rest, list, graph) = await StartAsync("""[{"name":"Owner","personOrGroup":{}}]""");
        var an = Ok(await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|an@mau.example"}"""), Cancel))["Id"]!.GetValue<int>();
        await ItemAsync(graph, $$"""{"Title":"a","OwnerLookupId":"{{an}}"}""");
        await ItemAsync(graph, """{"Title":"b"}""");
        var query = new JsonObject { ["ViewQuery"] = "<Where><Eq><FieldRef Name='Owner'/><Value Type='Integer'><UserID/></Value></Eq></Where>" };
        Assert.Equal(204, (await rest.PostAsync($"{list}/defaultview", query, Cancel, Merge)).Status);
        Assert.Single((await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel)).GetAsync($"{graph}/items", Cancel)).Rows);
        Assert.Empty((await (await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel)).GetAsync($"{graph}/items", Cancel)).Rows);
        // a view whose column is gone filters nothing
        Assert.Equal(204, (await Product.DeleteAsync($"{graph}/columns/Owner", Cancel)).Status);
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items", Cancel)).Rows.Length);
    }
}
