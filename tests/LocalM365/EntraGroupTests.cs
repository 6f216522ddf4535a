using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §8: groups of the directory, who is in them, and who may ask.</summary>
public sealed class EntraGroupTests : TenantTests
{
    private const string Unit = "dddddddd-0000-0000-0000-000000000001";
    private const string Team = "dddddddd-0000-0000-0000-000000000002";
    private const string Keeper = "aaaaaaaa-0000-0000-0000-000000000021";
    private const string Blind = "aaaaaaaa-0000-0000-0000-000000000022";

    private static readonly (string, string) _eventual = ("ConsistencyLevel", "eventual");

    [Fact]
    public async Task Groups_Are_Data_That_Can_Be_Put_And_Read_Back()
    {
        var (keeper, _) = await GroupsAsync();
        var data = (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/people", Cancel)).Json["groups"]!.AsArray();
        Assert.Equal([LocalTenant.An, Team], data.First(row => row!["id"]!.GetValue<string>() == Unit)!["members"]!.AsArray().Select(id => id!.GetValue<string>()));
        await Tenant.PutAsync("/_local/people", new JsonObject { ["groups"] = data.DeepClone() }, Cancel);
        Assert.True(JsonNode.DeepEquals(data, (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/people", Cancel)).Json["groups"]));
        Assert.Equal("Phòng A", (await keeper.GetAsync($"/v1.0/groups/{Unit}", Cancel)).Json["displayName"]!.GetValue<string>());
        Assert.Equal(Team, Assert.Single((await keeper.GetAsync("/v1.0/groups?$filter=displayName eq 'Tổ 1'", Cancel)).Rows)["id"]!.GetValue<string>());
        Assert.Equal("Request_ResourceNotFound", (await keeper.GetAsync($"/v1.0/groups/{LocalTenant.An}", Cancel)).Code);
    }

    [Fact]
    public async Task Members_Are_Those_In_The_Group_And_Transitive_Members_Those_In_Its_Groups_Too()
    {
        var (keeper, _) = await GroupsAsync();
        Assert.Equal([("#microsoft.graph.user", LocalTenant.An), ("#microsoft.graph.group", Team)], Members(await keeper.GetAsync($"/v1.0/groups/{Unit}/members", Cancel)));
        Assert.Equal(
            [("#microsoft.graph.user", LocalTenant.An), ("#microsoft.graph.user", LocalTenant.Binh), ("#microsoft.graph.group", Team)],
            Members(await keeper.GetAsync($"/v1.0/groups/{Unit}/transitiveMembers", Cancel)));
        var cast = $"/v1.0/groups/{Unit}/transitiveMembers/graph.user";
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await keeper.GetAsync(cast, Cancel)));
        Assert.Equal((400, "Request_UnsupportedQuery"), Said(await keeper.GetAsync(cast + "?$count=true", Cancel)));
        var people = await keeper.GetAsync(cast + "?$count=true&$select=id,department", Cancel, _eventual);
        Assert.Equal((2, "Phòng A"), (people.Json["@odata.count"]!.GetValue<int>(), people.Rows[0]["department"]!.GetValue<string>()));

        var graph = Tenant.Sdk(keeper.Token);
        var found = await graph.Groups[Unit].TransitiveMembers.GraphUser.GetAsync(
            r =>
            {
                r.QueryParameters.Count = true;
                r.Headers.Add("ConsistencyLevel", "eventual");
            }, Cancel);
        Assert.Equal(["Cán bộ mẫu An", "Cán bộ mẫu Bình"], found!.Value!.Select(user => user.DisplayName));
        Assert.Single((await graph.Groups[Unit].Members.GetAsync(cancellationToken: Cancel))!.Value!.OfType<Group>());
    }

    [Fact]
    public async Task Without_A_Role_For_People_They_Come_As_Type_And_Id()
    {
        var (_, blind) = await GroupsAsync();
        var row = (await blind.GetAsync($"/v1.0/groups/{Unit}/members", Cancel)).Rows.First(row => row["@odata.type"]!.GetValue<string>() == "#microsoft.graph.user");
        Assert.Equal(["@odata.type", "id"], row.Select(member => member.Key));
        Assert.Equal((403, "Authorization_RequestDenied"), Said(await Product.GetAsync("/v1.0/groups", Cancel)));
        Assert.Equal(403, (await Product.GetAsync($"/v1.0/groups/{Unit}/members", Cancel)).Status);
    }

    [Fact]
    public async Task Members_Come_And_Go_By_Reference()
    {
        var (keeper, blind) = await GroupsAsync();
        var chi = Reference(LocalTenant.Chi);
        Assert.Equal(204, (await keeper.PostAsync($"/v1.0/groups/{Unit}/members/$ref", chi.DeepClone(), Cancel)).Status);
        Assert.Equal((400, "Request_BadRequest"), Said(await keeper.PostAsync($"/v1.0/groups/{Unit}/members/$ref", chi.DeepClone(), Cancel)));
        Assert.Equal(404, (await keeper.PostAsync($"/v1.0/groups/{Unit}/members/$ref", Reference("nobody"), Cancel)).Status);
        Assert.Equal(403, (await blind.PostAsync($"/v1.0/groups/{Unit}/members/$ref", chi.DeepClone(), Cancel)).Status);
        await Tenant.Sdk(keeper.Token).Groups[Team].Members.Ref.PostAsync(new ReferenceCreate { OdataId = $"https://graph.microsoft.com/v1.0/directoryObjects/{LocalTenant.Chi}" }, cancellationToken: Cancel);
        Assert.Equal(204, (await keeper.DeleteAsync($"/v1.0/groups/{Unit}/members/{LocalTenant.Chi}/$ref", Cancel)).Status);
        Assert.Equal(404, (await keeper.DeleteAsync($"/v1.0/groups/{Unit}/members/{LocalTenant.Chi}/$ref", Cancel)).Status);
        Assert.Equal([Team], Members(await keeper.GetAsync($"/v1.0/users/{LocalTenant.Chi}/memberOf", Cancel)).Select(row => row.Id));
    }

    [Fact]
    public async Task A_Person_Is_In_Groups_And_In_The_Groups_Of_Those()
    {
        var (keeper, _) = await GroupsAsync();
        Assert.Equal([Team], Members(await keeper.GetAsync($"/v1.0/users/{LocalTenant.Binh}/memberOf", Cancel)).Select(row => row.Id));
        Assert.Equal([Unit, Team], Members(await keeper.GetAsync($"/v1.0/users/{LocalTenant.Binh}/transitiveMemberOf", Cancel)).Select(row => row.Id));
        Assert.Equal([Unit], Members(await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel)).GetAsync("/v1.0/me/memberOf", Cancel)).Select(row => row.Id));
        var asked = new JsonObject { ["groupIds"] = new JsonArray(Unit, "dddddddd-0000-0000-0000-000000000009") };
        Assert.Equal([Unit], (await keeper.PostAsync($"/v1.0/users/{LocalTenant.Binh}/checkMemberGroups", asked, Cancel)).Json["value"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task Groups_Spend_Nothing_Of_The_Units_Of_SharePoint()
    {
        var (keeper, _) = await GroupsAsync();
        await keeper.GetAsync($"/v1.0/groups/{Unit}/members", Cancel);
        var meter = (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{Keeper}"]!;
        Assert.Equal((1, 0), (meter["requests"]!.GetValue<int>(), meter["resourceUnits"]!.GetValue<int>()));
    }

    private static JsonObject Reference(string id) => new() { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{id}" };

    private static IEnumerable<(string Type, string Id)> Members(Answer answer) => answer.Rows.Select(row => (row["@odata.type"]!.GetValue<string>(), row["id"]!.GetValue<string>()));

    private static (int, string) Said(Answer answer) => (answer.Status, answer.Code);

    private async Task<(LocalTenant.Client Keeper, LocalTenant.Client Blind)> GroupsAsync()
    {
        await Tenant.PutAsync("/_local/people", Json(
            $$"""
            {
              "groups": [
                { "id": "{{Unit}}", "displayName": "Phòng A", "mail": "phong-a@mau.example", "members": ["{{LocalTenant.An}}", "{{Team}}"] },
                { "id": "{{Team}}", "displayName": "Tổ 1", "members": ["{{LocalTenant.Binh}}"] }
              ],
              "apps": [
                { "appId": "{{Keeper}}", "displayName": "Giữ nhóm", "roles": ["GroupMember.ReadWrite.All", "User.Read.All"] },
                { "appId": "{{Blind}}", "displayName": "Chỉ nhóm", "roles": ["GroupMember.Read.All"] }
              ]
            }
            """), Cancel);
        return (await Tenant.AsAppAsync(Cancel, Keeper), await Tenant.AsAppAsync(Cancel, Blind));
    }
}
