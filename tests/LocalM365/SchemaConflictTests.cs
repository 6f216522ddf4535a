using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>peers §1b (pnpcore#1272, pnpjs#2646): of two changes of a site's lists at the same time the later is told that it conflicts, though it is done.</summary>
public sealed class SchemaConflictTests : RestListTests
{
    private const string Column = """{"name":"First","text":{}}""";

    [Fact]
    public async Task A_Change_That_Comes_While_Another_Is_Under_Way_Conflicts_But_Is_Done()
    {
        var (rest, list, graph) = await StartAsync();
        using var first = await HalfAsync($"{graph}/columns");
        var second = await Product.PostAsync($"{graph}/columns", Json("""{"name":"Second","text":{}}"""), Cancel);
        Assert.Equal((409, "saveConflict"), (second.Status, second.Code));
        Assert.Equal(200, (await Product.GetAsync($"{graph}/columns/Second", Cancel)).Status);
        // REST says it in its own words
        var view = await rest.PostAsync($"{list}/views", Json("""{"Title":"Khác"}"""), Cancel);
        Assert.Equal(409, view.Status);
        Assert.StartsWith("Save Conflict.", Said(view), StringComparison.Ordinal);
        Assert.Equal(2, (await rest.GetAsync($"{list}/views", Cancel)).Rows.Length);
        Assert.Equal(409, (await rest.PostAsync(list, Json("""{"NoCrawl":true}"""), Cancel, Merge)).Status);
        Assert.Equal(409, (await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Other"}"""), Cancel)).Status);
        // what is refused anyway is refused for its own reason; items and readers are not held up
        Assert.Equal(400, (await Product.PostAsync($"{graph}/columns", Json("""{"name":"Second","text":{}}"""), Cancel)).Status);
        await ItemAsync(graph, """{"Title":"a"}""");
        Assert.Equal(200, (await Product.GetAsync($"{graph}/columns", Cancel)).Status);

        Assert.StartsWith("HTTP/1.1 201", await EndAsync(first), StringComparison.Ordinal);
        Assert.Equal(201, (await Product.PostAsync($"{graph}/columns", Json("""{"name":"Third","text":{}}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Another_Site_Is_Not_Concerned()
    {
        var (_, _, graph) = await StartAsync();
        var directory = LocalTenant.Directory();
        directory["sites"]![1]!["grants"] = System.Text.Json.Nodes.JsonNode.Parse($$"""[{"app":"{{LocalTenant.Product}}","role":"fullcontrol"}]""");
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        using var first = await HalfAsync($"{graph}/columns");
        Assert.Equal(201, (await Product.PostAsync("/v1.0/sites/localhost:/sites/khac:/lists", Json("""{"displayName":"Other"}"""), Cancel)).Status);
        Assert.StartsWith("HTTP/1.1 201", await EndAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_One_After_The_Other_Never_Conflict()
    {
        var (rest, list, graph) = await StartAsync();
        for (var number = 0; number < 60; number++)
        {
            Assert.Equal(201, (await Product.PostAsync($"{graph}/columns", Json($$"""{"name":"C{{number}}","text":{} }"""), Cancel)).Status);
            Assert.Equal(204, (await rest.PostAsync(list, Json("""{"NoCrawl":true}"""), Cancel, Merge)).Status);
        }
    }

    [Fact]
    public async Task Changes_In_One_Batch_Do_Not_Conflict_With_Each_Other()
    {
        var (_, _, graph) = await StartAsync();
        var requests = string.Join(',', Enumerable.Range(1, 5).Select(number =>
            $$"""{"id":"{{number}}","method":"POST","url":"{{graph["/v1.0".Length..]}}/columns","headers":{"Content-Type":"application/json"},"body":{"name":"C{{number}}","text":{} } }"""));
        var answer = await Product.PostAsync("/v1.0/$batch", Json($"{{\"requests\":[{requests}]}}"), Cancel);
        Assert.All(answer.Json["responses"]!.AsArray(), response => Assert.Equal(201, response!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_Change_Whose_Caller_Goes_Away_Holds_Nothing_Up()
    {
        var (_, _, graph) = await StartAsync();
        using (var first = await HalfAsync($"{graph}/columns"))
        {
            Assert.Equal(409, (await Product.PostAsync($"{graph}/columns", Json("""{"name":"Second","text":{}}"""), Cancel)).Status);
        }

        // the tenant notices a closed connection in its own time: what counts is that it does
        var status = 409;
        for (var number = 0; status == 409 && number < 1000; number++)
            status = (await Product.PostAsync($"{graph}/columns", Json($$"""{"name":"T{{number}}","text":{} }"""), Cancel)).Status;
        Assert.Equal(201, status);
    }

    /// <summary>A change that has arrived and is not answered: its body is half sent. It is under way once the tenant asks for the rest.</summary>
    private async Task<Socket> HalfAsync(string path)
    {
        var uri = new Uri(Tenant.Origin);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", uri.Port, Cancel);
        var length = Encoding.UTF8.GetByteCount(Column).ToString(CultureInfo.InvariantCulture);
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost:{uri.Port}\r\nAuthorization: Bearer {Product.Token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
        await socket.SendAsync(Encoding.UTF8.GetBytes(head), Cancel);
        // Kestrel says so when somebody begins to read the body, which is behind the place where changes are counted
        var answer = new byte[25];
        for (var have = 0; have < answer.Length;) have += await socket.ReceiveAsync(answer.AsMemory(have), Cancel);
        Assert.StartsWith("HTTP/1.1 100 Continue", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Column[..10]), Cancel);
        return socket;
    }

    private static async Task<string> EndAsync(Socket socket)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(Column[10..]), Cancel);
        var answer = new byte[15];
        for (var have = 0; have < answer.Length;) have += await socket.ReceiveAsync(answer.AsMemory(have), Cancel);
        return Encoding.UTF8.GetString(answer);
    }
}
