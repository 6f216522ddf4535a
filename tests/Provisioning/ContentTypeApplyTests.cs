using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The content types of Nominations: made with their columns and order, mended when renamed or removed, gone on with after an interruption.</summary>
public sealed class ContentTypeApplyTests : IAsyncLifetime
{
    private static readonly string[] Ours = ["Cá nhân", "Tập thể", "Đột xuất"];

    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Each_Shows_Its_Columns_And_A_New_Line_Is_Of_A_Person_Unless_Said_Otherwise()
    {
        await _site.ApplyAsync();
        var list = await FitsAsync();
        var made = await _site.Owner.PostAsync($"{list}/items", JsonNode.Parse("""{"fields":{"Title":"Cán bộ mẫu 01"}}"""), Cancel);
        Assert.Equal("Cá nhân", made.Json["contentType"]!["name"]!.GetValue<string>());
        var collective = (await _site.TypesAsync(list)).Single(type => Name(type) == "Tập thể");
        Assert.Contains("MemberCount", Shown(collective));
        Assert.DoesNotContain("StaffKey", Shown(collective));
        Assert.DoesNotContain("CaseId", Shown(collective));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Theory]
    [InlineData("Nhóm")]
    [InlineData("TẬP THỂ")]
    public async Task A_Renamed_One_Gets_Its_Name_Back_In_One_Write(string name)
    {
        await _site.ApplyAsync();
        var list = await _site.ListAsync("Nominations2025");
        var type = await _site.TypeAsync(list, "Tập thể");
        await _site.Owner.PatchAsync(type, new JsonObject { ["name"] = name }, Cancel);
        Assert.Equal([$"PATCH {Plain(type)}"], await _site.WritesOfApplyAsync());
        await FitsAsync();
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Removed_One_Is_Copied_From_The_Site_Again_Even_If_It_Was_Renamed_There()
    {
        await _site.ApplyAsync();
        var list = await _site.ListAsync("Nominations2025");
        Assert.Equal(204, (await _site.Owner.DeleteAsync(await _site.TypeAsync(list, "Đột xuất"), Cancel)).Status);
        var onSite = (await _site.Owner.GetAsync($"{_site.Site}/contentTypes", Cancel)).Rows.Single(type => Name(type) == "Đột xuất")["id"];
        await _site.Owner.PatchAsync($"{_site.Site}/contentTypes/{onSite}", new JsonObject { ["name"] = "Bất ngờ" }, Cancel);
        var writes = await _site.WritesOfApplyAsync();
        Assert.Equal([$"POST {Plain(list)}/contentTypes/addCopy", "PATCH"], [writes[0], writes[1].Split(' ')[0]]);
        // Its name, its columns, its form; it stands last already, where it belongs.
        Assert.Equal(3 + Nominations.Sudden.Columns.Count, writes.Count);
        await FitsAsync();
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task One_Removed_From_Site_And_List_Is_Made_Anew()
    {
        await _site.ApplyAsync();
        var list = await _site.ListAsync("Nominations2025");
        var type = await _site.TypeAsync(list, "Cá nhân");
        await _site.Owner.DeleteAsync(type, Cancel);
        var id = type[(type.LastIndexOf('/') + 1)..];
        Assert.Equal(204, (await _site.Owner.DeleteAsync($"{_site.Site}/contentTypes/{id[..^34]}", Cancel)).Status);
        await _site.ApplyAsync();
        await FitsAsync();
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task What_An_Owner_Added_Stays_And_What_Was_Moved_Goes_Back()
    {
        await _site.ApplyAsync();
        var list = await _site.ListAsync("Nominations2025");
        var own = (await _site.Owner.PostAsync($"{_site.Site}/contentTypes", JsonNode.Parse("""{"name":"Gia đình","base":{"id":"0x01"}}"""), Cancel)).Id;
        await _site.Owner.PostAsync($"{list}/contentTypes/addCopy", new JsonObject { ["contentType"] = $"{_site.Tenant.Origin}{_site.Site}/contentTypes/{own}" }, Cancel);
        Assert.Empty(await _site.WritesOfApplyAsync());
        var shown = (await _site.TypesAsync(list)).ToDictionary(Name, type => type["id"]!.GetValue<string>());
        await new SharePointRest(_site.Connection).OrderContentTypesAsync("/sites/tdkt", Id(list), [shown["Gia đình"], shown["Item"], shown["Tập thể"]], Cancel);
        var column = await _site.ColumnAsync(list, "Votes");
        await _site.Owner.DeleteAsync($"{list}/contentTypes/{shown["Cá nhân"]}/columns/{column[(column.LastIndexOf('/') + 1)..]}", Cancel);
        Assert.Equal(2, (await _site.WritesOfApplyAsync()).Count);
        Assert.Equal([.. Ours, "Gia đình"], await MenuAsync(list));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_List_From_Before_There_Were_Content_Types_Gets_Them_And_Keeps_Its_Lines()
    {
        var product = await _site.Tenant.AsAppAsync(Cancel);
        var old = await product.PostAsync($"{_site.Site}/lists", new JsonObject { ["displayName"] = "Nominations2025" }, Cancel);
        await product.PostAsync($"{_site.Site}/lists/{old.Id}/items", JsonNode.Parse("""{"fields":{"Title":"Cán bộ mẫu 01"}}"""), Cancel);
        await _site.ApplyAsync();
        var list = await FitsAsync();
        var line = await _site.Owner.GetAsync($"{list}/items/1?$expand=fields", Cancel);
        Assert.Equal(("Item", "Cán bộ mẫu 01"), (Name(line.Json["contentType"]!.AsObject()), line.Json["fields"]!["Title"]!.GetValue<string>()));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Theory]
    [InlineData("contentTypes", 0)]
    [InlineData("contentTypes", 1)]
    [InlineData("contentTypes", 5)]
    [InlineData("contentTypes", 20)]
    [InlineData("RootFolder", 0)]
    public async Task A_Lost_Answer_Among_Content_Types_Is_Made_Good_In_The_Same_Run(string route, int after)
    {
        // The write takes effect, its answer is lost.
        await _site.Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""
            {"rules":[{"route":"(POST|PATCH|MERGE) /.*{{route}}","after":{{after}},"times":1,"kind":"reset","when":"after"}]}
            """)!, Cancel);
        await _site.ApplyAsync();
        Assert.Equal(1, (int)(await new Support.LocalTenant.Client(_site.Tenant, null).GetAsync("/_local/faults", Cancel)).Json["rules"]![0]!["acted"]!);
        await FitsAsync();
        Assert.Equal(3, (await _site.Owner.GetAsync($"{_site.Site}/contentTypes", Cancel)).Rows.Count(type => Ours.Contains(Name(type))));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    /// <summary>The list holds ours once, each with the columns of the schema, and in our order.</summary>
    private async Task<string> FitsAsync()
    {
        var list = await _site.ListAsync("Nominations2025");
        var types = await _site.TypesAsync(list);
        foreach (var type in Nominations.List.ContentTypes)
        {
            var shown = Shown(types.Single(one => Name(one) == type.DisplayName));
            Assert.Equal(type.Columns.Select(column => column.Name).Append("Title").Append("ContentType").Order(), shown.Order());
        }

        Assert.Equal(Ours, await MenuAsync(list));
        return list;
    }

    private async Task<List<string>> MenuAsync(string list)
    {
        var rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        var types = (await _site.TypesAsync(list)).ToDictionary(type => type["id"]!.GetValue<string>(), Name);
        var order = (await rest.GetAsync($"/sites/tdkt/_api/web/lists(guid'{Id(list)}')/RootFolder?$select=UniqueContentTypeOrder", Cancel)).Json["UniqueContentTypeOrder"]!;
        return [.. order.AsArray().Select(id => types[id!["StringValue"]!.GetValue<string>()])];
    }

    private static string Name(JsonObject type) => type["name"]!.GetValue<string>();

    private static List<string> Shown(JsonObject type) => [.. type["columns"]!.AsArray().Select(column => column!["name"]!.GetValue<string>())];

    private static string Id(string list) => list[(list.LastIndexOf('/') + 1)..];

    private static string Plain(string path) => Uri.UnescapeDataString(path);
}
