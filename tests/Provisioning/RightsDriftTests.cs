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
    public async Task What_Fits_Is_Not_Written_Again_And_Costs_Fifteen_Requests()
    {
        var meter = new LocalTenant.Client(_site.Tenant, null);
        await meter.DeleteAsync("/_local/meter", Cancel);
        var report = await _site.ApplyAsync();
        Assert.Equal((0, 0L, 15L), (report.Changes, report.Writes, report.Requests));
        var cost = (await meter.GetAsync("/_local/meter", Cancel)).Json["identities"]![$"app:{LocalTenant.Product}"]!;
        // Site 1, lists 2, settings with views and rights 5, columns of all lists 2, groups with members 5, the menu 2, content types of the one list that has any 2, what was seeded 2, the Units list 2, folders of two libraries with rights 10, the Staff list 2, the rounds 2, the home page 2, the page that the site opens with 2.
        Assert.Equal((15, 41), (cost["requests"]!.GetValue<int>(), cost["resourceUnits"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_Right_Too_Many_Is_Taken_And_One_Too_Few_Is_Given_But_What_A_Person_Was_Given_Stays()
    {
        var (council, staff) = (await _site.GroupAsync(RoleGroup.Council), await _site.GroupAsync(RoleGroup.Staff));
        var list = _site.Stores["Nominations"].Address.ListId;
        var person = await Rest.EnsureUserAsync("/sites/tdkt", "an@mau.example", Cancel);
        await Rest.GiveRoleAsync("/sites/tdkt", Securable.List(list), staff.Id, 1073741829, Cancel);
        await Rest.TakeRoleAsync("/sites/tdkt", Securable.List(list), council.Id, 1073741826, Cancel);
        await Rest.GiveRoleAsync("/sites/tdkt", Securable.List(list), person, 1073741826, Cancel);
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
    public async Task A_New_Unit_Gets_Its_Folders_And_Group_And_A_Renamed_One_Keeps_Them()
    {
        var old = (await _site.Stores["Units"].FindAsync(Units.UnitKey, "tchckt", Cancel))[0];
        await _site.Stores["Units"].UpdateAsync(old, new Fields { Title = "Phòng đổi tên" }, Cancel);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await _site.Stores["Units"].CreateAsync(new Fields { Title = "Phòng mới", [Units.UnitKey] = "phong-moi", [Units.Kind] = "department" }, Cancel);
        // A group; in each of two libraries a folder, cut off, and the group's right.
        var report = await _site.ApplyAsync();
        Assert.Equal((7, 7L), (report.Changes, report.Writes));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        Assert.Contains(await Rest.FoldersAsync("/sites/tdkt", "/sites/tdkt/Dossiers2025", Cancel), folder => folder.Name == "phong-moi");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("phòng-mới")]
    [InlineData("forms")]
    public async Task A_Unit_Whose_Key_Names_No_Folder_Is_Named_And_The_Others_Get_Theirs(string key)
    {
        await _site.Stores["Units"].CreateAsync(new Fields { Title = "Phòng sai khóa", [Units.UnitKey] = key, [Units.Kind] = "department" }, Cancel);
        await _site.Stores["Units"].CreateAsync(new Fields { Title = "Phòng mới", [Units.UnitKey] = "phong-moi", [Units.Kind] = "department" }, Cancel);
        var report = await _site.ApplyAsync();
        Assert.Contains($"'{key}'", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(7, report.Changes);
    }

    [Fact]
    public async Task A_Folder_Opened_To_Others_Or_To_All_Of_The_Library_Is_Closed_Again()
    {
        var (tchckt, other) = (Securable.Folder("/sites/tdkt/Dossiers2025/tchckt"), Securable.Folder("/sites/tdkt/Documents2025/chuyen-mon-1"));
        await Rest.GiveRoleAsync("/sites/tdkt", tchckt, (await _site.GroupAsync(RoleGroup.Staff)).Id, 1073741826, Cancel);
        await Rest.GiveRoleAsync("/sites/tdkt", tchckt, (await FolderGroupAsync("chuyen-mon-1")).Id, 1073741827, Cancel);
        await Rest.TakeRoleAsync("/sites/tdkt", tchckt, (await _site.GroupAsync(RoleGroup.Office)).Id, 1073741827, Cancel);
        var app = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
        Assert.Equal(200, (await app.PostAsync($"/sites/tdkt/_api/web/{other.Path}/resetroleinheritance", null, Cancel)).Status);
        await Rest.GiveRoleAsync("/sites/tdkt", Securable.List(_site.Stores["Dossiers"].Address.ListId), (await FolderGroupAsync("tchckt")).Id, 1073741827, Cancel);
        // Two taken and one given on the first; the second cut off and its group let in; one taken on the library.
        var report = await _site.ApplyAsync();
        Assert.Equal((6, 6L), (report.Changes, report.Writes));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task Who_Moves_To_Another_Unit_Loses_The_Old_Folder_And_Gains_The_New()
    {
        var clerk = (await _site.Stores["Staff"].FindAsync(Staff.StaffKey, "NV-clerk", Cancel))[0];
        Assert.Equal(2, (await FolderGroupAsync("tchckt")).Members.Count);
        await _site.Stores["Staff"].UpdateAsync(clerk, new Fields { [Staff.UnitKey] = "chuyen-mon-1" }, Cancel);
        Assert.Equal(2, (await _site.ApplyAsync()).Changes);
        var (left, joined) = (await FolderGroupAsync("tchckt"), await FolderGroupAsync("chuyen-mon-1"));
        Assert.Single(left.Members);
        Assert.Equal(clerk.Reference(Staff.Account), Assert.Single(joined.Members));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task A_List_That_Lost_Its_Narrowing_Or_Got_One_It_Should_Not_Have_Is_Put_Right()
    {
        await Rest.MergeListAsync("/sites/tdkt", _site.Stores["Stories"].Address.ListId, new() { ["WriteSecurity"] = 1 }, Cancel);
        await Rest.MergeListAsync("/sites/tdkt", _site.Stores["Nominations"].Address.ListId, new() { ["WriteSecurity"] = 2 }, Cancel);
        Assert.Equal((2, 2L), ((await _site.ApplyAsync()) is var report ? (report.Changes, report.Writes) : default));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
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

    private async Task<SiteGroup> FolderGroupAsync(string unit) => (await Rest.GroupsAsync("/sites/tdkt", Cancel)).Single(group => group.Title == Rights.TitleOf(unit));
}
