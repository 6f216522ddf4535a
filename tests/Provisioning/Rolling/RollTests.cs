using System.Text.Json.Nodes;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Rolling;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning.Rolling;

/// <summary>Rolling as an administrator does it, and the new year on the site of the old one.</summary>
[Collection(SdkTests.Name)]
public sealed class RollTests : IAsyncLifetime
{
    private static readonly WorkingDays Unknown = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roll-");
    private readonly OwnedSite _site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_New_Year_Stands_Beside_The_Old_One_And_Changes_Nothing_Of_It()
    {
        // Arrange: the year as it is in use, with a setting and a movement that staff changed.
        await _site.ApplyAsync();
        await ChangeAsync("Settings", "SettingKey", "posting.days", """{"Value":"3","Confirmed":true}""");
        await ChangeAsync("Movements", "MovementKey", "ttg-2021-2025", """{"Title":"Tên mới"}""");
        var (year2026, year2027) = Both();

        // Act
        var before = await RowsAsync();
        var plan = await new Planner(_site.Connection, At(2026)).PlanAsync(year2026, Cancel);
        var report = await ApplyAsync(year2026);
        var after = await RowsAsync();

        // Assert
        Assert.Equal(SiteSchema.Lists.Count(list => list.PerYear), report.ListsMade);
        Assert.Equal((report.Requests, report.Writes), (plan.Price.Requests, plan.Price.Writes));
        Assert.All(before, row => Assert.Equal(row.Value, after[row.Key]));
        Assert.Equal((0L, false), ((await _site.ApplyAsync()).Writes, (await new Planner(_site.Connection, At(2025)).PlanAsync(CampaignFiles.Load(2025), Cancel)).Differs));
        Assert.Equal(0, (await ApplyAsync(year2026)).Writes);
        var added = after.Keys.Except(before.Keys).Select(key => key.Split(' ')[0]).CountBy(list => list).ToDictionary();
        Assert.Equal((year2026.Rounds.Count, year2026.Tasks.Count), (added["Rounds2026"], added["PlanTasks2026"]));
        Assert.Equal((11, 2, false, false), (added["Settings"], added["Movements"], added.ContainsKey("Units"), added.ContainsKey("Routes")));
        Assert.Equal((SiteSchema.Lists.Count(list => list.PerYear), 0L), ((await ApplyAsync(year2027)).ListsMade, (await ApplyAsync(year2026)).Writes));
    }

