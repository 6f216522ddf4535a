namespace EmulationM365.Bench.Tenant;

/// <summary>The wire to a tenant in memory, without anything in between.</summary>
public sealed class MemoryTransport(MemoryTenant tenant) : HttpMessageHandler
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(tenant.Answer(request));
}
