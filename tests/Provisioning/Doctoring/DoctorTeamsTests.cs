using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Doctoring;
using EmulationM365.Tests.Support;
using System.Text.Json.Nodes;

namespace EmulationM365.Tests.Provisioning.Doctoring;

/// <summary>What the doctor says of the bot: off, ready, or what is missing and who mends it.</summary>
public sealed class DoctorTeamsTests : IAsyncLifetime
{
    private const string App = "cccccccc-0000-0000-0000-000000000002";
    private LocalTenant _tenant = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        await _tenant.PutAsync("/_local/teams", new JsonObject
        {
            ["bots"] = new JsonArray(new JsonObject { ["appId"] = LocalTenant.Product }),
            ["apps"] = new JsonArray(new JsonObject { ["id"] = "cccccccc-0000-0000-0000-000000000001", ["externalId"] = App, ["bot"] = LocalTenant.Product }),
        }, Cancel);
    }

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();

    [Theory]
    [InlineData("ready", Verdicts.Warning, "teams", "đăng nhập được")]
    [InlineData("settings", Verdicts.Failed, "operator", "Teams:AppId")]
    [InlineData("no app", Verdicts.Failed, "teams", "danh mục")]
    [InlineData("no bot", Verdicts.Failed, "global", "chưa đăng nhập được")]
    [InlineData("no role", Verdicts.Failed, "global", "không được xem danh mục")]
    public async Task What_Is_Missing_Is_Said_And_Who_Mends_It(string what, string verdict, string who, string said)
    {
        var directory = LocalTenant.Directory();
        if (what != "no role") directory["apps"]![0]!["roles"] = new JsonArray("Sites.Selected", "Mail.Send", "User.Read.All", "AppCatalog.Read.All");
        await _tenant.PutAsync("/_local/people", directory, Cancel);
        var teams = new TeamsOptions
        {
            AppId = what switch { "settings" => "", "no bot" => "00000000-0000-0000-0000-000000000009", _ => LocalTenant.Product },
            ManifestId = what == "no app" ? "cccccccc-0000-0000-0000-000000000009" : App,
        };
        var options = Connection.Options(_tenant);
        using var tenancy = Connection.Open(_tenant);
        using var bot = FlowRegistration.BotOf(options, teams, Credentials.For(options, _tenant.Clock), _tenant.Clock);
        var found = await new TeamsCheck([.. teams.Faults()], teams, bot).RunAsync(tenancy, Cancel);
        Assert.Equal((verdict, who), (found.Verdict, found.Who));
        Assert.Contains(said, found.Sentence, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(found.DoEn));
    }
}
