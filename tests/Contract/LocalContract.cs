using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Contract;

/// <summary>localm365 with a site that was provisioned.</summary>
public sealed class LocalContract : ContractTenant
{
    private readonly Dictionary<string, string> _lists = [];
    private LocalTenant _tenant = null!;
    private Receiver _receiver = null!;
    private string _site = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public override string Host => _tenant.App.BaseAddress.Host;

    public override string SiteId => _site;

    public override DateTimeOffset Now => _tenant.Clock.Now;

    protected override string Origin => _tenant.Origin;

    public override async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        var directory = LocalTenant.Directory();
        directory["sites"]![0]!["grants"]!.AsArray().Single(grant => (string?)grant!["person"] == LocalTenant.An)!["role"] = "owner";
        await _tenant.PutAsync("/_local/people", directory, Cancel);
        using (var connection = Connection.Open(_tenant))
        {
            await new Provisioner(connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
            var found = new SiteDirectory(connection);
            _site = await found.SiteIdAsync("/sites/tdkt", Cancel);
            foreach (var (name, store) in await found.StoresAsync(_site, 2025, Cancel)) _lists[name] = store.Address.ListId;
            foreach (var name in new[] { "an", "binh", "chi" }) await new SharePointRest(connection).EnsureUserAsync("/sites/tdkt", $"{name}@mau.example", Cancel);
        }

        _receiver = await Receiver.StartAsync(Cancel);
        _tenant.App.DeliverTo(new Uri("https://functions.test"), _receiver.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    public override string ListId(string list) => _lists[list];

    public override async Task<long> UnitsAsync() =>
        (await Control.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<long>();

    public override async Task<IReadOnlyList<string>> MailsAsync() => [.. (await Control.GetAsync("/_local/mails", Cancel)).Rows.Select(mail => mail["subject"]!.GetValue<string>())];

    public override Task ExpireAsync(string list) => _tenant.PutAsync("/_local/delta/expire", new JsonObject { ["listId"] = ListId(list) }, Cancel);

    public override Task PassAsync(TimeSpan time)
    {
        _tenant.Clock.Advance(time);
        return Task.CompletedTask;
    }

    public override Task DropSubscriptionsAsync() => Control.PostAsync("/_local/subscriptions", new JsonObject { ["action"] = "remove" }, Cancel);

    public override Task ThrottleNextAsync(int seconds) =>
        _tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""{"rules":[{"route":".*","api":"graph","status":429,"retryAfter":{{seconds}}}]}""")!, Cancel);

    public override async Task<string> AddByPersonAsync(string list, JsonObject fields)
    {
        var made = await (await _tenant.AsPersonAsync(LocalTenant.An, Cancel)).PostAsync(Items(list), new JsonObject { ["fields"] = fields }, Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }

    public override async Task UploadAsync(string name)
    {
        var owner = await _tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var drive = (await owner.GetAsync($"{List("Documents")}/drive", Cancel)).Id;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Origin}/v1.0/drives/{drive}/root:/{name}:/content") { Content = new StringContent("%PDF-1.4 mẫu", new MediaTypeHeaderValue("application/pdf")) };
        request.Headers.Authorization = new("Bearer", owner.Token);
        using var answer = await _tenant.Http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    public override async Task FolderAsync(string name)
    {
        var owner = await _tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var drive = (await owner.GetAsync($"{List("Documents")}/drive", Cancel)).Id;
        var made = await owner.PostAsync($"/v1.0/drives/{drive}/items/root/children", new JsonObject { ["name"] = name, ["folder"] = new JsonObject() }, Cancel);
        Assert.True(made.Status == 201, made.Text);
    }

    protected override async Task<string> TokenAsync(bool rest) => (await _tenant.AsAppAsync(Cancel, resource: rest ? Origin : LocalTenant.Graph)).Token;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _tenant.Http.SendAsync(request, Cancel);

    private LocalTenant.Client Control => new(_tenant, null);
}
