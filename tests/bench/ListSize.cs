using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace EmulationM365.Bench;

/// <summary>What a list of 20,000 items costs, beside one of 200: a page of changes, a changed item, memory.</summary>
internal static class ListSize
{
    private const int Small = 200;
    private const int Large = 20_000;
    private const int Rounds = 200;
    private const double MostTimes = 2;
    private const long MostMemory = 300_000_000;

    public static async Task<int> RunAsync()
    {
        await using var tenant = await RunningTenant.StartAsync();
        var watch = Stopwatch.StartNew();
        var small = await FillAsync(tenant, "Small", Small);
        var large = await FillAsync(tenant, "Large", Large);
        Say($"filled {Small} and {Large} items in {watch.Elapsed.TotalSeconds:F1} s");
        var isGood = true;
        foreach (var (name, act) in new (string, Func<string, int, int, Task>)[]
        {
            ("delta, first page of 200", (list, _, _) => tenant.SendAsync(HttpMethod.Get, $"{list}/items/delta?$expand=fields", null)),
            ("delta, one change since", (list, _, round) => ChangedAsync(tenant, list, round)),
            ("PATCH of an item", (list, size, round) => PatchAsync(tenant, list, size, round)),
            ("one item by an indexed column", (list, size, round) => tenant.SendAsync(HttpMethod.Get, $"{list}/items?$expand=fields&$filter=fields/Key eq 'key {Pick(size, round)}'", null)),
        }) isGood &= Compare(name, await MeasureAsync(act, small, large));
        var memory = tenant.PeakMemory;
        Say($"memory at most {memory / 1_000_000} MB (limit {MostMemory / 1_000_000})");
        Say($"started again after a kill in {(await tenant.StartAgainAsync()).TotalSeconds:F2} s");
        return isGood && memory <= MostMemory ? 0 : 1;
    }

    /// <summary>Both lists in turn, so that whatever else the machine does falls on both; the median of each in milliseconds.</summary>
    private static async Task<(double Small, double Large)> MeasureAsync(Func<string, int, int, Task> act, string small, string large)
    {
        var (ofSmall, ofLarge) = (new List<double>(), new List<double>());
        for (var round = -20; round < Rounds; round++)
        {
            foreach (var (list, size, times) in new[] { (small, Small, ofSmall), (large, Large, ofLarge) })
            {
                var begin = Stopwatch.GetTimestamp();
                await act(list, size, round + 20);
                if (round >= 0) times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }
        return (Median(ofSmall), Median(ofLarge));
    }

    private static bool Compare(string name, (double Small, double Large) median)
    {
        var times = median.Large / median.Small;
        Say($"{name}: {median.Small:F2} ms, {median.Large:F2} ms, {times:F2} times (limit {MostTimes})");
        return times <= MostTimes;
    }

    private static async Task ChangedAsync(RunningTenant tenant, string list, int round)
    {
        var link = (await tenant.SendAsync(HttpMethod.Get, $"{list}/items/delta?token=latest", null))["@odata.deltaLink"]!.GetValue<string>();
        await PatchAsync(tenant, list, Small, round);
        var changed = (await tenant.SendAsync(HttpMethod.Get, new Uri(link).PathAndQuery, null))["value"]!.AsArray().Count;
        if (changed != 1) throw new InvalidOperationException($"One item changed, and delta tells of {changed}.");
    }

    private static Task<JsonObject> PatchAsync(RunningTenant tenant, string list, int size, int round) =>
        tenant.SendAsync(HttpMethod.Patch, $"{list}/items/{Pick(size, round)}/fields", new JsonObject { ["Title"] = $"Round {round}", ["Status"] = round % 2 == 0 ? "Open" : "Done" });

    /// <summary>Another item each round, from all over the list, and the same each run.</summary>
    private static int Pick(int size, int round) => (int)(round * 7919L % size) + 1;

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<string> FillAsync(RunningTenant tenant, string name, int size)
    {
        var made = await tenant.SendAsync(HttpMethod.Post, $"{tenant.Site}/lists", new JsonObject
        {
            ["displayName"] = name,
            ["columns"] = JsonNode.Parse(
                """
                [{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true},{"name":"Status","choice":{"choices":["Open","Done"]},"indexed":true},
                 {"name":"Due","dateTime":{"format":"dateOnly"},"indexed":true},{"name":"Score","number":{}},{"name":"Note","text":{"allowMultipleLines":true}}]
                """),
        });
        var list = $"{tenant.Site}/lists/{made["id"]}";
        for (var first = 1; first <= size; first += 20)
        {
            var requests = Enumerable.Range(first, Math.Min(20, size - first + 1)).Select(number => (JsonNode)Step(list, number));
            var answers = (await tenant.SendAsync(HttpMethod.Post, "/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) }))["responses"]!.AsArray();
            if (answers.FirstOrDefault(answer => answer!["status"]!.GetValue<int>() != 201) is { } failed) throw new InvalidOperationException(failed.ToJsonString());
        }
        return list;
    }

    private static JsonObject Step(string list, int number) => new()
    {
        ["id"] = number.ToString(CultureInfo.InvariantCulture),
        ["method"] = "POST",
        ["url"] = list["/v1.0".Length..] + "/items",
        ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
        ["body"] = new JsonObject
        {
            ["fields"] = new JsonObject
            {
                ["Title"] = $"Item {number}", ["Key"] = $"key {number}", ["Status"] = number % 3 == 0 ? "Open" : "Done", ["Due"] = "2025-06-01T00:00:00Z", ["Score"] = number,
                ["Note"] = "What is written about it is about as long as this sentence, and no longer.",
            },
        },
    };

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
