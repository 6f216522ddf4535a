using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Drives.Item.Items.Item.CreateUploadSession;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §6: ranges in order, each a multiple of 320 KiB but the last, without a token; what breaks the order is 416.</summary>
public sealed class UploadTests : LibraryTests
{
    private const int Step = 320 * 1024;

    private static readonly byte[] _file = [.. Enumerable.Range(0, 700_000).Select(at => (byte)(at % 251))];

    [Fact]
    public async Task Ranges_In_Order_Make_A_File()
    {
        var (_, drive) = await LibraryAsync();
        var begun = await Product.PostAsync($"{drive}/root:/{Uri.EscapeDataString("hồ sơ 1.pdf")}:/createUploadSession", Begin("fail"), Cancel);
        Assert.Equal((200, "0-"), (begun.Status, Next(begun)));
        Assert.Equal(new DateTimeOffset(2025, 5, 13, 1, 0, 0, TimeSpan.Zero), begun.Json["expirationDateTime"]!.GetValue<DateTimeOffset>());
        var url = Url(begun);
        Assert.Empty((await Product.GetAsync($"{drive}/root/children", Cancel)).Rows);
        var first = await PartAsync(url, 0, Step);
        Assert.Equal((202, "327680-"), (first.Status, Next(first)));
        Assert.Equal("327680-", Next(await SendAsync(HttpMethod.Get, url, null, null)));
        Assert.Equal(202, (await PartAsync(url, Step, 2 * Step)).Status);
        var last = await PartAsync(url, 2 * Step, _file.Length);
        Assert.Equal((201, "hồ sơ 1.pdf", _file.Length, "application/pdf"),
            (last.Status, last.Json["name"]!.GetValue<string>(), last.Json["size"]!.GetValue<int>(), last.Json["file"]!["mimeType"]!.GetValue<string>()));
        Assert.Equal(_file, await BytesAsync(await RedirectAsync($"{drive}/items/{last.Id}/content")));
        Assert.Equal((404, "itemNotFound"), Said(await SendAsync(HttpMethod.Get, url, null, null)));
    }

    [Fact]
    public async Task A_Range_Out_Of_Order_Or_Sent_Again_Is_416()
    {
        var url = await BegunAsync();
        Assert.Equal((416, "invalidRange"), Said(await PartAsync(url, Step, 2 * Step)));
        Assert.Equal(202, (await PartAsync(url, 0, Step)).Status);
        Assert.Equal((416, "invalidRange"), Said(await PartAsync(url, 0, Step)));
        Assert.Equal("327680-", Next(await SendAsync(HttpMethod.Get, url, null, null)));
    }

    [Theory]
    [InlineData(0, 1000, "bytes 0-999/700000")] // not a multiple of 320 KiB
    [InlineData(0, Step, "bytes 0-327679")]
    [InlineData(0, Step, "bytes 0-327679/*")]
    [InlineData(0, Step, "bytes 0-327678/700000")] // not the length of the body
    [InlineData(0, Step, "bytes 0-327679/100")]
    [InlineData(0, Step, "")]
    public async Task A_Range_That_Does_Not_Say_What_It_Is_Is_Refused(int from, int to, string range)
    {
        var url = await BegunAsync();
        var refused = await SendAsync(HttpMethod.Put, url, _file[from..to], null, ("Content-Range", range));
        Assert.Equal((400, "invalidRequest"), Said(refused));
        Assert.Equal("0-", Next(await SendAsync(HttpMethod.Get, url, null, null)));
    }

    [Fact]
    public async Task Another_Total_Than_Before_Is_Refused()
    {
        var url = await BegunAsync();
        await PartAsync(url, 0, Step);
        var refused = await SendAsync(HttpMethod.Put, url, _file[Step..(2 * Step)], null, ("Content-Range", $"bytes {Step}-{(2 * Step) - 1}/700001"));
        Assert.Equal((400, "invalidRequest"), Said(refused));
    }

    [Fact]
    public async Task The_Address_Takes_No_Token()
    {
        var url = await BegunAsync();
        var refused = await SendAsync(HttpMethod.Put, url, _file[..Step], Product.Token, ("Content-Range", $"bytes 0-{Step - 1}/{_file.Length}"));
        Assert.Equal(401, refused.Status);
        Assert.Equal(202, (await PartAsync(url, 0, Step)).Status);
    }

    [Fact]
    public async Task A_Part_May_Be_Far_Larger_Than_A_Small_Upload()
    {
        var (_, drive) = await LibraryAsync();
        var big = new byte[40 * Step];
        big[^1] = 7;
        var url = Url(await Product.PostAsync($"{drive}/root:/to.bin:/createUploadSession", Begin("fail"), Cancel));
        var made = await SendAsync(HttpMethod.Put, url, big, null, ("Content-Range", $"bytes 0-{big.Length - 1}/{big.Length}"));
        Assert.Equal((201, big.Length), (made.Status, made.Json["size"]!.GetValue<int>()));
        Assert.Equal(7, (await BytesAsync(await RedirectAsync($"{drive}/items/{made.Id}/content")))[^1]);
    }

