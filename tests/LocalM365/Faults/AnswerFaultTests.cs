using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>Kinds that answer in Graph's own words: <c>batch</c>, <c>gone</c>, <c>lock</c>, <c>conflict</c>.</summary>
public sealed class AnswerFaultTests : FaultTests
{
    // graph §9: children are throttled on their own, and carry their own Retry-After inside a 200; reliability §2 row 18
    [Fact]
    public async Task Batch_Fails_Some_Of_The_Requests_In_It_By_Seed_And_Does_The_Others()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync("""{"kind":"batch","chance":0.5,"retryAfter":11}""");
        var steps = Enumerable.Range(1, 20).Select(step => BatchBody.Item(list, $"{step}", $"dòng {step}")).ToArray();
        var answer = await Product.PostAsync("/v1.0/$batch", BatchBody.Batch(steps), Cancel);
        Assert.Equal(200, answer.Status);
        var failed = BatchBody.Responses(answer).Where(response => response["status"]!.GetValue<int>() != 201).ToList();
        Assert.InRange(failed.Count, 3, 17);
        Assert.True(failed.Select(response => response["status"]!.GetValue<int>()).Order().Distinct().SequenceEqual([429, 503, 504]));
        Assert.All(failed.Where(response => response["status"]!.GetValue<int>() == 429), response => Assert.Equal("11", response["headers"]!["Retry-After"]!.GetValue<string>()));
        Assert.Equal(20 - failed.Count, (await TitlesAsync(list)).Length);
        Assert.Equal(200, (await Product.GetAsync($"{list}/items", Cancel)).Status);
    }

    // graph §9: a child can report 429 though the work was done
    [Fact]
    public async Task Batch_Can_Fail_A_Request_In_It_After_Its_Effect()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync("""{"kind":"batch","when":"after","statuses":[429]}""");
        var answer = await Product.PostAsync("/v1.0/$batch", BatchBody.Batch(BatchBody.Item(list, "1", "một")), Cancel);
        Assert.Equal(429, BatchBody.Status(answer, "1"));
        Assert.Equal(["một"], await TitlesAsync(list));
    }

    // reliability §2 row 19: 410 on a delta token, with Location
    [Fact]
    public async Task Gone_Answers_410_To_A_Delta_Token_With_Where_To_Begin_Again()
    {
        var list = await ListAsync("Rows");
        await AddAsync(list, "một");
        await ScriptAsync("""{"kind":"gone"}""");
        var first = await Product.GetAsync($"{list}/items/delta?$expand=fields", Cancel);
        var link = first.Json["@odata.deltaLink"]!.GetValue<string>();
        var gone = await Product.GetAsync(link, Cancel);
        Assert.Equal((410, "resyncChangesApplyDifferences"), (gone.Status, gone.Code));
        var again = await Product.GetAsync(gone.Headers.Location!.ToString(), Cancel);
        Assert.Equal("một", Assert.Single(again.Rows)["fields"]!["Title"]!.GetValue<string>());
        Assert.Equal(200, (await Product.GetAsync(link, Cancel)).Status);
    }

    // reliability §2 row 26: somebody has the file open
    [Fact]
    public async Task Lock_Answers_423_So_Many_Times()
    {
        var library = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Hồ sơ","list":{"template":"documentLibrary"}}"""), Cancel);
        var drive = (await Product.GetAsync($"{Site}/lists/{library.Id}/drive", Cancel)).Id;
        await ScriptAsync("""{"route":"PUT .*/content$","kind":"lock","times":2}""");
        var path = $"/v1.0/drives/{drive}/root:/a.txt:/content";
        for (var call = 0; call < 2; call++)
        {
            var locked = await Product.SendAsync(HttpMethod.Put, path, Json("""{"a":1}"""), Cancel);
            Assert.Equal((423, "resourceLocked"), (locked.Status, locked.Code));
        }
        Assert.Equal(201, (await Product.SendAsync(HttpMethod.Put, path, Json("""{"a":1}"""), Cancel)).Status);
    }

    // graph §12 row 12: 409 resourceModified; reliability §2 row 16: an answer may fail though the effect happened
    [Theory]
    [InlineData("before", "một")]
    [InlineData("after", "hai")]
    public async Task Conflict_Answers_409_Before_The_Write_Or_Though_It_Was_Made(string when, string title)
    {
        var list = await ListAsync("Rows");
        var id = await ItemAsync(list, """{"Title":"một"}""");
        await ScriptAsync($$"""{"route":"PATCH .*/fields$","kind":"conflict","when":"{{when}}"}""");
        var refused = await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Title":"hai"}"""), Cancel);
        Assert.Equal((409, "resourceModified"), (refused.Status, refused.Code));
        Assert.Equal([title], await TitlesAsync(list));
    }

    [Fact]
    public async Task Conflict_Can_Carry_Another_Code_Of_Graphs()
    {
        await ScriptAsync("""{"route":"/users","kind":"conflict","code":"saveConflict"}""");
        Assert.Equal("saveConflict", (await Product.GetAsync("/v1.0/users", Cancel)).Code);
    }
}
