using EmulationM365.Microsoft365;
using Microsoft.Extensions.Configuration;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>The bot's settings: a channel that is on and not set up whole is refused at the start, and the bot's token goes to Teams alone.</summary>
public sealed class TeamsOptionsTests
{
    private const string Id = "5e1f0000-0000-4000-8000-0000000000a1";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "AppId", "", "Teams:AppId" }, { "AppId", "bot", "Teams:AppId" }, { "CatalogId", "", "Teams:CatalogId" }, { "CatalogId", "thi-dua", "Teams:CatalogId" }, { "ManifestId", "thi-dua", "Teams:ManifestId" },
        { "ServiceUrl", "http://smba.trafficmanager.net/teams/", "Teams:ServiceUrl" }, { "ServiceUrl", "/teams", "Teams:ServiceUrl" }, { "Metadata", "http://login.botframework.com/", "Teams:Metadata" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_Wrong_Setting_Is_Named_In_A_Sentence_While_The_Channel_Is_On(string name, string value, string named)
    {
        Assert.Contains(named, Assert.Single(FlowRegistration.TeamsFaults(Settings(true, (name, value)))!), StringComparison.Ordinal);
        Assert.Null(FlowRegistration.TeamsFaults(Settings(false, (name, value))));
    }

    [Fact]
    public void Good_Settings_Have_No_Fault() => Assert.Empty(FlowRegistration.TeamsFaults(Settings(true))!);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://smba.trafficmanager.net/amer/5e1f0000-0000-4000-8000-000000000365/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData("https://smba.infra.example/teams", true)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/teams/", false)]
    [InlineData("https://xau.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net.xau.example/", false)]
    [InlineData("https://ten@smba.trafficmanager.net/", false)]
    [InlineData("https://xau.example/smba.trafficmanager.net/", false)]
    [InlineData("http://localhost:5365/connector/", false)]
    public void The_Token_Goes_To_Teams_Alone(string address, bool ours) =>
        Assert.Equal(ours, new TeamsOptions { AllowedHosts = "smba.infra.example" }.IsOurs(new Uri(address)));

    private static IConfiguration Settings(bool on, params (string Name, string Value)[] changed)
    {
        var values = new Dictionary<string, string?> { ["Channels:Teams"] = on ? "true" : "false", ["Teams:AppId"] = Id, ["Teams:CatalogId"] = Id };
        foreach (var (name, value) in changed) values[$"Teams:{name}"] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