    [Fact]
    public async Task A_Part_Of_60_MiB_Is_Too_Large()
    {
        var url = await BegunAsync();
        var size = 60 * 1024 * 1024;
        var refused = await SendAsync(HttpMethod.Put, url, [], null, ("Content-Range", $"bytes 0-{size - 1}/{size}"));
        Assert.Equal((413, "requestEntityTooLarge"), Said(refused));
    }

    [Theory]
    [InlineData("fail", 409)]
    [InlineData("replace", 200)]
    [InlineData("rename", 201)]
    public async Task A_Name_That_Was_Taken_Meanwhile_Is_Told_With_The_Last_Range(string behavior, int status)
    {
        var (_, drive) = await LibraryAsync();
        var url = Url(await Product.PostAsync($"{drive}/root:/a.bin:/createUploadSession", Begin(behavior), Cancel));
        var other = await PutAsync($"{drive}/root:/a.bin:/content", "khác");
        await PartAsync(url, 0, Step);
        await PartAsync(url, Step, 2 * Step);
        var last = await PartAsync(url, 2 * Step, _file.Length);
        Assert.Equal(status, last.Status);
        if (status == 409) Assert.Equal("nameAlreadyExists", last.Code);
        else Assert.Equal((behavior == "replace", behavior == "rename" ? "a 1.bin" : "a.bin"), (last.Id == other.Id, last.Json["name"]!.GetValue<string>()));
        // after a conflict the session is kept, so that the last range can be sent again
        if (status == 409) Assert.Equal("655360-", Next(await SendAsync(HttpMethod.Get, url, null, null)));
        if (status == 409) Assert.Equal(204, (await Product.DeleteAsync($"{drive}/items/{other.Id}", Cancel)).Status);
        if (status == 409) Assert.Equal(201, (await PartAsync(url, 2 * Step, _file.Length)).Status);
    }

