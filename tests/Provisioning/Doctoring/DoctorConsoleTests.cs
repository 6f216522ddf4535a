using Azure.Identity;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Functions.Local;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning.Doctoring;

/// <summary>The doctor as an administrator calls it: what is said, what is recorded, and who signs in.</summary>
[Collection(SdkTests.Name)]
public sealed class DoctorConsoleTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doctor-");
    private LocalTenant _tenant = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        // The program goes by the machine's clock.
        _tenant.Clock.Now = TimeProvider.System.GetUtcNow();
        await (await _tenant.AsPersonAsync(LocalTenant.An, Cancel, _tenant.Origin)).GetAsync("/sites/tdkt/_api/web/currentuser", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_Says_Beforehand_What_It_Writes_Then_What_It_Found_In_Both_Languages()
    {
        var said = await DoctorAsync();
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.StartsWith("The doctor writes for a moment", said.Out, StringComparison.Ordinal);
        Assert.Contains("ok      site: Mở được site /sites/tdkt. / Site /sites/tdkt opens.", said.Out, StringComparison.Ordinal);
        var silent = await DoctorAsync("--read-only");
        Assert.DoesNotContain("writes for a moment", silent.Out, StringComparison.Ordinal);
        Assert.Contains("skipped mailbox: ", silent.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Would_Not_Work_Exits_With_One_And_Names_Who_Mends_It()
    {
        var said = await Programs.ProvisioningAsync(Connection.Environment(_tenant, LocalTenant.Reader), Cancel, "doctor", "--json");
        Assert.Equal((1, ""), (said.Exit, said.Error));
        var rights = JObject.Parse(said.Out)["checks"]!.Single(check => (string)check["check"]! == "rights");
        Assert.Equal(("failed", "sharepoint"), ((string)rights["verdict"]!, (string)rights["who"]!));
        Assert.Contains("Quản trị viên SharePoint", (string)rights["do"]!, StringComparison.Ordinal);
        Assert.Contains("SharePoint administrator", (string)rights["doEn"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Recording_Is_Whole_And_Holds_Neither_Tokens_Nor_People()
    {
        var file = Path.Combine(_folder.FullName, "tenant.har");
        Assert.Equal(0, (await DoctorAsync("--record", file)).Exit);
        var text = await File.ReadAllTextAsync(file, Cancel);
        var entries = (JArray)JObject.Parse(text)["log"]!["entries"]!;
        Assert.True(entries.Count > 10);
        Assert.Contains(entries, entry => ((string)entry["request"]!["url"]!).Contains("/_api/web/siteusers", StringComparison.Ordinal) && ((string)entry["response"]!["content"]!["text"]!).Contains("person-", StringComparison.Ordinal));
        Assert.Contains(entries, entry => (int)entry["response"]!["status"]! == 412);
        Assert.Equal(["graph", "rest"], entries.Select(entry => (string)entry["_api"]!).Distinct().Order(StringComparer.Ordinal));
        foreach (var secret in new[] { "mau.example", "Cán bộ mẫu", "eyJ", "Bearer" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.Contains("[redacted]", text, StringComparison.Ordinal);
        Assert.Equal(["tenant.har"], _folder.GetFiles().Select(left => left.Name));
    }

    [Fact]
    public async Task A_Recording_That_Cannot_Be_Written_Is_Said_Before_Anything_Is_Asked()
    {
        var said = await DoctorAsync("--record", Path.Combine(_folder.FullName, "none", "tenant.har"));
        Assert.Equal((1, true), (said.Exit, said.Plain));
        Assert.Contains("cannot be written", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("apply")]
    public async Task A_Person_Does_Not_Sign_In_At_This_Machine_And_Nothing_Is_Done(string command)
    {
        var said = await Programs.ProvisioningAsync(Connection.Environment(_tenant), Cancel, command, "--interactive");
        Assert.Equal((1, "", true), (said.Exit, said.Out, said.Plain));
        Assert.Contains("a person signs in at an https authority alone", said.Error, StringComparison.Ordinal);
        Assert.Contains("--interactive phone", (await Programs.ProvisioningAsync(Connection.Environment(_tenant), Cancel, command, "--interactive", "phone")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void At_A_Real_Authority_A_Person_Signs_In_By_Browser_Or_By_Code()
    {
        var options = Connection.Options(_tenant);
        options.Authority = new Uri("https://login.microsoftonline.com");
        Assert.IsType<InteractiveBrowserCredential>(Credentials.Interactive(options, false, _ => { }));
        Assert.IsType<DeviceCodeCredential>(Credentials.Interactive(options, true, _ => { }));
        Assert.IsType<DefaultAzureCredential>(Credentials.For(options, _tenant.Clock));
    }

    private Task<Said> DoctorAsync(params string[] arguments) => Programs.ProvisioningAsync(Connection.Environment(_tenant), Cancel, ["doctor", .. arguments]);
}
