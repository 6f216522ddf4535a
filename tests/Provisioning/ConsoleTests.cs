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

    [Fact]
    public async Task A_Broken_Campaign_Is_Listed_With_All_Its_Faults_And_Changes_Nothing()
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var campaigns = Directory.CreateTempSubdirectory("campaigns-");
        var year = campaigns.CreateSubdirectory("2025").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(CampaignFiles.Own, "2025"))) File.Copy(file, Path.Combine(year, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(year, "units.json"), "[{ \"key\": \"tchckt\",\n\"nam\": \"Phòng\" }]", Cancel);
        await File.WriteAllTextAsync(Path.Combine(year, "rounds.json"), "[", Cancel);
        File.Delete(Path.Combine(year, "roles.json"));
        var said = await Programs.ProvisioningAsync(Connection.Environment(tenant), Cancel, "apply", "--campaigns", campaigns.FullName);
        campaigns.Delete(recursive: true);
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        string[] faults =
        [
            "roles.json $: is missing", "rounds.json line 1: is not JSON", "units.json [0].nam line 2: unknown key 'nam'", "units.json [0] line 1: 'name' is missing",
            "units.json [0] line 1: 'kind' is missing",
        ];
        Assert.All(faults, fault => Assert.Contains(fault, said.Error, StringComparison.Ordinal));
        Assert.Equal(faults.Length, said.Error.Trim().Split('\n').Length);
        using var connection = Connection.Open(tenant);
        var directory = new EmulationM365.Microsoft365.SiteDirectory(connection);
        Assert.DoesNotContain(await directory.ListsAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), false, Cancel), list => list.Name == "Settings");
    }
}
