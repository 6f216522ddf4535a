using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §3 and §6: drives of a site, moving and copying, versions of content, the delta of a drive, paging.</summary>
public sealed class DriveTests : LibraryTests
{
    [Fact]
    public async Task A_Site_Has_Its_Drives_And_One_That_It_Calls_Its_Own()
    {
        Assert.Equal((404, "itemNotFound"), Said(await Product.GetAsync($"{Site}/drive", Cancel)));
        var (library, first) = await LibraryAsync();
        var (_, second) = await LibraryAsync("Documents");
        await ListAsync("Rows");
        Assert.Equal([first, second], (await Product.GetAsync($"{Site}/drives", Cancel)).Rows.Select(row => "/v1.0/drives/" + row["id"]!.GetValue<string>()));
        Assert.Equal(second, "/v1.0/drives/" + (await Product.GetAsync($"{Site}/drive", Cancel)).Id);
        Assert.Equal(201, (await PutAsync($"{Site}/drive/root:/a.txt:/content", "một")).Status);
        Assert.Equal(201, (await PutAsync($"/v1.0/sites/localhost:/sites/tdkt:/drive/items/root:/b.txt:/content", "hai")).Status);
        Assert.Equal(["a.txt", "b.txt"], Names(await Product.GetAsync($"{second}/root/children", Cancel)));
        Assert.Equal(["a.txt", "b.txt"], Names(await Product.GetAsync($"{Site}/drive/root/children", Cancel)));
        Assert.Empty((await Product.GetAsync($"{library}/drive/root/children", Cancel)).Rows);
    }

    [Fact]
    public async Task Children_Come_In_Pages_And_Carry_What_Is_Selected_And_Expanded()
    {
        var (_, drive) = await LibraryAsync();
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" }) await PutAsync($"{drive}/root:/{name}:/content", name);
        var first = await Product.GetAsync($"{drive}/root/children?$top=2&$select=id,name&$expand=listItem", Cancel);
        Assert.Equal(["a.txt", "b.txt"], Names(first));
        Assert.Equal("a.txt", first.Rows[0]["listItem"]!["fields"]!["FileLeafRef"]!.GetValue<string>());
        Assert.Null(first.Rows[0]["size"]);
        var second = await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel);
        Assert.Equal("c.txt", Assert.Single(second.Rows)["name"]!.GetValue<string>());
        Assert.Null(second.Json["@odata.nextLink"]);

