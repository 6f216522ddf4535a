using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Drives.Item.Items.Item.Invite;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §6: inviting people to files, what they may do then, and taking it away; 5 units a call.</summary>
public sealed class SharingTests : LibraryTests
{
    [Fact]
    public async Task An_Invitation_Gives_A_Role_On_The_Item_And_Its_Removal_Takes_It_Away()
    {
        var (_, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "Phòng A");
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal(403, (await PutAsync($"{drive}/items/{folder}:/a.txt:/content", "x", binh)).Status);
        var invited = await Product.PostAsync($"{drive}/items/{folder}/invite", Invitation("write", "binh@mau.example"), Cancel);
        Assert.Equal(200, invited.Status);
        var given = Assert.Single(invited.Rows);
        Assert.Equal((LocalTenant.Binh, "write"), (given["grantedToV2"]!["user"]!["id"]!.GetValue<string>(), given["roles"]![0]!.GetValue<string>()));
        Assert.Equal(201, (await PutAsync($"{drive}/items/{folder}:/a.txt:/content", "x", binh)).Status);
        Assert.Equal(403, (await PutAsync($"{drive}/root:/b.txt:/content", "x", binh)).Status);

        // what lies in the folder has the permission from there
        var below = (await Product.GetAsync($"{drive}/root:/{Uri.EscapeDataString("Phòng A")}/a.txt:/permissions", Cancel)).Rows
            .First(row => row["grantedToV2"]!["user"]?["id"]?.GetValue<string>() == LocalTenant.Binh);
        Assert.Equal(folder, below["inheritedFrom"]!["id"]!.GetValue<string>());
        Assert.Equal(403, (await Product.DeleteAsync($"{drive}/root:/{Uri.EscapeDataString("Phòng A")}/a.txt:/permissions/{below["id"]}", Cancel)).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{drive}/items/{folder}/permissions/{given["id"]}", Cancel)).Status);
        Assert.Equal(404, (await Product.GetAsync($"{drive}/items/{folder}/permissions/{given["id"]}", Cancel)).Status);
        Assert.Equal(403, (await PutAsync($"{drive}/items/{folder}:/c.txt:/content", "x", binh)).Status);
    }

    [Theory]
    [InlineData("""{"retainInheritedPermissions":false}""")]
    [InlineData("""{"roles":["boss"]}""")]
    [InlineData("""{"roles":[]}""")]
    [InlineData("""{"recipients":[]}""")]
    [InlineData("""{"recipients":[{"email":"ai@noi-khac.example"}]}""")]
    [InlineData("""{"recipients":[{}]}""")]
    public async Task An_Invitation_That_Graph_Would_Refuse_Is_Refused(string change)
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "x");
        var body = Invitation("read", "binh@mau.example");
        foreach (var (name, value) in Json(change)) body[name] = value!.DeepClone();
        Assert.Equal((400, "invalidRequest"), Said(await Product.PostAsync($"{drive}/items/{file.Id}/invite", body, Cancel)));
        Assert.Equal(400, (await Product.PostAsync($"{drive}/items/root/invite", Invitation("read", "binh@mau.example"), Cancel)).Status);
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(403, (await an.PostAsync($"{drive}/items/{file.Id}/invite", Invitation("read", "binh@mau.example"), Cancel)).Status);
        Assert.Equal(403, (await an.GetAsync($"{drive}/items/{file.Id}/permissions", Cancel)).Status);
    }

    [Fact]
    public async Task A_Link_Is_Made_Once_And_Listed_With_The_Permissions()
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "x");
        var link = Json("""{"type":"view","scope":"organization"}""");
        var made = await Product.PostAsync($"{drive}/items/{file.Id}/createLink", link.DeepClone(), Cancel);
        Assert.Equal((201, "view"), (made.Status, made.Json["link"]!["type"]!.GetValue<string>()));
        Assert.Equal((200, made.Id), (await Product.PostAsync($"{drive}/items/{file.Id}/createLink", link, Cancel)) is var again ? (again.Status, again.Id) : default);
        Assert.Contains((await Product.GetAsync($"{drive}/items/{file.Id}/permissions", Cancel)).Rows, row => row["id"]!.GetValue<string>() == made.Id);
        Assert.Equal((403, "sharingDisabled"), Said(await Product.PostAsync($"{drive}/items/{file.Id}/createLink", Json("""{"type":"view","scope":"anonymous"}"""), Cancel)));
        Assert.Equal(204, (await Product.DeleteAsync($"{drive}/items/{file.Id}/permissions/{made.Id}", Cancel)).Status);
        Assert.Equal(404, (await Product.GetAsync($"{drive}/items/{file.Id}/permissions/{made.Id}", Cancel)).Status);
    }

    [Fact]
    public async Task The_Sdk_Invites_And_Each_Call_Costs_Five_Units()
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "x");
        var control = new LocalTenant.Client(Tenant, null);
        await control.DeleteAsync("/_local/meter", Cancel);
        var item = Tenant.Sdk(Product.Token).Drives[drive["/v1.0/drives/".Length..]].Items[file.Id];
        var given = await item.Invite.PostAsInvitePostResponseAsync(new InvitePostRequestBody
        {
            Recipients = [new DriveRecipient { ObjectId = LocalTenant.Binh }], Roles = ["read"], RequireSignIn = true, SendInvitation = false,
        }, cancellationToken: Cancel);
        Assert.Equal("Cán bộ mẫu Bình", Assert.Single(given!.Value!).GrantedToV2!.User!.DisplayName);
        Assert.NotEmpty((await item.Permissions.GetAsync(cancellationToken: Cancel))!.Value!);
        var spent = (await control.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<int>();
        Assert.Equal(10, spent);
    }

    private static JsonObject Invitation(string role, string email) => new()
    {
        ["recipients"] = new JsonArray(new JsonObject { ["email"] = email }), ["roles"] = new JsonArray(role), ["requireSignIn"] = true, ["sendInvitation"] = false,
    };
}
