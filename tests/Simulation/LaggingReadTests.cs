using System.Text;
using EmulationM365.Bench.Simulation;
using EmulationM365.Bench.Tenant;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests.Simulation;

/// <summary>What a process has once seen it does not unlearn by a read that lags behind, and what is owed is not given up on the word of one.</summary>
public sealed class LaggingReadTests : IDisposable
{
    private const string Case = "r-2025-000009";
    private readonly WorldTime _time = new(World.Begin);
    private readonly LaggingWire _wire;
    private readonly Product _product;

    public LaggingReadTests()
    {
        _wire = new LaggingWire(World.Copy(() => _time.Now));
        _product = new Product(new WorkerTime(_time, TimeSpan.Zero), _wire);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MemoryTenant Tenant => _wire.Tenant;

    [Fact]
    [Trait("Fault", "24")]
    public async Task An_Item_Shown_Older_Than_It_Was_Seen_Is_Not_Believed()
    {
        var (store, id) = (await StoreAsync("UnitReturns"), (string)Tenant.Rows("UnitReturns")[0]["id"]);
        var before = Tenant.Moment;
        Tenant.Edit("UnitReturns", id, World.Id("clerk-a"), Acts.Fields(("Report", "mau")));
        await store.GetAsync(id, Cancel);
        _wire.AsOf = before;
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => store.GetAsync(id, Cancel))).Failure);
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => store.QueryAsync(null, Cancel))).Failure);
        _wire.AsOf = null;
        Assert.NotNull(await store.GetAsync(id, Cancel));
    }

    [Fact]
    [Trait("Fault", "4")]
    public async Task An_Item_That_Was_Seen_And_Is_Not_Shown_Is_Not_Taken_For_Gone()
    {
        var store = await StoreAsync("Petitions");
        var before = Tenant.Moment;
        var id = Tenant.Add("Petitions", World.Id("clerk-a"), Acts.Fields(("Title", "Đơn mẫu")));
        _wire.AsOf = before;
        Assert.Null(await store.GetAsync(id, Cancel));
        _wire.AsOf = null;
        Assert.NotNull(await store.GetAsync(id, Cancel));
        _wire.AsOf = before;
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => store.GetAsync(id, Cancel))).Failure);
    }

    [Fact]
    [Trait("Fault", "24")]
    public async Task A_Stream_Read_Shorter_Than_What_Was_Recorded_Is_Not_Believed()
    {
        var flow = await _product.Flows.OpenAsync(0, Cancel);
        var before = Tenant.Moment;
        Assert.True(await flow.Stream.AppendAsync(new RecordedEvent(Case, 1, new ReturnWithdrawn(), "c1", World.Id("clerk-a"), "Cán bộ mẫu 01", "list", _time.Now, "", ""), Cancel));
        _wire.AsOf = before;
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => flow.Stream.LoadAsync(Case, Cancel))).Failure);
        _wire.AsOf = null;
        Assert.Single(await flow.Stream.LoadAsync(Case, Cancel));
    }

    [Fact]
    [Trait("Fault", "24")]
    public async Task A_Mail_That_Must_Arrive_Is_Not_Given_Up_On_One_Read()
    {
        var flow = await _product.Flows.OpenAsync(0, Cancel);
        await ClaimAsync(flow, () => throw new M365Exception(Failure.Unknown, "send", "the line broke"));
        _time.Pass(TimeSpan.FromMinutes(30));
        await flow.Ledger.GiveUpAsync(Case, new HashSet<string>(), Cancel);
        Assert.Equal("claimed", StateOf());
        _time.Pass(TimeSpan.FromDays(1));
        await flow.Ledger.GiveUpAsync(Case, new HashSet<string>(), Cancel);
        Assert.Equal("unknown", StateOf());
    }

    [Fact]
    [Trait("Fault", "33")]
    public async Task A_Claim_That_Somebody_Took_Over_Meanwhile_Is_Not_Taken_For_Ones_Own()
    {
        var flow = await _product.Flows.OpenAsync(0, Cancel);
        await ClaimAsync(flow, () => throw new M365Exception(Failure.Unknown, "send", "the line broke"));
        _time.Pass(TimeSpan.FromMinutes(20));
        // Frozen between writing the claim and reading it again: another worker takes over, and by then the row says so.
        _wire.After = request =>
        {
            if (request.Method != HttpMethod.Patch) return;
            _wire.After = null;
            using var other = new HttpRequestMessage(HttpMethod.Patch, request.RequestUri) { Content = new StringContent($$"""{"ClaimedAt":"{{_time.Now:yyyy-MM-ddTHH:mm:ssZ}}","Attempt":3}""", Encoding.UTF8, "application/json") };
            other.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "token");
            using var answer = Tenant.Answer(other);
            Assert.True(answer.IsSuccessStatusCode);
        };
        var sent = 0;
        await ClaimAsync(flow, () =>
        {
            sent++;
            return Task.CompletedTask;
        });
        Assert.Equal(0, sent);
    }

    [Theory]
    [Trait("Fault", "24")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Request_That_An_Event_Not_Shown_Has_Opened_Is_Not_Closed(bool shownOnTheReturn)
    {
        // Arrange: others brought a letter of praise to the request for its decision; this worker is new, and is shown the case as it stood one event before.
        var (tenant, time) = World.CopyLater();
        using var wire = new LaggingWire(tenant);
        using var product = new Product(new WorkerTime(time, TimeSpan.Zero), wire);
        var asked = tenant.Rows("Requests").Single(row => ((string)row["RequestKey"]).EndsWith("-record_decision", StringComparison.Ordinal));
        var caseId = (string)asked["CaseId"];
        var flow = await product.Flows.OpenAsync(0, Cancel);
        var before = Before(tenant, flow.Stores["CaseEvents"].Address, caseId);
        var readings = 0;
        wire.Lags = request => request.RequestUri!.AbsolutePath switch
        {
            var path when path.Contains(flow.Stores["CaseEvents"].Address.ListId, StringComparison.Ordinal) => shownOnTheReturn || readings++ == 0 ? before : null,
            var path when path.Contains(flow.Stores["UnitReturns"].Address.ListId, StringComparison.Ordinal) => shownOnTheReturn ? null : before,
            _ => null,
        };
        var statuses = tenant.Rows("Requests").Select(row => $"{row["RequestKey"]} {row["Status"]}").ToList();

        // Act
        var failure = await Assert.ThrowsAsync<M365Exception>(() => flow.Reconciler.ReconcileAsync(caseId, Cancel));

        // Assert
        Assert.Equal(shownOnTheReturn ? Failure.Unknown : Failure.Changed, failure.Failure);
        Assert.Equal(statuses, tenant.Rows("Requests").Select(row => $"{row["RequestKey"]} {row["Status"]}"));
        wire.Lags = null;
        await flow.Reconciler.ReconcileAsync(caseId, Cancel);
        Assert.Equal(statuses, tenant.Rows("Requests").Select(row => $"{row["RequestKey"]} {row["Status"]}"));
    }

    /// <summary>The last moment at which the last event of a case was not recorded yet.</summary>
    private static int Before(MemoryTenant tenant, ListAddress events, string caseId)
    {
        int Count(int? moment)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{MemoryTenant.Origin}/v1.0/sites/{events.SiteId}/lists/{events.ListId}/items?$expand=fields&$filter=fields/CaseId eq '{caseId}'");
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", MemoryTenant.Token);
            using var answer = tenant.Answer(request, moment);
            return Newtonsoft.Json.Linq.JObject.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult())["value"]!.Count();
        }

        var all = Count(null);
        return Enumerable.Range(0, tenant.Moment).Reverse().First(moment => Count(moment) < all);
    }

    public void Dispose()
    {
        _product.Dispose();
        _wire.Dispose();
    }

    private async Task<ListStore> StoreAsync(string list) => (await _product.Flows.OpenAsync(0, Cancel)).Stores[list];

    private static async Task ClaimAsync(SiteFlow flow, Func<Task> act) =>
        await flow.Ledger.SeeToAsync(Case, new Mail(), await flow.Ledger.LoadAsync(Case, Cancel), act, Cancel);

    private string? StateOf() => EffectLedger.State.KeyOf((string)Tenant.Rows("EffectLedger").Single(row => (string)row["CaseId"] == Case)["State"]);

    private sealed record Mail() : Effect("mail:mau", EffectClass.MustArrive);

    /// <summary>A wire whose reads may show the lists as they stood before.</summary>
    private sealed class LaggingWire(MemoryTenant tenant) : HttpMessageHandler
    {
        public MemoryTenant Tenant { get; } = tenant;

        public int? AsOf { get; set; }

        /// <summary>As of when a request is answered; null = as of now.</summary>
        public Func<HttpRequestMessage, int?>? Lags { get; set; }

        public Action<HttpRequestMessage>? After { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = Tenant.Answer(request, Lags?.Invoke(request) ?? AsOf);
            After?.Invoke(request);
            return Task.FromResult(answer);
        }
    }
}