        var graph = Tenant.Sdk(Product.Token);
        var page = await graph.Drives[Id(drive)].Items["root"].Children.GetAsync(r => r.QueryParameters.Top = 1, Cancel);
        var seen = new List<string>();
        await PageIterator<DriveItem, DriveItemCollectionResponse>.CreatePageIterator(graph, page!, item =>
        {
            seen.Add(item.Name!);
            return true;
        }).IterateAsync(Cancel);
        Assert.Equal(["a.txt", "b.txt", "c.txt"], seen);
    }

    [Fact]
    public async Task The_Download_Address_Of_An_Item_Needs_No_Token_And_Gives_Ranges()
    {
        var (_, drive) = await LibraryAsync();
        await PutAsync($"{drive}/root:/a.txt:/content", "0123456789");
        var address = (await Product.GetAsync($"{drive}/root:/a.txt", Cancel)).Json["@microsoft.graph.downloadUrl"]!.GetValue<string>();
        var part = await SendAsync(HttpMethod.Get, address, null, null, ("Range", "bytes=2-4"));
        Assert.Equal((206, "234"), (part.Status, part.Text));
    }

    [Fact]
    public async Task A_File_Is_Renamed_And_Moved_By_A_Patch()
    {
        var (_, drive) = await LibraryAsync();
        var (a, b) = (await FolderAsync(drive, "root", "A"), await FolderAsync(drive, "root", "B"));
        var file = await PutAsync($"{drive}/items/{a}:/1.txt:/content", "một");
        var renamed = await Product.PatchAsync($"{drive}/items/{file.Id}", Json("""{"name":"2.txt"}"""), Cancel, ("If-Match", file.Json["eTag"]!.GetValue<string>()));
        Assert.Equal((200, "2.txt", file.Id), (renamed.Status, renamed.Json["name"]!.GetValue<string>(), renamed.Id));
        Assert.Equal(412, (await Product.PatchAsync($"{drive}/items/{file.Id}", Json("""{"name":"3.txt"}"""), Cancel, ("If-Match", file.Json["eTag"]!.GetValue<string>()))).Status);
        var moved = await Product.PatchAsync($"{drive}/items/{file.Id}", new JsonObject { ["parentReference"] = new JsonObject { ["id"] = b } }, Cancel);
        Assert.Equal(b, moved.Json["parentReference"]!["id"]!.GetValue<string>());
        Assert.Equal(file.Id, (await Product.GetAsync($"{drive}/root:/B/2.txt", Cancel)).Id);
        await PutAsync($"{drive}/items/{b}:/3.txt:/content", "ba");
        Assert.Equal((409, "nameAlreadyExists"), Said(await Product.PatchAsync($"{drive}/items/{file.Id}", Json("""{"name":"3.TXT"}"""), Cancel)));
        Assert.Equal(400, (await Product.PatchAsync($"{drive}/items/{a}", new JsonObject { ["parentReference"] = new JsonObject { ["id"] = a } }, Cancel)).Status);
        Assert.Equal(400, (await Product.PatchAsync($"{drive}/items/{a}", Json("""{"name":"a*b"}"""), Cancel)).Status);
        Assert.Equal(403, (await Product.PatchAsync($"{drive}/items/root", Json("""{"name":"x"}"""), Cancel)).Status);
        var back = await Product.PatchAsync($"{drive}/items/{file.Id}", new JsonObject { ["parentReference"] = new JsonObject { ["path"] = $"{drive["/v1.0".Length..]}/root:" } }, Cancel);
        Assert.Equal(200, back.Status);
        Assert.Equal(["A", "B", "2.txt"], Names(await Product.GetAsync($"{drive}/root/children", Cancel)).OrderBy(name => name.Length));
    }

    [Fact]
    public async Task A_Copy_Is_Accepted_And_Its_Monitor_Tells_When_It_Is_Done()
    {
        var (_, drive) = await LibraryAsync();
        var (_, other) = await LibraryAsync("Khác");
        var folder = await FolderAsync(drive, "root", "A");
        await PutAsync($"{drive}/items/{folder}:/1.txt:/content", "một");
        var copied = await Product.PostAsync($"{drive}/items/{folder}/copy", new JsonObject { ["name"] = "B", ["parentReference"] = new JsonObject { ["driveId"] = Id(other), ["id"] = "root" } }, Cancel);
        Assert.Equal((202, ""), (copied.Status, copied.Text));
        var monitor = await SendAsync(HttpMethod.Get, copied.Headers.Location!.ToString(), null, null);
        Assert.Equal("completed", monitor.Json["status"]!.GetValue<string>());
        Assert.Equal(monitor.Json["resourceId"]!.GetValue<string>(), (await Product.GetAsync($"{other}/root:/B", Cancel)).Id);
        Assert.Equal("một"u8.ToArray(), await BytesAsync(await RedirectAsync($"{other}/root:/B/1.txt:/content")));
        Assert.Equal(409, (await Product.PostAsync($"{drive}/items/{folder}/copy", Json("""{"name":"A"}"""), Cancel)).Status);
        Assert.Equal(202, (await Product.PostAsync($"{drive}/items/{folder}/copy", new JsonObject { ["parentReference"] = new JsonObject { ["id"] = folder } }, Cancel)).Status);
        Assert.Equal(["1.txt", "A"], Names(await Product.GetAsync($"{drive}/items/{folder}/children", Cancel)));
    }

    [Fact]
    public async Task Earlier_Contents_Are_Kept_And_Come_Back()
    {
        var (library, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "một");
        await Product.PatchAsync($"{drive}/items/{file.Id}/listItem/fields", Json("""{"Title":"Đầu"}"""), Cancel);
        await PutAsync($"{drive}/items/{file.Id}/content", "hai!");
        var versions = (await Product.GetAsync($"{drive}/items/{file.Id}/versions", Cancel)).Rows;
        Assert.Equal([("3.0", 4), ("2.0", 4), ("1.0", 4)], versions.Select(row => (row["id"]!.GetValue<string>(), row["size"]!.GetValue<int>())).Select(row => row.Item1 == "3.0" ? row : (row.Item1, row.Item2 - 1)));
        Assert.Equal("một", System.Text.Encoding.UTF8.GetString(await BytesAsync(await RedirectAsync($"{drive}/items/{file.Id}/versions/2.0/content"))));
        // the newest version is had from the item itself
        Assert.Equal((400, "You cannot get the content of the current version."), (await Product.GetAsync($"{drive}/items/{file.Id}/versions/3.0/content", Cancel)) is var no ? (no.Status, no.Message) : default);
        Assert.Equal(204, (await Product.PostAsync($"{drive}/items/{file.Id}/versions/1.0/restoreVersion", null, Cancel)).Status);
        Assert.Equal("một", System.Text.Encoding.UTF8.GetString(await BytesAsync(await RedirectAsync($"{drive}/items/{file.Id}/content"))));
        var item = await Product.GetAsync($"{drive}/items/{file.Id}/listItem?$expand=fields", Cancel);
        Assert.Null(item.Json["fields"]!["Title"]);
        Assert.Equal(204, (await Product.PostAsync($"{library}/items/{item.Id}/versions/3.0/restoreVersion", null, Cancel)).Status);
        Assert.Equal("hai!", System.Text.Encoding.UTF8.GetString(await BytesAsync(await RedirectAsync($"{drive}/items/{file.Id}/content"))));
        Assert.Equal(404, (await Product.GetAsync($"{drive}/items/{file.Id}/versions/9.0/content", Cancel)).Status);
    }

    [Fact]
    public async Task An_Item_Of_A_List_Takes_The_Values_Of_An_Earlier_Version()
    {
        var list = await ListAsync("Rows", """[{"name":"Note","text":{}}]""");
        var item = await ItemAsync(list, """{"Title":"một"}""");
        await Product.PatchAsync($"{list}/items/{item}/fields", Json("""{"Title":"hai","Note":"x"}"""), Cancel);
        await Tenant.Sdk(Product.Token).Sites[Site["/v1.0/sites/".Length..]].Lists[list[(list.LastIndexOf('/') + 1)..]].Items[item].Versions["1.0"].RestoreVersion.PostAsync(cancellationToken: Cancel);
        var fields = await Product.GetAsync($"{list}/items/{item}/fields", Cancel);
        Assert.Equal(("một", null), (fields.Json["Title"]!.GetValue<string>(), fields.Json["Note"]));
        Assert.Equal(["3.0", "2.0", "1.0"], (await Product.GetAsync($"{list}/items/{item}/versions", Cancel)).Rows.Select(row => row["id"]!.GetValue<string>()));
        Assert.Equal(400, (await Product.PostAsync($"{list}/items/{item}/versions/3.0/restoreVersion", null, Cancel)).Status);
        Assert.Equal(404, (await Product.PostAsync($"{list}/items/{item}/versions/9.0/restoreVersion", null, Cancel)).Status);
        Assert.Equal(403, (await (await Tenant.AsAppAsync(Cancel, LocalTenant.Reader)).PostAsync($"{list}/items/{item}/versions/1.0/restoreVersion", null, Cancel)).Status);
    }

    [Fact]
    public async Task The_Delta_Of_A_Drive_Begins_With_The_Root_And_Tells_What_Went()
    {
        var (_, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "A");
        var file = await PutAsync($"{drive}/items/{folder}:/1.txt:/content", "một");
        var first = await Product.GetAsync($"{drive}/root/delta?$top=1", Cancel);
        Assert.Equal(["root", "A"], Names(first));
        var rest = await Product.GetAsync(first.Json["@odata.nextLink"]!.GetValue<string>(), Cancel);
        Assert.Equal((folder, "1.txt"), (Assert.Single(rest.Rows)["parentReference"]!["id"]!.GetValue<string>(), rest.Rows[0]["name"]!.GetValue<string>()));
        var link = rest.Json["@odata.deltaLink"]!.GetValue<string>();
        Assert.Empty((await Product.GetAsync(link, Cancel)).Rows);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(5));
        await Product.DeleteAsync($"{drive}/items/{file.Id}", Cancel);
        await PutAsync($"{drive}/root:/2.txt:/content", "hai");
        var changed = await Product.GetAsync(link, Cancel);
        Assert.Equal((file.Id, "deleted"), (Assert.Single(changed.Rows)["id"]!.GetValue<string>(), changed.Rows[0]["deleted"]!["state"]!.GetValue<string>()));
        Assert.Equal("2.txt", Assert.Single((await Product.GetAsync(changed.Json["@odata.nextLink"]!.GetValue<string>(), Cancel)).Rows)["name"]!.GetValue<string>());

        // §3: a moment may stand for a token; what is deleted since is told, what was there before is not
        var since = await Product.GetAsync($"{drive}/items/root/delta?token=2025-05-12T01:02:00Z", Cancel);
        Assert.Equal([file.Id, (await Product.GetAsync($"{drive}/root:/2.txt", Cancel)).Id], since.Rows.Select(row => row["id"]!.GetValue<string>()));
        Assert.Empty((await Product.GetAsync($"{drive}/root/delta(token='latest')", Cancel)).Rows);
        Assert.Equal((400, "badArgument"), Said(await Product.GetAsync($"{drive}/root/delta?token=khong-phai", Cancel)));
        Assert.Equal(400, (await Product.GetAsync($"{drive}/items/{folder}/delta", Cancel)).Status);
        var sdk = await Tenant.Sdk(Product.Token).Drives[Id(drive)].Items["root"].Delta.GetAsDeltaGetResponseAsync(cancellationToken: Cancel);
        Assert.Contains(sdk!.Value!, item => item.Root is not null);
    }

    [Fact]
    public async Task A_Dead_Token_Of_A_Drive_Is_410_And_Says_Where_To_Begin()
    {
        var (library, drive) = await LibraryAsync();
        var link = (await Product.GetAsync($"{drive}/root/delta?token=latest", Cancel)).Json["@odata.deltaLink"]!.GetValue<string>();
        var ofList = (await Product.GetAsync($"{library}/items/delta?token=latest", Cancel)).Json["@odata.deltaLink"]!.GetValue<string>();
        Assert.Equal(400, (await Product.GetAsync($"{drive}/root/delta{ofList[ofList.IndexOf('?', StringComparison.Ordinal)..]}", Cancel)).Status);
        await Tenant.PutAsync("/_local/delta/expire", new JsonObject { ["listId"] = library[(library.LastIndexOf('/') + 1)..] }, Cancel);
        var dead = await Product.GetAsync(link, Cancel);
        Assert.Equal((410, "resyncChangesApplyDifferences"), Said(dead));
        Assert.Equal("root", (await Product.GetAsync(dead.Headers.Location!.ToString(), Cancel)).Rows[0]["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_File_Is_Found_By_A_Part_Of_Its_Name()
    {
        var (_, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "A");
        await PutAsync($"{drive}/items/{folder}:/{Uri.EscapeDataString("Quyết định 1.txt")}:/content", "x");
        await PutAsync($"{drive}/root:/{Uri.EscapeDataString("quyết định 2.txt")}:/content", "x");
        Assert.Equal(2, (await Product.GetAsync($"{drive}/root/search(q='QUYẾT')", Cancel)).Rows.Length);
        Assert.Equal("Quyết định 1.txt", Assert.Single((await Product.GetAsync($"{drive}/items/{folder}/search(q='định')", Cancel)).Rows)["name"]!.GetValue<string>());
    }

    private static IEnumerable<string> Names(Answer answer) => answer.Rows.Select(row => row["name"]!.GetValue<string>());

    private static string Id(string drive) => drive["/v1.0/drives/".Length..];
}
