using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using static EmulationM365.Tests.LocalM365.BatchBody;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §9: what makes a whole batch fail, and what fails alone in it.</summary>
public sealed class BatchRefusalTests : TenantTests
{
    // "max 20"
    [Fact]
    public async Task Twenty_Are_Taken_And_Twenty_One_Are_Refused_Whole()
    {
        var list = await ListAsync("Rows");
        JsonObject Items(int count) => Batch([.. Enumerable.Range(1, count).Select(number => Item(list, $"r{number}", "một"))]);
        var refused = await PostAsync(Items(21));
        Assert.Equal((400, "MaximumValueExceeded"), (refused.Status, refused.Code));
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
        Assert.All(Responses(await PostAsync(Items(20))), response => Assert.Equal(201, response["status"]!.GetValue<int>()));
        Assert.Equal(20, (await Product.GetAsync($"{list}/items", Cancel)).Rows.Length);
    }

    // "ids unique (case-insensitive) else whole batch 400; body requires headers.Content-Type"; a write without a body is refused too (msgraph-sdk-dotnet#2628)
    [Theory]
    [InlineData("""{"id":"FIRST","method":"GET","url":"/users"}""", "FIRST")]
    [InlineData("""{"id":"2","method":"PATCH","url":"/users/x","body":{}}""", "Write request id : 2 does not contain Content-Type header or body.")]
    [InlineData("""{"id":"2","method":"PATCH","url":"/users/x","body":{},"headers":{"content-type":"application/json"}}""", "Write request id : 2")]
    [InlineData("""{"id":"2","method":"POST","url":"/sites/x/pages/y/microsoft.graph.sitePage/publish"}""", "Write request id : 2")]
    [InlineData("""{"id":"2","method":"POST","url":"/users","headers":{"Content-Type":"application/json"},"body":"{}"}""", "JSON object")]
    [InlineData("""{"id":"2","method":"PUT","url":"/users","headers":{"Content-Type":"image/png"},"body":"!"}""", "base64")]
    [InlineData("""{"id":"2","method":"GET","url":"/users","headers":{"Prefer":1}}""", "Prefer")]
    [InlineData("""{"id":"2","method":"GET","url":"/users","dependsOn":["3"]}""", "'3'")]
    [InlineData("""{"id":"2","method":"GET","url":"/users","dependsOn":["2"]}""", "depends on '2'")]
    [InlineData("""{"id":2,"method":"GET","url":"/users"}""", "'id'")]
    [InlineData("""{"id":"2","url":"/users"}""", "'method'")]
    [InlineData("""{"id":"2","method":"GET"}""", "'url'")]
    [InlineData("null", "object")]
    public async Task A_Batch_That_Cannot_Be_Read_Is_Refused_Whole_And_Nothing_Is_Done(string second, string said)
    {
        var list = await ListAsync("Rows");
        var refused = await PostAsync(new JsonObject { ["requests"] = new JsonArray(Item(list, "first", "một"), JsonNode.Parse(second)) });
        Assert.Equal((400, "BadRequest"), (refused.Status, refused.Code));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":{}}""")]
    public async Task A_Batch_Of_Nothing_Is_Refused(string body) => Assert.Equal(400, (await PostAsync(Json(body))).Status);

    // what localm365 does not have, and a batch in a batch, fail alone; another API cannot be reached by a batch
    [Theory]
    [InlineData("/nothing", 501)]
    [InlineData("/../sites/tdkt/_api/web/lists", 501)]
    [InlineData("https://graph.microsoft.com/v1.0/users", 501)]
    [InlineData("/$batch", 400)]
    [InlineData("%24batch()", 400)]
    public async Task What_Is_Not_There_Fails_Alone(string url, int status)
    {
        var odd = Post("odd", url, """{"requests":[{"id":"1","method":"GET","url":"/users"}]}""");
        var answer = await PostAsync(Batch(odd, Get("good", "/users")));
        Assert.Equal((200, status, 200), (answer.Status, Status(answer, "odd"), Status(answer, "good")));
    }

    private Task<Answer> PostAsync(JsonObject batch) => Product.PostAsync("/v1.0/$batch", batch, Cancel);
}