    [Fact]
    public async Task Two_Folders_Get_The_Same_Bytes_And_The_Second_Year_Follows_From_The_First()
    {
        var (one, other) = (_folder.CreateSubdirectory("1").FullName, _folder.CreateSubdirectory("2").FullName);
        foreach (var to in new[] { one, other })
        {
            Assert.Equal(0, (await RollAsync("2026", "--to", to)).Exit);
            Assert.Equal(0, (await RollAsync("2027", "--campaigns", to)).Exit);
        }

        var files = Directory.GetFiles(one, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(one, file)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(16, files.Count);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(one, file)), File.ReadAllBytes(Path.Combine(other, file))));
        Assert.Equal(new DateOnly(2027, 2, 4), CampaignFiles.Load(2027, one).Launch);
    }

    [Fact]
    public async Task A_Folder_That_Is_There_Is_Never_Written_Over()
    {
        var there = _folder.CreateSubdirectory("2026");
        await File.WriteAllTextAsync(Path.Combine(there.FullName, "campaign.json"), "mine", Cancel);
        var said = await RollAsync("2026", "--to", _folder.FullName);
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.Contains("is there already and is not written over", said.Error, StringComparison.Ordinal);
        Assert.Equal(["campaign.json"], there.GetFiles().Select(file => file.Name));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(there.FullName, "campaign.json"), Cancel));
    }

    [Theory]
    [InlineData("2028", "there is no campaign of that year")]
    [InlineData("1999", "1999 is not a year that can be rolled to")]
    [InlineData("now", "'now' is no year.")]
    public async Task A_Year_That_Cannot_Be_Is_Said_And_Leaves_Nothing_Behind(string year, string says)
    {
        var said = await RollAsync(year, "--to", _folder.FullName);
        Assert.Equal((1, true), (said.Exit, said.Plain));
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_Site_That_Is_Given_Tells_Its_Days_Off_And_The_Cases_That_Go_On()
    {
        // Arrange
        await _site.ApplyAsync();
        await AddAsync("Holidays", """{"Title":"Nghỉ mẫu","Day":"2026-12-06T17:00:00Z"}""");
        foreach (var (id, status) in new[] { ("r-2025-000001", "Chờ quyết định cấp trên"), ("r-2025-000002", "Đã có quyết định"), ("", "Nháp") })
            await AddAsync("UnitReturns2025", new JsonObject { ["Title"] = "Phòng mẫu", ["ReturnKey"] = id + "x", ["CaseId"] = id, ["Status"] = Word(status) }.ToJsonString());

        // Act
        var said = await Programs.ProvisioningAsync(Connection.Environment(_site.Tenant), Cancel, "roll", "2026", "--to", _folder.FullName, "--json");
        var silent = await Programs.ProvisioningAsync(Connection.Environment(_site.Tenant), Cancel, "roll", "2026", "--to", _folder.CreateSubdirectory("quiet").FullName, "--offline");

        // Assert
        Assert.Equal((0, ""), (said.Exit, said.Error));
        var report = JObject.Parse(said.Out);
        Assert.Equal("r-2025-000001", (string)Assert.Single(report["cases"]!)["caseId"]!);
        Assert.Equal([2026], report["daysOffKnown"]!.Values<int>());
        Assert.Equal(new DateOnly(2026, 12, 8), CampaignFiles.Load(2026, _folder.FullName).Rounds.Single(round => round.Key == "cuoi-nam").Due);
        Assert.Contains("No settings were given", silent.Out, StringComparison.Ordinal);
        Assert.Contains("deadline.council@2026-02-04 value: 2025-12-19 → 2026-12-21", silent.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Site_That_Cannot_Be_Read_Stops_It_Before_Anything_Is_Written()
    {
        var said = await Programs.ProvisioningAsync(Connection.Environment(_site.Tenant, LocalTenant.Stranger), Cancel, "roll", "2026", "--to", _folder.FullName);
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.Contains("403", said.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    private static (Campaign Next, Campaign Later) Both()
    {
        var next = CampaignSeed.Read(SeedText.Of(YearRoll.Next(CampaignFiles.Load(2025), Unknown).Campaign), year: 2026);
        return (next, CampaignSeed.Read(SeedText.Of(YearRoll.Next(next, Unknown).Campaign), year: 2027));
    }

    private static SiteOptions At(int year) => new() { Path = "/sites/tdkt", Year = year };

    private static string Word(string word) => UnitReturns.Status.Choices.Select(UnitReturns.Status.Word).First(choice => choice.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static Task<Said> RollAsync(params string[] arguments) => Programs.ProvisioningAsync(new Dictionary<string, string>(), Cancel, ["roll", .. arguments]);

    private Task<ApplyReport> ApplyAsync(Campaign campaign) => new Provisioner(_site.Connection, At(campaign.Year)).ApplyAsync(campaign, Cancel);

    /// <summary>Every row of every list, as list and number, with its fields; what the worker remembers for itself is left out.</summary>
    private async Task<Dictionary<string, string>> RowsAsync()
    {
        var rows = new Dictionary<string, string>();
        var app = await _site.Tenant.AsAppAsync(Cancel);
        foreach (var list in (await app.GetAsync($"{_site.Site}/lists?$select=id,name,list", Cancel)).Rows.Where(list => list["name"]!.GetValue<string>() != "SystemState"))
        {
            for (var next = $"{_site.Site}/lists/{list.AsObject()["id"]}/items?$expand=fields"; next is not null;)
            {
                var page = await app.GetAsync(next, Cancel);
                foreach (var row in page.Rows) rows[$"{list["name"]} {row["id"]}"] = row.ToJsonString();
                next = page.Json["@odata.nextLink"]?.GetValue<string>();
            }
        }

        return rows;
    }

    private async Task AddAsync(string list, string fields) => Assert.Equal(201,
        (await (await _site.Tenant.AsAppAsync(Cancel)).PostAsync($"{await _site.ListAsync(list)}/items", new JsonObject { ["fields"] = JsonNode.Parse(fields) }, Cancel)).Status);

    private async Task ChangeAsync(string list, string column, string key, string fields)
    {
        var address = await _site.ListAsync(list);
        var row = (await _site.Owner.GetAsync($"{address}/items?$expand=fields", Cancel)).Rows.Single(row => row["fields"]![column]?.GetValue<string>() == key);
        Assert.Equal(200, (await _site.Owner.PatchAsync($"{address}/items/{row["id"]}/fields", JsonNode.Parse(fields), Cancel)).Status);
    }
}
