using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §11: files attached to list items are reachable by REST only.</summary>
public sealed class AttachmentTests : RestListTests
{
    [Fact]
    public async Task A_File_Is_Attached_Read_Replaced_And_Taken_Away()
    {
        var (rest, list, graph) = await StartAsync();
        var item = $"{list}/items({await ItemAsync(graph, """{"Title":"a"}""")})";
        Assert.Empty((await rest.GetAsync($"{item}/AttachmentFiles", Cancel)).Rows);
        var added = await SendAsync(rest, HttpMethod.Post, $"{item}/AttachmentFiles/add(FileName='{Uri.EscapeDataString("Quyết định ''1''.pdf")}')", "một");
        Assert.Equal("Quyết định '1'.pdf", Text(Ok(added), "FileName"));
        Assert.Equal("/sites/tdkt/Lists/Rows/Attachments/1/Quyết định '1'.pdf", Text(added.Json, "ServerRelativeUrl"));
        var file = $"{item}/AttachmentFiles('{Uri.EscapeDataString("quyết ĐỊNH ''1''.pdf")}')";
        Assert.Equal("một", (await rest.GetAsync($"{file}/$value", Cancel)).Text);
        Assert.Equal(204, (await SendAsync(rest, HttpMethod.Put, $"{file}/$value", "hai")).Status);
        Assert.Equal(204, (await SendAsync(rest, HttpMethod.Post, $"{file}/$value", "ba", ("X-HTTP-Method", "PUT"))).Status);
        Assert.Equal("ba", (await rest.GetAsync($"{file}/$value", Cancel)).Text);
        Assert.Single((await rest.GetAsync($"{list}/items?$expand=AttachmentFiles&$select=Id,AttachmentFiles", Cancel)).Rows[0]["AttachmentFiles"]!.AsArray());
        Assert.Equal(204, (await rest.PostAsync(file, null, Cancel, ("X-HTTP-Method", "DELETE"))).Status);
        Assert.Equal(404, (await rest.GetAsync($"{file}/$value", Cancel)).Status);
    }

    [Fact]
    public async Task An_Item_Says_That_It_Has_Attachments_And_Each_Change_Of_Them_Is_A_Version()
    {
        var (rest, list, graph) = await StartAsync();
        var id = await ItemAsync(graph, """{"Title":"a"}""");
        var tag = Text((await Product.GetAsync($"{graph}/items/{id}", Cancel)).Json, "eTag");
        var start = Text((await Product.GetAsync($"{graph}/items/delta?token=latest", Cancel)).Json, "@odata.deltaLink")!;
        Ok(await AddAsync(rest, $"{list}/items({id})", "a.txt"));
        var item = (await Product.GetAsync($"{graph}/items/{id}?$expand=fields", Cancel)).Json;
        Assert.True(item["fields"]!["Attachments"]!.GetValue<bool>());
        Assert.True(Ok(await rest.GetAsync($"{list}/items({id})", Cancel))["Attachments"]!.GetValue<bool>());
        Assert.Equal(2, (await Product.GetAsync($"{graph}/items/{id}/versions", Cancel)).Rows.Length);
        Assert.Single((await Product.GetAsync(start, Cancel)).Rows);
        // who read the item before must read it again
        Assert.Equal(412, (await Product.PatchAsync($"{graph}/items/{id}/fields", Json("""{"Title":"b"}"""), Cancel, ("If-Match", tag!))).Status);
        Assert.Equal(204, (await rest.DeleteAsync($"{list}/items({id})/AttachmentFiles('a.txt')", Cancel)).Status);
        Assert.False((await Product.GetAsync($"{graph}/items/{id}?$expand=fields", Cancel)).Json["fields"]!["Attachments"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Names_Are_Taken_Once_And_Files_Have_Limits()
    {
        var (rest, list, graph) = await StartAsync();
        var item = $"{list}/items({await ItemAsync(graph, """{"Title":"a"}""")})";
        Ok(await AddAsync(rest, item, "a.txt"));
        var twice = await AddAsync(rest, item, "A.TXT");
        Assert.Equal(400, twice.Status);
        Assert.StartsWith("The specified name is already in use.", Said(twice), StringComparison.Ordinal);
        Assert.StartsWith("-2130575257", Text(twice.Json["odata.error"]!.AsObject(), "code"), StringComparison.Ordinal);
        foreach (var name in new[] { "a%3Fb.txt", "a%23b.txt", "a%25b.txt", "~a.txt" }) Assert.Equal(400, (await AddAsync(rest, item, name)).Status);
        Assert.Equal(400, (await SendAsync(rest, HttpMethod.Post, $"{item}/AttachmentFiles/add(FileName='empty.txt')", "")).Status);
        Assert.Equal(413, (await SendAsync(rest, HttpMethod.Post, $"{item}/AttachmentFiles/add(FileName='big.bin')", new string('x', 4 * 1024 * 1024 + 1))).Status);
        Assert.Single((await rest.GetAsync($"{item}/AttachmentFiles", Cancel)).Rows);
    }

    [Fact]
    public async Task Attachments_Go_With_Their_Item_And_Need_The_Lists_Leave()
    {
        var (rest, list, graph) = await StartAsync();
        var id = await ItemAsync(graph, """{"Title":"a"}""");
        Ok(await AddAsync(rest, $"{list}/items({id})", "a.txt"));
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel, Tenant.Origin);
        Assert.Equal(403, (await AddAsync(binh, $"{list}/items({id})", "b.txt")).Status);
        Assert.Single((await binh.GetAsync($"{list}/items({id})/AttachmentFiles", Cancel)).Rows);
        Assert.Equal(204, (await rest.PostAsync(list, Json("""{"EnableAttachments":false}"""), Cancel, Merge)).Status);
        Assert.Equal(400, (await AddAsync(rest, $"{list}/items({id})", "b.txt")).Status);
        Assert.Equal(204, (await Product.DeleteAsync($"{graph}/items/{id}", Cancel)).Status);
        Assert.Equal(404, (await rest.GetAsync($"{list}/items({id})/AttachmentFiles", Cancel)).Status);
    }

    private Task<Answer> AddAsync(LocalTenant.Client rest, string item, string name) => SendAsync(rest, HttpMethod.Post, $"{item}/AttachmentFiles/add(FileName='{name}')", "x");

    private async Task<Answer> SendAsync(LocalTenant.Client rest, HttpMethod method, string path, string content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Tenant.Origin + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", rest.Token);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }
}
