using System.Text.Json.Nodes;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Rules;
using EmulationM365.Streams;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Tests.Streams;

/// <summary>The commit point, against a real list: races, repeats, answers that never arrive.</summary>
public sealed class CommandDeskTests : IAsyncLifetime
{
    private const string Case = "r-2025-000001";
    private LocalTenant _tenant = null!;
    private Tenancy _connection = null!;
    private IReadOnlyDictionary<string, ListStore> _stores = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CaseStream Stream => new(_stores["CaseEvents"]);

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        _connection = Connection.Open(_tenant);
        await new Provisioner(_connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
        var directory = new SiteDirectory(_connection);
        _stores = await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task The_Same_Command_Twice_Is_One_Event()
    {
        var desk = new CommandDesk(Stream);
        var first = await desk.TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        var second = await desk.TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        Assert.Equal((false, true), (first.Repeated, second.Repeated));
        Assert.Single(await Stream.LoadAsync(Case, Cancel));
    }

    [Fact]
    public async Task A_Case_Read_Too_Early_Refuses_Nothing_That_Is_Lawful_By_Now()
    {
        var desk = new CommandDesk(Stream);
        var early = AnyCase.Fold(Case, await Stream.LoadAsync(Case, Cancel));
        await desk.TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        var result = await desk.TakeAsync(Case, Confirm("page:1", true), "hash", Cancel, early);
        Assert.Null(result.Refusal);
        Assert.Equal([1, 2], (await Stream.LoadAsync(Case, Cancel)).Select(recorded => recorded.Seq));
    }

    [Fact]
    [Trait("Fault", "24")]
    public async Task A_Case_Read_Too_Early_Takes_No_Place_Twice()
    {
        var desk = new CommandDesk(Stream);
        var early = AnyCase.Fold(Case, await Stream.LoadAsync(Case, Cancel));
        await desk.TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        var again = await desk.TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel, early);
        Assert.True(again.Repeated);
        Assert.Single(await Stream.LoadAsync(Case, Cancel));
    }

