using System.Text.Json.Nodes;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// graph §10: the quota of an app in a minute. Each test names what it follows: "the throttling page" is Microsoft's "Avoid getting throttled or blocked in SharePoint
/// Online". Reading the rows of a list costs 2 units, so a quota of 10 has room for five.
/// </summary>
public sealed class QuotaTests : TenantTests
{
    private LocalTenant.Client Nobody => new(Tenant, null);

    [Fact]
    public async Task Without_A_Quota_Nothing_Is_Refused_And_Nothing_Warned()
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 6);
        Assert.Equal(429, (await Product.GetAsync($"{list}/items", Cancel)).Status);
        var off = await Tenant.PutAsync("/_local/meter", Json("""{"unitsPerMinute":null}"""), Cancel);
        Assert.Null(off.Json["unitsPerMinute"]);
        for (var call = 0; call < 8; call++)
        {
            var answer = await Product.GetAsync($"{list}/items", Cancel);
            Assert.Equal((200, null), (answer.Status, Limits(answer)));
        }
    }

    /// <summary>The throttling page: RateLimit headers come from 80 % of the one-minute quota on, as in the IETF's draft 03: seconds, not a moment.</summary>
    [Fact]
    public async Task From_Four_Fifths_On_Answers_Say_What_Is_Left_And_For_How_Long()
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        Assert.Null(Limits(await Product.GetAsync($"{list}/items", Cancel)));
        Tenant.Clock.Advance(TimeSpan.FromSeconds(20.5));
        await Product.GetAsync($"{list}/items", Cancel);
        Assert.Null(Limits(await Product.GetAsync($"{list}/items", Cancel)));
        var fourth = await Product.GetAsync($"{list}/items", Cancel);
        Assert.Equal((200, "10 2 40"), (fourth.Status, Limits(fourth)));
        var fifth = await Product.GetAsync($"{list}/items", Cancel);
        Assert.Equal((200, "10 0 40"), (fifth.Status, Limits(fifth)));
        Assert.Null(Header(fifth, "Retry-After"));
    }

    /// <summary>The throttling page: 429 with Retry-After in seconds; the body is the one that reports from Graph's SharePoint paths show.</summary>
    [Fact]
    public async Task Beyond_The_Quota_A_Request_Is_Refused_Without_An_Effect()
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 5);
        Tenant.Clock.Advance(TimeSpan.FromSeconds(13));
        var refused = await Product.PostAsync($"{list}/items", Json("""{"fields":{"Title":"một"}}"""), Cancel);
        Assert.Equal((429, "activityLimitReached", "The request has been throttled"), (refused.Status, refused.Code, refused.Message));
        Assert.Equal(("47", "10 0 47"), (Header(refused, "Retry-After"), Limits(refused)));
        Assert.NotEmpty(refused.Json["error"]!["innerError"]!["request-id"]!.GetValue<string>());
        Tenant.Clock.Advance(TimeSpan.FromSeconds(47));
        Assert.Empty((await Product.GetAsync($"{list}/items", Cancel)).Rows);
    }

    /// <summary>The minute is one of the tenant's clock: it ends when that clock is moved, and one that is put back begins anew.</summary>
    [Theory]
    [InlineData(59, 429)]
    [InlineData(60, 200)]
    [InlineData(86_400, 200)]
    [InlineData(-3_600, 200)]
    public async Task The_Minute_Is_One_Of_The_Tenants_Clock(int seconds, int status)
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 5);
        await Tenant.PutAsync("/_local/clock", new JsonObject { ["offsetSeconds"] = seconds }, Cancel);
        // a token lives for an hour of the same clock
        var again = await Tenant.AsAppAsync(Cancel);
        Assert.Equal(status, (await again.GetAsync($"{list}/items", Cancel)).Status);
    }

    /// <summary>The throttling page: throttled requests count towards the limits, so who does not honour Retry-After is throttled for longer.</summary>
    [Theory]
    [InlineData(1, "60")]
    [InlineData(4, "60")]
    [InlineData(5, "120")]
    [InlineData(10, "180")]
    public async Task What_Is_Refused_Counts_And_Retry_After_Is_True(int refusals, string seconds)
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 4 + refusals);
        var last = await Product.GetAsync($"{list}/items", Cancel);
        Assert.Equal((429, seconds), (last.Status, Header(last, "Retry-After")));
        Tenant.Clock.Advance(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(200, (await Product.GetAsync($"{list}/items", Cancel)).Status);
    }

    /// <summary>The same: a request in the middle of the wait is refused and adds to it.</summary>
    [Fact]
    public async Task Who_Asks_Before_The_Time_That_Was_Told_Is_Told_A_Later_One()
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 13);
        Assert.Equal("120", Header(await Product.GetAsync($"{list}/items", Cancel), "Retry-After"));
        Tenant.Clock.Advance(TimeSpan.FromSeconds(60));
        var early = await Product.GetAsync($"{list}/items", Cancel);
        Assert.Equal((429, "120"), (early.Status, Header(early, "Retry-After")));
    }

    /// <summary>The throttling page: what an app asks of Graph, CSOM and REST counts together, per app; RateLimit headers are for application permissions.</summary>
    [Fact]
    public async Task Graph_And_Rest_And_The_People_Of_An_App_Spend_One_Quota_And_Other_Apps_Their_Own()
    {
        var list = await ListAsync("Rows");
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var person = await Tenant.AsPersonAsync("an@mau.example", Cancel);
        var other = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        await QuotaAsync(10);
        await ReadAsync(list, 2);
        Assert.Equal(200, (await rest.GetAsync("/sites/tdkt/_api/web/lists", Cancel)).Status);
        var asPerson = await person.GetAsync($"{list}/items", Cancel);
        Assert.Equal((200, null), (asPerson.Status, Limits(asPerson)));
        Assert.Equal("10 0 60", Limits(await rest.GetAsync("/sites/tdkt/_api/web/lists", Cancel)));
        Assert.Equal(429, (await person.GetAsync($"{list}/items", Cancel)).Status);
        Assert.Equal(200, (await other.GetAsync($"{list}/items", Cancel)).Status);
    }

    /// <summary>A report of a REST call that was throttled shows this text as the body; a caller must not count on JSON.</summary>
    [Fact]
    public async Task Rest_Is_Refused_In_Plain_Words()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        await QuotaAsync(5);
        Assert.Equal(200, (await rest.GetAsync("/sites/tdkt/_api/web/sitegroups", Cancel)).Status);
        var refused = await rest.GetAsync("/sites/tdkt/_api/web/lists", Cancel);
        Assert.Equal((429, "429 TOO MANY REQUESTS", "60"), (refused.Status, refused.Text, Header(refused, "Retry-After")));
    }

    /// <summary>Resource units are SharePoint's: the directory and mail have limits of their own. A token that is not good is 401 whatever was spent.</summary>
    [Fact]
    public async Task What_Is_Not_Sharepoints_Is_Not_Held_Up()
    {
        var list = await ListAsync("Rows");
        var wrong = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        await QuotaAsync(10);
        await ReadAsync(list, 6);
        var people = await Product.GetAsync("/v1.0/users", Cancel);
        Assert.Equal((200, null), (people.Status, Limits(people)));
        Assert.NotEmpty((await Tenant.AsAppAsync(Cancel)).Token);
        Assert.Equal(401, (await wrong.GetAsync($"{list}/items", Cancel)).Status);
        Assert.Equal(429, (await Product.GetAsync($"{list}/items", Cancel)).Status);
    }

    /// <summary>What the Graph library makes of the refusal when it does not retry: an error with its code and the time to wait.</summary>
    [Fact]
    public async Task The_Graph_Library_Reads_The_Refusal()
    {
        var list = await ListAsync("Rows");
        await QuotaAsync(10);
        await ReadAsync(list, 5);
        var site = Site[(Site.LastIndexOf('/') + 1)..];
        var rows = Tenant.Sdk(Product.Token).Sites[site].Lists[list[(list.LastIndexOf('/') + 1)..]];
        var error = await Assert.ThrowsAsync<ODataError>(() => rows.Items.GetAsync(call => call.Options.Add(new RetryHandlerOption { MaxRetry = 0 }), Cancel));
        Assert.Equal((429, "activityLimitReached"), (error.ResponseStatusCode, error.Error!.Code));
        Assert.Equal("60", error.ResponseHeaders["Retry-After"].Single());
    }

    [Fact]
    public async Task The_Meter_Says_The_Quota_And_What_It_Refused_And_Counts_That_Too()
    {
        var list = await ListAsync("Rows");
        await Nobody.DeleteAsync("/_local/meter", Cancel);
        await QuotaAsync(10);
        await ReadAsync(list, 7);
        var meter = (await Nobody.GetAsync("/_local/meter", Cancel)).Json;
        Assert.Equal((10, 2), (meter["unitsPerMinute"]!.GetValue<int>(), meter["throttled"]!.GetValue<int>()));
        Assert.Equal(14, meter["identities"]![$"app:{LocalTenant.Product}"]!["resourceUnits"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{}", "unitsPerMinute is missing: a whole number of units, or null for no quota.")]
    [InlineData("""{"unitsPerMinute":"1250"}""", "unitsPerMinute is missing: a whole number of units, or null for no quota.")]
    [InlineData("""{"unitsPerMinute":4}""", "4 is no quota: one request can cost 5 units, so it takes 5 a minute or more.")]
    public async Task A_Wrong_Quota_Is_400_With_A_Sentence_And_Changes_Nothing(string body, string sentence)
    {
        await QuotaAsync(10);
        var answer = await Tenant.PutAsync("/_local/meter", Json(body), Cancel);
        Assert.Equal((400, sentence), (answer.Status, answer.Text));
        Assert.Equal(10, (await Nobody.GetAsync("/_local/meter", Cancel)).Json["unitsPerMinute"]!.GetValue<int>());
    }

    /// <summary>The throttling page: 1,250 units a minute for an app where there are up to 1,000 licences.</summary>
    [Fact]
    public async Task A_Tenant_Can_Start_With_The_Quota_Of_A_Small_One()
    {
        var folder = Directory.CreateTempSubdirectory("localm365-");
        var settings = new LocalM365Settings { Port = 0, DataFolder = folder.FullName, Time = Tenant.Clock, Quiet = true, UnitsPerMinute = 1250 };
        await using (var app = await LocalM365App.StartAsync(settings, Cancel))
        {
            var meter = JsonNode.Parse(await Tenant.Http.GetStringAsync(new Uri(app.BaseAddress, "/_local/meter"), Cancel))!;
            Assert.Equal(1250, meter["unitsPerMinute"]!.GetValue<int>());
        }
        folder.Delete(recursive: true);
    }

    private static string? Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>Limit, what remains, and the seconds to the reset; null where none of them is sent.</summary>
    private static string? Limits(Answer answer)
    {
        string?[] sent = [Header(answer, "RateLimit-Limit"), Header(answer, "RateLimit-Remaining"), Header(answer, "RateLimit-Reset")];
        return sent.All(value => value is null) ? null : string.Join(' ', sent);
    }

    private async Task QuotaAsync(int units) =>
        Assert.Equal(200, (await Tenant.PutAsync("/_local/meter", new JsonObject { ["unitsPerMinute"] = units }, Cancel)).Status);

    private async Task ReadAsync(string list, int times)
    {
        for (var call = 0; call < times; call++) await Product.GetAsync($"{list}/items", Cancel);
    }
}
