using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>A site that was provisioned, with a person for each group who belongs to it and to no other.</summary>
public sealed class RightsSite : IAsyncLifetime
{
    private static readonly string[] Roles = ["staff", "clerk", "head", "office", "director"];

    public LocalTenant Tenant { get; private set; } = null!;

    public Tenancy Connection { get; private set; } = null!;

    public string SiteId { get; private set; } = "";

    public IReadOnlyDictionary<string, ListStore> Stores { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The person of a group, or of the role clerk.</summary>
    public static string PersonOf(string word) => $"bbbbbbbb-0000-0000-0001-{word.Length:D4}{(int)word[0]:D4}{(int)word[^1]:D4}";

    public static string LoginOf(string word) => $"i:0#.f|membership|{word}@mau.example";

    public async ValueTask InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(Cancel);
        string[] words = [.. Roles, "council", "communications"];
        var people = words.Select(word => (JsonNode)new JsonObject { ["id"] = PersonOf(word), ["displayName"] = $"Cán bộ mẫu {word}", ["userPrincipalName"] = $"{word}@mau.example" });
        var directory = LocalTenant.Directory();
        foreach (var person in people) directory["people"]!.AsArray().Add(person);
        foreach (var word in words) directory["sites"]![0]!["grants"]!.AsArray().Add(new JsonObject { ["person"] = PersonOf(word), ["role"] = "read" });
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        Connection = Support.Connection.Open(Tenant);
        await ApplyAsync();
        var sites = new SiteDirectory(Connection);
        SiteId = await sites.SiteIdAsync("/sites/tdkt", Cancel);
        Stores = await sites.StoresAsync(SiteId, 2025, Cancel);
        foreach (var role in Roles) await EnterAsync(role, await new SharePointRest(Connection).EnsureUserAsync("/sites/tdkt", $"{role}@mau.example", Cancel));
        await ApplyAsync();
        foreach (var group in new[] { RoleGroup.Council, RoleGroup.Communications })
            await new SharePointRest(Connection).AddMemberAsync("/sites/tdkt", (await GroupAsync(group)).Id, LoginOf(group.ToString().ToLowerInvariant()), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Tenant.DisposeAsync();
    }

    public Task<ApplyReport> ApplyAsync() => new Provisioner(Connection, Support.Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);

    public async Task<SiteGroup> GroupAsync(RoleGroup group) => (await new SharePointRest(Connection).GroupsAsync("/sites/tdkt", Cancel)).Single(there => there.Title == Rights.TitleOf(group));

    public Task<Item> EnterAsync(string role, int account) => Stores["Staff"].CreateAsync(
        new Fields { Title = $"Cán bộ mẫu {role}", [Staff.StaffKey] = $"NV-{role}", [Staff.UnitKey] = "tchckt", [Staff.Role] = role, [Staff.Account] = account }, Cancel);
}
