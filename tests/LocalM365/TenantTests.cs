using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>A tenant of its own for each test, with the calls most tests begin with.</summary>
public abstract class TenantTests : IAsyncLifetime
{
    protected LocalTenant Tenant { get; private set; } = null!;

    protected LocalTenant.Client Product { get; private set; } = null!;

    protected string Site { get; private set; } = "";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(Cancel);
        Product = await Tenant.AsAppAsync(Cancel);
        Site = "/v1.0/sites/" + (await Product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>Makes a list and gives its path.</summary>
    protected async Task<string> ListAsync(string name, string columns = "[]")
    {
        var made = await Product.PostAsync($"{Site}/lists", new JsonObject { ["displayName"] = name, ["columns"] = JsonNode.Parse(columns) }, Cancel);
        Assert.Equal(201, made.Status);
        return $"{Site}/lists/{made.Id}";
    }

    /// <summary>Writes an item and gives its id.</summary>
    protected async Task<string> ItemAsync(string list, string fields, LocalTenant.Client? by = null)
    {
        var made = await (by ?? Product).PostAsync($"{list}/items", new JsonObject { ["fields"] = JsonNode.Parse(fields) }, Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }
}
