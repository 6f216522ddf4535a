using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §8: Sites.Selected gives nothing until an app with full control of all sites grants one; consent for all sites needs no grant.</summary>
public sealed class SitePermissionTests : TenantTests
{
    private const string Admin = "aaaaaaaa-0000-0000-0000-000000000011";
    private const string Worker = "aaaaaaaa-0000-0000-0000-000000000012";

    [Fact]
    public async Task A_Grant_Counts_From_The_Next_Request_And_Ends_With_Its_Removal()
    {
        var admin = await AdminAsync();
        var worker = await Tenant.AsAppAsync(Cancel, Worker);
        Assert.Equal(403, (await worker.GetAsync(Site, Cancel)).Status);
        var made = await admin.PostAsync($"{Site}/permissions", Grant("read"), Cancel);
        Assert.Equal((201, "read", Worker), (made.Status, Role(made), App(made)));
        Assert.Equal((200, 403), ((await worker.GetAsync($"{Site}/lists", Cancel)).Status, (await worker.PostAsync($"{Site}/lists", Json("""{"displayName":"x"}"""), Cancel)).Status));
        var raised = await admin.PatchAsync($"{Site}/permissions/{made.Id}", Json("""{"roles":["manage"]}"""), Cancel);
        Assert.Equal((200, "manage"), (raised.Status, Role(raised)));
        Assert.Equal(201, (await worker.PostAsync($"{Site}/lists", Json("""{"displayName":"x"}"""), Cancel)).Status);
        Assert.Equal("manage", Role(await admin.GetAsync($"{Site}/permissions/{made.Id}", Cancel)));
        Assert.Equal(204, (await admin.DeleteAsync($"{Site}/permissions/{made.Id}", Cancel)).Status);
        Assert.Equal(403, (await worker.GetAsync(Site, Cancel)).Status);
        Assert.Equal(404, (await admin.GetAsync($"{Site}/permissions/{made.Id}", Cancel)).Status);
    }

    [Fact]
    public async Task A_List_Of_Permissions_Names_The_Apps_But_Not_Their_Roles()
    {
        var admin = await AdminAsync();
        var rows = (await admin.GetAsync($"{Site}/permissions", Cancel)).Rows;
        Assert.Equal([LocalTenant.Product, LocalTenant.Reader, LocalTenant.Stranger], rows.Select(row => row["grantedToIdentities"]![0]!["application"]!["id"]!.GetValue<string>()));
        Assert.All(rows, row => Assert.Null(row["roles"]));
        Assert.Equal("fullcontrol", Role(await admin.GetAsync($"{Site}/permissions/{rows[0]["id"]}", Cancel)));
    }

