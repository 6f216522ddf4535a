using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>Rights that drifted are put right, groups follow the Staff list, and what fits costs no write.</summary>
public sealed class RightsDriftTests : IAsyncLifetime
{
    private readonly RightsSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SharePointRest Rest => new(_site.Connection);

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_Fits_Is_Not_Written_Again_And_Costs_Six_Requests()
    {
        var meter = new LocalTenant.Client(_site.Tenant, null);
        await meter.DeleteAsync("/_local/meter", Cancel);
        var report = await _site.ApplyAsync();
        Assert.Equal((0, 0L, 6L), (report.Changes, report.Writes, report.Requests));
        var cost = (await meter.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!;
        // Site 1, lists 2, settings with rights 5, groups with members 5, what was seeded 2, the Staff list 2.
        Assert.Equal((6, 17), (cost["requests"]!.GetValue<int>(), cost["resourceUnits"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_Right_Too_Many_Is_Taken_And_One_Too_Few_Is_Given_But_What_A_Person_Was_Given_Stays()
    {
        var (council, staff) = (await _site.GroupAsync(RoleGroup.Council), await _site.GroupAsync(RoleGroup.Staff));
        var list = _site.Stores["Nominations"].Address.ListId;
        var person = await Rest.EnsureUserAsync("/sites/tdkt", "an@mau.example", Cancel);
        await Rest.GiveRoleAsync("/sites/tdkt", list, staff.Id, 1073741829, Cancel);
        await Rest.TakeRoleAsync("/sites/tdkt", list, council.Id, 1073741826, Cancel);
        await Rest.GiveRoleAsync("/sites/tdkt", list, person, 1073741826, Cancel);
        var report = await _site.ApplyAsync();
        Assert.Equal((2, 2L), (report.Changes, report.Writes));
        var rights = (await Rest.ListsAsync("/sites/tdkt", Cancel)).Single(one => (string?)one["Id"] == list)["RoleAssignments"]!;
        Assert.Contains(rights, right => (int)right["PrincipalId"]! == person);
        Assert.Contains(rights, right => (int)right["PrincipalId"]! == council.Id);
        Assert.DoesNotContain(rights, right => (int)right["PrincipalId"]! == staff.Id);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task Who_Changes_Role_Changes_Group_And_Who_Leaves_The_List_Leaves_The_Groups()
    {
        var clerk = (await _site.Stores["Staff"].FindAsync(Staff.StaffKey, "NV-clerk", Cancel))[0];
        var head = (await _site.Stores["Staff"].FindAsync(Staff.StaffKey, "NV-head", Cancel))[0];
        await _site.Stores["Staff"].UpdateAsync(clerk, new Fields { [Staff.Role] = "director" }, Cancel);
        await _site.Stores["Staff"].UpdateAsync(head, new Fields { [Staff.Account] = null }, Cancel);
        await _site.ApplyAsync();
        Assert.Empty((await _site.GroupAsync(RoleGroup.Unit)).Members);
        Assert.Empty((await _site.GroupAsync(RoleGroup.Heads)).Members);
        Assert.Equal(2, (await _site.GroupAsync(RoleGroup.Director)).Members.Count);
        Assert.Single((await _site.GroupAsync(RoleGroup.Council)).Members);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task While_The_Staff_List_Names_Nobody_Of_The_Office_Its_First_Member_Stays()
    {
        var office = (await _site.Stores["Staff"].FindAsync(Staff.StaffKey, "NV-office", Cancel))[0];
        await _site.Stores["Staff"].UpdateAsync(office, new Fields { [Staff.Role] = "staff" }, Cancel);
        await _site.ApplyAsync();
        Assert.Single((await _site.GroupAsync(RoleGroup.Office)).Members);
    }

    [Fact]
    public async Task A_List_Opened_To_The_Whole_Site_Is_Closed_Again()
    {
        var list = _site.Stores["Settings"].Address.ListId;
        var app = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        await app.PostAsync($"/sites/tdkt/_api/web/lists(guid'{list}')/resetroleinheritance", null, Cancel);
        Assert.True((await _site.ApplyAsync()).Changes > 1);
        var staff = await _site.Tenant.AsPersonAsync(RightsSite.PersonOf("staff"), Cancel);
        Assert.Equal(403, (await staff.GetAsync($"/v1.0/sites/{_site.SiteId}/lists/{list}/items", Cancel)).Status);
    }
}
