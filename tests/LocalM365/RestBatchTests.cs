using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>"Make batch requests with the REST APIs" and OData 3: several calls of SharePoint REST in one exchange, multipart/mixed.</summary>
public sealed class RestBatchTests : TenantTests
{
    private const string Web = "/sites/tdkt/_api/web";
    private const string Boundary = "batch_1";

    // "a part can be a read operation, or a ChangeSet of one or more write operations"; the answers stand flat, in the order asked
    [Fact]
    public async Task Operations_Are_Done_In_Order_And_Answered_One_By_One()
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        var answer = await SendAsync(Set(("MERGE", list, """{"Description":"một"}"""), ("POST", $"{list}/views", """{"Title":"Hai"}"""), ("MERGE", $"{list}/views/getbytitle('Hai')", """{"RowLimit":7}""")), Get($"{list}/views"));
        Assert.Equal(200, answer.Status);
        Assert.Equal([204, 201, 204, 200], answer.Parts.Select(part => part.Status));
        Assert.Contains("\"RowLimit\":7", answer.Parts[3].Body, StringComparison.Ordinal);
    }

    // "if any of the child operations fails, the others still complete and aren't rolled back"
    [Fact]
    public async Task What_Fails_Undoes_Nothing_And_Stops_Nothing()
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        var answer = await SendAsync(Set(("POST", $"{list}/views", """{"Title":"Hai"}"""), ("MERGE", $"{list}/views/getbytitle('Không có')", """{"RowLimit":7}"""), ("POST", $"{list}/views", """{"Title":"Ba"}""")));
        Assert.Equal([201, 404, 201], answer.Parts.Select(part => part.Status));
        Assert.Contains("odata.error", answer.Parts[1].Body, StringComparison.Ordinal);
    }

    // "batch items are charged one by one"
    [Fact]
    public async Task Each_Operation_Is_Charged_And_The_Batch_Is_Not()
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        var before = await MeterAsync();
        await SendAsync(Set(("MERGE", list, """{"Description":"một"}"""), ("POST", $"{list}/breakroleinheritance(copyRoleAssignments=false,clearSubscopes=true)", null)), Get($"{list}/views"));
        var after = await MeterAsync();
        Assert.Equal((3, 9, 2), (after.Requests - before.Requests, after.Units - before.Units, after.Writes - before.Writes));
    }

    [Fact]
    public async Task One_That_Is_Throttled_Says_So_With_Its_Own_Time_And_The_Others_Are_Done()
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        await Tenant.PutAsync("/_local/faults", Json("""{"rules":[{"kind":"batch","statuses":[429],"retryAfter":"7","after":1,"times":1}]}"""), Cancel);
        var answer = await SendAsync(Set(("POST", $"{list}/views", """{"Title":"Hai"}"""), ("POST", $"{list}/views", """{"Title":"Ba"}"""), ("POST", $"{list}/views", """{"Title":"Bốn"}""")));
        Assert.Equal((200, "7"), (answer.Status, answer.Parts[1].Headers["RETRY-AFTER"]));
        Assert.Equal([201, 429, 201], answer.Parts.Select(part => part.Status));
    }

    [Theory]
    [InlineData("before", 404)]
    [InlineData("after", 200)]
    public async Task One_Whose_Answer_Is_Lost_Is_Answered_504_Whether_It_Was_Done_Or_Not(string when, int there)
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        await Tenant.PutAsync("/_local/faults", Json($$"""{"rules":[{"route":"POST .*/views$","kind":"reset","when":"{{when}}","times":1}]}"""), Cancel);
        var answer = await SendAsync(Set(("POST", $"{list}/views", """{"Title":"Hai"}"""), ("MERGE", list, """{"Description":"một"}""")));
        Assert.Equal([504, 204], answer.Parts.Select(part => part.Status));
        Assert.Equal(there, (await (await RestAsync()).GetAsync($"{list}/views/getbytitle('Hai')", Cancel)).Status);
    }

    [Theory]
    [InlineData("no boundary", 415)]
    [InlineData("a read in a change set", 400)]
    [InlineData("a write outside one", 400)]
    [InlineData("another site", 400)]
    [InlineData("a batch in a batch", 400)]
    [InlineData("lines without a return", 400)]
    [InlineData("no end", 400)]
    [InlineData("nothing", 400)]
    [InlineData("a hundred and one", 400)]
    public async Task What_Is_No_Batch_Is_Refused_As_A_Whole(string what, int status)
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        var one = Set(("POST", $"{list}/views", """{"Title":"Hai"}"""));
        var answer = what switch
        {
            "no boundary" => await RawAsync(one + End, "multipart/mixed"),
            "a read in a change set" => await SendAsync(one, Set(("GET", $"{list}/views", null))),
            "a write outside one" => await SendAsync(one, Part(Boundary, "POST", $"{list}/views", """{"Title":"Ba"}""")),
            "another site" => await SendAsync(one, Get("/sites/khac/_api/web/lists")),
            "a batch in a batch" => await SendAsync(one, Set(("POST", "/sites/tdkt/_api/$batch", "{}"))),
            "lines without a return" => await RawAsync((one + End).Replace("\r\n", "\n", StringComparison.Ordinal), Type),
            "no end" => await RawAsync(one, Type),
            "nothing" => await RawAsync(End, Type),
            _ => await SendAsync([one, .. Enumerable.Range(0, 100).Select(_ => Get($"{list}/views"))]),
        };
        Assert.Equal(status, answer.Status);
        Assert.Equal(404, (await (await RestAsync()).GetAsync($"{list}/views/getbytitle('Hai')", Cancel)).Status);
    }

    [Fact]
    public async Task A_Hundred_Are_Done_And_Rights_Are_Asked_Of_Each()
    {
        var list = $"{Web}/lists(guid'{await RowsAsync()}')";
        Assert.Equal(100, (await SendAsync([.. Enumerable.Range(0, 100).Select(_ => Get($"{list}/views"))])).Parts.Count);
        var reader = await RawAsync(Set(("POST", $"{list}/views", """{"Title":"Hai"}""")) + Get($"{list}/views") + End, Type, LocalTenant.Reader);
        Assert.Equal([403, 200], reader.Parts.Select(part => part.Status));
    }

    private static string Type => $"multipart/mixed; boundary=\"{Boundary}\"";

    private static string End => $"--{Boundary}--\r\n";

    private static string Set(params (string Method, string Path, string? Body)[] operations) =>
        $"--{Boundary}\r\nContent-Type: multipart/mixed; boundary=set_1\r\n\r\n{string.Concat(operations.Select(one => Part("set_1", one.Method, one.Path, one.Body)))}--set_1--\r\n";

    private static string Get(string path) => Part(Boundary, "GET", path, null);

    private static string Part(string boundary, string method, string path, string? body) =>
        $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{method} {new Uri("http://localhost" + path).PathAndQuery} HTTP/1.1\r\nAccept: application/json;odata=nometadata\r\n"
        + (body is null ? "" : "Content-Type: application/json;odata=nometadata\r\nIf-Match: *\r\n") + $"\r\n{body}\r\n";

    private Task<BatchTold> SendAsync(params string[] parts) => RawAsync(string.Concat(parts) + End, Type);

    private async Task<BatchTold> RawAsync(string body, string type, string app = LocalTenant.Product)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Tenant.Origin + "/sites/tdkt/_api/$batch");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await RestAsync(app)).Token);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        return BatchTold.Read((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private Task<LocalTenant.Client> RestAsync(string app = LocalTenant.Product) => Tenant.AsAppAsync(Cancel, app, Tenant.Origin);

    private async Task<string> RowsAsync() => (await ListAsync("Rows"))[^36..];

    private async Task<(int Requests, int Units, int Writes)> MeterAsync()
    {
        var rest = (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/meter", Cancel)).Json["identities"]!["app:" + LocalTenant.Product]!["rest"];
        return rest is null ? (0, 0, 0) : (rest["requests"]!.GetValue<int>(), rest["resourceUnits"]!.GetValue<int>(), rest["writes"]!.GetValue<int>());
    }

    /// <summary>The answer to a batch, taken apart.</summary>
    private sealed record BatchTold(int Status, IReadOnlyList<(int Status, Dictionary<string, string> Headers, string Body)> Parts)
    {
        public static BatchTold Read(int status, string text)
        {
            if (status != 200) return new BatchTold(status, []);
            var boundary = text[..text.IndexOf("\r\n", StringComparison.Ordinal)];
            Assert.StartsWith("--batchresponse_", boundary, StringComparison.Ordinal);
            return new BatchTold(status, [.. text.Split(boundary)[1..^1].Select(Part)]);
        }

        private static (int Status, Dictionary<string, string> Headers, string Body) Part(string part)
        {
            var sections = part.Split("\r\n\r\n", 3);
            var lines = sections[1].Split("\r\n");
            Assert.StartsWith("HTTP/1.1 ", lines[0], StringComparison.Ordinal);
            return (int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), lines[1..].Select(line => line.Split(": ")).ToDictionary(pair => pair[0], pair => pair[1]), sections[2]);
        }
    }
}
