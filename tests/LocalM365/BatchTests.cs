using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using static EmulationM365.Tests.LocalM365.BatchBody;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §9: several requests in one <c>POST /$batch</c>. Each test names the fact it follows.</summary>
public sealed class BatchTests : TenantTests
{
    private static readonly string[] _parts = ["id", "status", "headers", "body"];

    private string Relative => Site["/v1.0".Length..];

    // "outer 200 whenever parseable; responses unordered, each {id,status,headers,body}"
    [Fact]
    public async Task Every_Request_Is_Answered_And_Not_In_The_Order_Asked()
    {
        string[] asked = ["1", "2", "3", "4", "5"];
        var batch = Batch([.. asked.Select(id => Get(id, id == "3" ? "/users/nobody@mau.example" : "/users"))]);
        var first = await PostAsync(batch);
        Assert.Equal(200, first.Status);
        var order = Responses(first).Select(response => response["id"]!.GetValue<string>()).ToArray();
        Assert.Equal(asked, order.Order());
        Assert.NotEqual(asked, order);
        Assert.Equal(order, Responses(await PostAsync(batch)).Select(response => response["id"]!.GetValue<string>()));
        Assert.Equal((404, 200), (Status(first, "3"), Status(first, "1")));
        Assert.Equal(["2", "1"], Responses(await PostAsync(Batch(Get("1", "/users"), Get("2", "/users")))).Select(response => response["id"]!.GetValue<string>()));
    }

