using System.Net;
using System.Text.Json.Nodes;
using EmulationM365.Bench.Simulation;
using EmulationM365.Bench.Tenant;
using EmulationM365.Schema;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Contract;

/// <summary>The tenant in memory, on which the simulation runs.</summary>
public sealed class MemoryContract : ContractTenant
{
    private readonly HttpClient _http;
    private readonly MemoryTenant _tenant;
    private int _refuse;

    public MemoryContract()
    {
        _tenant = new MemoryTenant(() => _now);
        foreach (var list in SiteSchema.Lists) _tenant.Make(list, 2025);
        _tenant.Enter(LocalTenant.An, "Cán bộ mẫu An", "an@mau.example");
        _tenant.Enter(LocalTenant.Binh, "Cán bộ mẫu Bình", "binh@mau.example");
        _tenant.Enter(LocalTenant.Chi, "Cán bộ mẫu Chi", "chi@mau.example");
        _tenant.Enable(LocalTenant.Chi, false);
        _http = new HttpClient(new Throttling(this) { InnerHandler = new MemoryTransport(_tenant) });
    }

    private DateTimeOffset _now = new(2025, 5, 12, 1, 0, 0, TimeSpan.Zero);

    public override string Host => new Uri(MemoryTenant.Origin).Host;

    public override string SiteId => MemoryTenant.SiteId;

    public override DateTimeOffset Now => _now;

    protected override string Origin => MemoryTenant.Origin;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    public override string ListId(string list) => _tenant.List(list).Id;

    public override Task<long> UnitsAsync() => Task.FromResult(_tenant.Units);

    public override Task<IReadOnlyList<string>> MailsAsync() => Task.FromResult<IReadOnlyList<string>>([.. _tenant.Mails.Select(mail => mail.Subject)]);

    public override Task ExpireAsync(string list) => Done(() => _tenant.Expire(list));

    public override Task PassAsync(TimeSpan time) => Done(() => _now += time);

    public override Task DropSubscriptionsAsync() => Done(_tenant.DropSubscriptions);

    public override Task ThrottleNextAsync(int seconds) => Done(() => _refuse = seconds);

    public override Task<string> AddByPersonAsync(string list, JsonObject fields) => Task.FromResult(_tenant.Add(list, LocalTenant.An, fields));

    public override Task UploadAsync(string name) => Done(() => _tenant.Upload(name));

    public override Task FolderAsync(string name) => Done(() => _tenant.MakeFolder("Documents", name));

    protected override Task<string> TokenAsync(bool rest) => Task.FromResult(MemoryTenant.Token);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, TestContext.Current.CancellationToken);

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    /// <summary>The simulation puts its refusals in front of the tenant, which makes none of its own.</summary>
    private sealed class Throttling(MemoryContract contract) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var seconds = contract._refuse;
            contract._refuse = 0;
            return seconds > 0 ? Refusals.Of((int)HttpStatusCode.TooManyRequests, $"{seconds}") : await base.SendAsync(request, cancellationToken);
        }
    }
}
