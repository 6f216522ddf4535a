using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Teams: the Bot Connector, apps by Graph, and who vouches to bots.</summary>
public sealed class TeamsTests : IAsyncLifetime
{
    private const string App = "cccccccc-0000-0000-0000-000000000001";
    private const string Manifest = "cccccccc-0000-0000-0000-000000000002";
    private const string Bots = "https://api.botframework.com";
    private LocalTenant _tenant = null!;
    private LocalTenant.Client _bot = null!;
    private LocalTenant.Client _graph = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonObject Said(string text = "mẫu") => new() { ["type"] = "message", ["text"] = text };

    private static JsonObject Beginning(string member, bool group = false) => new() { ["isGroup"] = group, ["members"] = new JsonArray(new JsonObject { ["id"] = member }), ["tenantId"] = LocalTenant.TenantId };

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        var directory = LocalTenant.Directory();
        directory["apps"]![0]!["roles"] = new JsonArray("Sites.Selected", "User.Read.All", "TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All");
        await _tenant.PutAsync("/_local/people", directory, Cancel);
        await _tenant.PutAsync("/_local/teams", new JsonObject
        {
            ["bots"] = new JsonArray(new JsonObject { ["appId"] = LocalTenant.Product, ["displayName"] = "Bot mẫu" }),
            ["apps"] = new JsonArray(new JsonObject { ["id"] = App, ["externalId"] = Manifest, ["displayName"] = "Bot mẫu", ["bot"] = LocalTenant.Product }),
        }, Cancel);
        _bot = await _tenant.AsAppAsync(Cancel, resource: Bots);
        _graph = await _tenant.AsAppAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();

