using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>Groups of the directory as principals of a site (graph.md §1, user id resolution: the claims of security and Microsoft 365 groups).</summary>
public sealed class DirectoryGroupRightsTests : TenantTests
{
    private const string Inner = "cccccccc-0000-0000-0000-000000000001";
    private const string Outer = "cccccccc-0000-0000-0000-000000000002";

    [Theory]
    [InlineData("c:0t.c|tenant|")]
    [InlineData("c:0o.c|federateddirectoryclaimprovider|")]
    public async Task Whoever_Is_In_A_Group_Within_A_Group_Has_What_The_Outer_One_Is_Given_As_Long_As_They_Are_In_It(string claim)
    {
        await GroupsAsync(LocalTenant.Binh);
        var list = await ListAsync("Rows");
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        var path = $"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        var known = await rest.PostAsync("/sites/tdkt/_api/web/ensureuser", new JsonObject { ["logonName"] = claim + Outer }, Cancel);
        Assert.Equal((200, 4, "Nhóm ngoài"), (known.Status, known.Json["PrincipalType"]!.GetValue<int>(), known.Json["Title"]!.GetValue<string>()));
        Assert.Equal(200, (await rest.PostAsync(path + "/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel)).Status);
        var person = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal(403, (await person.GetAsync($"{list}/items", Cancel)).Status);
        Assert.Equal(200, (await rest.PostAsync($"{path}/roleassignments/addroleassignment(principalid={known.Json["Id"]},roledefid=1073741827)", null, Cancel)).Status);
        await ItemAsync(list, """{"Title":"x"}""", person);
        await GroupsAsync(LocalTenant.An);
        Assert.Equal(403, (await person.GetAsync($"{list}/items", Cancel)).Status);
    }

    [Fact]
    public async Task A_Group_That_Is_Not_There_Is_Not_Made_Known()
    {
        var rest = await Tenant.AsAppAsync(Cancel, LocalTenant.Product, Tenant.Origin);
        Assert.Equal(404, (await rest.PostAsync("/sites/tdkt/_api/web/ensureuser", new JsonObject { ["logonName"] = "c:0t.c|tenant|" + Outer }, Cancel)).Status);
        Assert.Equal(404, (await rest.PostAsync("/sites/tdkt/_api/web/ensureuser", new JsonObject { ["logonName"] = "i:0#.f|membership|" + Inner }, Cancel)).Status);
    }

    private async Task GroupsAsync(string member) => Assert.Equal(200, (await Tenant.PutAsync("/_local/people", Json(
        $$"""
        {"groups":[{"id":"{{Inner}}","displayName":"Nhóm trong","members":["{{member}}"]},{"id":"{{Outer}}","displayName":"Nhóm ngoài","members":["{{Inner}}"]}]}
        """), Cancel)).Status);
}
