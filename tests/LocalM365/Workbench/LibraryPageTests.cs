using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>ui.md and graph §6: a library at SharePoint's addresses, its files at theirs; what a page does is seen through Graph.</summary>
public sealed class LibraryPageTests : TenantTests
{
    private const string Home = "/sites/tdkt/Files";
    private const string Forms = Home + "/Forms/";
    private const string Web = "/sites/tdkt/_api/web";

    private string _library = "";
    private string _drive = "";

    [Fact]
    public async Task A_Library_Shows_Folders_First_And_The_Columns_Of_Its_Own_Encoded()
    {
        await OpenAsync();
        await PutAsync("a.docx", "một");
        await FolderAsync("root", "Phòng Z");
        await Product.PatchAsync($"{_drive}/root:/a.docx:/listItem/fields", Json("""{"Note":"<b>ghi</b>","Day":"2025-05-11T17:00:00Z"}"""), Cancel);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Equal(Forms + "AllItems.aspx", (await an.GetAsync(Home, Cancel)).Location);
        var page = await an.ReadAsync(Forms + "AllItems.aspx", Cancel);
        Assert.True(page.IndexOf("Phòng Z", StringComparison.Ordinal) is > 0 and var folder && folder < page.IndexOf(">a.docx<", StringComparison.Ordinal), page);
        Assert.All(["Ghi chú", "&lt;b&gt;ghi&lt;/b&gt;", "12/05/2025", "5 B", "Thi đua"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<b>ghi</b>", page, StringComparison.Ordinal);
        Assert.Contains($"{Forms}AllItems.aspx?id={Uri.EscapeDataString(Home + "/Phòng Z")}", page, StringComparison.Ordinal);
        var inside = (await an.GetAsync($"{Forms}AllItems.aspx?id={Uri.EscapeDataString(Home + "/phòng z")}", Cancel)).Resolved;
        Assert.Contains("Thư mục này chưa có gì", inside, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Forms}AllItems.aspx\">Files</a>", inside, StringComparison.Ordinal);
        Assert.Equal(404, (await an.GetAsync($"{Forms}AllItems.aspx?id={Home}/none", Cancel)).Status);
        Assert.Equal(404, (await an.GetAsync($"{Forms}AllItems.aspx?id=/sites/khac/Files", Cancel)).Status);
        Assert.Equal(404, (await an.GetAsync("/sites/tdkt/None/Forms/AllItems.aspx", Cancel)).Status);
    }

    [Fact]
    public async Task Whoever_Has_No_Right_Sees_Neither_Library_Nor_Folder_Nor_File()
    {
        await OpenAsync();
        await FolderAsync("root", "Kín");
        await PutAsync("Kín/a.txt", "mật");
        await FolderAsync("root", "Mở");
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        await rest.PostAsync($"{Web}/GetFolderByServerRelativeUrl('{Home}/{Uri.EscapeDataString("Kín")}')/ListItemAllFields/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync(Forms + "AllItems.aspx", Cancel);
        Assert.Contains("Mở", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kín", page, StringComparison.Ordinal);
        Assert.Equal(403, (await an.GetAsync($"{Forms}AllItems.aspx?id={Uri.EscapeDataString(Home + "/Kín")}", Cancel)).Status);
        Assert.Equal(403, (await an.GetAsync($"{Home}/{Uri.EscapeDataString("Kín")}/a.txt", Cancel)).Status);
        await rest.PostAsync($"{Web}/lists(guid'{_library[(_library.LastIndexOf('/') + 1)..]}')/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=false)", null, Cancel);
        var closed = await an.GetAsync(Forms + "AllItems.aspx", Cancel);
        Assert.Equal(403, closed.Status);
        Assert.Contains("Bạn không có quyền xem", closed.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await an.GetAsync("/sites/khac/Files/Forms/AllItems.aspx", Cancel)).Status);
    }

    [Fact]
    public async Task A_Reader_Is_Offered_Nothing_To_Change_And_Can_Change_Nothing()
    {
        await OpenAsync();
        await PutAsync("a.txt", "một");
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        var page = await binh.ReadAsync(Forms + "AllItems.aspx", Cancel);
        Assert.All(["Upload.aspx", "NewFolder.aspx", "Delete.aspx", "Rename.aspx", "EditForm.aspx"], form => Assert.DoesNotContain(form, page, StringComparison.Ordinal));
        Assert.Equal(403, (await binh.GetAsync($"{Forms}Delete.aspx?id={Home}/a.txt", Cancel)).Status);
        Assert.Equal(403, (await binh.SendAsync($"{Forms}Delete.aspx?id={Home}/a.txt", Cancel)).Status);
        var refused = await binh.UploadAsync($"{Forms}Upload.aspx?id={Home}", "replace", Cancel, ("b.txt", [1]));
        Assert.Equal(422, refused.Status);
        Assert.Contains("Bạn không có quyền làm việc này", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], await NamesAsync("root"));
    }

    [Fact]
    public async Task Files_Are_Uploaded_Each_By_Itself_And_A_Refused_One_Says_Why()
    {
        await OpenAsync();
        var folder = await FolderAsync("root", "Phòng A");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var there = $"id={Uri.EscapeDataString(Home + "/Phòng A")}";
        var sent = await an.UploadAsync($"{Forms}Upload.aspx?{there}", "replace", Cancel, ("báo cáo.txt", "một"u8.ToArray()), ("b.pdf", [1, 2]));
        Assert.Equal((302, $"{Forms}AllItems.aspx?{there}"), (sent.Status, sent.Location));
        Assert.Equal(["b.pdf", "báo cáo.txt"], await NamesAsync(folder));
        var file = await Product.GetAsync($"{_drive}/root:/{Uri.EscapeDataString("Phòng A")}/b.pdf", Cancel);
        Assert.Equal(("application/pdf", "Cán bộ mẫu An"), (file.Json["file"]!["mimeType"]!.GetValue<string>(), file.Json["lastModifiedBy"]!["user"]!["displayName"]!.GetValue<string>()));
        var some = await an.UploadAsync($"{Forms}Upload.aspx?{there}", "replace", Cancel, ("50%.txt", [1]), ("c.txt", [1]));
        Assert.Equal(422, some.Status);
        Assert.Contains("1 trong 2 tệp chưa tải lên được", some.Text, StringComparison.Ordinal);
        Assert.Contains("<b>50%.txt</b>: Tên không được có", some.Resolved, StringComparison.Ordinal);
        Assert.Equal(["b.pdf", "báo cáo.txt", "c.txt"], await NamesAsync(folder));
        Assert.Equal(422, (await an.UploadAsync($"{Forms}Upload.aspx?{there}", "replace", Cancel)).Status);
    }

    [Fact]
    public async Task A_Large_File_Goes_Up_In_Parts_And_Is_Whole()
    {
        await OpenAsync();
        var bytes = new byte[11 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Equal(302, (await an.UploadAsync($"{Forms}Upload.aspx?id={Uri.EscapeDataString(Home)}", "fail", Cancel, ("to.bin", bytes))).Status);
        var file = (await Product.GetAsync($"{_drive}/root:/to.bin", Cancel)).Json;
        Assert.Equal((bytes.Length, "Cán bộ mẫu An"), (file["size"]!.GetValue<int>(), file["lastModifiedBy"]!["user"]!["displayName"]!.GetValue<string>()));
        Assert.Equal(bytes, await Tenant.Http.GetByteArrayAsync(new Uri(file["@microsoft.graph.downloadUrl"]!.GetValue<string>()), Cancel));
        var taken = await an.UploadAsync($"{Forms}Upload.aspx?id={Uri.EscapeDataString(Home)}", "fail", Cancel, ("to.bin", bytes));
        Assert.Equal(422, taken.Status);
        Assert.Contains("Ở đây đã có mục mang tên này", taken.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replace", 302, new[] { "a.txt" }, "hai")]
    [InlineData("rename", 302, new[] { "a 1.txt", "a.txt" }, "một")]
    [InlineData("fail", 422, new[] { "a.txt" }, "một")]
    public async Task A_Name_That_Is_Taken_Is_Replaced_Kept_Beside_Or_Left(string taken, int status, string[] names, string content)
    {
        await OpenAsync();
        await PutAsync("a.txt", "một");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Equal(status, (await an.UploadAsync($"{Forms}Upload.aspx", taken, Cancel, ("a.txt", Encoding.UTF8.GetBytes("hai")))).Status);
        Assert.Equal(names, await NamesAsync("root"));
        Assert.Equal(content, await an.ReadAsync(Home + "/a.txt", Cancel));
    }

    [Fact]
    public async Task A_Folder_Is_Made_Renamed_And_Deleted_After_A_Question()
    {
        await OpenAsync();
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.Equal(302, (await an.SendAsync(Forms + "NewFolder.aspx", Cancel, ("name", "Phòng A"))).Status);
        var twice = await an.SendAsync(Forms + "NewFolder.aspx", Cancel, ("name", "phòng a"));
        Assert.Equal(422, twice.Status);
        Assert.Contains("đã có mục mang tên này", twice.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"phòng a\"", twice.Html, StringComparison.Ordinal);
        var wrong = await an.SendAsync(Forms + "NewFolder.aspx", Cancel, ("name", "a\"b<"));
        Assert.Contains("value=\"a&quot;b&lt;\"", wrong.Html, StringComparison.Ordinal);
        var at = $"?id={Uri.EscapeDataString(Home + "/Phòng A")}";
        Assert.Contains("value=\"Phòng A\"", await an.ReadAsync(Forms + "Rename.aspx" + at, Cancel), StringComparison.Ordinal);
        Assert.Equal(422, (await an.SendAsync(Forms + "Rename.aspx" + at, Cancel, ("name", "Phòng/B"))).Status);
        Assert.Equal(Forms + "AllItems.aspx", (await an.SendAsync(Forms + "Rename.aspx" + at, Cancel, ("name", "Phòng B"))).Location);
        Assert.Equal(["Phòng B"], await NamesAsync("root"));
        var gone = $"?id={Uri.EscapeDataString(Home + "/Phòng B")}";
        await PutAsync("Phòng B/a.txt", "một");
        Assert.Contains("1 mục ngay bên trong", (await an.GetAsync(Forms + "Delete.aspx" + gone, Cancel)).Text, StringComparison.Ordinal);
        Assert.Equal(["Phòng B"], await NamesAsync("root"));
        Assert.Equal(302, (await an.SendAsync(Forms + "Delete.aspx" + gone, Cancel)).Status);
        Assert.Empty(await NamesAsync("root"));
    }

    [Fact]
    public async Task What_Somebody_Changed_Meanwhile_Is_Not_Deleted()
    {
        await OpenAsync();
        await PutAsync("a.txt", "một");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var seen = (await Product.GetAsync($"{_drive}/root:/a.txt", Cancel)).Json["eTag"]!.GetValue<string>();
        await PutAsync("a.txt", "hai");
        var refused = await an.SendAsync($"{Forms}Delete.aspx?id={Home}/a.txt", Cancel, ("etag", seen));
        Assert.Equal(422, refused.Status);
        Assert.Contains("Có người vừa sửa", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], await NamesAsync("root"));
    }

    [Theory]
    [InlineData("a.txt", "inline", "text/plain; charset=utf-8")]
    [InlineData("a.pdf", "inline", "application/pdf")]
    [InlineData("a.png", "inline", "image/png")]
    [InlineData("a.svg", "inline", "image/svg+xml")]
    [InlineData("a.html", "attachment", "text/html; charset=utf-8")]
    [InlineData("a.docx", "attachment", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("a.khac", "attachment", "application/octet-stream")]
    public async Task A_File_Is_Shown_Where_That_Is_Harmless_And_Saved_Where_Not(string name, string disposition, string type)
    {
        await OpenAsync();
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        await an.UploadAsync(Forms + "Upload.aspx", "replace", Cancel, (name, Encoding.UTF8.GetBytes("<script>alert('đ')</script>")));
        var file = await an.GetAsync($"{Home}/{name}", Cancel);
        Assert.Equal((200, type, "nosniff"), (file.Status, file.Headers["Content-Type"], file.Headers["X-Content-Type-Options"]));
        Assert.StartsWith(disposition, file.Headers["Content-Disposition"], StringComparison.Ordinal);
        if (name != "a.pdf") Assert.EndsWith("sandbox", file.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.StartsWith("attachment", (await an.GetAsync($"{Home}/{name}?download=1", Cancel)).Headers["Content-Disposition"], StringComparison.Ordinal);
    }

    private async Task OpenAsync()
    {
        var made = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Files","list":{"template":"documentLibrary"},"columns":[{"name":"Note","displayName":"Ghi chú","text":{}},{"name":"Day","displayName":"Ngày","dateTime":{"format":"dateOnly"}}]}"""), Cancel);
        Assert.Equal(201, made.Status);
        _library = $"{Site}/lists/{made.Id}";
        _drive = "/v1.0/drives/" + (await Product.GetAsync($"{_library}/drive", Cancel)).Id;
    }

    private async Task<string> FolderAsync(string parent, string name) => (await Product.PostAsync($"{_drive}/items/{parent}/children", new JsonObject { ["name"] = name, ["folder"] = new JsonObject() }, Cancel)).Id;

    private async Task PutAsync(string path, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Tenant.Origin}{_drive}/root:/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}:/content") { Content = new StringContent(text) };
        request.Headers.Authorization = new("Bearer", Product.Token);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<IEnumerable<string>> NamesAsync(string folder) =>
        (await Product.GetAsync($"{_drive}/items/{folder}/children", Cancel)).Rows.Select(row => row["name"]!.GetValue<string>()).Order(StringComparer.Ordinal);
}
