using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The rights of the design, tried by people under their own tokens over plain HTTP.</summary>
public sealed class RightsTests(RightsSite site) : IClassFixture<RightsSite>
{
    /// <summary>The table of the design as this test reads it: what each may do on each list (- nothing, r read, o write own items, w write).</summary>
    private static readonly string[] Written =
    [
        "              staff clerk head office council director communications",
        "Settings      -     r     r    w      r       r        -",
        "Units         r     r     r    w      r       r        -",
        "Staff         -     r     r    w      r       r        -",
        "Rounds        r     r     r    w      r       r        -",
        "UnitReturns   -     w     w    w      r       r        -",
        "Nominations   -     w     w    w      r       r        -",
        "Requests      -     -     w    w      w       w        -",
        "AwardRegister r     r     r    w      r       r        r",
        "CaseEvents    -     -     -    -      -       -        -",
        "EffectLedger  -     -     -    -      -       -        -",
        "SystemState   -     -     -    -      -       -        -",
        "CouncilMembers  -   r     r    w      r       r        -",
        "Delegations     -   r     r    w      r       r        -",
        "Kinships        -   -     -    w      -       -        -",
        "Holidays        -   r     r    w      r       r        -",
        "Routes          -   r     r    w      r       r        -",
        "Movements       r   o     o    w      r       r        -",
        "Initiatives     r   o     o    w      r       r        -",
        "YearResults     -   -     -    w      -       r        -",
        "Stories         o   o     o    w      r       r        w",
        "Petitions       -   -     -    w      -       r        -",
        "Activities      r   w     w    w      w       w        w",
        "Criteria        r   w     w    w      r       r        -",
        "Registrations   o   w     w    w      r       r        -",
        "CouncilSessions -   -     -    w      w       w        -",
        "Submissions     -   -     -    w      w       w        -",
        "PlanTasks       r   w     w    w      r       r        -",
        "Ballots       -     -     -    -      -       -        -",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Cells => Read(Written);

    [Fact]
    public void Every_List_Of_The_Site_Stands_In_The_Table() =>
        Assert.Equal(SiteSchema.Lists.Select(list => list.Name).Order(), Written.Skip(1).Concat(LibraryRightsTests.Written.Skip(1)).Select(row => row.Split(' ')[0]).Order());

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
        var own = add.Status == 201 ? await OwnAsync(person, $"{path}/items/{add.Id}") : [];

        // Assert
        Assert.Equal(may != "-", seen);
        Assert.Equal(may == "-" ? [403, 403] : [200, 200], reads);
        int[] expected = may switch { "w" => [200, 201, 204, 200, 204], "o" => [403, 201, 403, 200, 204], _ => [403, 403, 403] };
        Assert.Equal(expected, (int[])[change.Status, add.Status, remove.Status, .. own]);
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

    [Theory]
    [InlineData("Stories", true)]
    [InlineData("Nominations", false)]
    [InlineData("PlanTasks", false)]
    [InlineData("UnitReturns", false)]
    [InlineData("Requests", false)]
    public void A_List_In_Which_The_Worker_Makes_Items_For_People_Is_Not_Narrowed(string list, bool narrowed) => Assert.Equal(narrowed, Rights.Narrowed(SiteSchema.List(list)));

    [Fact]
    public void A_Narrowed_List_Has_No_Column_That_Is_Unique() =>
        Assert.DoesNotContain(SiteSchema.Lists.Where(Rights.Narrowed), list => list.Library || list.Columns.Any(column => column.Unique));

    private static async Task<int[]> OwnAsync(LocalTenant.Client person, string item) =>
    [
        (await person.PatchAsync($"{item}/fields", new JsonObject { ["Title"] = "Đổi" }, Cancel)).Status, (await person.DeleteAsync(item, Cancel)).Status,
    ];

    internal static TheoryData<string, string, string> Read(string[] table)
    {
        var cells = new TheoryData<string, string, string>();
        var who = table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in table.Skip(1).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            foreach (var (word, may) in who.Zip(row.Skip(1))) cells.Add(row[0], word, may);
        return cells;
    }
}
