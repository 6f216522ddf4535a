using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// Graph, list items (facts on thresholds: an index answers beyond 5,000 items): a long list costs what a short one does, counted in steps of SQLite and not in time, so that the count is the same on every machine. The benchmark
/// <c>tests/bench</c> measures the time, at 20,000 items.
/// </summary>
public sealed class ListSizeTests : IAsyncLifetime
{
    private const int Short = 200;
    private const int Long = 3_000;
    private const int Threshold = 300;   // between the two, as SharePoint's 5,000 is between those of the benchmark
    private readonly SqlEffort _effort = new();
    private LocalTenant _tenant = null!;
    private LocalTenant.Client _product = null!;
    private string _site = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel, threshold: Threshold, effort: _effort);
        _product = await _tenant.AsAppAsync(Cancel);
        _site = "/v1.0/sites/" + (await _product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
    }

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();

    [Fact]
    public async Task A_Page_Of_Changes_And_A_Changed_Item_Cost_In_A_Long_List_At_Most_Twice_What_They_Cost_In_A_Short_One()
    {
        var (small, large) = (await FillAsync("Short", Short), await FillAsync("Long", Long));
        var costs = new List<(string Name, long Short, long Long)>();
        foreach (var (name, act) in new (string, Func<string, int, Task<Answer>>)[]
        {
            ("first page of changes", (list, _) => _product.GetAsync($"{list}/items/delta?$expand=fields&$top=100", Cancel)),
            ("one change", (list, size) => _product.PatchAsync($"{list}/items/{size / 2}/fields", JsonNode.Parse("""{"Title":"Changed","Status":"Done"}"""), Cancel)),
            ("nothing more", (list, _) => _product.GetAsync($"{list}/items/delta?token=latest", Cancel)),
            ("one by its key", (list, size) => _product.GetAsync($"{list}/items?$expand=fields&$filter=fields/Key eq 'key {size / 2}'", Cancel)),
            ("one more", (list, size) => _product.PostAsync($"{list}/items", new JsonObject { ["fields"] = Fields(size + 1) }, Cancel)),
        }) costs.Add((name, await CostAsync(act, small, Short), await CostAsync(act, large, Long)));
        Assert.All(costs, cost => Assert.True(cost.Short > 0 && cost.Long <= cost.Short * 2, $"{cost.Name}: {cost.Short} steps, {cost.Long} steps"));
    }

    /// <summary>What cannot help walking the whole list does cost more: the count counts.</summary>
    [Fact]
    public async Task A_Filter_Without_An_Index_Walks_The_List()
    {
        var (small, large) = (await FillAsync("Short", 20), await FillAsync("Long", 200));
        Task<Answer> WalkAsync(string list, int size) =>
            _product.GetAsync($"{list}/items?$filter=fields/Score eq -1", Cancel, ("Prefer", "HonorNonIndexedQueriesWarningMayFailRandomly"));
        Assert.InRange(await CostAsync(WalkAsync, large, 200), 3 * await CostAsync(WalkAsync, small, 20), long.MaxValue);
    }

    private async Task<long> CostAsync(Func<string, int, Task<Answer>> act, string list, int size)
    {
        var before = _effort.Steps;
        var answer = await act(list, size);
        Assert.True(answer.Status < 300, answer.Text);
        return _effort.Steps - before;
    }

    private async Task<string> FillAsync(string name, int size)
    {
        var made = await _product.PostAsync($"{_site}/lists", new JsonObject
        {
            ["displayName"] = name,
            ["columns"] = JsonNode.Parse("""[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true},{"name":"Status","choice":{"choices":["Open","Done"]},"indexed":true},{"name":"Score","number":{}}]"""),
        }, Cancel);
        var list = $"{_site}/lists/{made.Id}";
        for (var first = 1; first <= size; first += 20)
        {
            var requests = Enumerable.Range(first, 20).Select(number => (JsonNode)new JsonObject
            {
                ["id"] = $"{number}", ["method"] = "POST", ["url"] = list["/v1.0".Length..] + "/items", ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = new JsonObject { ["fields"] = Fields(number) },
            });
            var answer = await _product.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) }, Cancel);
            Assert.All(answer.Json["responses"]!.AsArray(), one => Assert.Equal(201, one!["status"]!.GetValue<int>()));
        }
        return list;
    }

    private static JsonObject Fields(int number) => new() { ["Title"] = $"Item {number}", ["Key"] = $"key {number}", ["Status"] = number % 3 == 0 ? "Open" : "Done", ["Score"] = number };
}
