using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A case that cannot be read stops by itself, is shown to the office, and stops no other.</summary>
public sealed class PoisonCaseTests : IAsyncLifetime
{
    private const string Case = "r-2025-000002";
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson Office = SamplePeople.Number(5);
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    [Trait("Fault", "36")]
    [Trait("Fault", "37")]
    public async Task An_Event_Of_A_Later_Version_Parks_Its_Case_Visibly_And_The_Office_Lets_It_Go_On()
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        var first = (await worker.ItemsAsync(CaseEvents.List, null, Cancel)).Single(item => (string?)item["fields"]!["StreamKey"] == $"{Case}:000001")["fields"]!;
        await worker.AddAsync(CaseEvents.List, new JObject
        {
            ["Title"] = $"{Case}:000002", ["StreamKey"] = $"{Case}:000002", ["CaseId"] = Case, ["Seq"] = 2, ["EventType"] = "InventedLater", ["Ver"] = 1, ["CommandId"] = "later", ["Actor"] = "",
            ["Channel"] = "list", ["ContentHash"] = "", ["RecordedAt"] = "2025-06-12T01:00:00Z", ["Data"] = """{"by":"","body":{}}""", ["PrevHash"] = first["Hash"], ["Hash"] = "x",
        }, Cancel);

        // The head answers: nothing is recorded, they are told so, and the office sees what is stopped and why.
        using var head = Caller.Person(_stage.Machine.TenantAddress, Head);
        await head.ChangeAsync(Requests.List, await RequestAsync(head, "01-confirm"), new JObject { ["Decision"] = Requests.Decision.Word("agree") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var trouble = Assert.Single(await TroublesAsync());
        Assert.Equal(Requests.Status.Word("pending"), (string?)trouble["Status"]);
        Assert.Contains("phiên bản", (string?)trouble["Summary"], StringComparison.Ordinal);

        // Others go on.
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        var other = (await office.ItemsAsync(UnitReturns.List, null, Cancel)).Single(item => (string?)item["fields"]!["CaseId"] == "r-2025-000005");
        await office.ChangeAsync(UnitReturns.List, other, new JObject { ["Status"] = UnitReturns.Status.Word("decided") }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal((string?)other["fields"]!["Status"], (string?)(await _stage.ItemsAsync(UnitReturns.List)).Single(item => (string?)item["CaseId"] == "r-2025-000005")["Status"]);

        // The event is taken away (or the worker brought up to date), and the office says: once more.
        await worker.RemoveAsync(CaseEvents.List, (await worker.ItemsAsync(CaseEvents.List, null, Cancel)).Single(item => (string?)item["fields"]!["StreamKey"] == $"{Case}:000002"), Cancel);
        var item = (await office.ItemsAsync(Requests.List, null, Cancel)).Single(shown => (string?)shown["id"] == (string?)trouble["id"]);
        await office.ChangeAsync(Requests.List, item, new JObject { ["Decision"] = Requests.Decision.Word(Requests.Retry) }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        Assert.Equal(Requests.Status.Word("closed"), (string?)Assert.Single(await TroublesAsync())["Status"]);
        Assert.Contains($"{Case}:000002 ReturnConfirmed", await _stage.EventsAsync());
    }

    private static async Task<JObject> RequestAsync(Caller caller, string place) =>
        (await caller.ItemsAsync(Requests.List, null, Cancel)).Single(item => (string?)item["fields"]!["RequestKey"] == $"{Case}-{place}");

    private async Task<IReadOnlyList<JObject>> TroublesAsync() => [.. (await _stage.ItemsAsync(Requests.List))
        .Where(item => (string?)item["Kind"] == Requests.Kind.Word(Requests.Attend) && ((string)item["RequestKey"]!).Contains("trouble", StringComparison.Ordinal))];
}
