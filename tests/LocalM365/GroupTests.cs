using System.Globalization;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: groups of a site, their members, and what they may do on a list.</summary>
public sealed class GroupTests : TenantTests
{
    private const string Web = "/sites/tdkt/_api/web";
    private const long Contribute = 1073741827;
    private const long Read = 1073741826;

    [Fact]
    public async Task A_Group_Is_Made_Once_And_Found_By_Its_Title()
    {
        var rest = await RestAsync();
        var made = await rest.PostAsync($"{Web}/sitegroups", Json("""{"Title":"Thường trực","Description":"Nhóm mẫu"}"""), Cancel);
        Assert.Equal((201, "Thường trực", 8), (made.Status, Text(made.Json, "Title"), Number(made.Json, "PrincipalType")));
        Assert.Equal(500, (await rest.PostAsync($"{Web}/sitegroups", Json("""{"Title":"thường trực"}"""), Cancel)).Status);
        var found = await rest.GetAsync($"{Web}/sitegroups/getbyname('{Uri.EscapeDataString("Thường trực")}')", Cancel);
        Assert.Equal(Number(made.Json, "Id"), Number(found.Json, "Id"));
        Assert.Equal(404, (await rest.GetAsync($"{Web}/sitegroups/getbyname('khong')", Cancel)).Status);
        Assert.Single((await rest.GetAsync($"{Web}/sitegroups", Cancel)).Rows);
        var reader = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader, Tenant.Origin);
        Assert.Equal(403, (await reader.PostAsync($"{Web}/sitegroups", Json("""{"Title":"Khác"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Members_Are_Added_By_Login_Seen_With_The_Groups_And_Removed_By_Id()
    {
        var rest = await RestAsync();
        var group = await GroupAsync(rest, "Nhóm");
        var added = await rest.PostAsync($"{group}/users", Json("""{"LoginName":"i:0#.f|membership|binh@mau.example"}"""), Cancel);
        Assert.Equal((201, "Cán bộ mẫu Bình"), (added.Status, Text(added.Json, "Title")));
        Assert.Equal(201, (await rest.PostAsync($"{group}/users", Json("""{"LoginName":"i:0#.f|membership|binh@mau.example"}"""), Cancel)).Status);
        Assert.Equal(404, (await rest.PostAsync($"{group}/users", Json("""{"LoginName":"i:0#.f|membership|nobody@mau.example"}"""), Cancel)).Status);
        Assert.Single((await rest.GetAsync($"{group}/users", Cancel)).Rows);
        var seen = Assert.Single((await rest.GetAsync($"{Web}/sitegroups?$expand=Users", Cancel)).Rows);
        Assert.Equal(Number(added.Json, "Id"), Number(Assert.Single(seen["Users"]!.AsArray())!.AsObject(), "Id"));
        Assert.Contains((await rest.GetAsync($"{Web}/siteusers", Cancel)).Rows, row => Text(row, "LoginName") == "i:0#.f|membership|binh@mau.example");
        Assert.Equal(200, (await rest.PostAsync($"{group}/users/removebyid({added.Json["Id"]})", null, Cancel)).Status);
        Assert.Equal(404, (await rest.DeleteAsync($"{group}/users/removebyid({added.Json["Id"]})", Cancel)).Status);
        Assert.Empty((await rest.GetAsync($"{group}/users", Cancel)).Rows);
    }

    [Fact]
    public async Task With_A_Group_Go_Its_Members_And_Its_Rights()
    {
        var rest = await RestAsync();
        var (list, web) = await ClosedAsync(rest);
        var group = await GroupAsync(rest, "Nhóm");
        await rest.PostAsync($"{group}/users", Json("""{"LoginName":"i:0#.f|membership|binh@mau.example"}"""), Cancel);
        await AssignAsync(rest, web, group, Read);
        var remove = group.Replace("sitegroups(", "sitegroups/removebyid(", StringComparison.Ordinal);
        var reader = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader, Tenant.Origin);
        Assert.Equal(403, (await reader.PostAsync(remove, null, Cancel)).Status);
        Assert.Equal(200, (await rest.PostAsync(remove, null, Cancel)).Status);
        Assert.Equal(404, (await rest.PostAsync(remove, null, Cancel)).Status);
        Assert.Empty((await rest.GetAsync($"{Web}/sitegroups", Cancel)).Rows);
        Assert.DoesNotContain((await rest.GetAsync($"{Web}/siteusers", Cancel)).Rows, row => Text(row, "Title") == "Nhóm");
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal(403, (await binh.GetAsync($"{list}/items", Cancel)).Status);
        Assert.Equal(201, (await rest.PostAsync($"{Web}/sitegroups", Json("""{"Title":"Nhóm"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task A_Member_Of_A_Group_May_Do_On_A_List_What_The_Group_May()
    {
        var rest = await RestAsync();
        var (list, web) = await ClosedAsync(rest);
        var item = await ItemAsync(list, """{"Title":"x"}""");
        var group = await GroupAsync(rest, "Nhóm");
        await rest.PostAsync($"{group}/users", Json("""{"LoginName":"i:0#.f|membership|binh@mau.example"}"""), Cancel);
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal(["none", "none"], await MayAsync(binh, list, item));

        await AssignAsync(rest, web, group, Read);
        Assert.Equal(["read", "none"], await MayAsync(binh, list, item));
        Assert.Contains((await binh.GetAsync($"{Site}/lists", Cancel)).Rows, row => list.EndsWith(Text(row, "id"), StringComparison.Ordinal));
        await AssignAsync(rest, web, group, Contribute);
        Assert.Equal(["read", "write"], await MayAsync(binh, list, item));
        await AssignAsync(rest, web, group, Contribute, "remove");
        Assert.Equal(["read", "none"], await MayAsync(binh, list, item));
        await rest.DeleteAsync($"{group}/users/removebyid({(await rest.GetAsync($"{group}/users", Cancel)).Rows[0]["Id"]})", Cancel);
        Assert.Equal(["none", "none"], await MayAsync(binh, list, item));
    }

    [Fact]
    public async Task Who_Has_No_Right_On_A_List_Is_Refused_By_Rest_Too_And_Does_Not_See_It()
    {
        var rest = await RestAsync();
        var (list, web) = await ClosedAsync(rest);
        var item = await ItemAsync(list, """{"Title":"x"}""");
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        foreach (var address in new[] { web, $"{web}/items", $"{web}/items({item})", $"{web}/roleassignments" })
            Assert.Equal((address, 403), (address, (await an.GetAsync(address, Cancel)).Status));
        Assert.DoesNotContain((await an.GetAsync($"{Web}/lists", Cancel)).Rows, row => Text(row, "Title") == "Rows");
        Assert.Equal("x", Text(Assert.Single((await rest.GetAsync($"{web}/items", Cancel)).Rows), "Title"));
        Assert.Equal(403, (await an.PostAsync($"{web}/resetroleinheritance", null, Cancel)).Status);
    }

    [Fact]
    public async Task Assignments_Name_Principal_And_Role_When_Expanded_One_By_One_Or_With_All_Lists_For_Five_Units()
    {
        var rest = await RestAsync();
        var (_, web) = await ClosedAsync(rest);
        var group = await GroupAsync(rest, "Nhóm");
        await AssignAsync(rest, web, group, Read);
        await AssignAsync(rest, web, group, Contribute);
        Assert.Null(Assert.Single((await rest.GetAsync($"{web}/roleassignments", Cancel)).Rows)["Member"]);
        var one = Assert.Single((await rest.GetAsync($"{web}/roleassignments?$expand=Member,RoleDefinitionBindings", Cancel)).Rows);
        Assert.Equal(("Nhóm", 2), (Text(one["Member"]!.AsObject(), "Title"), one["RoleDefinitionBindings"]!.AsArray().Count));

        await new LocalTenant.Client(Tenant, null).DeleteAsync("/_local/meter", Cancel);
        var all = await rest.GetAsync($"{Web}/lists?$select=Id,Title,HasUniqueRoleAssignments,RoleAssignments&$expand=RoleAssignments/Member,RoleAssignments/RoleDefinitionBindings", Cancel);
        var row = all.Rows.Single(row => Text(row, "Title") == "Rows");
        Assert.True(JsonNode.DeepEquals(one, row["RoleAssignments"]![0]), row.ToJsonString());
        var meter = await new LocalTenant.Client(Tenant, null).GetAsync("/_local/meter", Cancel);
        Assert.Equal(5, meter.Json["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<int>());
    }

    [Fact]
    public async Task Role_Definitions_Have_Their_Well_Known_Ids()
    {
        var roles = (await (await RestAsync()).GetAsync($"{Web}/roledefinitions", Cancel)).Rows.ToDictionary(row => Text(row, "Name"), row => row["Id"]!.GetValue<long>());
        Assert.Equal((1073741829, 1073741828, 1073741830, Contribute, Read), (roles["Full Control"], roles["Design"], roles["Edit"], roles["Contribute"], roles["Read"]));
    }

    // graph §11: ids from roledefinitions/getbyname('Contribute')/id
    [Fact]
    public async Task The_Id_Of_A_Role_Definition_Is_Had_By_Its_Name()
    {
        var rest = await RestAsync();
        var found = await rest.GetAsync($"{Web}/roledefinitions/getbyname('Contribute')/id", Cancel);
        Assert.Equal((200, Contribute), (found.Status, found.Json["value"]!.GetValue<long>()));
        Assert.Equal(404, (await rest.GetAsync($"{Web}/roledefinitions/getbyname('None such')/id", Cancel)).Status);
    }

    [Fact]
    public async Task A_Broken_Inheritance_May_Keep_The_Rights_It_Had()
    {
        var rest = await RestAsync();
        var list = await ListAsync("Rows");
        var web = $"{Web}/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|binh@mau.example"}"""), Cancel);
        await rest.PostAsync($"{web}/breakroleinheritance(copyRoleAssignments=true,clearSubscopes=true)", null, Cancel);
        var item = await ItemAsync(list, """{"Title":"x"}""");
        Assert.Equal(["read", "none"], await MayAsync(await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel), list, item));
        await rest.PostAsync($"{web}/resetroleinheritance", null, Cancel);
        Assert.Equal(["read", "write"], await MayAsync(await Tenant.AsPersonAsync(LocalTenant.An, Cancel), list, item));
    }

    [Fact]
    public async Task With_ReadSecurity_2_People_Find_And_Follow_Only_Their_Own_Items()
    {
        var rest = await RestAsync();
        var list = await ListAsync("Rows");
        await rest.PostAsync($"{Web}/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')", Json("""{"ReadSecurity":2}"""), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var own = await ItemAsync(list, """{"Title":"của An"}""", an);
        var other = await ItemAsync(list, """{"Title":"của máy"}""");
        Assert.Equal(404, (await an.GetAsync($"{list}/items/{other}", Cancel)).Status);
        foreach (var address in new[] { $"{list}/items", $"{list}/items/delta" }) Assert.Equal(own, Text(Assert.Single((await an.GetAsync(address, Cancel)).Rows), "id"));
        Assert.Equal(2, (await Product.GetAsync($"{list}/items/delta", Cancel)).Rows.Length);
    }

    private static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();

    private static long Number(JsonObject row, string name) => row[name]!.GetValue<long>();

    /// <summary>What somebody may do with the items of a list, tried with each verb.</summary>
    private static async Task<string[]> MayAsync(LocalTenant.Client who, string list, string item)
    {
        var read = await who.GetAsync($"{list}/items", Cancel);
        var one = await who.GetAsync($"{list}/items/{item}?$expand=fields", Cancel);
        var add = await who.PostAsync($"{list}/items", Json("""{"fields":{"Title":"mới"}}"""), Cancel);
        var change = await who.PatchAsync($"{list}/items/{item}/fields", Json("""{"Title":"đổi"}"""), Cancel);
        var remove = add.Status == 201 ? await who.DeleteAsync($"{list}/items/{add.Id}", Cancel) : await who.DeleteAsync($"{list}/items/{item}", Cancel);
        return [Word([read.Status, one.Status], 200, 200, "read"), Word([add.Status, change.Status, remove.Status], 201, 204, "write")];
    }

    private static string Word(int[] statuses, int first, int last, string word)
    {
        if (statuses.All(status => status == 403)) return "none";
        return statuses[0] == first && statuses[^1] == last ? word : string.Join(' ', statuses);
    }

    private static async Task AssignAsync(LocalTenant.Client rest, string web, string group, long role, string act = "add")
    {
        var id = group[(group.LastIndexOf('(') + 1)..^1];
        var answer = await rest.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{web}/roleassignments/{act}roleassignment(principalid={id},roledefid={role})"), null, Cancel);
        Assert.Equal(200, answer.Status);
    }

    private static async Task<string> GroupAsync(LocalTenant.Client rest, string title)
    {
        var made = await rest.PostAsync($"{Web}/sitegroups", new JsonObject { ["Title"] = title }, Cancel);
        return $"{Web}/sitegroups({made.Json["Id"]})";
    }

    private Task<LocalTenant.Client> RestAsync() => Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);

    private async Task<(string List, string Web)> ClosedAsync(LocalTenant.Client rest)
    {
        var list = await ListAsync("Rows");
        var web = $"{Web}/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        await rest.PostAsync($"{web}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        return (list, web);
    }
}