    [Theory]
    [InlineData("""["manage"]""")]
    [InlineData("""["boss"]""")]
    [InlineData("[]")]
    [InlineData("""["read","write"]""")]
    public async Task A_Role_That_Cannot_Be_Posted_Is_Refused(string roles)
    {
        var body = Grant("read");
        body["roles"] = JsonNode.Parse(roles);
        var refused = await (await AdminAsync()).PostAsync($"{Site}/permissions", body, Cancel);
        Assert.Equal((400, "invalidRequest"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Full_Control_Of_One_Site_Is_Not_Enough_To_Grant_It()
    {
        await AdminAsync();
        Assert.Equal(403, (await Product.PostAsync($"{Site}/permissions", Grant("read"), Cancel)).Status);
        Assert.Equal(403, (await Product.GetAsync($"{Site}/permissions", Cancel)).Status);
        Assert.Equal(403, (await (await Tenant.AsPersonAsync(LocalTenant.An, Cancel)).GetAsync($"{Site}/permissions", Cancel)).Status);
    }

    [Fact]
    public async Task The_Sdk_Grants_By_The_Newer_Name()
    {
        var admin = await AdminAsync();
        var made = await Tenant.Sdk(admin.Token).Sites[Site["/v1.0/sites/".Length..]].Permissions.PostAsync(new Permission
        {
            Roles = ["write"],
            GrantedToIdentitiesV2 = [new SharePointIdentitySet { Application = new Identity { Id = Worker, DisplayName = "Người làm" } }],
        }, cancellationToken: Cancel);
        Assert.Equal(Worker, made!.GrantedToIdentitiesV2![0].Application!.Id);
        Assert.Equal(200, (await (await Tenant.AsAppAsync(Cancel, Worker)).GetAsync(Site, Cancel)).Status);
    }

    [Theory]
    [InlineData("Sites.Read.All", 200, 403, 403)]
    [InlineData("Sites.ReadWrite.All", 200, 201, 403)]
    [InlineData("Sites.Manage.All", 200, 201, 201)]
    [InlineData("Sites.FullControl.All", 200, 201, 201)]
    public async Task Consent_For_All_Sites_Needs_No_Grant(string role, int read, int write, int manage)
    {
        var list = await ListAsync("Rows");
        var app = await AppAsync("aaaaaaaa-0000-0000-0000-000000000013", role);
        Assert.Equal(read, (await app.GetAsync(list, Cancel)).Status);
        Assert.Equal(write, (await app.PostAsync($"{list}/items", Json("""{"fields":{"Title":"x"}}"""), Cancel)).Status);
        Assert.Equal(manage, (await app.PostAsync($"{Site}/lists", Json("""{"displayName":"y"}"""), Cancel)).Status);
        Assert.Equal(200, (await app.GetAsync("/v1.0/sites/localhost:/sites/khac", Cancel)).Status);
    }

    [Fact]
    public async Task Sites_Are_Found_By_Words_As_Far_As_The_Caller_May_Read_Them()
    {
        Assert.Equal("Thi đua, khen thưởng", Assert.Single((await Product.GetAsync("/v1.0/sites?search=*", Cancel)).Rows)["displayName"]!.GetValue<string>());
        Assert.Empty((await Product.GetAsync("/v1.0/sites?search=khac", Cancel)).Rows);
        Assert.Equal(403, (await Product.GetAsync("/v1.0/sites/getAllSites", Cancel)).Status);
        var admin = await AdminAsync();
        Assert.Equal("Nơi khác", Assert.Single((await admin.GetAsync("/v1.0/sites?search=nơi", Cancel)).Rows)["displayName"]!.GetValue<string>());
        Assert.Equal(2, (await admin.GetAsync("/v1.0/sites/getAllSites", Cancel)).Rows.Length);
        Assert.Empty((await Product.GetAsync($"{Site}/sites", Cancel)).Rows);
        Assert.Equal(404, (await Product.GetAsync("/v1.0/sites/root", Cancel)).Status);
        await Tenant.PutAsync("/_local/people", Json("""{"sites":[{"path":"/","displayName":"Gốc"}]}"""), Cancel);
        Assert.Equal("Gốc", (await admin.GetAsync("/v1.0/sites/root", Cancel)).Json["displayName"]!.GetValue<string>());
    }

    private static JsonObject Grant(string role) => new()
    {
        ["roles"] = new JsonArray(role),
        ["grantedToIdentities"] = new JsonArray(new JsonObject { ["application"] = new JsonObject { ["id"] = Worker, ["displayName"] = "Người làm" } }),
    };

    private static string Role(Answer answer) => Assert.Single(answer.Json["roles"]!.AsArray())!.GetValue<string>();

    private static string App(Answer answer) => answer.Json["grantedToIdentitiesV2"]![0]!["application"]!["id"]!.GetValue<string>();

    private async Task<LocalTenant.Client> AdminAsync()
    {
        await AppAsync(Worker, "Sites.Selected");
        return await AppAsync(Admin, "Sites.FullControl.All");
    }

    private async Task<LocalTenant.Client> AppAsync(string id, string role)
    {
        await Tenant.PutAsync("/_local/people", new JsonObject { ["apps"] = new JsonArray(new JsonObject { ["appId"] = id, ["displayName"] = "Ứng dụng", ["roles"] = new JsonArray(role) }) }, Cancel);
        return await Tenant.AsAppAsync(Cancel, id);
    }
}
