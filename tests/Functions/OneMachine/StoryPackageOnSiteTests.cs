using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What goes on to others lies beside the page, follows it, and goes with it.</summary>
public sealed class StoryPackageOnSiteTests : StoryOnStage
{
    [Fact]
    public async Task What_Goes_On_To_Others_Follows_What_Readers_Have()
    {
        await PublishedAsync();
        Assert.Equal(["bai-viet.txt", "gioi-thieu.docx"], await PackageAsync());
        var item = await ItemAsync();
        Assert.Contains("đã cứu người", (string?)item["CopyText"], StringComparison.Ordinal);
        Assert.EndsWith($"/dien-hinh/tdkt-{item["CaseId"]}", (string?)item["Package"], StringComparison.Ordinal);
        Assert.Contains("Không ngại khổ", await PackedTextAsync(), StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["Story"] = "Thường trực sửa thẳng." }, Office);
        Assert.Equal(["bai-viet.txt", "gioi-thieu.docx"], await PackageAsync());
        Assert.Contains("sửa thẳng", await PackedTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Không ngại khổ", await PackedTextAsync(), StringComparison.Ordinal);
        Assert.Contains("sửa thẳng", (string?)(await ItemAsync())["CopyText"], StringComparison.Ordinal);
        await PressAsync("withdraw", Clerk);
        Assert.Empty(await PackageAsync());
        item = await ItemAsync();
        Assert.Equal((null, null), ((string?)item["CopyText"], (string?)item["Package"]));
    }

    /// <summary>A picture may be taken out because somebody asked for it: it is nowhere with readers then.</summary>
    [Fact]
    public async Task A_Picture_That_Is_Taken_Out_Of_A_Story_Is_Nowhere_With_Readers()
    {
        var item = await AddAsync();
        for (var at = 1; at <= 2; at++) await _people.As(Clerk).AttachAsync(Stories.List, (string)item["id"]!, $"{at}.png", SamplePicture.Png(at, 32, 18), Cancel);
        await ChangeAsync(new JObject { ["AltText"] = "Ảnh mẫu một\nẢnh mẫu hai" }, Clerk);
        await PressAsync("introduce", Clerk);
        await PressAsync("publish", Office);
        var before = await PackageAsync();
        Assert.Equal(4, before.Count);
        await _people.As(Office).DetachAsync(Stories.List, (string)item["id"]!, "1.png", Cancel);
        await ChangeAsync(new JObject { ["AltText"] = "Ảnh mẫu hai" }, Office);
        Assert.Equal(3, (await PackageAsync()).Count);
        var text = await TextAsync(Assert.Single(await PagesAsync()));
        Assert.Contains("Ảnh mẫu hai", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ảnh mẫu một", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ảnh mẫu một", await PackedTextAsync(), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> PackageAsync() => [.. (await PackedAsync()).Select(file => (string)file["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>What lies in the folder of the story on the news site; nothing where there is no folder.</summary>
    private async Task<IReadOnlyList<JObject>> PackedAsync()
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        var (root, caseId) = ((await auditor.NewsRootAsync(SamplePeople.NewsSite, Cancel))!, $"tdkt-{(await ItemAsync())["CaseId"]}");
        return (await auditor.FilesAsync(root, "dien-hinh", Cancel)).Any(folder => (string?)folder["name"] == caseId) ? await auditor.FilesAsync(root, $"dien-hinh/{caseId}", Cancel) : [];
    }

    private async Task<string> PackedTextAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri((string)(await PackedAsync()).Single(file => (string?)file["name"] == "bai-viet.txt")["@microsoft.graph.downloadUrl"]!), Cancel);
    }
}
