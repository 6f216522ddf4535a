using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>Applying a year: once makes it, again changes nothing, what staff changed stays, what broke off goes on.</summary>
public sealed class ApplyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_First_Apply_Makes_Every_List_And_The_Second_Writes_Nothing()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        var first = await ApplyAsync(connection);
        var second = await ApplyAsync(connection);
        Assert.Equal(SiteSchema.Lists.Count, first.ListsMade);
        Assert.True(first.RowsSeeded > 0);
        Assert.Equal((0, 0, 0, 0L), (second.ListsMade, second.Changes, second.RowsSeeded, second.Writes));
        // A site, its lists with columns, their settings with rights, groups, the menu, content types, what was seeded, Units, folders of two libraries, Staff: the price of knowing that
        // nothing is to be done.
        Assert.Equal(15, second.Requests);
    }

    [Fact]
    public async Task Lists_Carry_Vietnamese_Names_And_Keep_Their_Addresses()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        await ApplyAsync(connection);
        var lists = await ListsAsync(connection);
        var returns = lists.Single(list => list.Name == "UnitReturns2025");
        Assert.Equal("Báo cáo, bình xét của phòng 2025", returns.DisplayName);
        Assert.Equal("Thao tác", returns.Columns.Single(column => column.Name == "Step").DisplayName);
        var events = lists.Single(list => list.Name == "CaseEvents2025").Columns.Single(column => column.Name == "StreamKey");
        Assert.Equal((true, true), (events.Indexed, events.EnforceUniqueValues));
    }

    [Fact]
    public async Task Lists_Of_The_Worker_Are_Hidden_And_Closed_To_People()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        await ApplyAsync(connection);
        var ids = (await ListsAsync(connection)).ToDictionary(list => list.Name, list => list.Id);
        var person = await tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var site = await new SiteDirectory(connection).SiteIdAsync("/sites/tdkt", Cancel);
        foreach (var closed in SiteSchema.Lists.Where(list => list.AppOnly))
            Assert.Equal(403, (await person.GetAsync($"/v1.0/sites/{site}/lists/{ids[closed.SiteName(2025)]}/items", Cancel)).Status);
    }

    [Fact]
    public async Task A_Row_That_Staff_Deleted_Or_Changed_Is_Not_Brought_Back()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        await ApplyAsync(connection);
        var settings = await StoreAsync(connection, "Settings");
        var regime = (await settings.FindAsync(Settings.SettingKey, "regime", Cancel))[0];
        await settings.UpdateAsync(regime, new Fields { [Settings.Value] = "cand", [Settings.Confirmed] = true }, Cancel);
        Assert.Equal(0, (await ApplyAsync(connection)).Writes);
        Assert.Equal("cand", (await settings.FindAsync(Settings.SettingKey, "regime", Cancel))[0].Text(Settings.Value));
    }

    [Fact]
    public async Task What_Drifted_In_Names_And_Indexes_Is_Mended_And_Nothing_Else_Touched()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        await ApplyAsync(connection);
        var lists = await ListsAsync(connection);
        var requests = lists.Single(list => list.Name == "Requests2025");
        var directory = new SiteDirectory(connection);
        var site = await directory.SiteIdAsync("/sites/tdkt", Cancel);
        await directory.RenameListAsync(site, requests.Id, "Đổi tên", Cancel);
        await directory.ChangeColumnAsync(site, requests.Id, requests.Columns.Single(column => column.Name == "Due").Id!, new() { DisplayName = "Ngày cuối" }, Cancel);
        var report = await ApplyAsync(connection);
        Assert.Equal((2, 2L), (report.Changes, report.Writes));
        Assert.Equal(0, (await ApplyAsync(connection)).Writes);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(52)]
    [InlineData(75)]
    [InlineData(90)]
    [InlineData(110)]
    [Trait("Fault", "16")]
    public async Task An_Answer_That_Is_Lost_Is_Made_Good_By_Reading_The_Site_Again(int after)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        // The write takes effect, its answer is lost: the worst place to break off.
        await tenant.PutAsync("/_local/faults", JsonNode.Parse($$"""
            {"rules":[{"route":"(POST|PATCH) /(v1.0|sites)","after":{{after}},"times":1,"kind":"reset","when":"after"}]}
            """)!, Cancel);
        Assert.Equal(SiteSchema.Lists.Count, (await ApplyAsync(connection)).ListsMade);
        Assert.Equal(1, (int)(await new LocalTenant.Client(tenant, null).GetAsync("/_local/faults", Cancel)).Json["rules"]![0]!["acted"]!);
        Assert.Equal(0, (await ApplyAsync(connection)).Writes);
        foreach (var (list, key) in new[]
        {
            ("Settings", Settings.RowKey), ("Units", Units.UnitKey), ("Rounds", Rounds.RoundKey), ("Routes", Routes.RouteKey), ("Movements", Movements.MovementKey), ("PlanTasks", PlanTasks.TaskKey),
        })
        {
            var keys = (await (await StoreAsync(connection, list)).QueryAsync(null, Cancel)).Select(row => row.Text(key)).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Distinct().Count(), keys.Count);
        }
    }

    [Fact]
    public async Task A_Service_That_Loses_Every_Answer_Ends_The_Run_With_What_It_Met()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        using var connection = Connection.Open(tenant);
        await tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"route":"POST /v1.0/.*/lists$","kind":"reset","chance":1}]}""")!, Cancel);
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => ApplyAsync(connection))).Failure);
        await tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[]}""")!, Cancel);
        Assert.Equal(SiteSchema.Lists.Count, (await ApplyAsync(connection)).ListsMade);
    }

    private static Task<ApplyReport> ApplyAsync(Tenancy connection) => new Provisioner(connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);

    private static async Task<IReadOnlyList<FoundList>> ListsAsync(Tenancy connection)
    {
        var directory = new SiteDirectory(connection);
        return await directory.ListsAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), true, Cancel);
    }

    private static async Task<ListStore> StoreAsync(Tenancy connection, string list)
    {
        var directory = new SiteDirectory(connection);
        return (await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel))[list];
    }
}