    [Fact]
    public async Task The_Same_Person_Has_The_Same_Conversation_By_Object_Id_And_By_The_Bots_Own_Id()
    {
        await InstallAsync();
        var first = await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel);
        Assert.Equal(201, first.Status);
        Assert.StartsWith("a:", first.Id, StringComparison.Ordinal);
        Assert.Equal(first.Id, (await _bot.PostAsync($"/connector/amer/{LocalTenant.TenantId}/v3/conversations", Beginning(LocalTenant.An), Cancel)).Id);
        var signed = await new LocalTenant.Client(_tenant, null).PostAsync("/_local/teams/sign", new JsonObject { ["person"] = LocalTenant.An, ["bot"] = LocalTenant.Product }, Cancel);
        var own = signed.Json["activity"]!["from"]!["id"]!.GetValue<string>();
        Assert.StartsWith("29:", own, StringComparison.Ordinal);
        Assert.Equal(first.Id, (await _bot.PostAsync("/connector/v3/conversations", Beginning(own), Cancel)).Id);
    }

    [Fact]
    public async Task A_Message_Is_Written_Corrected_And_Taken_Away()
    {
        await InstallAsync();
        var chat = Uri.EscapeDataString((await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel)).Id);
        var message = (await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Id;
        Assert.Equal(200, (await _bot.SendAsync(HttpMethod.Put, $"/connector/v3/conversations/{chat}/activities/{message}", Said("mẫu hai"), Cancel)).Status);
        Assert.Equal("mẫu hai", (await MessagesAsync())[0]["text"]!.GetValue<string>());
        Assert.Equal(200, (await _bot.DeleteAsync($"/connector/v3/conversations/{chat}/activities/{message}", Cancel)).Status);
        Assert.Equal(404, (await _bot.DeleteAsync($"/connector/v3/conversations/{chat}/activities/{message}", Cancel)).Status);
        Assert.Empty(await MessagesAsync());
    }

    [Fact]
    public async Task What_Teams_Refuses_Is_Refused_In_Its_Words()
    {
        Assert.Equal((403, "BotNotInConversationRoster"), Of(await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel)));
        await InstallAsync();
        Assert.Equal((400, "BadSyntax"), Of(await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An, group: true), Cancel)));
        Assert.Equal((400, "BadSyntax"), Of(await _bot.PostAsync("/connector/v3/conversations", Beginning("an@mau.example"), Cancel)));
        var chat = Uri.EscapeDataString((await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel)).Id);
        var path = $"/connector/v3/conversations/{chat}/activities";
        Assert.Equal(400, (await _bot.PostAsync(path, new JsonObject { ["type"] = "message" }, Cancel)).Status);
        // The size counts in UTF-16: half as many letters are enough.
        Assert.Equal((413, "MessageSizeTooBig"), Of(await _bot.PostAsync(path, Said(new string('x', 52_000)), Cancel)));
        Assert.Equal(201, (await _bot.PostAsync(path, Said(new string('x', 50_000)), Cancel)).Status);
        await _tenant.PutAsync("/_local/teams/installs", new JsonObject { ["person"] = LocalTenant.An, ["app"] = App, ["blocked"] = true }, Cancel);
        var blocked = await _bot.PostAsync(path, Said(), Cancel);
        Assert.Equal((403, 209), (blocked.Status, blocked.Json["errorCode"]!.GetValue<int>()));
        Assert.Contains("MessageWritesBlocked", blocked.Text, StringComparison.Ordinal);
        await _tenant.PutAsync("/_local/teams/installs", new JsonObject { ["person"] = LocalTenant.An, ["app"] = App, ["installed"] = false, ["blocked"] = false }, Cancel);
        Assert.Equal((403, "BotNotInConversationRoster"), Of(await _bot.PostAsync(path, Said(), Cancel)));
        Assert.Equal(401, (await _graph.PostAsync(path, Said(), Cancel)).Status);
        Assert.Equal(404, (await _bot.PostAsync("/connector/v3/conversations/a%3Anone/activities", Said(), Cancel)).Status);
    }

    [Fact]
    public async Task Eight_In_A_Second_Are_Too_Many_For_One_Conversation()
    {
        await InstallAsync();
        await _tenant.PutAsync("/_local/teams", new JsonObject { ["limited"] = true }, Cancel);
        var chat = Uri.EscapeDataString((await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel)).Id);
        var statuses = new List<int>();
        for (var message = 0; message < 8; message++) statuses.Add((await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Status);
        Assert.Equal([201, 201, 201, 201, 201, 201, 201, 429], statuses);
        _tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Status);
        Assert.Equal(429, (await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Status);
    }

    [Fact]
    public async Task Faults_Fall_On_The_Connector_As_On_Everything_Else()
    {
        await InstallAsync();
        await _tenant.PutAsync("/_local/faults", JsonNode.Parse("""{"rules":[{"api":"bot","route":"POST .*/activities","kind":"status","status":502}]}""")!, Cancel);
        var chat = Uri.EscapeDataString((await _bot.PostAsync("/connector/v3/conversations", Beginning(LocalTenant.An), Cancel)).Id);
        Assert.Equal(502, (await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Status);
        Assert.Equal(201, (await _bot.PostAsync($"/connector/v3/conversations/{chat}/activities", Said(), Cancel)).Status);
    }

    [Fact]
    public async Task Apps_Are_Found_Installed_Once_And_Have_A_Chat()
    {
        Assert.Equal(App, Assert.Single((await _graph.GetAsync($"/v1.0/appCatalogs/teamsApps?$filter=externalId eq '{Manifest}'", Cancel)).Rows)["id"]!.GetValue<string>());
        Assert.Empty((await _graph.GetAsync($"/v1.0/appCatalogs/teamsApps?$filter=externalId eq '{App}'", Cancel)).Rows);
        await InstallAsync();
        Assert.Equal(409, (await _graph.PostAsync($"/v1.0/users/{LocalTenant.An}/teamwork/installedApps", Bound(), Cancel)).Status);
        var installation = Assert.Single((await _graph.GetAsync($"/v1.0/users/{LocalTenant.An}/teamwork/installedApps?$expand=teamsApp&$filter=teamsApp/id eq '{App}'", Cancel)).Rows);
        Assert.Equal(App, installation["teamsApp"]!["id"]!.GetValue<string>());
        var chat = await _graph.GetAsync($"/v1.0/users/{LocalTenant.An}/teamwork/installedApps/{Uri.EscapeDataString(installation["id"]!.GetValue<string>())}/chat", Cancel);
        Assert.StartsWith("19:", chat.Id, StringComparison.Ordinal);
        Assert.Equal(201, (await _bot.PostAsync($"/connector/v3/conversations/{Uri.EscapeDataString(chat.Id)}/activities", Said(), Cancel)).Status);
        var stranger = await _tenant.AsAppAsync(Cancel, LocalTenant.Stranger);
        Assert.Equal(403, (await stranger.GetAsync($"/v1.0/users/{LocalTenant.An}/teamwork/installedApps", Cancel)).Status);
        Assert.Equal(403, (await stranger.GetAsync("/v1.0/appCatalogs/teamsApps", Cancel)).Status);
    }

    [Fact]
    public async Task The_Authority_Of_Bots_Says_For_Which_Channels_Its_Keys_Sign()
    {
        var anybody = new LocalTenant.Client(_tenant, null);
        var metadata = (await anybody.GetAsync("/openid/botframework.com/v1/.well-known/openidconfiguration", Cancel)).Json;
        Assert.Equal(Bots, metadata["issuer"]!.GetValue<string>());
        var keys = (await anybody.GetAsync(metadata["jwks_uri"]!.GetValue<string>(), Cancel)).Json["keys"]!.AsArray();
        Assert.Contains(keys, key => key!["endorsements"]?.AsArray().Any(channel => channel!.GetValue<string>() == "msteams") == true);
        Assert.Contains(keys, key => key!["endorsements"] is null);
    }

    [Fact]
    public async Task A_Bot_Listens_On_This_Machine_Or_Nowhere() => Assert.Equal(400, (await _tenant.PutAsync("/_local/teams",
        new JsonObject { ["bots"] = new JsonArray(new JsonObject { ["appId"] = LocalTenant.Product, ["endpoint"] = "https://bot.example/api/messages" }) }, Cancel)).Status);

    private static (int Status, string Code) Of(Answer answer) => (answer.Status, answer.Code);

    private static JsonObject Bound() => new() { ["teamsApp@odata.bind"] = $"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{App}" };

    private async Task InstallAsync() => Assert.Equal(201, (await _graph.PostAsync($"/v1.0/users/{LocalTenant.An}/teamwork/installedApps", Bound(), Cancel)).Status);

    private async Task<JsonObject[]> MessagesAsync() => (await new LocalTenant.Client(_tenant, null).GetAsync($"/_local/teams/messages?person={LocalTenant.An}", Cancel)).Rows;
}
