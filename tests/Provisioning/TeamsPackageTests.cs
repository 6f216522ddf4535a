using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The app package keeps the rules that Microsoft writes for manifests and icons, and carries this deployment's ids.</summary>
public sealed partial class TeamsPackageTests
{
    private const string Bot = "5e1f0000-0000-4000-8000-0000000000a1";
    private const string App = "5e1f0000-0000-4000-8000-0000000000b1";

    private static M365Options Options => new() { PublicBaseUrl = new Uri("https://thidua.mau.example/") };

    private static TeamsOptions Teams => new() { AppId = Bot, ManifestId = App };

    private static JObject Manifest => TeamsPackage.Manifest(Options, Teams, "Sở mẫu \"Một\"");

    [Fact]
    public void Every_Place_Is_Filled_With_What_The_Settings_Say()
    {
        var manifest = Manifest;
        Assert.DoesNotContain(manifest.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String), value => Place().IsMatch((string)value!));
        Assert.Equal((App, Bot, Bot, "Sở mẫu \"Một\""), ((string)manifest["id"]!, (string)manifest["bots"]![0]!["botId"]!, (string)manifest["webApplicationInfo"]!["id"]!, (string)manifest["developer"]!["name"]!));
        Assert.Equal("thidua.mau.example", (string)Assert.Single(manifest["validDomains"]!)!);
    }

    [Fact]
    public void Names_Descriptions_And_Commands_Have_Room()
    {
        var manifest = Manifest;
        foreach (var (path, most) in new[] { ("name.short", 30), ("name.full", 100), ("description.short", 80), ("description.full", 4000), ("developer.name", 32) })
            Assert.InRange(((string)manifest.SelectToken(path)!).Length, 1, most);
        Assert.NotEqual((string)manifest.SelectToken("description.short")!, (string)manifest.SelectToken("description.full")!);
        var commands = manifest.SelectTokens("bots[*].commandLists[*].commands[*]").ToList();
        Assert.InRange(commands.Count, 1, 10);
        Assert.All(commands, command => Assert.InRange(((string)command["title"]!).Length, 1, 32));
        Assert.All(commands, command => Assert.InRange(((string)command["description"]!).Length, 1, 128));
    }

    [Fact]
    public void A_Bot_That_Takes_Answers_Is_Personal_And_Not_For_Notices_Alone()
    {
        var bot = (JObject)Assert.Single(Manifest["bots"]!);
        Assert.Equal("personal", (string)Assert.Single(bot["scopes"]!)!);
        Assert.False((bool)bot["isNotificationOnly"]!);
    }

    [Fact]
    public void Addresses_Are_Https_Versions_Are_Right_And_The_Colour_Is_One()
    {
        var manifest = Manifest;
        Assert.All(((JObject)manifest["developer"]!).Properties().Where(member => member.Name.EndsWith("Url", StringComparison.Ordinal)), member => Assert.StartsWith("https://", (string)member.Value!, StringComparison.Ordinal));
        Assert.Contains($"/v{manifest["manifestVersion"]}/", (string)manifest["$schema"]!, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string)manifest["version"]!);
        Assert.Matches("^#[0-9A-Fa-f]{6}$", (string)manifest["accentColor"]!);
        Assert.All(manifest["validDomains"]!, domain => Assert.DoesNotContain('*', (string)domain!));
    }

    [Fact]
    public void What_The_Manifest_Offers_To_Write_The_Bot_Understands() =>
        Assert.All(Manifest.SelectTokens("bots[*].commandLists[*].commands[*].title"), title => Assert.NotEqual(BotWord.Unknown, BotWords.Of((string)title!)));

    [Fact]
    public void The_Package_Holds_Three_Files_At_Its_Root_And_Icons_Of_The_Right_Size()
    {
        using var zip = new ZipArchive(new MemoryStream(Package()));
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal((192, 192), Size(zip, "color.png"));
        Assert.Equal((32, 32), Size(zip, "outline.png"));
        Assert.Equal(Package(), Package());
    }

    [Theory]
    [InlineData("AppId", "Teams:AppId")]
    [InlineData("ManifestId", "Teams:ManifestId")]
    [InlineData("http", "M365:PublicBaseUrl")]
    [InlineData("developer", "--developer")]
    public void What_Is_Missing_Is_Said(string what, string named)
    {
        var (options, teams) = (Options, Teams);
        if (what == "AppId") teams.AppId = "";
        if (what == "ManifestId") teams.ManifestId = "x";
        if (what == "http") options.PublicBaseUrl = new Uri("http://localhost:7071");
        Assert.Contains(named, Assert.Single(TeamsPackage.Faults(options, teams, what == "developer" ? new string('x', 33) : "Sở mẫu")), StringComparison.Ordinal);
        Assert.Empty(TeamsPackage.Faults(Options, Teams, "Sở mẫu"));
    }

    private static byte[] Package()
    {
        using var whole = new MemoryStream();
        TeamsPackage.Write(whole, Manifest);
        return whole.ToArray();
    }

    private static (int Width, int Height) Size(ZipArchive zip, string name)
    {
        using var copy = new MemoryStream();
        using (var part = zip.GetEntry(name)!.Open()) part.CopyTo(copy);
        var bytes = copy.ToArray();
        Assert.Equal("PNG"u8.ToArray(), bytes[1..4]);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Place();
}
