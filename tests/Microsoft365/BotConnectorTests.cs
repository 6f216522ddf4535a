using Azure.Core;
using EmulationM365.Microsoft365;
using Newtonsoft.Json.Linq;
using NSubstitute;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>What a call to the bot's service ends as, and how often it is sent: a new message whose outcome is open goes out once, what comes to the same when done twice is done again.</summary>
public sealed class BotConnectorTests
{
    private const string Conversation = "a:1p/0?x";
    private static readonly Uri Service = new("https://smba.trafficmanager.net/amer/tenant/");
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly JObject Message = new() { ["type"] = "message", ["text"] = "mẫu" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Func<BotConnector, Task<Delivery>>> Calls = new()
    {
        ["create"] = bot => bot.CreateAsync(Service, "o-1", Cancel),
        ["post"] = bot => bot.PostAsync(Service, Conversation, Message, Cancel),
        ["put"] = bot => bot.UpdateAsync(Service, Conversation, "17/1", Message, Cancel),
        ["delete"] = bot => bot.DeleteAsync(Service, Conversation, "17/1", Cancel),
    };

    [Theory]
    [InlineData("post", 403, """{"error":{"code":"BotNotInConversationRoster","message":"The bot is not part of the conversation roster."}}""", Reach.NotInstalled)]
    [InlineData("create", 403, """{"error":{"code":"BotNotInConversationRoster","message":"x"}}""", Reach.NotInstalled)]
    [InlineData("put", 403, """{"error":{"code":"BotNotInConversationRoster","message":"x"}}""", Reach.NotInstalled)]
    [InlineData("post", 403, """{"errorCode":209,"message":"{ \"subCode\": \"MessageWritesBlocked\" }"}""", Reach.Blocked)]
    [InlineData("post", 403, """{"errorCode":209}""", Reach.Blocked)]
    [InlineData("post", 403, """{"error":{"code":"MessageWritesBlocked","message":"x"}}""", Reach.Blocked)]
    [InlineData("post", 413, """{"error":{"code":"MessageSizeTooBig","message":"x"}}""", Reach.TooLarge)]
    [InlineData("post", 404, """{"error":{"code":"ConversationNotFound","message":"x"}}""", Reach.Gone)]
    [InlineData("put", 404, """{"error":{"code":"ActivityNotFoundInConversation","message":"x"}}""", Reach.Gone)]
    [InlineData("delete", 404, "", Reach.Gone)]
    public async Task What_Teams_Will_Not_Take_Is_An_Answer_And_Said_Once(string call, int status, string body, Reach reach)
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(status, body));
        using var bot = Bot(wire, time);
        Assert.Equal(reach, (await Calls[call](bot)).Reach);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData("post", 400, "BadSyntax", Failure.Refused)]
    [InlineData("create", 400, "BadSyntax", Failure.Refused)]
    [InlineData("post", 401, "Unauthorized", Failure.Forbidden)]
    [InlineData("post", 403, "Forbidden", Failure.Forbidden)]
    [InlineData("post", 500, "ServiceError", Failure.Unknown)]
    [InlineData("post", 502, "BadGateway", Failure.Unknown)]
    [InlineData("post", 504, "GatewayTimeout", Failure.Unknown)]
    public async Task What_Fails_Otherwise_Is_Said_To_Have_Failed_And_A_Message_Is_Not_Sent_Again(string call, int status, string code, Failure failure)
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"x"}}"""));
        using var bot = Bot(wire, time);
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => Calls[call](bot));
        Assert.Equal((failure, failure != Failure.Unknown), (thrown.Failure, thrown.OutcomeKnown));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData("put", 502)]
    [InlineData("put", 504)]
    [InlineData("create", 502)]
    [InlineData("delete", 503)]
    [InlineData("put", 412)]
    [InlineData("post", 412)]
    public async Task What_Comes_To_The_Same_Or_Was_Refused_For_Sure_Is_Sent_Again_Ever_Less_Often(string call, int status)
    {
        var (time, answers) = (new SteppedTime(Start), 0);
        var wire = new ScriptedWire(time, (_, _) => ++answers < 3 ? ScriptedWire.Json(status) : ScriptedWire.Json(200, """{"id":"7"}"""));
        using var bot = Bot(wire, time);
        var sent = Calls[call](bot);
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await wire.WentAsync(attempt, Cancel);
            waits.Add(await time.WaitBegunAsync(Cancel));
            time.Advance(waits[^1]);
        }

        Assert.Equal(new Delivery(Reach.Done, "7"), await sent);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], waits);
    }

    [Fact]
    public async Task A_Throttled_Message_Waits_As_Long_As_It_Is_Told_And_Goes_Out_Then()
    {
        var (time, answers) = (new SteppedTime(Start), 0);
        var wire = new ScriptedWire(time, (_, _) => ++answers < 2 ? ScriptedWire.Json(429, retryAfter: "7") : ScriptedWire.Json(201, """{"id":"7"}"""));
        using var bot = Bot(wire, time);
        var sent = Calls["post"](bot);
        await wire.WentAsync(1, Cancel);
        Assert.Equal(TimeSpan.FromSeconds(7), await time.WaitBegunAsync(Cancel));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(new Delivery(Reach.Done, "7"), await sent);
        Assert.Equal(2, wire.Sent.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("<html>")]
    public async Task A_Message_Whose_Answer_Names_No_Id_May_Be_There_Or_Not(string body)
    {
        var time = new SteppedTime(Start);
        using var bot = Bot(new ScriptedWire(time, (_, _) => ScriptedWire.Json(201, body)), time);
        Assert.False((await Assert.ThrowsAsync<M365Exception>(() => Calls["post"](bot))).OutcomeKnown);
    }

    [Fact]
    public async Task Ids_Are_Written_So_That_They_Lead_Nowhere_Else()
    {
        var time = new SteppedTime(Start);
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(200, """{"id":"7"}"""));
        using var bot = Bot(wire, time);
        await Calls["put"](bot);
        await Calls["create"](bot);
        Assert.Equal("PUT https://smba.trafficmanager.net/amer/tenant/v3/conversations/a%3A1p%2F0%3Fx/activities/17%2F1", wire.Sent[0].Call);
        Assert.Equal("POST https://smba.trafficmanager.net/amer/tenant/v3/conversations", wire.Sent[1].Call);
        var asked = JObject.Parse(wire.Sent[1].Body);
        Assert.Equal((false, "o-1", "tenant-id"), ((bool)asked["isGroup"]!, (string)asked["members"]![0]!["id"]!, (string)asked["tenantId"]!));
    }

    [Fact]
    public async Task No_Token_Leaves_For_A_Host_That_Is_Not_Teams()
    {
        var (time, credential) = (new SteppedTime(Start), Substitute.For<TokenCredential>());
        var wire = new ScriptedWire(time, (_, _) => ScriptedWire.Json(200));
        using var bot = new BotConnector(new TeamsOptions { AppId = "bot" }, "tenant-id", credential, time, wire);
        Assert.Equal(Failure.Refused, (await Assert.ThrowsAsync<M365Exception>(() => bot.PostAsync(new Uri("https://smba.trafficmanager.net.xau.example/"), Conversation, Message, Cancel))).Failure);
        Assert.Empty(wire.Sent);
        Assert.Empty(credential.ReceivedCalls());
    }

    private static BotConnector Bot(ScriptedWire wire, TimeProvider time)
    {
        var credential = Substitute.For<TokenCredential>();
#pragma warning disable CA2012 // The call only says which call is meant.
        credential.GetTokenAsync(default, default).ReturnsForAnyArgs(_ => ValueTask.FromResult(new AccessToken("token", DateTimeOffset.MaxValue)));
#pragma warning restore CA2012
        return new BotConnector(new TeamsOptions { AppId = "bot" }, "tenant-id", credential, time, wire);
    }
}
