using System.IO.Compression;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The app package as an administrator makes it: a command line, a file; and what is wrong said in a sentence.</summary>
public sealed class TeamsCommandTests : IDisposable
{
    private const string Bot = "5e1f0000-0000-4000-8000-0000000000a1";
    private const string App = "5e1f0000-0000-4000-8000-0000000000b1";
    private readonly string _folder = Directory.CreateTempSubdirectory("teams-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "ung-dung.zip");

    /// <summary>Settings of a deployment.</summary>
    private static Dictionary<string, string> Settings => new()
    {
        ["M365__TenantId"] = "5e1f0000-0000-4000-8000-000000000365", ["M365__ClientId"] = Bot, ["M365__Mailbox"] = "tdkt@mau.example", ["M365__SharePointBaseUrl"] = "https://mau.sharepoint.com",
        ["M365__PublicBaseUrl"] = "https://thidua.mau.example/", ["Sites__0__Path"] = "/sites/tdkt", ["Sites__0__Year"] = "2025", ["Teams__AppId"] = Bot, ["Teams__ManifestId"] = App,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_File_Is_Made_With_Manifest_And_Icons_And_The_Same_Again()
    {
        var said = await RunAsync(Settings, "--out", File, "--developer", "Trung tâm mẫu");
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Contains(File, said.Out, StringComparison.Ordinal);
        var first = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        using (var zip = new ZipArchive(new MemoryStream(first)))
        {
            Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
            foreach (var icon in new[] { "color.png", "outline.png" })
            {
                using var picture = zip.GetEntry(icon)!.Open();
                var begin = new byte[4];
                await picture.ReadExactlyAsync(begin, Cancel);
                Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], begin);
            }

            using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
            var manifest = JObject.Parse(await reader.ReadToEndAsync(Cancel));
            Assert.Equal((App, Bot, "Trung tâm mẫu"), ((string)manifest["id"]!, (string)manifest["bots"]![0]!["botId"]!, (string)manifest["developer"]!["name"]!));
        }

        Assert.Equal(0, (await RunAsync(Settings, "--out", File, "--developer", "Trung tâm mẫu")).Exit);
        Assert.Equal(first, await System.IO.File.ReadAllBytesAsync(File, Cancel));
    }

    [Theory]
    [InlineData("Teams__AppId", "", "Teams:AppId is missing")]
    [InlineData("Teams__ManifestId", "mau", "Teams:ManifestId is missing")]
    [InlineData("M365__PublicBaseUrl", "http://localhost:7071", "M365:PublicBaseUrl must be the https address")]
    [InlineData("M365__TenantId", "", "TenantId field is required")]
    public async Task A_Setting_That_Is_Wrong_Is_Named_And_No_File_Is_Made(string name, string value, string sentence)
    {
        var settings = Settings;
        settings[name] = value;
        Refused(await RunAsync(settings, "--out", File), sentence);
    }

    [Theory]
    [InlineData("", "--out")]
    [InlineData("--out nowhere/app.zip", "its folder is not there; make it first")]
    [InlineData("--out .", "is a folder")]
    [InlineData("--out app.zip --developer 123456789012345678901234567890123", "--developer must be a name of 1 to 32 letters")]
    [InlineData("--out app.zip --settings nowhere.json", "nowhere.json is not there")]
    [InlineData("--out app.zip --colour red", "--colour")]
    public async Task A_Line_That_Is_Wrong_Is_Told_In_A_Sentence(string line, string sentence) =>
        Refused(await RunAsync(Settings, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), sentence);

    private void Refused(Said said, string sentence)
    {
        Assert.Equal(1, said.Exit);
        Assert.Contains(sentence, said.Error, StringComparison.Ordinal);
        Assert.True(said.Plain, said.Error);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static Task<Said> RunAsync(Dictionary<string, string> settings, params string[] options) => Programs.ProvisioningAsync(settings, Cancel, ["teams", .. options]);
}
