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

/// <summary>The rights of the design, tried by people under their own tokens over plain HTTP.</summary>
public sealed class RightsTests(RightsSite site) : IClassFixture<RightsSite>
{
    /// <summary>The table of the design as this test reads it: what each may do on each list (- nothing, r read, w write).</summary>
    private static readonly string[] Written =
    [
        "              staff clerk head office council director communications",
        "Settings      -     r     r    w      r       r        -",
        "Units         r     r     r    w      r       r        -",
        "Staff         -     r     r    w      r       r        -",
        "Rounds        r     r     r    w      r       r        -",
        "UnitReturns   -     w     w    w      r       r        -",
        "Nominations   -     w     w    w      r       r        -",
        "Requests      -     -     w    r      w       w        -",
        "AwardRegister r     r     r    w      r       r        r",
        "CaseEvents    -     -     -    -      -       -        -",
        "EffectLedger  -     -     -    -      -       -        -",
        "SystemState   -     -     -    -      -       -        -",
    ];

    /// <summary>Rows for lists that the site does not have yet.</summary>
    private static readonly string[] Later =
    [
        "              staff clerk head office council director communications",
        "CouncilMembers  -   r     r    w      r       r        -",
        "Delegations     -   r     r    w      r       r        -",
        "Holidays        -   r     r    w      r       r        -",
        "Routes          -   r     r    w      r       r        -",
        "Movements       r   w     w    w      r       r        -",
        "Initiatives     r   w     w    w      r       r        -",
        "YearResults     -   -     -    w      -       r        -",
        "Stories         w   w     w    w      r       r        w",
        "Petitions       -   -     -    w      -       r        -",
        "Activities      r   w     w    w      w       w        w",
        "LegalDocuments  r   r     r    w      r       r        -",
        "Criteria        r   w     w    w      r       r        -",
        "Registrations   w   w     w    w      r       r        -",
        "Dossiers        -   -     -    w      r       r        -",
        "CouncilSessions -   -     -    w      w       w        -",
        "Submissions     -   -     -    w      w       w        -",
        "PlanTasks       r   w     w    w      r       r        -",
        "Documents       r   w     w    w      r       r        -",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Cells => Read(Written);

    public static TheoryData<string, string, string> LaterCells => Read(Later);

    [Fact]
    public void Every_List_Of_The_Site_Stands_In_The_Table() =>
        Assert.Equal(SiteSchema.Lists.Select(list => list.Name).Order(), Written.Skip(1).Select(row => row.Split(' ')[0]).Order());

    [Theory]
    [MemberData(nameof(LaterCells))]
    public void A_List_To_Come_Has_Its_Rights_Already(string list, string who, string may)
    {
        RoleGroup[] groups = who switch { "clerk" => [RoleGroup.Unit], "head" => [RoleGroup.Unit, RoleGroup.Heads], _ => [Enum.Parse<RoleGroup>(who, ignoreCase: true)] };
        var right = may switch { "r" => ListRight.Read, "w" => ListRight.Write, _ => ListRight.None };
        Assert.Equal(right, groups.Max(group => Rights.Of(list, group)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_Person_May_Do_On_A_List_What_The_Table_Says_And_No_More(string list, string who, string may)
    {
        // Arrange
        var person = await site.Tenant.AsPersonAsync(RightsSite.PersonOf(who), Cancel);
        var path = $"/v1.0/sites/{site.SiteId}/lists/{site.Stores[list].Address.ListId}";
        var row = await site.Stores[list].CreateAsync(new Fields { Title = "Dòng mẫu" }, Cancel);

        // Act
        var seen = (await person.GetAsync($"/v1.0/sites/{site.SiteId}/lists?$select=id", Cancel)).Rows.Any(one => path.EndsWith(one["id"]!.GetValue<string>(), StringComparison.Ordinal));
        int[] reads = [(await person.GetAsync($"{path}/items", Cancel)).Status, (await person.GetAsync($"{path}/items/{row.Id}", Cancel)).Status];
        var change = await person.PatchAsync($"{path}/items/{row.Id}/fields", new JsonObject { ["Title"] = "Đổi" }, Cancel);
        var add = await person.PostAsync($"{path}/items", new JsonObject { ["fields"] = new JsonObject { ["Title"] = "Thêm" } }, Cancel);
        var remove = await person.DeleteAsync($"{path}/items/{row.Id}", Cancel);

        // Assert
        Assert.Equal(may != "-", seen);
        Assert.Equal(may == "-" ? [403, 403] : [200, 200], reads);
        Assert.Equal(may == "w" ? [200, 201, 204] : [403, 403, 403], new[] { change.Status, add.Status, remove.Status });
    }

    [Fact]
    public async Task Nobody_But_The_Worker_Changes_Rights()
    {
        var office = await site.Tenant.AsPersonAsync(RightsSite.PersonOf("office"), Cancel, site.Tenant.Origin);
        var list = $"/sites/tdkt/_api/web/lists(guid'{site.Stores["CaseEvents"].Address.ListId}')";
        Assert.Equal(403, (await office.PostAsync($"{list}/resetroleinheritance", null, Cancel)).Status);
        var group = await site.GroupAsync(RoleGroup.Council);
        Assert.Equal(403, (await office.PostAsync($"/sites/tdkt/_api/web/sitegroups({group.Id})/users", new JsonObject { ["LoginName"] = RightsSite.LoginOf("office") }, Cancel)).Status);
    }

    private static TheoryData<string, string, string> Read(string[] table)
    {
        var cells = new TheoryData<string, string, string>();
        var who = table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in table.Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            foreach (var (word, may) in who.Zip(row.Skip(1))) cells.Add(row[0], word, may);
        return cells;
    }
}

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