    [Fact]
    public async Task A_Deferred_Upload_Waits_For_Its_Commit()
    {
        var (_, drive) = await LibraryAsync();
        var body = Begin("fail");
        body["deferCommit"] = true;
        var url = Url(await Product.PostAsync($"{drive}/root:/a.bin:/createUploadSession", body, Cancel));
        Assert.Equal(400, (await SendAsync(HttpMethod.Post, url, [], null)).Status);
        await PartAsync(url, 0, Step);
        await PartAsync(url, Step, 2 * Step);
        Assert.Equal(202, (await PartAsync(url, 2 * Step, _file.Length)).Status);
        Assert.Empty((await Product.GetAsync($"{drive}/root/children", Cancel)).Rows);
        Assert.Equal((201, _file.Length), ((await SendAsync(HttpMethod.Post, url, [], null)) is var made ? made.Status : 0, made.Json["size"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_Cancelled_Or_Expired_Upload_Is_Gone()
    {
        var cancelled = await BegunAsync();
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, cancelled, null, null)).Status);
        Assert.Equal((404, "itemNotFound"), Said(await PartAsync(cancelled, 0, Step)));
        var expired = await BegunAsync("b.bin");
        await PartAsync(expired, 0, Step);
        Tenant.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal((404, "itemNotFound"), Said(await PartAsync(expired, Step, 2 * Step)));
    }

    [Fact]
    public async Task A_Version_That_Is_Not_There_Is_412_Before_Anything_Is_Sent()
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/a.bin:/content", "một");
        var etag = file.Json["eTag"]!.GetValue<string>();
        var session = $"{drive}/items/{file.Id}/createUploadSession";
        await PutAsync($"{drive}/items/{file.Id}/content", "hai");
        Assert.Equal(412, (await Product.PostAsync(session, null, Cancel, ("If-Match", etag))).Status);
        Assert.Equal(412, (await Product.PostAsync(session, null, Cancel, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await Product.PostAsync($"{drive}/root:/moi.bin:/createUploadSession", null, Cancel, ("If-Match", etag))).Status);
        var present = (await Product.GetAsync($"{drive}/items/{file.Id}", Cancel)).Json["cTag"]!.GetValue<string>();
        var url = Url(await Product.PostAsync(session, null, Cancel, ("If-Match", present)));
        await PutAsync($"{drive}/items/{file.Id}/content", "ba");
        Assert.Equal(412, (await SendAsync(HttpMethod.Put, url, [1], null, ("Content-Range", "bytes 0-0/1"))).Status);
    }

    [Fact]
    public async Task A_Session_Is_Refused_Where_The_File_Could_Not_Be_Written()
    {
        var (_, drive) = await LibraryAsync();
        await PutAsync($"{drive}/root:/a.bin:/content", "một");
        Assert.Equal((409, "nameAlreadyExists"), Said(await Product.PostAsync($"{drive}/root:/a.bin:/createUploadSession", Begin("fail"), Cancel)));
        Assert.Equal(404, (await Product.PostAsync($"{drive}/root:/khong-co/a.bin:/createUploadSession", Begin("fail"), Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{drive}/items/root/createUploadSession", Begin("fail"), Cancel)).Status);
        var vast = Json("""{"item":{"fileSize":2000000000}}""");
        Assert.Equal((507, "quotaLimitReached"), Said(await Product.PostAsync($"{drive}/root:/b.bin:/createUploadSession", vast, Cancel)));
        var reader = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        Assert.Equal(403, (await reader.PostAsync($"{drive}/root:/b.bin:/createUploadSession", Begin("fail"), Cancel)).Status);
    }

    [Fact]
    public async Task An_Upload_Goes_On_After_A_Restart()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-").FullName;
        string url, drive;
        await using (var tenant = await LocalTenant.StartAsync(Cancel, folder))
        {
            var app = await tenant.AsAppAsync(Cancel);
            var site = "/v1.0/sites/" + (await app.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
            var list = await app.PostAsync($"{site}/lists", Json("""{"displayName":"Dossiers","list":{"template":"documentLibrary"}}"""), Cancel);
            drive = "/v1.0/drives/" + (await app.GetAsync($"{site}/lists/{list.Id}/drive", Cancel)).Id;
            url = new Uri(Url(await app.PostAsync($"{drive}/root:/a.bin:/createUploadSession", Begin("fail"), Cancel))).PathAndQuery;
            Assert.Equal(202, (await PartAsync(tenant.Origin + url, 0, Step)).Status);
        }

        await using (var tenant = await LocalTenant.StartAsync(Cancel, folder))
        {
            Assert.Equal("327680-", Next(await SendAsync(HttpMethod.Get, tenant.Origin + url, null, null)));
            await PartAsync(tenant.Origin + url, Step, 2 * Step);
            Assert.Equal(201, (await PartAsync(tenant.Origin + url, 2 * Step, _file.Length)).Status);
            var found = Assert.Single((await (await tenant.AsAppAsync(Cancel)).GetAsync($"{drive}/root/children", Cancel)).Rows);
            Assert.Equal(_file.Length, found["size"]!.GetValue<int>());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_Large_File_Task_Of_The_Sdk_Uploads_And_Goes_On_Where_It_Was_Cut()
    {
        var (_, drive) = await LibraryAsync();
        // the SDK looks at the machine's clock before it goes on
        Tenant.Clock.Now = TimeProvider.System.GetUtcNow();
        var graph = Tenant.Sdk((await Tenant.AsAppAsync(Cancel)).Token);
        var session = await graph.Drives[drive["/v1.0/drives/".Length..]].Items["root"].ItemWithPath("lớn 1.bin").CreateUploadSession.PostAsync(
            new CreateUploadSessionPostRequestBody
            {
                Item = new DriveItemUploadableProperties { AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "replace" } },
            }, cancellationToken: Cancel);
        Assert.Equal(202, (await PartAsync(session!.UploadUrl!, 0, Step)).Status);
        using var content = new MemoryStream(_file);
        var task = new LargeFileUploadTask<DriveItem>(session, content, Step);
        var result = await task.ResumeAsync(cancellationToken: Cancel);
        Assert.True(result.UploadSucceeded);
        Assert.Equal(("lớn 1.bin", _file.Length), (result.ItemResponse.Name, result.ItemResponse.Size));
    }

    private static JsonObject Begin(string behavior) => new() { ["item"] = new JsonObject { ["@microsoft.graph.conflictBehavior"] = behavior } };

    private static string Url(Answer begun) => begun.Json["uploadUrl"]!.GetValue<string>();

    private static string Next(Answer answer) => Assert.Single(answer.Json["nextExpectedRanges"]!.AsArray())!.GetValue<string>();

    private async Task<string> BegunAsync(string name = "a.bin")
    {
        var drive = name == "a.bin" ? (await LibraryAsync()).Drive : (await LibraryAsync("Khác")).Drive;
        return Url(await Product.PostAsync($"{drive}/root:/{name}:/createUploadSession", Begin("fail"), Cancel));
    }

    private Task<Answer> PartAsync(string url, int from, int to) =>
        SendAsync(HttpMethod.Put, url, _file[from..to], null, ("Content-Range", $"bytes {from}-{to - 1}/{_file.Length}"));
}