    [Fact]
    [Trait("Fault", "32")]
    [Trait("Fault", "40")]
    public async Task Of_Twenty_Answers_At_Once_One_Is_Recorded_And_The_Others_Are_Told_By_Whom()
    {
        await new CommandDesk(Stream).TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => new CommandDesk(Stream).TakeAsync(Case, Confirm($"page:{number}", number % 2 == 0), "hash", Cancel)));
        Assert.Single(results, result => result.Refusal is null && !result.Repeated);
        Assert.All(results.Where(result => result.Refusal is not null), result => Assert.Equal("refuse.answered", result.Refusal!.Key));
        Assert.Equal([1, 2], (await Stream.LoadAsync(Case, Cancel)).Select(recorded => recorded.Seq));
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData("reset", "after")]
    [InlineData("reset", "before")]
    [InlineData("status", "after")]
    [InlineData("status", "before")]
    public async Task An_Answer_That_Never_Arrives_Is_Settled_By_Reading_Again(string kind, string when)
    {
        await FaultAsync($$"""{"route":"POST .*/items","after":0,"times":1,"kind":"{{kind}}","when":"{{when}}","status":504}""");
        var result = await new CommandDesk(Stream).TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        Assert.Null(result.Refusal);
        Assert.Single(await Stream.LoadAsync(Case, Cancel));
    }

    [Fact]
    public async Task The_Chain_Of_Hashes_Survives_The_List()
    {
        await new CommandDesk(Stream).TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        await new CommandDesk(Stream).TakeAsync(Case, Confirm("page:1", true), "hash", Cancel);
        var events = await Stream.LoadAsync(Case, Cancel);
        Assert.Equal("", events[0].PrevHash);
        Assert.Equal(events[0].Hash, events[1].PrevHash);
        Assert.Equal(events.Select(recorded => recorded.Hash), (await _stores["CaseEvents"].QueryAsync(null, Cancel)).Select(row => row.Text(EmulationM365.Schema.Lists.CaseEvents.Hash)));
    }

    [Fact]
    [Trait("Fault", "32")]
    public async Task Two_Workers_Send_A_Mail_Once()
    {
        var sent = 0;
        var effect = new MailDecision();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var ledger = new Ledger(_stores["EffectLedger"], _tenant.Clock, NullLogger<Ledger>.Instance);
            await ledger.SeeToAsync(Case, effect, await ledger.LoadAsync(Case, Cancel), () => Task.FromResult(Interlocked.Increment(ref sent)), Cancel);
        }));
        Assert.Equal(1, sent);
    }

    [Fact]
    [Trait("Fault", "31")]
    public async Task A_Mail_Begun_And_Not_Finished_Is_Taken_Over_After_The_Lease_And_Not_Before()
    {
        var ledger = new Ledger(_stores["EffectLedger"], _tenant.Clock, NullLogger<Ledger>.Instance);
        var sent = 0;
        await SeeToAsync(() => throw new M365Exception(Failure.Unknown, "send a mail", "no answer in time"));
        await SeeToAsync(() => Task.FromResult(++sent));
        Assert.Equal(0, sent);
        Assert.Empty(await ledger.DueAsync(Cancel));
        _tenant.Clock.Advance(Ledger.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal([Case], (await ledger.DueAsync(Cancel)).Select(row => row.Text(EmulationM365.Schema.Lists.EffectLedger.CaseId)));
        await SeeToAsync(() => Task.FromResult(++sent));
        await SeeToAsync(() => Task.FromResult(++sent));
        Assert.Equal(1, sent);
        Assert.Empty(await ledger.DueAsync(Cancel));

        async Task SeeToAsync(Func<Task> act) => await ledger.SeeToAsync(Case, new MailDecision(), await ledger.LoadAsync(Case, Cancel), act, Cancel);
    }

    [Fact]
    [Trait("Fault", "29")]
    public async Task A_Row_That_Comes_Back_From_The_Bin_Is_Refused_When_Its_Place_Was_Taken()
    {
        var restored = await ThrownAwayAsync();
        await new CommandDesk(Stream).TakeAsync(Case, Confirm("page:2", false), "hash", Cancel);
        var refused = await Assert.ThrowsAsync<M365Exception>(() => _stores["CaseEvents"].CreateAsync(restored, Cancel));
        Assert.Equal(Failure.Conflict, refused.Failure);
        Assert.Equal(["step:1:2.0", "page:2"], (await Stream.LoadAsync(Case, Cancel)).Select(recorded => recorded.CommandId));
    }

    [Fact]
    [Trait("Fault", "29")]
    public async Task A_Row_That_Comes_Back_To_Its_Own_Place_Is_The_Event_It_Was()
    {
        var hashes = new List<string>();
        var restored = await ThrownAwayAsync(hashes);
        await _stores["CaseEvents"].CreateAsync(restored, Cancel);
        Assert.Equal(hashes, (await Stream.LoadAsync(Case, Cancel)).Select(recorded => recorded.Hash));
        Assert.True((await new CommandDesk(Stream).TakeAsync(Case, Confirm("page:1", true), "hash", Cancel)).Repeated);
        Assert.Equal(2, (await Stream.LoadAsync(Case, Cancel)).Count);
    }

    /// <summary>Two events, of which an owner throws the second away.</summary>
    /// <returns>What stood in that row.</returns>
    private async Task<Fields> ThrownAwayAsync(List<string>? hashes = null)
    {
        await new CommandDesk(Stream).TakeAsync(Case, Submit("step:1:2.0"), "hash", Cancel);
        await new CommandDesk(Stream).TakeAsync(Case, Confirm("page:1", true), "hash", Cancel);
        hashes?.AddRange((await Stream.LoadAsync(Case, Cancel)).Select(recorded => recorded.Hash));
        var row = Assert.Single(await _stores["CaseEvents"].FindAsync(EmulationM365.Schema.Lists.CaseEvents.StreamKey, $"{Case}:000002", Cancel));
        Assert.True(await _stores["CaseEvents"].RemoveAsync(row, Cancel));
        var fields = new Fields { Title = row.Title };
        foreach (var (column, value) in row.Values) fields[column] = value;
        return fields;
    }

    private async Task FaultAsync(string rule) => await _tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{{rule}}]}""")!, Cancel);

    private SubmitReturn Submit(string id) => new(id, new Actor("oid-clerk", "Cán bộ mẫu 03", "NV003", "a", ["clerk"]), "list", _tenant.Clock.GetUtcNow(), "a", "dot-1",
        new DateOnly(2025, 5, 5), new DateOnly(2025, 5, 19),
        [new Line("7", "Cán bộ mẫu 06", "NV006", "ldtt", "", new Verdict(Standing.Eligible, "LaoDongTienTien", "Điều 24", "RP-2024", true, []))], "hash");

    private AnswerRequest Confirm(string id, bool agree) => new(id, new Actor("oid-head", "Cán bộ mẫu 04", "NV004", "a", ["head"]), "page", _tenant.Clock.GetUtcNow(),
        $"{Case}-01-confirm", agree ? "agree" : "send_back", [], "Lý do mẫu", "hash", null, null);
}
