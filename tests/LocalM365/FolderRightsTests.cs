using System.Globalization;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: folders by their address, rights of folders, permission levels, and who stands above "edit own items".</summary>
public sealed class FolderRightsTests : TenantTests
{
    private const string Web = "/sites/tdkt/_api/web";
    private const string Rights = "ListItemAllFields/HasUniqueRoleAssignments,ListItemAllFields/RoleAssignments/Member,ListItemAllFields/RoleAssignments/RoleDefinitionBindings";
    private const long Contribute = 1073741827;

    [Fact]
    public async Task A_Folder_Is_Made_By_Its_Address_Once_And_Found_By_Every_Spelling_Of_It()
    {
        var (rest, drive) = await LibraryAsync();
        var made = await AddAsync(rest, "/sites/tdkt/Files/Phòng A's");
        Assert.Equal((201, "/sites/tdkt/Files/Phòng A's"), (made.Status, Text(made.Json, "ServerRelativeUrl")));
        Assert.Equal(Text(made.Json, "UniqueId"), Text((await AddAsync(rest, "/sites/tdkt/Files/phòng a's")).Json, "UniqueId"));
        var name = Uri.EscapeDataString("Phòng A''s");
        foreach (var address in new[] { $"GetFolderByServerRelativeUrl('/sites/tdkt/Files/{name}')", $"getfolderbyserverrelativeurl('%2Fsites%2Ftdkt%2FFiles%2F{name}')", $"GetFolderByServerRelativePath(decodedUrl='/sites/tdkt/Files/{name}')" })
            Assert.Equal(Text(made.Json, "UniqueId"), Text((await rest.GetAsync($"{Web}/{address}", Cancel)).Json, "UniqueId"));
        Assert.Equal(404, (await AddAsync(rest, "/sites/tdkt/Files/khong-co/a")).Status);
        Assert.Equal(404, (await rest.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Files/khong-co')", Cancel)).Status);
        Assert.Equal(404, (await rest.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/FilesElsewhere')", Cancel)).Status);
        await Product.SendAsync(HttpMethod.Put, $"{drive}/root:/a.txt:/content", JsonValue.Create("a"), Cancel);
        Assert.Equal(400, (await AddAsync(rest, "/sites/tdkt/Files/a.txt")).Status);
        Assert.Equal("Phòng A's", Text(Assert.Single((await rest.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Files')/Folders", Cancel)).Rows), "Name"));
    }

    [Fact]
    public async Task Folders_Tell_Their_Rights_When_Asked_In_One_Call_For_Five_Units()
    {
        var (rest, _) = await LibraryAsync();
        await AddAsync(rest, "/sites/tdkt/Files/a");
        await AddAsync(rest, "/sites/tdkt/Files/b");
        await CloseAsync(rest, "/sites/tdkt/Files/a", copy: false);
        await GiveAsync(rest, "/sites/tdkt/Files/a", await BinhAsync(rest), Contribute);
        await new LocalTenant.Client(Tenant, null).DeleteAsync("/_local/meter", Cancel);
        var found = (await rest.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Files')/Folders?$expand={Rights}", Cancel)).Rows;
        var cost = await new LocalTenant.Client(Tenant, null).GetAsync("/_local/meter", Cancel);
        Assert.Equal(5, cost.Json["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<int>());
        Assert.Equal([true, false], found.Select(folder => folder["ListItemAllFields"]!["HasUniqueRoleAssignments"]!.GetValue<bool>()));
        var one = Assert.Single(found[0]["ListItemAllFields"]!["RoleAssignments"]!.AsArray())!;
        Assert.Equal(Contribute, one["RoleDefinitionBindings"]![0]!["Id"]!.GetValue<long>());
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin);
        Assert.Equal("b", Text(Assert.Single((await an.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Files')/Folders", Cancel)).Rows), "Name"));
        Assert.Equal(403, (await an.GetAsync($"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Files')/Folders?$expand={Rights}", Cancel)).Status);
    }

    [Fact]
    public async Task A_Folder_Cut_Off_With_A_Copy_Keeps_Those_Of_The_Library_And_Takes_More_And_Loses_It_When_It_Inherits_Again()
    {
        var (rest, drive) = await LibraryAsync();
        await AddAsync(rest, "/sites/tdkt/Files/a");
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        var person = await BinhAsync(rest);
        Assert.Equal(400, (await GiveAsync(rest, "/sites/tdkt/Files/a", person, Contribute)).Status);
        await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|an@mau.example"}"""), Cancel);
        Assert.Equal(200, (await CloseAsync(rest, "/sites/tdkt/Files/a", copy: true)).Status);
        Assert.Equal((201, 403), ((await PutAsync(await Tenant.AsPersonAsync(LocalTenant.An, Cancel), drive, "an")).Status, (await PutAsync(binh, drive, "binh")).Status));
        Assert.Equal(200, (await GiveAsync(rest, "/sites/tdkt/Files/a", person, Contribute)).Status);
        Assert.Equal(201, (await PutAsync(binh, drive, "binh")).Status);
        Assert.Equal(403, (await (await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel, Tenant.Origin)).PostAsync($"{At("/sites/tdkt/Files/a")}/resetroleinheritance", null, Cancel)).Status);
        await rest.PostAsync($"{At("/sites/tdkt/Files/a")}/resetroleinheritance", null, Cancel);
        Assert.Equal(403, (await PutAsync(binh, drive, "binh-2")).Status);
        Assert.Equal(400, (await CloseAsync(rest, "/sites/tdkt/Files", copy: false)).Status);
    }

    [Fact]
    public async Task A_Permission_Level_Is_Made_From_A_Mask_Once_By_Who_Has_Full_Control()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var made = await LevelAsync(rest, "Mức mẫu", "1011028975");
        Assert.Equal((201, "1011028975"), (made.Status, Text(made.Json["BasePermissions"]!.AsObject(), "Low")));
        Assert.Equal(500, (await LevelAsync(rest, "mức mẫu", "1")).Status);
        Assert.Equal(400, (await rest.PostAsync($"{Web}/roledefinitions", Json("""{"Name":"Số","BasePermissions":{"High":432,"Low":1}}"""), Cancel)).Status);
        Assert.Equal(403, (await LevelAsync(await Tenant.AsPersonAsync(LocalTenant.An, Cancel, Tenant.Origin), "Khác", "1")).Status);
        Assert.Equal(made.Json["Id"]!.ToString(), (await rest.GetAsync($"{Web}/roledefinitions/getbyname('{Uri.EscapeDataString("Mức mẫu")}')", Cancel)).Json["Id"]!.ToString());
        Assert.Equal(6, (await rest.GetAsync($"{Web}/roledefinitions", Cancel)).Rows.Length);
    }

    [Theory]
    [InlineData("Read", 403, 403)]
    [InlineData("Contribute", 200, 403)]
    [InlineData("Edit", 200, 403)]
    [InlineData("Design", 200, 200)]
    [InlineData("Full Control", 200, 200)]
    [InlineData("1011028975", 200, 200)]
    [InlineData("1011028719", 200, 403)]
    public async Task Edit_Own_Items_Binds_Everybody_Who_May_Not_Override_List_Behaviors(string level, int own, int another)
    {
        // Arrange
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var list = await ListAsync("Rows");
        var web = $"{Web}/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        var known = (await rest.GetAsync($"{Web}/roledefinitions", Cancel)).Rows.FirstOrDefault(role => Text(role, "Name") == level);
        var role = (known ?? (await LevelAsync(rest, "Mức mẫu", level)).Json)["Id"]!.GetValue<long>();
        await rest.PostAsync($"{web}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        await rest.PostAsync(web, Json("""{"WriteSecurity":2}"""), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));
        var person = await BinhAsync(rest);
        await AssignAsync(rest, web, person, Contribute, "add");
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        var (mine, theirs) = (await ItemAsync(list, """{"Title":"của Bình"}""", binh), await ItemAsync(list, """{"Title":"của máy"}"""));
        await AssignAsync(rest, web, person, Contribute, "remove");
        await AssignAsync(rest, web, person, role, "add");

        // Act
        var changes = await Task.WhenAll(new[] { mine, theirs }.Select(item => binh.PatchAsync($"{list}/items/{item}/fields", Json("""{"Title":"đổi"}"""), Cancel)));
        var remove = await binh.DeleteAsync($"{list}/items/{theirs}", Cancel);

        // Assert
        Assert.Equal((own, another), (changes[0].Status, changes[1].Status));
        Assert.Equal(another == 200 ? 204 : 403, remove.Status);
    }

    private static string At(string folder) => $"{Web}/GetFolderByServerRelativeUrl('{folder}')/ListItemAllFields";

    private static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();

    private static Task<Answer> AddAsync(LocalTenant.Client who, string url) => who.PostAsync($"{Web}/folders", new JsonObject { ["ServerRelativeUrl"] = url }, Cancel);

    private static Task<Answer> CloseAsync(LocalTenant.Client who, string folder, bool copy) =>
        who.PostAsync($"{At(folder)}/breakroleinheritance(copyRoleAssignments={(copy ? "true" : "false")},clearSubscopes=true)", null, Cancel);

    private static Task<Answer> GiveAsync(LocalTenant.Client who, string folder, long principal, long role) =>
        who.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{At(folder)}/roleassignments/addroleassignment(principalid={principal},roledefid={role})"), null, Cancel);

    private static async Task AssignAsync(LocalTenant.Client rest, string web, long principal, long role, string act) =>
        Assert.Equal(200, (await rest.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{web}/roleassignments/{act}roleassignment(principalid={principal},roledefid={role})"), null, Cancel)).Status);

    private static Task<Answer> LevelAsync(LocalTenant.Client who, string name, string low) => who.PostAsync(
        $"{Web}/roledefinitions", new JsonObject { ["Name"] = name, ["BasePermissions"] = new JsonObject { ["High"] = "432", ["Low"] = low } }, Cancel);

    private static Task<Answer> PutAsync(LocalTenant.Client who, string drive, string name) => who.SendAsync(HttpMethod.Put, $"{drive}/root:/a/{name}.txt:/content", JsonValue.Create("x"), Cancel);

    private static async Task<long> BinhAsync(LocalTenant.Client rest) =>
        (await rest.PostAsync($"{Web}/ensureuser", Json("""{"logonName":"i:0#.f|membership|binh@mau.example"}"""), Cancel)).Json["Id"]!.GetValue<long>();

    private async Task<(LocalTenant.Client SharePoint, string Drive)> LibraryAsync()
    {
        var made = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Files","list":{"template":"documentLibrary"}}"""), Cancel);
        var drive = await Product.GetAsync($"{Site}/lists/{made.Id}/drive", Cancel);
        return (await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin), "/v1.0/drives/" + drive.Id);
    }
}