    // "each {id,status,headers,body}": nothing else, headers are strings, and no body where there is none
    [Fact]
    public async Task An_Answer_Has_The_Shape_Of_The_Contract()
    {
        var list = await ListAsync("Rows");
        var item = await ItemAsync(list, """{"Title":"một"}""");
        var answer = await PostAsync(Batch(Get("read", $"{list[5..]}/items"), new JsonObject { ["id"] = "gone", ["method"] = "DELETE", ["url"] = $"{list[5..]}/items/{item}" }, Get("none", "/users/x")));
        Assert.Equal(["responses"], answer.Json.Select(member => member.Key));
        Assert.All(Responses(answer), response =>
        {
            Assert.Equal(response["id"]!.GetValue<string>() == "gone" ? _parts[..3] : _parts, response.Select(member => member.Key));
            Assert.All(response["headers"]!.AsObject(), header => Assert.Equal(System.Text.Json.JsonValueKind.String, header.Value!.GetValueKind()));
            Assert.DoesNotContain("Content-Length", response["headers"]!.AsObject().Select(header => header.Key));
        });
        Assert.Equal(204, Status(answer, "gone"));
        Assert.Contains("/$metadata#", Of(answer, "read")["body"]!["@odata.context"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("application/json", Of(answer, "read")["headers"]!["Content-Type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(Of(answer, "none")["body"]!["error"]!["innerError"]!["request-id"]);
    }

    // "failed prerequisite => 424 for dependants"
    [Fact]
    public async Task What_Depends_On_A_Failed_Request_Is_Not_Run()
    {
        var list = await ListAsync("Rows");
        var answer = await PostAsync(Batch(
            Get("Bad", "/users/x"), After(Item(list, "child", "hai"), "bad"), After(Item(list, "grandchild", "ba"), "CHILD"), Item(list, "free", "một")));
        Assert.Equal((200, 404, 424, 424, 201), (answer.Status, Status(answer, "Bad"), Status(answer, "child"), Status(answer, "grandchild"), Status(answer, "free")));
        Assert.Equal("FailedDependency", Of(answer, "child")["body"]!["error"]!["code"]!.GetValue<string>());
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    // dependsOn is the only order there is
    [Fact]
    public async Task What_Depends_On_Another_Runs_After_It()
    {
        var steps = new List<JsonObject> { Post("0", $"{Relative}/lists", """{"displayName":"Rows"}""") };
        for (var number = 1; number < 12; number++)
            steps.Add(After(Post($"{number}", $"{Relative}/lists/Rows/items", $$$"""{"fields":{"Title":"{{{number}}}"}}"""), $"{number - 1}"));
        var answer = await PostAsync(Batch([.. steps]));
        Assert.All(Responses(answer), response => Assert.Equal(201, response["status"]!.GetValue<int>()));
        Assert.Equal(Enumerable.Range(1, 11).Select(number => $"{number}"), Enumerable.Range(1, 11).Select(number => Of(answer, $"{number}")["body"]!["id"]!.GetValue<string>()));
    }

    // "child 429 carries its own Retry-After inside a 200 outer response"
    [Fact]
    public async Task A_Throttled_Request_Does_Not_Throttle_The_Batch()
    {
        var list = await ListAsync("Rows");
        await FaultAsync("""{"route":"POST /v1.0/sites/.*/items$","status":429,"retryAfter":"7","times":1}""");
        var answer = await PostAsync(Batch(Item(list, "a", "một"), Item(list, "b", "hai"), Get("c", "/users")));
        Assert.Equal(200, answer.Status);
        Assert.Equal([200, 201, 429], Responses(answer).Select(response => response["status"]!.GetValue<int>()).Order());
        Assert.Equal("7", Responses(answer).Single(response => response["status"]!.GetValue<int>() == 429)["headers"]!["Retry-After"]!.GetValue<string>());
        Assert.False(answer.Headers.Contains("Retry-After"));
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    // "a child can report failure though the work was done": inside a batch a lost answer is a 504
    [Fact]
    public async Task A_Lost_Answer_Inside_Is_504_And_Its_Effect_Stays()
    {
        var list = await ListAsync("Rows");
        await FaultAsync("""{"route":"POST /v1.0/sites/.*/items$","kind":"reset","when":"after"}""");
        var answer = await PostAsync(Batch(Item(list, "a", "một"), Get("b", "/users")));
        Assert.Equal((200, 504, 200), (answer.Status, Status(answer, "a"), Status(answer, "b")));
        Assert.Single((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    // "headers?" belong to the request they stand with, and to no other
    [Fact]
    public async Task Each_Request_Has_Its_Own_Headers()
    {
        var list = await ListAsync("Rows", """[{"name":"Note","text":{}}]""");
        var item = await ItemAsync(list, """{"Title":"một","Note":"x"}""");
        var stale = Post("stale", $"{list[5..]}/items/{item}/fields", """{"Title":"hai"}""");
        stale["method"] = "PATCH";
        stale["headers"]!["If-Match"] = "\"00000000-0000-0000-0000-000000000000,9\"";
        var patient = Get("patient", $"{list[5..]}/items?$filter=fields/Note eq 'x'");
        patient["headers"] = new JsonObject { ["Prefer"] = "HonorNonIndexedQueriesWarningMayFailRandomly" };
        var bare = Get("bare", $"{list[5..]}/items?$filter=fields/Note eq 'x'");
        var answer = await Product.PostAsync("/v1.0/$batch", Batch(stale, patient, bare), Cancel, ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly"));
        Assert.Equal((412, 200, 400), (Status(answer, "stale"), Status(answer, "patient"), Status(answer, "bare")));
        Assert.Single(Of(answer, "patient")["body"]!["value"]!.AsArray());
    }

    // "url(relative)", with and without a slash; the SDK leaves nothing encoded
    [Fact]
    public async Task A_Relative_Url_Is_Read_In_Every_Spelling()
    {
        await ListAsync("Đề nghị");
        var answer = await PostAsync(Batch(
            Get("slash", $"{Relative}/lists/Đề nghị"), Get("none", $"{Relative[1..]}/lists/%C4%90%E1%BB%81%20ngh%E1%BB%8B"), Get("colon", "sites/localhost:/sites/tdkt:/lists?$filter=displayName eq 'Đề nghị'")));
        Assert.Equal((200, 200, 200), (Status(answer, "slash"), Status(answer, "none"), Status(answer, "colon")));
        Assert.Single(Of(answer, "colon")["body"]!["value"]!.AsArray());
    }

    // "body ... base64" for what is not JSON, in both directions
    [Theory]
    [InlineData("+/8=")]
    [InlineData("-_8")]
    public async Task Bytes_Go_In_And_Come_Out_As_Base64(string body)
    {
        var library = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Dossiers","list":{"template":"documentLibrary"}}"""), Cancel);
        var drive = (await Product.GetAsync($"{Site}/lists/{library.Id}/drive", Cancel)).Id;
        var put = new JsonObject { ["id"] = "put", ["method"] = "PUT", ["url"] = $"/drives/{drive}/root:/a b.bin:/content", ["headers"] = new JsonObject { ["Content-Type"] = "application/octet-stream" }, ["body"] = body };
        var read = await PostAsync(Batch(put, After(Get("get", $"/drives/{drive}/root:/a b.bin:/content"), "put")));
        Assert.Equal((201, 302), (Status(read, "put"), Status(read, "get")));
        Assert.Equal([0xFB, 0xFF], await Tenant.Http.GetByteArrayAsync(new Uri(Of(read, "get")["headers"]!["Location"]!.GetValue<string>()), Cancel));
        await FaultAsync("""{"route":"GET /v1.0/users","status":503,"body":"<html>bận</html>","contentType":"text/html"}""");
        var busy = await PostAsync(Batch(Get("busy", "/users")));
        Assert.Equal("<html>bận</html>", Encoding.UTF8.GetString(Convert.FromBase64String(Of(busy, "busy")["body"]!.GetValue<string>())));
    }

    // the token of the batch is that of every request in it
    [Fact]
    public async Task Rights_Are_Those_Of_Who_Sends_The_Batch()
    {
        var list = await ListAsync("Rows");
        var reader = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        var smuggled = Item(list, "write", "một");
        smuggled["headers"]!["Authorization"] = "Bearer " + Product.Token;
        var answer = await reader.PostAsync("/v1.0/$batch", Batch(smuggled, Get("read", $"{list[5..]}/items")), Cancel);
        Assert.Equal((200, 403, 200), (answer.Status, Status(answer, "write"), Status(answer, "read")));
        Assert.Equal(401, (await new LocalTenant.Client(Tenant, null).PostAsync("/v1.0/$batch", Batch(Get("1", "/users")), Cancel)).Status);
    }

    // "each child is throttled and costed on its own, so a batch of 20 item creates = 40 RU"
    [Fact]
    public async Task Each_Request_Costs_What_It_Costs_Alone_And_The_Batch_Nothing()
    {
        var list = await ListAsync("Rows");
        var nobody = new LocalTenant.Client(Tenant, null);
        await nobody.DeleteAsync("/_local/meter", Cancel);
        await PostAsync(Batch([.. Enumerable.Range(1, 20).Select(number => Item(list, $"{number}", "một"))]));
        var meter = (await nobody.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!["graph"]!;
        Assert.Equal("""{"requests":20,"resourceUnits":40,"writes":20}""", meter.ToJsonString());
    }

    // a recording holds the batch and each request in it, and no token
    [Fact]
    public async Task A_Batch_And_What_Is_In_It_Are_Recorded_Without_Tokens()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        await using (var tenant = await LocalTenant.StartAsync(Cancel, folder.FullName, Path.Combine(folder.FullName, "traffic.har")))
        {
            var product = await tenant.AsAppAsync(Cancel);
            var asked = Get("1", "users?$top=1");
            asked["headers"] = new JsonObject { ["Authorization"] = "Bearer inner-token" };
            await product.PostAsync("/v1.0/$batch", Batch(asked), Cancel);
            var har = await new LocalTenant.Client(tenant, null).GetAsync("/_local/har", Cancel);
            var urls = har.Json["log"]!["entries"]!.AsArray().Select(entry => entry!["request"]!["url"]!.GetValue<string>()).ToList();
            Assert.Contains(tenant.Origin + "/v1.0/users?$top=1", urls);
            Assert.Contains(tenant.Origin + "/v1.0/$batch", urls);
            Assert.DoesNotContain("inner-token", har.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(product.Token, har.Text, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    // graph-wire §1: ids are GUIDs, urls start with a slash, commas are decoded; above twenty the SDK sends several batches
    [Fact]
    public async Task The_Sdk_Sends_And_Reads_Batches()
    {
        var list = await ListAsync("Rows");
        var graph = Tenant.Sdk(Product.Token);
        var rows = graph.Sites[Site["/v1.0/sites/".Length..]].Lists[list[(list.LastIndexOf('/') + 1)..]];
        var batch = new BatchRequestContentCollection(graph);
        var ids = new List<string>();
        for (var number = 0; number < 25; number++)
            ids.Add(await batch.AddBatchRequestStepAsync(rows.Items.ToPostRequestInformation(new ListItem { Fields = new FieldValueSet { AdditionalData = new Dictionary<string, object> { ["Title"] = $"Dòng {number}" } } })));
        var missing = await batch.AddBatchRequestStepAsync(rows.Items["999"].ToGetRequestInformation());
        var answers = await graph.Batch.PostAsync(batch, Cancel);
        var statuses = await answers.GetResponsesStatusCodesAsync();
        Assert.Equal(26, statuses.Count);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, statuses[missing]);
        Assert.All(ids, id => Assert.Equal(System.Net.HttpStatusCode.Created, statuses[id]));
        Assert.Equal("Dòng 24", (await answers.GetResponseByIdAsync<ListItem>(ids[24])).Fields!.AdditionalData["Title"]);
        Assert.Equal(25, (await rows.Items.GetAsync(cancellationToken: Cancel))!.Value!.Count);
    }

    private Task<Answer> PostAsync(JsonObject batch) => Product.PostAsync("/v1.0/$batch", batch, Cancel);

    private Task<Answer> FaultAsync(string rule) => Tenant.PutAsync("/_local/faults", new JsonObject { ["rules"] = new JsonArray(JsonNode.Parse(rule)) }, Cancel);
}
