using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Tests.Support;

/// <summary>A localm365 of its own with the lists of 2025, and processes of the product that work on it, each over a wire whose requests are counted.</summary>
public sealed class Year : IAsyncLifetime
{
    private readonly List<IDisposable> _open = [];
    private string? _site;

    public LocalTenant Tenant { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(Tenant);
        await new Provisioner(connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in _open) each.Dispose();
        await Tenant.DisposeAsync();
    }

    /// <summary>Path of its site in Graph.</summary>
    public async Task<string> SiteAsync() => _site ??= "/v1.0/sites/" + (await (await Tenant.AsAppAsync(Cancel)).GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;

    /// <summary>Another process of the product begins: it knows nothing of those before it but what they wrote down.</summary>
    public async Task<(SiteFlow Flow, Traffic Traffic)> BeginAsync()
    {
        var traffic = new Traffic();
        var connection = Connection.Open(Tenant, transport: traffic);
        _open.AddRange([connection, traffic]);
        var flow = await SiteFlow.OpenAsync(connection, Connection.Site, new FlowParts(Tenant.Clock, () => "mẫu", NullLoggerFactory.Instance), Cancel);
        traffic.Take();
        return (flow, traffic);
    }

    /// <summary>From now on calls of this kind go wrong in this way; see the faults of localm365.</summary>
    public async Task FaultAsync(string rule) => Assert.Equal(200, (await Tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{{rule}}]}""")!, Cancel)).Status);
}
