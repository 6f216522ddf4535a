using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>What people do meanwhile: columns changed in the browser (<c>schema</c>), a person disabled (<c>disable</c>). reliability §2 row 46.</summary>
public sealed class OwnerFaultTests : FaultTests
{
    private const string Columns = """[{"name":"Note","displayName":"Ghi chú","text":{}}]""";

    private Task<Answer> EditAsync(string list, string rest) => Nobody.PostAsync("/_local/schema", Json($$"""{"listId":"{{ListId(list)}}","column":"Note",{{rest}}}"""), Cancel);

    [Fact]
    public async Task Schema_Rename_Changes_The_Title_And_Keeps_The_Values()
    {
        var list = await ListAsync("Rows", Columns);
        var id = await ItemAsync(list, """{"Note":"đã ghi"}""");
        Assert.Equal(204, (await EditAsync(list, """ "action":"rename","displayName":"Nhận xét" """)).Status);
        Assert.Equal("Nhận xét", (await Product.GetAsync($"{list}/columns/Note", Cancel)).Json["displayName"]!.GetValue<string>());
        Assert.Equal("đã ghi", (await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Note"]!.GetValue<string>());
    }

    [Fact]
    public async Task Schema_Delete_Takes_The_Column_And_What_It_Held()
    {
        var list = await ListAsync("Rows", Columns);
        var id = await ItemAsync(list, """{"Title":"một","Note":"đã ghi"}""");
        Assert.Equal(204, (await EditAsync(list, """ "action":"delete" """)).Status);
        Assert.Equal(404, (await Product.GetAsync($"{list}/columns/Note", Cancel)).Status);
        Assert.Null((await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Note"]);
        Assert.Equal(400, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Note":"x"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Schema_Retype_Makes_Another_Column_Of_The_Same_Name_That_Is_Empty()
    {
        var list = await ListAsync("Rows", Columns);
        var before = (await Product.GetAsync($"{list}/columns/Note", Cancel)).Id;
        var id = await ItemAsync(list, """{"Note":"12"}""");
        Assert.Equal(204, (await EditAsync(list, """ "action":"retype","definition":{"number":{}} """)).Status);
        var after = await Product.GetAsync($"{list}/columns/Note", Cancel);
        Assert.NotEqual(before, after.Id);
        Assert.Equal(("Ghi chú", true), (after.Json["displayName"]!.GetValue<string>(), after.Json["number"] is JsonObject));
        Assert.Null((await Product.GetAsync($"{list}/items/{id}/fields", Cancel)).Json["Note"]);
        Assert.Equal(400, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Note":"12"}"""), Cancel)).Status);
        Assert.Equal(200, (await Product.PatchAsync($"{list}/items/{id}/fields", Json("""{"Note":12}"""), Cancel)).Status);
    }

    // graph §13: whether column edits notify is unknown, so here they do not
    [Fact]
    public async Task Schema_Edits_Ring_Nobody_And_Are_Not_In_Delta()
    {
        await using var receiver = await Receiver.StartAsync(Cancel);
        Tenant.App.DeliverTo(new Uri("https://functions.test"), receiver.Address);
        var list = await ListAsync("Rows", Columns);
        await ItemAsync(list, """{"Note":"x"}""");
        var link = (await Product.GetAsync($"{list}/items/delta", Cancel)).Json["@odata.deltaLink"]!.GetValue<string>();
        Assert.Equal(201, (await Product.PostAsync("/v1.0/subscriptions", NoticeFaultTests.Wish(list), Cancel)).Status);
        await EditAsync(list, """ "action":"delete" """);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Empty(receiver.Notifications);
        Assert.Empty((await Product.GetAsync(link, Cancel)).Rows);
    }

    [Fact]
    public async Task Schema_Is_Also_A_Fault_At_The_Nth_Request()
    {
        var list = await ListAsync("Rows", Columns);
        await ScriptAsync($$"""{"route":"POST .*/items$","after":1,"kind":"schema","listId":"{{ListId(list)}}","column":"Note","action":"delete"}""");
        Assert.Equal(201, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Note":"x"}}"""), Cancel)).Status);
        Assert.Equal(400, (await Product.PostAsync($"{list}/items", Json("""{"fields":{"Note":"x"}}"""), Cancel)).Status);
    }

    [Fact]
    public async Task Schema_That_Cannot_Be_Edited_Lets_The_Request_Go_On_And_Says_Why()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync($$"""{"route":"/users","kind":"schema","listId":"{{ListId(list)}}","column":"Nope","action":"delete"}""");
        Assert.Equal(200, (await Product.GetAsync("/v1.0/users", Cancel)).Status);
        Assert.Equal("The list has no column 'Nope'.", (await RuleAsync())["failed"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(""" "action":"paint" """, "The schema edit: 'action' must be one of rename, retype, delete.")]
    [InlineData(""" "action":"rename" """, "The schema edit: 'displayName' is missing: a text that is not empty.")]
    [InlineData(""" "action":"retype" """, "The schema edit: 'definition' is missing: a column as Graph takes it, such as {\"number\":{}}.")]
    [InlineData(""" "action":"retype","definition":{"number":{},"text":{}} """, "The column 'Note' needs exactly one type, got 2.")]
    [InlineData(""" "action":"delete","displayName":"x" """, "The schema edit: 'displayName' is not a member of this kind.")]
    public async Task A_Wrong_Schema_Edit_Is_400_With_A_Sentence_And_Changes_Nothing(string rest, string sentence)
    {
        var list = await ListAsync("Rows", Columns);
        var before = await Product.GetAsync($"{list}/columns", Cancel);
        var answer = await EditAsync(list, rest);
        Assert.Equal((400, sentence), (answer.Status, answer.Text));
        Assert.Equal(before.Text, (await Product.GetAsync($"{list}/columns", Cancel)).Text);
    }

    [Fact]
    public async Task Disable_Ends_The_Tokens_Of_A_Person_At_The_Nth_Request()
    {
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        await ScriptAsync("""{"route":"GET /v1.0/sites","after":1,"kind":"disable","person":"an@mau.example"}""");
        Assert.Equal(200, (await an.GetAsync(Site, Cancel)).Status);
        Assert.Equal(401, (await an.GetAsync(Site, Cancel)).Status);
        Assert.Equal(200, (await Product.GetAsync(Site, Cancel)).Status);
        var directory = (await Nobody.GetAsync("/_local/people", Cancel)).Json["people"]!.AsArray();
        Assert.False(directory.Single(person => person!["id"]!.GetValue<string>() == LocalTenant.An)!["accountEnabled"]!.GetValue<bool>());
    }
}
