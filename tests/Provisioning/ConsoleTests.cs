using EmulationM365.Provisioning;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The console as an administrator meets it, above all when something is wrong.</summary>
[Collection(SdkTests.Name)]
public sealed class ConsoleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_Says_What_It_Did_And_What_It_Cost()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--json");
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Equal(EmulationM365.Schema.SiteSchema.Lists.Count, (int)JObject.Parse(said.Out)["listsMade"]!);
        var again = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply");
        Assert.Contains("Everything fitted already: nothing was written.", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Says_What_Apply_Would_Do_And_Exits_With_Two_Until_It_Is_Done()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "plan");
        Assert.Equal((2, ""), (said.Exit, said.Error));
        Assert.Contains("create: List Settings ('", said.Out, StringComparison.Ordinal);
        Assert.Contains("apply would take ", said.Out, StringComparison.Ordinal);
        var json = JObject.Parse((await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "plan", "--json")).Out);
        var applied = JObject.Parse((await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--json")).Out);
        Assert.Equal(((long)applied["requests"]!, (long)applied["writes"]!), ((long)json["price"]!["requests"]!, (long)json["price"]!["writes"]!));
        var again = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "plan");
        Assert.Equal(0, again.Exit);
        Assert.Contains("Everything fits: apply would write nothing.", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Prints_The_Tables_Of_The_Year_And_Writes_Nothing()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var early = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "report");
        Assert.Equal((1, ""), (early.Exit, early.Out));
        Assert.Contains("run  apply  first", early.Error, StringComparison.Ordinal);
        await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply");
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "report");
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Contains("Quỹ của đơn vị: 0 đ; quỹ cấp trên: 0 đ; chưa rõ nơi chi: 0 đ", said.Out, StringComparison.Ordinal);
        Assert.Contains("Chưa nhập trần quỹ thưởng của đơn vị", said.Out, StringComparison.Ordinal);
        var json = JObject.Parse((await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "report", "--json")).Out);
        Assert.Equal((2025, 80, 10), ((int)json["year"]!, (int)json["budget"]!["alarmPercent"]!, (int)json["smallMembers"]!));
        Assert.Contains("nothing was written", (await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_Says_What_Differs_And_Exits_With_Two_Until_Nothing_Does()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply");
        var fits = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "drift");
        Assert.Equal((0, ""), (fits.Exit, fits.Error));
        Assert.Contains("nothing differs", fits.Out, StringComparison.Ordinal);
        var product = await tenant.AsAppAsync(Cancel);
        var site = (await product.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
        Assert.Equal(200, (await product.PatchAsync($"/v1.0/sites/{site}/lists/Units", new System.Text.Json.Nodes.JsonObject { ["displayName"] = "Khác" }, Cancel)).Status);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "drift");
        Assert.Equal((2, ""), (said.Exit, said.Error));
        var json = JObject.Parse((await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "drift", "--json")).Out);
        var finding = Assert.Single(json["findings"]!);
        Assert.Equal(("listRenamed", "repair", "Units", "apply"), ((string?)finding["kind"], (string?)finding["handling"], (string?)finding["place"], (string?)finding["who"]));
        Assert.Equal("Its name is not 'Đơn vị'.", (string?)finding["what"]);
        var broken = await Programs.ProvisioningAsync(new Dictionary<string, string>(Connection.Environment(tenant)) { ["Sites__0__Path"] = "/sites/khongco" }, Cancel, "drift");
        Assert.Equal(1, broken.Exit);
    }

    [Theory]
    [InlineData("M365__GraphBaseUrl", "http://localhost:9/v1.0", "nobody answers")]
    [InlineData("Sites__0__Path", "/sites/khongco", "find site /sites/khongco")]
    [InlineData("M365__ClientId", LocalTenant.Reader, "403")]
    [InlineData("M365__ClientId", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000")]
    [InlineData("M365__Authority", "http://sso.example/", "http is taken on this machine only")]
    [InlineData("M365__GraphBaseUrl", "http://graph.example/v1.0", "http is taken on this machine only")]
    [InlineData("Sites__0__Year", "2031", "no campaign of that year")]
    [InlineData("Sites__0__Path", "tdkt", "must begin with /")]
    [InlineData("M365__Mailbox", "", "Mailbox")]
    public async Task What_Is_Wrong_Is_Said_In_A_Sentence_And_Changes_Nothing(string setting, string value, string says)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var environment = Connection.Environment(tenant);
        environment[setting] = value;
        var said = await Programs.ProvisioningAsync(environment, Cancel, "apply");
        Assert.Equal(1, said.Exit);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.True(said.Plain, said.Error);
        using var connection = Connection.Open(tenant);
        var directory = new EmulationM365.Microsoft365.SiteDirectory(connection);
        Assert.DoesNotContain(await directory.ListsAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), false, Cancel), list => list.Name == "Settings");
    }

    [Theory]
    [InlineData("aply")]
    [InlineData("apply --yaer 2025")]
    public async Task An_Unknown_Word_Is_Named(string line)
    {
        var said = await Programs.ProvisioningAsync(new Dictionary<string, string>(), Cancel, line.Split(' '));
        Assert.Equal(1, said.Exit);
        Assert.Contains(line.Split(' ').First(word => word != "apply" && word != "2025"), said.Error, StringComparison.Ordinal);
        Assert.True(said.Plain);
    }

    [Theory]
    [InlineData("one broken file", "rounds.json line 1: is not JSON")]
    [InlineData("two broken files", "rounds.json line 1: is not JSON", "tasks.json [0].period line 2: 'week' is not one of")]
    [InlineData("a missing file", "roles.json $: is missing")]
    [InlineData("another year", "campaign.json year line 1: 'year' is 2026, but the folder is that of 2025")]
    [InlineData("everything", "campaign.json year line 1: 'year' is 2026", "roles.json $: is missing", "rounds.json line 1: is not JSON", "units.json [0].nam line 2: unknown key 'nam'",
        "units.json [0] line 1: 'name' is missing", "units.json [0] line 1: 'kind' is missing", "settings.json [1] line 2: setting 'a' has another value on the same days at [0]")]
    public async Task A_Broken_Campaign_Is_Listed_With_All_Its_Faults_And_Nobody_Is_Asked_Anything(string what, params string[] faults)
    {
        // Arrange
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var campaigns = Directory.CreateTempSubdirectory("campaigns-");
        await BreakAsync(campaigns.CreateSubdirectory("2025").FullName, what);

        // Act
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--campaigns", campaigns.FullName);
        campaigns.Delete(recursive: true);

        // Assert
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.All(faults, fault => Assert.Contains(fault, said.Error, StringComparison.Ordinal));
        Assert.Equal(faults.Length, said.Error.Trim().Split('\n').Length);
        Assert.Equal(0, await RequestsAsync(tenant));
    }

    [Fact]
    public async Task What_Is_Asked_Of_The_Tenant_Is_Counted()
    {
        // The zero above means something only while a run that goes through is counted.
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        Assert.Equal(0, (await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply")).Exit);
        Assert.True(await RequestsAsync(tenant) > 100);
    }

    [Fact]
    public async Task Json_Goes_Into_The_File_That_Is_Named_And_Replaces_An_Older_One()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var folder = Directory.CreateTempSubdirectory("json-");
        var file = Path.Combine(folder.FullName, "report.json");
        await File.WriteAllTextAsync(file, new string('x', 10_000), Cancel);
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--json", file);
        Assert.Equal((0, "", ""), (said.Exit, said.Out, said.Error));
        Assert.Equal(EmulationM365.Schema.SiteSchema.Lists.Count, (int)JObject.Parse(await File.ReadAllTextAsync(file, Cancel))["listsMade"]!);
        Assert.Equal(["report.json"], folder.GetFiles().Select(left => left.Name));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("", "is a folder")]
    [InlineData("none/report.json", "its folder is not there")]
    public async Task A_File_For_The_Report_That_Cannot_Be_Is_Named_Before_Anything_Is_Done(string name, string says)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var folder = Directory.CreateTempSubdirectory("json-");
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--json", Path.Combine(folder.FullName, name));
        folder.Delete(recursive: true);
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.Equal(0, await RequestsAsync(tenant));
    }

    private static async Task BreakAsync(string year, string what)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(CampaignFiles.Own, "2025"))) File.Copy(file, Path.Combine(year, Path.GetFileName(file)));
        var broken = new Dictionary<string, string>();
        if (what is "one broken file" or "two broken files" or "everything") broken["rounds.json"] = "[";
        if (what is "two broken files")
            broken["tasks.json"] = "[{ \"id\": \"d01\", \"title\": \"T\", \"owner\": \"director\",\n\"period\": \"week\", \"source\": \"Q\", \"keptIn\": \"K\" }]";
        if (what is "another year" or "everything") broken["campaign.json"] = "{ \"year\": 2026, \"organisation\": \"O\", \"launch\": \"2026-02-04\" }";
        if (what is "everything")
        {
            broken["units.json"] = "[{ \"key\": \"tchckt\",\n\"nam\": \"Phòng\" }]";
            broken["routes.json"] = "[]";
            const string Row = "{ \"key\": \"a\", \"name\": \"A\", \"value\": \"1\", \"source\": \"Q\", \"confirmed\": true }";
            broken["settings.json"] = $"[{Row},\n{Row}]";
        }

        foreach (var (file, text) in broken) await File.WriteAllTextAsync(Path.Combine(year, file), text, Cancel);
        if (what is "a missing file" or "everything") File.Delete(Path.Combine(year, "roles.json"));
    }

    /// <summary>What the product's identity asked of Graph and SharePoint so far.</summary>
    private static async Task<long> RequestsAsync(LocalTenant tenant)
    {
        var identities = (JObject)JObject.Parse(await tenant.Http.GetStringAsync(new Uri("/_local/meter", UriKind.Relative), Cancel))["identities"]!;
        return identities.Properties().Sum(identity => (long)identity.Value["requests"]!);
    }
}
