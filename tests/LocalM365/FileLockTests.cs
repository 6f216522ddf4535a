using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>reliability §2 #26: a file that somebody has open, or has checked out; writing is 423, reading goes on.</summary>
public sealed class FileLockTests : LibraryTests
{
    [Fact]
    public async Task A_Locked_File_Is_Read_But_Not_Written()
    {
        var (library, drive) = await LibraryAsync();
        var folder = await FolderAsync(drive, "root", "Phòng A");
        var file = await PutAsync($"{drive}/items/{folder}:/a.txt:/content", "một");
        var listItem = (await Product.GetAsync($"{drive}/items/{file.Id}/listItem", Cancel)).Id;
        var upload = (await Product.PostAsync($"{drive}/items/{file.Id}/createUploadSession", null, Cancel)).Json["uploadUrl"]!.GetValue<string>();
        Assert.Equal(200, (await LockAsync(new JsonObject { ["path"] = "/sites/tdkt/Dossiers/Phòng A/a.txt" })).Status);

        Assert.Equal((423, "resourceLocked"), Said(await PutAsync($"{drive}/items/{file.Id}/content", "hai")));
        Assert.Equal(423, (await SendAsync(HttpMethod.Put, upload, [1], null, ("Content-Range", "bytes 0-0/1"))).Status);
        Assert.Equal(423, (await Product.PatchAsync($"{drive}/items/{file.Id}", Json("""{"name":"b.txt"}"""), Cancel)).Status);
        Assert.Equal(423, (await Product.PatchAsync($"{drive}/items/{file.Id}/listItem/fields", Json("""{"Title":"x"}"""), Cancel)).Status);
        Assert.Equal(423, (await Product.PatchAsync($"{library}/items/{listItem}/fields", Json("""{"Title":"x"}"""), Cancel)).Status);
        Assert.Equal(423, (await Product.DeleteAsync($"{drive}/items/{file.Id}", Cancel)).Status);
        Assert.Equal(423, (await Product.DeleteAsync($"{library}/items/{listItem}", Cancel)).Status);
        Assert.Equal(423, (await Product.DeleteAsync($"{drive}/items/{folder}", Cancel)).Status);
        Assert.Equal("một"u8.ToArray(), await BytesAsync(await RedirectAsync($"{drive}/items/{file.Id}/content")));
        Assert.Equal(201, (await PutAsync($"{drive}/items/{folder}:/b.txt:/content", "khác")).Status);
        // the lock is kept; the last range may be sent again when it is gone
        Assert.Equal(204, (await Control().DeleteAsync("/_local/locks", Cancel)).Status);
        Assert.Equal(200, (await SendAsync(HttpMethod.Put, upload, [1], null, ("Content-Range", "bytes 0-0/1"))).Status);
    }

    [Fact]
    public async Task A_Lock_Ends_With_Its_Time_Or_When_It_Is_Taken_Away()
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "một");
        var key = new JsonObject { ["driveId"] = drive["/v1.0/drives/".Length..], ["itemId"] = file.Id, ["until"] = "2025-05-12T01:10:00Z" };
        var locks = await LockAsync(key);
        Assert.Equal("/sites/tdkt/Dossiers/a.txt", Assert.Single(locks.Rows)["path"]!.GetValue<string>());
        Assert.Equal(423, (await PutAsync($"{drive}/items/{file.Id}/content", "hai")).Status);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (await PutAsync($"{drive}/items/{file.Id}/content", "hai")).Status);
        Assert.Empty((await Control().GetAsync("/_local/locks", Cancel)).Rows);
        await LockAsync(new JsonObject { ["path"] = "/sites/tdkt/Dossiers/a.txt" });
        Assert.Equal(423, (await PutAsync($"{drive}/items/{file.Id}/content", "ba")).Status);
        Assert.Equal(204, (await Control().DeleteAsync("/_local/locks?path=/sites/tdkt/Dossiers/a.txt", Cancel)).Status);
        Assert.Equal(200, (await PutAsync($"{drive}/items/{file.Id}/content", "ba")).Status);
        Assert.Equal(404, (await LockAsync(new JsonObject { ["path"] = "/sites/tdkt/Dossiers/khong-co.txt" })).Status);
    }

    [Fact]
    public async Task A_File_Checked_Out_By_One_Is_Locked_For_The_Others()
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.txt:/content", "một");
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(400, (await an.PostAsync($"{drive}/items/{file.Id}/checkin", Json("""{"comment":"x"}"""), Cancel)).Status);
        Assert.Equal(204, (await an.PostAsync($"{drive}/items/{file.Id}/checkout", null, Cancel)).Status);
        Assert.Equal((423, "resourceLocked"), Said(await PutAsync($"{drive}/items/{file.Id}/content", "hai")));
        Assert.Equal(423, (await Product.PostAsync($"{drive}/items/{file.Id}/checkout", null, Cancel)).Status);
        Assert.Equal(423, (await Product.PostAsync($"{drive}/items/{file.Id}/checkin", Json("""{"comment":"x"}"""), Cancel)).Status);
        Assert.Equal(200, (await PutAsync($"{drive}/items/{file.Id}/content", "của An", an)).Status);
        var seen = await Product.GetAsync($"{drive}/items/{file.Id}?$select=id,publication", Cancel);
        Assert.Equal(("checkout", LocalTenant.An), (seen.Json["publication"]!["level"]!.GetValue<string>(), seen.Json["publication"]!["checkedOutBy"]!["user"]!["id"]!.GetValue<string>()));
        Assert.Equal(204, (await an.PostAsync($"{drive}/items/{file.Id}/checkin", Json("""{"comment":"xong"}"""), Cancel)).Status);
        Assert.Equal(200, (await PutAsync($"{drive}/items/{file.Id}/content", "hai")).Status);
        Assert.Equal(400, (await Product.PostAsync($"{drive}/items/root/checkout", null, Cancel)).Status);
    }

    private LocalTenant.Client Control() => new(Tenant, null);

    private async Task<Answer> LockAsync(JsonObject file) => await Tenant.PutAsync("/_local/locks", file, Cancel);
}
