using Azure.Core;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>What a whole call through the gateway ends as: what was tried, where, and whether it can have been done. Each write goes out once.</summary>
public sealed class OutcomeTests
{
    private const string Duplicate = "duplicate values were found in the following field(s) in the list: [EventKey]";
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Item Seven => new("7", "\"m,1\"", "", new Dictionary<EmulationM365.Schema.ColumnSchema, object>(), new Editor(null, "", null), Start, false);

    [Theory]
    [Trait("Fault", "16")]
    [Trait("Fault", "22")]
    [InlineData(400, "invalidRequest", Duplicate, "", Failure.Conflict)]
    [InlineData(409, "nameAlreadyExists", "Name already exists", "", Failure.Conflict)]
    [InlineData(500, "generalException", "General exception while processing", "0x810200BF", Failure.Conflict)]
    [InlineData(500, "generalException", "General exception while processing", "", Failure.Unknown)]
    [InlineData(504, "UnknownError", "", "", Failure.Unknown)]
    [InlineData(503, "serviceNotAvailable", "", "", Failure.Unknown)]
    [InlineData(502, "UnknownError", "", "", Failure.Unknown)]
    [InlineData(408, "", "", "", Failure.Unknown)]
    [InlineData(400, "invalidRequest", "Field 'X' is not recognized", "", Failure.Refused)]
    [InlineData(403, "accessDenied", "Access denied", "", Failure.Forbidden)]
    [InlineData(404, "itemNotFound", "The specified list was not found", "", Failure.NotFound)]
    [InlineData(423, "resourceLocked", "locked", "", Failure.Refused)]
    public async Task A_Write_Says_What_Where_And_Whether_It_Can_Have_Been_Done(int status, string code, string message, string inner, Failure failure)
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => ScriptedWire.Json(status, new JObject
        {
            ["error"] = new JObject { ["code"] = code, ["message"] = message, ["innerError"] = inner.Length == 0 ? new JObject() : new JObject { ["code"] = inner } },
        }.ToString()));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => ScriptedWire.Lines(tenancy).CreateAsync(new Fields { Title = "a" }, Cancel));
        Assert.Equal((failure, failure != Failure.Unknown, status, "add to list Nominations"), (thrown.Failure, thrown.OutcomeKnown, thrown.Status, thrown.What));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData("<html><body>Sorry</body></html>", "text/html")]
    [InlineData("{\"id\":\"7", "application/json")]
    [InlineData("", "text/plain")]
    public async Task An_Answer_That_Cannot_Be_Read_Leaves_The_Outcome_Open(string body, string type)
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => new HttpResponseMessage(System.Net.HttpStatusCode.Created) { Content = new StringContent(body, System.Text.Encoding.UTF8, type) });
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => ScriptedWire.Lines(tenancy).CreateAsync(new Fields { Title = "a" }, Cancel));
        Assert.Equal((Failure.Unknown, false), (thrown.Failure, thrown.OutcomeKnown));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "17")]
    [InlineData("", 200)]
    [InlineData("{}", 200)]
    [InlineData("", 204)]
    public async Task An_Answer_Without_Rows_Does_Not_Say_That_There_Are_None(string body, int status)
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => ScriptedWire.Json(status, body));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var lines = ScriptedWire.Lines(tenancy);
        foreach (var call in new Func<Task>[]
        {
            () => lines.QueryAsync(null, Cancel), () => lines.DeltaAsync(null, Cancel), () => lines.VersionsAsync("1", Cancel), () => new SiteDirectory(tenancy).ListsAsync("s", true, Cancel),
            () => new SubscriptionCalls(tenancy).AliveAsync(Cancel), () => new PeopleDirectory(tenancy, "s").FindAsync([1], Cancel), () => new NewsDesk(tenancy, "s").EnsureAsync(new NewsPage("a.aspx", "a", "", ""), Cancel),
        })
            Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(call)).Failure);
    }

    [Theory]
    [Trait("Fault", "16")]
    [InlineData(503, "5")]
    [InlineData(504, null)]
    [InlineData(502, null)]
    [InlineData(0, null)]
    public async Task A_Mail_Goes_Out_Once_Whatever_Becomes_Of_Its_Answer(int status, string? retryAfter)
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => status == 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : ScriptedWire.Json(status, "{}", retryAfter));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => new Post(tenancy).SendAsync(new OutgoingMail(["mau01@mau.example"], "a", "b", "k"), Cancel));
        Assert.Equal(("send a mail", false), (thrown.What, thrown.OutcomeKnown));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [Trait("Fault", "21")]
    [InlineData(412, "notAllowed")]
    [InlineData(409, "resourceModified")]
    public async Task What_Somebody_Wrote_To_In_Between_Is_Changed_And_Not_Written_Over(int status, string code)
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => ScriptedWire.Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"x"}}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var lines = ScriptedWire.Lines(tenancy);
        var thrown = await Assert.ThrowsAsync<M365Exception>(() => lines.UpdateAsync(Seven, new Fields { Title = "a" }, Cancel));
        Assert.Equal((Failure.Changed, true, "write item 7 of list Nominations"), (thrown.Failure, thrown.OutcomeKnown, thrown.What));
        Assert.False(await lines.RemoveAsync(Seven, Cancel));
        Assert.Equal(2, wire.Sent.Count);
    }

    [Fact]
    [Trait("Fault", "23")]
    public async Task An_Item_Is_Made_Key_And_All_In_One_Call()
    {
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => ScriptedWire.Json(201, """{"id":"1","eTag":"\"m,1\"","fields":{}}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var events = new ListStore(tenancy, new ListAddress("s", "l", CaseEvents.List));
        await events.CreateAsync(new Fields { Title = "a", [CaseEvents.StreamKey] = "2025-01-02#1", [CaseEvents.CaseId] = "2025-01-02" }, Cancel);
        var (call, body, _) = Assert.Single(wire.Sent);
        Assert.Equal("POST https://graph.microsoft.com/v1.0/sites/s/lists/l/items", call);
        Assert.Equal(["2025-01-02", "2025-01-02#1", "a"], ((JObject)JObject.Parse(body)["fields"]!).Properties().Select(field => (string?)field.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Fault", "30")]
    public async Task Without_A_Token_Nothing_Is_Sent_And_With_The_Next_One_Work_Goes_On()
    {
        var credential = Substitute.For<TokenCredential>();
#pragma warning disable CA2012 // The call only says which call is meant.
        credential.GetTokenAsync(default, Cancel).ThrowsAsyncForAnyArgs(new Azure.Identity.AuthenticationFailedException("the managed identity answers 500"));
        var wire = new ScriptedWire(new SteppedTime(Start), (_, _) => ScriptedWire.Json(200, """{"value":[]}"""));
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start), credential);
        foreach (var call in new Func<Task>[]
        {
            () => ScriptedWire.Lines(tenancy).QueryAsync(null, Cancel), () => ScriptedWire.Lines(tenancy).CreateAsync(new Fields { Title = "a" }, Cancel), () => new SharePointRest(tenancy).ListsAsync("/sites/tdkt", Cancel),
        })
        {
            var thrown = await Assert.ThrowsAsync<M365Exception>(call);
            Assert.Equal((Failure.Unreachable, true), (thrown.Failure, thrown.OutcomeKnown));
        }

        var batch = await ScriptedWire.Lines(tenancy).UpdateManyAsync([(Seven, new Fields { Title = "a" })], Cancel);
        Assert.Equal((Failure.Unreachable, true), (batch[0].Failure!.Failure, batch[0].Failure!.OutcomeKnown));
        Assert.Empty(wire.Sent);
        credential.GetTokenAsync(default, Cancel).ReturnsForAnyArgs(_ => ValueTask.FromResult(new AccessToken("token", DateTimeOffset.MaxValue)));
#pragma warning restore CA2012
        Assert.Empty(await ScriptedWire.Lines(tenancy).QueryAsync(null, Cancel));
    }

    [Fact]
    [Trait("Fault", "14")]
    public async Task Every_Request_Names_Us_As_SharePoint_Asks()
    {
        var names = new List<string>();
        var wire = new ScriptedWire(new SteppedTime(Start), (request, _) =>
        {
            names.Add(request.Headers.NonValidated["User-Agent"].ToString());
            return ScriptedWire.Json(200, """{"value":[],"responses":[],"id":"1"}""");
        });
        using var tenancy = ScriptedWire.Tenancy(wire, new SteppedTime(Start));
        var lines = ScriptedWire.Lines(tenancy);
        await lines.QueryAsync(null, Cancel);
        await lines.CreateAsync(new Fields { Title = "a" }, Cancel);
        await lines.UpdateManyAsync([(Seven, new Fields { Title = "a" })], Cancel);
        await new SharePointRest(tenancy).ListsAsync("/sites/tdkt", Cancel);
        await new SubscriptionCalls(tenancy).AliveAsync(Cancel);
        Assert.Equal(5, names.Count);
        Assert.All(names, name => Assert.StartsWith("NONISV|EmulationM365|", name, StringComparison.Ordinal));
    }
}
