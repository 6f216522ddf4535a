using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §6 and §11: document libraries, their folders and files, and rights of folders.</summary>
public sealed class FileTests : TenantTests
{
    private const string Web = "/sites/tdkt/_api/web";

    [Fact]
    public async Task Only_A_Library_Has_A_Drive()
    {
        var (library, drive) = await LibraryAsync();
        var found = await Product.GetAsync($"{library}/drive", Cancel);
        Assert.Equal(("documentLibrary", "Dossiers"), (found.Json["driveType"]!.GetValue<string>(), found.Json["name"]!.GetValue<string>()));
        Assert.EndsWith("/sites/tdkt/Dossiers", found.Json["webUrl"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("root", (await Product.GetAsync($"{drive}/root", Cancel)).Json["name"]!.GetValue<string>());
        Assert.Equal(404, (await Product.GetAsync($"{await ListAsync("Rows")}/drive", Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{library}/items", Json("""{"fields":{"Title":"x"}}"""), Cancel)).Status);
    }

    [Theory]
    [InlineData("fail", 409, null)]
    [InlineData("rename", 201, "Phòng A 1")]
    [InlineData("replace", 200, "Phòng A")]
    public async Task A_Folder_Whose_Name_Is_Taken_Is_Refused_Renamed_Or_The_One_That_Is_There(string behavior, int status, string? name)
    {
        var (_, drive) = await LibraryAsync();
        var first = await FolderAsync(drive, "root", "Phòng A");
        var again = await Product.PostAsync($"{drive}/items/root/children", Folder("phòng a", behavior), Cancel);
        Assert.Equal(status, again.Status);
        if (status == 409) Assert.Equal("nameAlreadyExists", again.Code);
        else Assert.Equal(name, again.Json["name"]!.GetValue<string>(), ignoreCase: true);
        if (status == 200) Assert.Equal(first, again.Id);
        Assert.Equal(409, (await Product.PostAsync($"{drive}/root/children", Json("""{"name":"Phòng A","folder":{}}"""), Cancel)).Status);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a*b")]
    [InlineData("a#b")]
    [InlineData("a%b")]
    [InlineData("ends.")]
    [InlineData("~begins")]
    [InlineData("")]
    public async Task A_Name_With_Reserved_Characters_Is_Refused(string name)
    {
        var (_, drive) = await LibraryAsync();
        Assert.Equal((400, "invalidRequest"), Said(await Product.PostAsync($"{drive}/items/root/children", Folder(name, "fail"), Cancel)));
    }

    [Fact]
    public async Task A_Small_Upload_Makes_A_File_And_Another_Replaces_It()
    {
        var (library, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "Phòng A");
        var made = await PutAsync($"{drive}/root:/{Uri.EscapeDataString("Phòng A")}/{Uri.EscapeDataString("báo cáo 1.txt")}:/content", "một");
        Assert.Equal((201, "báo cáo 1.txt", "text/plain"), (made.Status, made.Json["name"]!.GetValue<string>(), made.Json["file"]!["mimeType"]!.GetValue<string>()));
        Assert.Equal(folder, made.Json["parentReference"]!["id"]!.GetValue<string>());
        var replaced = await PutAsync($"{drive}/items/{folder}:/{Uri.EscapeDataString("báo cáo 1.txt")}:/content", "hai!", etag: made.Json["eTag"]!.GetValue<string>());
        Assert.Equal((200, made.Id, 4), (replaced.Status, replaced.Id, replaced.Json["size"]!.GetValue<int>()));
        Assert.Equal(412, (await PutAsync($"{drive}/items/{made.Id}/content", "ba", etag: made.Json["eTag"]!.GetValue<string>())).Status);
        // the metadata has no query options on content, but the page of driveItem says that this one stands in the URL
        Assert.Equal(409, (await PutAsync($"{drive}/items/{folder}:/{Uri.EscapeDataString("báo cáo 1.txt")}:/content?@microsoft.graph.conflictBehavior=fail", "x")).Status);
        Assert.Equal(404, (await PutAsync($"{drive}/root:/khong-co/a.txt:/content", "x")).Status);
        Assert.Equal(400, (await PutAsync($"{drive}/items/{folder}:/a%25b.txt:/content", "x")).Status);
        Assert.Equal(413, (await PutAsync($"{drive}/root:/to.bin:/content", new string('x', (4 * 1024 * 1024) + 1))).Status);
        Assert.Equal("báo cáo 1.txt", Assert.Single((await Product.GetAsync($"{drive}/items/{folder}/children", Cancel)).Rows)["name"]!.GetValue<string>());

        var item = await Product.GetAsync($"{drive}/items/{made.Id}/listItem?$expand=fields", Cancel);
        Assert.Equal(("báo cáo 1.txt", "Document"), (item.Json["fields"]!["FileLeafRef"]!.GetValue<string>(), item.Json["fields"]!["ContentType"]!.GetValue<string>()));
        Assert.Equal(made.Id, (await Product.GetAsync($"{library}/items/{item.Id}/driveItem", Cancel)).Id);
        Assert.Equal(["2.0", "1.0"], (await Product.GetAsync($"{library}/items/{item.Id}/versions", Cancel)).Rows.Select(row => row["id"]!.GetValue<string>()));
        Assert.Equal(200, (await Product.PatchAsync($"{drive}/items/{made.Id}/listItem/fields", Json("""{"Title":"Báo cáo"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Content_Is_Fetched_By_A_Redirect_To_An_Address_That_Needs_No_Token_And_Ages()
    {
        var (_, drive) = await LibraryAsync();
        var made = await PutAsync($"{drive}/root:/a.txt:/content", "một");
        var redirect = await RedirectAsync($"{drive}/items/{made.Id}/content");
        using var plain = new HttpClient();
        Assert.Equal("một", await plain.GetStringAsync(redirect, Cancel));
        Tenant.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, (await plain.GetAsync(redirect, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_Sdk_Makes_Uploads_Reads_And_Deletes()
    {
        var (library, _) = await LibraryAsync();
        var graph = Tenant.Sdk(Product.Token);
        var site = Site["/v1.0/sites/".Length..];
        var drive = graph.Drives[(await graph.Sites[site].Lists[library[(library.LastIndexOf('/') + 1)..]].Drive.GetAsync(cancellationToken: Cancel))!.Id];
        var root = await drive.Root.GetAsync(cancellationToken: Cancel);
        var folder = await drive.Items[root!.Id].Children.PostAsync(
            new DriveItem { Name = "Phòng B", Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "fail" } }, cancellationToken: Cancel);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("nội dung"));
        var file = await drive.Root.ItemWithPath("Phòng B/quyết định 1.txt").Content.PutAsync(content, cancellationToken: Cancel);
        using var reader = new StreamReader((await drive.Items[file!.Id].Content.GetAsync(cancellationToken: Cancel))!);
        Assert.Equal("nội dung", await reader.ReadToEndAsync(Cancel));
        Assert.Equal(file.Id, (await drive.Root.ItemWithPath("Phòng B/quyết định 1.txt").GetAsync(cancellationToken: Cancel))!.Id);
        Assert.Equal(1, (await drive.Items[folder!.Id].GetAsync(cancellationToken: Cancel))!.Folder!.ChildCount);
        await drive.Items[folder.Id].DeleteAsync(cancellationToken: Cancel);
        Assert.Empty((await drive.Items["root"].Children.GetAsync(cancellationToken: Cancel))!.Value!);
    }

    [Fact]
    public async Task Folders_And_Files_Come_In_The_Delta_Of_The_List_And_Go_From_It()
    {
        var (library, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "Phòng A");
        await PutAsync($"{drive}/items/{folder}:/a.txt:/content", "một");
        var delta = await Product.GetAsync($"{library}/items/delta?$expand=fields", Cancel);
        Assert.Equal(["Folder", "Document"], delta.Rows.Select(row => row["fields"]!["ContentType"]!.GetValue<string>()));
        Assert.Equal(204, (await Product.DeleteAsync($"{drive}/items/{folder}", Cancel)).Status);
        var gone = await Product.GetAsync(delta.Json["@odata.deltaLink"]!.GetValue<string>(), Cancel);
        Assert.Equal(2, gone.Rows.Count(row => row["deleted"] is not null));
    }

    [Fact]
    public async Task A_Folder_With_Rights_Of_Its_Own_Opens_To_Those_Named_And_Closes_To_Others()
    {
        var (library, drive) = await LibraryAsync();
        var (own, other) = (await FolderAsync(drive, "root", "Phòng A"), await FolderAsync(drive, "root", "Phòng B"));
        var deep = await PutAsync($"{drive}/root:/{Uri.EscapeDataString("Phòng A")}/a.txt:/content", "của A");
        await PutAsync($"{drive}/items/{other}:/b.txt:/content", "của B");
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var list = $"{Web}/lists(guid'{library[(library.LastIndexOf('/') + 1)..]}')";
        await rest.PostAsync($"{list}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal(403, (await binh.GetAsync($"{drive}/items/{own}/children", Cancel)).Status);

        await GrantAsync(rest, $"{list}/items({(await Product.GetAsync($"{drive}/items/{own}/listItem", Cancel)).Id})", "binh@mau.example");
        Assert.Equal(deep.Id, Assert.Single((await binh.GetAsync($"{drive}/items/{own}/children", Cancel)).Rows)["id"]!.GetValue<string>());
        Assert.Equal(201, (await PutAsync($"{drive}/items/{own}:/mới.txt:/content", "x", who: binh)).Status);
        Assert.Equal(3, (await binh.GetAsync($"{library}/items", Cancel)).Rows.Length);
        Assert.Equal(3, (await binh.GetAsync($"{library}/items/delta", Cancel)).Rows.Length);
        Assert.Equal(403, (await binh.GetAsync($"{drive}/items/{other}/children", Cancel)).Status);
        Assert.Equal(403, (await binh.GetAsync($"{drive}/root:/{Uri.EscapeDataString("Phòng B")}/b.txt:/content", Cancel)).Status);
        Assert.Equal(403, (await PutAsync($"{drive}/root:/gốc.txt:/content", "x", who: binh)).Status);
        Assert.DoesNotContain((await binh.GetAsync($"{Site}/lists", Cancel)).Rows, row => library.EndsWith(row["id"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Folder_Can_Be_Closed_In_An_Open_Library_But_Not_Below_A_Unique_Column()
    {
        var (library, drive) = await LibraryAsync();
        var id = (await Product.GetAsync($"{drive}/items/{await FolderAsync(drive, "root", "Kín")}/listItem", Cancel)).Id;
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var folder = $"{Web}/lists(guid'{library[(library.LastIndexOf('/') + 1)..]}')/items({id})";
        Assert.Equal(400, (await rest.PostAsync($"{folder}/roleassignments/addroleassignment(principalid=1,roledefid=1073741826)", null, Cancel)).Status);
        Assert.Equal(200, (await rest.PostAsync($"{folder}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel)).Status);
        Assert.True((await rest.GetAsync(folder, Cancel)).Json["HasUniqueRoleAssignments"]!.GetValue<bool>());
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal((200, 403), ((await an.GetAsync($"{library}/items", Cancel)).Status, (await an.GetAsync($"{library}/items/{id}", Cancel)).Status));
        Assert.Empty((await an.GetAsync($"{drive}/root/children", Cancel)).Rows);
        await rest.PostAsync($"{folder}/resetroleinheritance", null, Cancel);
        Assert.Equal(200, (await an.GetAsync($"{library}/items/{id}", Cancel)).Status);

        var unique = await ListAsync("Rows", """[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]""");
        var item = await ItemAsync(unique, """{"Title":"x"}""");
        var row = $"{Web}/lists(guid'{unique[(unique.LastIndexOf('/') + 1)..]}')/items({item})";
        Assert.Equal(400, (await rest.PostAsync($"{row}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel)).Status);
    }

    private static (int, string) Said(Answer answer) => (answer.Status, answer.Code);

    private static JsonObject Folder(string name, string behavior) => new() { ["name"] = name, ["folder"] = new JsonObject(), ["@microsoft.graph.conflictBehavior"] = behavior };

    private static async Task GrantAsync(LocalTenant.Client rest, string securable, string upn)
    {
        var user = await rest.PostAsync($"{Web}/ensureuser", new JsonObject { ["logonName"] = "i:0#.f|membership|" + upn }, Cancel);
        await rest.PostAsync($"{securable}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        var added = await rest.PostAsync($"{securable}/roleassignments/addroleassignment(principalid={user.Json["Id"]},roledefid=1073741827)", null, Cancel);
        Assert.Equal(200, added.Status);
    }

    private async Task<(string Library, string Drive)> LibraryAsync()
    {
        var made = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Dossiers","list":{"template":"documentLibrary"}}"""), Cancel);
        Assert.Equal(201, made.Status);
        var library = $"{Site}/lists/{made.Id}";
        return (library, "/v1.0/drives/" + (await Product.GetAsync($"{library}/drive", Cancel)).Id);
    }

    private async Task<string> FolderAsync(string drive, string parent, string name)
    {
        var made = await Product.PostAsync($"{drive}/items/{parent}/children", Folder(name, "fail"), Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }

    private async Task<Answer> PutAsync(string path, string text, string? etag = null, LocalTenant.Client? who = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Tenant.Origin + path) { Content = new StringContent(text, new MediaTypeHeaderValue("text/plain")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (who ?? Product).Token);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }

    private async Task<Uri> RedirectAsync(string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, Tenant.Origin + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Product.Token);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }
}
