using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>A site that was provisioned, with an owner who changes it over plain HTTP, and a recording of everything that passes.</summary>
public sealed class OwnedSite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("owned-");

    public LocalTenant Tenant { get; private set; } = null!;

    public Tenancy Connection { get; private set; } = null!;

    public LocalTenant.Client Owner { get; private set; } = null!;

    /// <summary>Path of the site on Graph.</summary>
    public string Site { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(Cancel, _folder.FullName, Path.Combine(_folder.FullName, "traffic.har"));
        var directory = LocalTenant.Directory();
        directory["sites"]![0]!["grants"]!.AsArray().Single(grant => (string?)grant!["person"] == LocalTenant.An)!["role"] = "owner";
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        Connection = Support.Connection.Open(Tenant);
        Owner = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Site = "/v1.0/sites/" + (await Owner.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Tenant.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public Task<ApplyReport> ApplyAsync() => new Provisioner(Connection, Support.Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);

    /// <summary>Applies, and gives what the product wrote meanwhile, each call of a batch by itself, as method and the end of the path.</summary>
    public async Task<IReadOnlyList<string>> WritesOfApplyAsync()
    {
        var before = (await EntriesAsync()).Count;
        var report = await ApplyAsync();
        var writes = (await EntriesAsync()).Skip(before).Where(entry => Method(entry) != "GET" && !Address(entry).StartsWith("/openid", StringComparison.Ordinal) && !Address(entry).EndsWith("/$batch", StringComparison.Ordinal)).ToList();
        Assert.Equal(report.Writes, writes.Count);
        return [.. writes.Select(entry => $"{Method(entry)} {Address(entry)}")];
    }

    /// <summary>Path of the list on Graph, by the name in its address.</summary>
    public async Task<string> ListAsync(string name) => $"{Site}/lists/{(await Owner.GetAsync($"{Site}/lists/{name}", Cancel)).Id}";

    public async Task<string> ColumnAsync(string list, string name) => $"{list}/columns/{(await Owner.GetAsync($"{list}/columns/{name}", Cancel)).Id}";

    /// <summary>Path of a content type of a list, by its name.</summary>
    public async Task<string> TypeAsync(string list, string name) => $"{list}/contentTypes/{(await TypesAsync(list)).Single(type => type["name"]!.GetValue<string>() == name)["id"]}";

    public async Task<JsonObject[]> TypesAsync(string list) => (await Owner.GetAsync($"{list}/contentTypes?$expand=columns", Cancel)).Rows;

    private async Task<List<JsonObject>> EntriesAsync() =>
        [.. (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/har", Cancel)).Json["log"]!["entries"]!.AsArray().Select(entry => entry!.AsObject())];

    private static string Method(JsonObject entry) => entry["request"]!["method"]!.GetValue<string>();

    private static string Address(JsonObject entry) => Uri.UnescapeDataString(new Uri(entry["request"]!["url"]!.GetValue<string>()).AbsolutePath);
}
