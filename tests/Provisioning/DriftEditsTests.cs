using System.Text.Json.Nodes;
using EmulationM365.Provisioning.Drift;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>People work in the lists all year: a thousand items entered, changed and deleted, seeded rows among them, are no difference and are never set back.</summary>
public sealed class DriftEditsTests : IAsyncLifetime
{
    private const int Edits = 1000;
    private const int InOneBatch = 20;

    private static readonly ListSchema[] _lists = [Settings.List, Movements.List, StandingLists.Activities, StandingLists.Initiatives, Stories.List, PlanTasks.List, Rounds.List, YearLists.Criteria];

    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_Thousand_Edits_Of_Items_Are_No_Difference_And_None_Is_Set_Back()
    {
        // Arrange
        await _site.ApplyAsync();
        var paths = new Dictionary<ListSchema, string>();
        foreach (var list in _lists) paths[list] = (await _site.ListAsync(list.SiteName(2025)))["/v1.0".Length..];

        // Act
        var edits = Drawn(paths, await ItemsAsync(paths)).Take(Edits).ToList();
        foreach (var batch in edits.Chunk(InOneBatch)) await SendAsync(batch);
        var before = await ItemsAsync(paths);
        var report = await new DriftReading(_site.Connection, Connection.Site).ReadAsync(Cancel);
        var applied = await _site.ApplyAsync();

        // Assert
        Assert.Equal(Edits, edits.Count);
        Assert.Empty(report.Findings.Select(finding => finding.Key));
        // Rounds were among what was edited, and the home page shows them: written and published, and nothing else.
        Assert.Equal(2, applied.Writes);
        var after = await ItemsAsync(paths);
        Assert.All(_lists, list => Assert.Equal(before[list].Select(item => item.ToJsonString()), after[list].Select(item => item.ToJsonString())));
    }

    /// <summary>Edits as people make them: half of them changes, the rest new items and deletions; the same each time.</summary>
    private static IEnumerable<(string Method, string Url, JsonObject? Body)> Drawn(Dictionary<ListSchema, string> paths, Dictionary<ListSchema, List<JsonObject>> items)
    {
        var random = new Random(6);
        // Steps of one batch may be taken in any order: what it deletes it does not touch.
        var touched = new HashSet<string>();
        var there = items.ToDictionary(pair => pair.Key, pair => pair.Value.Select(item => (string)item["id"]!).ToList());
        for (var number = 0; ; number++)
        {
            if (number % InOneBatch == 0) touched.Clear();
            var list = _lists[random.Next(_lists.Length)];
            var (path, ids, text) = (paths[list], there[list], list.Columns.First(column => column is { Kind: ColumnKind.Text or ColumnKind.Note, Unique: false, Hidden: false }).Name);
            var draw = random.Next(4);
            var place = ids.Count == 0 ? 0 : random.Next(ids.Count);
            var fresh = ids.Count > 0 && touched.Add($"{list.Name}|{ids[place]}");
            if (draw < 2 && fresh) yield return ("PATCH", $"{path}/items/{ids[place]}/fields", new JsonObject { ["Title"] = $"Sửa lần {number}", [text] = $"Nội dung {number}" });
            else if (draw == 2 && fresh)
            {
                yield return ("DELETE", $"{path}/items/{ids[place]}", null);
                ids.RemoveAt(place);
            }
            else yield return ("POST", $"{path}/items", new JsonObject { ["fields"] = new JsonObject { ["Title"] = $"Mục mới {number}", [text] = $"mau-{number}" } });
        }
    }

    private async Task SendAsync((string Method, string Url, JsonObject? Body)[] batch)
    {
        var requests = batch.Select((edit, index) =>
        {
            var request = new JsonObject { ["id"] = $"{index}", ["method"] = edit.Method, ["url"] = edit.Url };
            if (edit.Body is { } body) (request["body"], request["headers"]) = (body, new JsonObject { ["Content-Type"] = "application/json" });
            return (JsonNode)request;
        });
        var answer = await _site.Owner.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) }, Cancel);
        Assert.All(answer.Json["responses"]!.AsArray(), response => Assert.True(response!["status"]!.GetValue<int>() is 200 or 201 or 204, response.ToJsonString()));
    }

    private async Task<Dictionary<ListSchema, List<JsonObject>>> ItemsAsync(Dictionary<ListSchema, string> paths)
    {
        var items = new Dictionary<ListSchema, List<JsonObject>>();
        foreach (var (list, path) in paths)
        {
            var page = await _site.Owner.GetAsync($"/v1.0{path}/items?$expand=fields&$top=2000", Cancel);
            items[list] = [.. page.Rows];
        }

        return items;
    }
}
