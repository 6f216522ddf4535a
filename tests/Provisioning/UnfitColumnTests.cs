using System.Text.Json.Nodes;
using EmulationM365.Provisioning;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What only people can mend is named with list and column; everything else is applied, and what they entered stays.</summary>
[Collection(SdkTests.Name)]
public sealed class UnfitColumnTests : IAsyncLifetime
{
    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("Stage", """{"text":{}}""", "one line of text", "one of a set of words")]
    [InlineData("Stage", """{"choice":{"choices":["A"],"displayAs":"checkBoxes"}}""", "several of a set of words", "one of a set of words")]
    [InlineData("Year", """{"currency":{"locale":"vi-VN"}}""", "an amount of money", "a number")]
    [InlineData("UnitKey", """{"text":{"allowMultipleLines":true}}""", "many lines of text", "one line of text")]
    [InlineData("Consent", """{"hyperlinkOrPicture":{"isPicture":false}}""", "a value that Graph does not describe, such as a link", "yes or no")]
    [InlineData("IntroductionDate", """{"dateTime":{"format":"dateTime"}}""", "a day with its time", "a day")]
    public async Task A_Column_Of_Another_Kind_Is_Named_And_Never_Changed(string name, string kind, string there, string wanted)
    {
        // Arrange: staff deleted the column and made one of the same name, and another list lacks something.
        await _site.ApplyAsync();
        var (list, returns) = (await _site.ListAsync("Stories"), await _site.ListAsync("UnitReturns2025"));
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(list, name), Cancel);
        var column = JsonNode.Parse(kind)!.AsObject();
        column["name"] = name;
        Assert.Equal(201, (await _site.Owner.PostAsync($"{list}/columns", column, Cancel)).Status);
        var before = (await _site.Owner.GetAsync($"{list}/columns/{name}", Cancel)).Text;
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(returns, "Report"), Cancel);

        // Act
        var left = await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync);

        // Assert
        var sentence = $"List Stories ('Điển hình tiên tiến'): column {name} holds {there} and should hold {wanted}; " +
            "apply never changes the kind of a column, so save what it holds elsewhere, delete it, and run apply again.";
        Assert.Equal([sentence], left.Report!.Left);
        Assert.Contains(sentence, left.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await _site.Owner.GetAsync($"{list}/columns/{name}", Cancel)).Text);
        Assert.Equal(200, (await _site.Owner.GetAsync($"{returns}/columns/Report", Cancel)).Status);
        Assert.Equal(0, (await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync)).Report!.Writes);

        // People follow the sentence.
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(list, name), Cancel);
        Assert.Empty((await _site.ApplyAsync()).Left);
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Lookup_Into_Another_List_Is_Of_Another_Kind()
    {
        await _site.ApplyAsync();
        var (list, units) = (await _site.ListAsync("Nominations2025"), await _site.ListAsync("Units"));
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(list, "Return"), Cancel);
        var lookup = new JsonObject { ["name"] = "Return", ["lookup"] = new JsonObject { ["listId"] = units[(units.LastIndexOf('/') + 1)..], ["columnName"] = "Title" } };
        Assert.Equal(201, (await _site.Owner.PostAsync($"{list}/columns", lookup, Cancel)).Status);
        var left = Assert.Single((await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync)).Report!.Left);
        Assert.Contains("column Return holds an item of another list, or of a list that was deleted and should hold an item of the list UnitReturns;", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_List_That_Does_Not_Fit_Is_Seeded_By_The_Run_That_Finds_It_Mended()
    {
        // Arrange: a list of staff's own that happens to bear our name.
        var made = await (await _site.Tenant.AsAppAsync(Cancel)).PostAsync(
            $"{_site.Site}/lists", JsonNode.Parse("""{"displayName":"Routes","columns":[{"name":"Steps","number":{}}]}"""), Cancel);
        var list = $"{_site.Site}/lists/{made.Id}";

        // Act
        var left = (await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync)).Report!;
        var rows = await RowsAsync(list);
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(list, "Steps"), Cancel);
        var mended = await _site.ApplyAsync();

        // Assert
        Assert.Single(left.Left);
        Assert.True(left.RowsSeeded > 0);
        Assert.Equal(0, rows);
        Assert.True(mended.RowsSeeded > 0);
        Assert.Equal(mended.RowsSeeded, await RowsAsync(list));
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Theory]
    [InlineData("Units", "UnitKey")]
    [InlineData("Staff", "StaffKey")]
    [InlineData("SystemState", "StateKey")]
    [InlineData("AwardRegister", "AwardKey")]
    public async Task A_Key_That_Stands_Twice_Is_Named_And_Everything_Else_Goes_On(string name, string key)
    {
        // Arrange
        await _site.ApplyAsync();
        var product = await _site.Tenant.AsAppAsync(Cancel);
        var (list, returns) = (await _site.ListAsync(name), await _site.ListAsync("UnitReturns2025"));
        Assert.Equal(200, (await _site.Owner.PatchAsync($"{list}/columns/{key}", JsonNode.Parse("""{"enforceUniqueValues":false}"""), Cancel)).Status);
        var items = new List<string>();
        foreach (var value in new[] { "mau", "MAU" })
            items.Add((await product.PostAsync($"{list}/items", new JsonObject { ["fields"] = new JsonObject { ["Title"] = "Mẫu", [key] = value } }, Cancel)).Id);
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(returns, "Report"), Cancel);

        // Act
        var left = await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync);

        // Assert
        var sentence = Assert.Single(left.Report!.Left);
        Assert.StartsWith($"List {name} ('", sentence, StringComparison.Ordinal);
        Assert.EndsWith(
            $"column {key} may hold the same value twice. The service refuses to forbid it while two items hold the same value; change or delete one of them, and run apply again.",
            sentence, StringComparison.Ordinal);
        Assert.Equal(200, (await _site.Owner.GetAsync($"{returns}/columns/Report", Cancel)).Status);
        Assert.All(items, item => Assert.NotEmpty(item));
        Assert.Equal(204, (await product.DeleteAsync($"{list}/items/{items[1]}", Cancel)).Status);
        await _site.ApplyAsync();
        Assert.True((await _site.Owner.GetAsync($"{list}/columns/{key}", Cancel)).Json["enforceUniqueValues"]!.GetValue<bool>());
        Assert.Empty(await _site.WritesOfApplyAsync());
    }

    [Fact]
    public async Task A_Narrowing_That_A_Column_Of_Staff_Forbids_Is_Named_With_What_The_Service_Says()
    {
        await _site.ApplyAsync();
        var list = await _site.ListAsync("Stories");
        var settings = $"/sites/tdkt/_api/web/lists(guid'{list[(list.LastIndexOf('/') + 1)..]}')";
        var rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        await rest.PostAsync(settings, JsonNode.Parse("""{"WriteSecurity":1}"""), Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"));
        await _site.Owner.PostAsync($"{list}/columns", JsonNode.Parse("""{"name":"Own","text":{},"indexed":true,"enforceUniqueValues":true}"""), Cancel);
        var left = Assert.Single((await Assert.ThrowsAsync<NotAppliedException>(_site.ApplyAsync)).Report!.Left);
        Assert.StartsWith("List Stories ('Điển hình tiên tiến'): people may change items that others made. The service refuses the change: ", left, StringComparison.Ordinal);
        Assert.Contains("unique values", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Console_Says_What_Is_Left_And_What_Was_Mended_And_Ends_With_1()
    {
        await _site.ApplyAsync();
        var (stories, returns) = (await _site.ListAsync("Stories"), await _site.ListAsync("UnitReturns2025"));
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(stories, "Consent"), Cancel);
        await _site.Owner.PostAsync($"{stories}/columns", JsonNode.Parse("""{"name":"Consent","number":{}}"""), Cancel);
        await _site.Owner.DeleteAsync(await _site.ColumnAsync(returns, "Report"), Cancel);

        var said = await Programs.ProvisioningAsync(Connection.Environment(_site.Tenant), Cancel, "apply");
        var json = await Programs.ProvisioningAsync(Connection.Environment(_site.Tenant), Cancel, "apply", "--json");

        Assert.Equal((1, true), (said.Exit, said.Plain));
        Assert.Contains("List UnitReturns2025 ('Báo cáo, bình xét của phòng 2025'): column Report ('Kết quả thực hiện đợt') is missing.", said.Out, StringComparison.Ordinal);
        Assert.Contains("List Stories ('Điển hình tiên tiến'): column Consent holds a number and should hold yes or no;", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ListSchema", said.Out + said.Error, StringComparison.Ordinal);
        Assert.Equal(1, json.Exit);
        var report = JObject.Parse(json.Out);
        Assert.Equal((0, 1), ((int)report["writes"]!, report["left"]!.Count()));
    }

    private async Task<int> RowsAsync(string list) => (await _site.Owner.GetAsync($"{list}/items?$top=500", Cancel)).Rows.Length;
}
