using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Files attached to items by the form (graph.md §11: REST only knows them).</summary>
public sealed class ItemFileTests : RestListTests
{
    private const string Address = "/sites/tdkt/Lists/Rows";

    [Theory]
    [InlineData("Quyết định số 1.pdf")]
    [InlineData("it's (a) 'b' 100+1.txt")]
    [InlineData("a;b,c=d&e.txt")]
    public async Task A_File_Is_Attached_Shown_Fetched_And_Taken_Off(string name)
    {
        var (_, _, graph) = await StartAsync();
        var id = await ItemAsync(graph, """{"Title":"a"}""");
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var sent = await AttachAsync(pages, id, name, "một");
        Assert.True(sent.Status == 302, sent.Text);
        var link = System.Text.RegularExpressions.Regex.Match((await pages.GetAsync($"{Address}/DispForm.aspx?ID={id}", Cancel)).Resolved, "<a href=\"([^\"]*/Attachments/[^\"]*)\">([^<]*)<");
        Assert.Equal(name, link.Groups[2].Value);
        var file = await pages.GetAsync(link.Groups[1].Value, Cancel);
        Assert.Equal((200, "một", "application/octet-stream"), (file.Status, file.Html, file.Headers["Content-Type"]));
        Assert.StartsWith("attachment", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        var edit = await pages.GetAsync($"{Address}/EditForm.aspx?ID={id}", Cancel);
        Assert.Equal(302, (await pages.SendAsync($"{Address}/EditForm.aspx?ID={id}", edit, new() { ["f.Title"] = "a", ["remove"] = name }, Cancel)).Status);
        Assert.Equal(404, (await pages.GetAsync(link.Groups[1].Value, Cancel)).Status);
    }

    [Fact]
    public async Task A_File_Is_Only_For_Who_Sees_Its_Item()
    {
        var (rest, list, graph) = await StartAsync();
        var id = await ItemAsync(graph, """{"Title":"a"}""");
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        await AttachAsync(pages, id, "a.txt", "x");
        using var reader = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.Equal(200, (await reader.GetAsync($"{Address}/Attachments/{id}/a.txt", Cancel)).Status);
        await rest.PostAsync($"{list}/items({id})/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null, Cancel);
        Assert.Equal(403, (await reader.GetAsync($"{Address}/Attachments/{id}/a.txt", Cancel)).Status);
        foreach (var page in new[] { "DispForm", "EditForm", "Versions", "Delete" }) Assert.Equal(403, (await reader.GetAsync($"{Address}/{page}.aspx?ID={id}", Cancel)).Status);
    }

    [Fact]
    public async Task What_Is_Too_Large_Is_Said_And_What_Was_Typed_Is_Kept()
    {
        var (_, _, graph) = await StartAsync();
        var id = await ItemAsync(graph, """{"Title":"a"}""");
        using var pages = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        foreach (var size in new[] { 4 * 1024 * 1024 + 1, 9 * 1024 * 1024 })
        {
            var large = await AttachAsync(pages, id, "to.bin", new string('x', size));
            Assert.Equal(422, large.Status);
            Assert.Contains("to.bin", large.Text, StringComparison.Ordinal);
            Assert.Contains("4 MB", large.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<Shown> AttachAsync(Pages pages, string id, string name, string content)
    {
        using var form = new MultipartFormDataContent { { new StringContent("a"), "f.Title" } };
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)), "files", name);
        return await pages.PostAsync($"{Address}/EditForm.aspx?ID={id}", form, Cancel);
    }
}
