using System.Text.Json.Nodes;
using EmulationM365.Tests.LocalM365.Faults;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>
/// graph §4: how notifications are delivered, tried again, delayed and dropped by the tenant's clock, the stricter of the published figures. A receiver of a
/// test moves the clock while it answers, so that nothing here takes time.
/// </summary>
public sealed class DeliveryTests : FaultTests
{
    private Receiver? _made;

    private Receiver Told => _made!;

    public override async ValueTask DisposeAsync()
    {
        if (_made is not null) await _made.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<string> SubscribedAsync(string name = "Rows")
    {
        if (_made is null)
        {
            _made = await Receiver.StartAsync(Cancel);
            Tenant.App.DeliverTo(new Uri("https://functions.test"), _made.Address);
        }
        var list = await ListAsync(name);
        Assert.Equal(201, (await Product.PostAsync("/v1.0/subscriptions", NoticeFaultTests.Wish(list), Cancel)).Status);
        return list;
    }

    private async Task ChangeAsync(string list, int times = 1)
    {
        for (var change = 0; change < times; change++)
        {
            await ItemAsync(list, """{"Title":"x"}""");
            await Tenant.App.WhenDeliveredAsync(Cancel);
        }
    }

    private async Task<int> CountAsync(TimeSpan later)
    {
        Tenant.Clock.Advance(later);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        return Told.Notifications.Count;
    }

    private async Task<JsonObject> StandAsync() => (await Nobody.GetAsync("/_local/notifications", Cancel)).Json;

    private async Task AnswersAsync(string list, int quick, int slow)
    {
        await ChangeAsync(list, quick);
        Told.Meanwhile = () => Tenant.Clock.Advance(TimeSpan.FromSeconds(3));
        await ChangeAsync(list, slow);
        Told.Meanwhile = null;
    }

    // a receiver that is down for a while gets the notification once the tenant's clock has come to the next try
    [Fact]
    public async Task What_Was_Not_Taken_Is_Tried_Again_By_The_Clock_With_Growing_Pauses()
    {
        var list = await SubscribedAsync();
        Told.Refusals = 6;
        await ChangeAsync(list);
        Assert.Equal((0, 2), (Told.Notifications.Count, Told.Refusals));
        Assert.Equal(0, await CountAsync(TimeSpan.FromSeconds(59)));
        Assert.Equal(2, Told.Refusals);
        Assert.Equal(0, await CountAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(1, Told.Refusals);
        Assert.Equal(0, await CountAsync(TimeSpan.FromSeconds(119)));
        Assert.Equal(1, Told.Refusals);
        Assert.Equal(0, await CountAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(1, await CountAsync(TimeSpan.FromMinutes(4)));
        Assert.Equal((1, 0), ((await StandAsync())["delivered"]!.GetValue<int>(), (await StandAsync())["postponed"]!.GetValue<int>()));
    }

    [Fact]
    public async Task After_Four_Hours_Nobody_Tries_Any_More()
    {
        var list = await SubscribedAsync();
        Told.Refusals = int.MaxValue;
        await ChangeAsync(list);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 }) await CountAsync(TimeSpan.FromMinutes(minutes));
        Assert.Equal(1, (await StandAsync())["postponed"]!.GetValue<int>());
        await CountAsync(TimeSpan.FromMinutes(57));
        Assert.Equal((1, 0), ((await StandAsync())["dropped"]!.GetValue<int>(), (await StandAsync())["postponed"]!.GetValue<int>()));
        Told.Refusals = 0;
        Assert.Equal(0, await CountAsync(TimeSpan.FromHours(2)));
        await ItemAsync(list, """{"Title":"x"}""", await Tenant.AsAppAsync(Cancel));
        Assert.Equal(1, await CountAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_Request_To_The_Tenant_Is_Enough_For_It_To_See_What_Is_Due()
    {
        var list = await SubscribedAsync();
        Told.Refusals = 4;
        await ChangeAsync(list);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        await Product.GetAsync("/v1.0/users", Cancel);
        while (Told.Notifications.IsEmpty) await Nobody.GetAsync("/_local/notifications", Cancel);
    }

    // 2.9 s counts as slow; after 100 answers 10 % slow delays deliveries by ten minutes
    [Fact]
    public async Task One_Slow_Answer_In_Ten_Delays_Deliveries_By_Ten_Minutes()
    {
        var list = await SubscribedAsync();
        await AnswersAsync(list, quick: 90, slow: 10);
        Assert.Equal("delayed", (await StandAsync())["receivers"]![0]!["treatment"]!.GetValue<string>());
        await ChangeAsync(list, 3);
        Assert.Equal(100, Told.Notifications.Count);
        Assert.Equal(100, await CountAsync(TimeSpan.FromMinutes(9)));
        // what waited for the same subscription comes as one
        Assert.Equal(101, await CountAsync(TimeSpan.FromMinutes(1)));
        await ChangeAsync(list);
        Assert.Equal(102, Told.Notifications.Count);
    }

    // 15 % slow: dropped, and the window is forgotten after ten minutes
    [Fact]
    public async Task Three_Slow_Answers_In_Twenty_Drop_What_Comes_Until_The_Window_Ends()
    {
        var list = await SubscribedAsync();
        await AnswersAsync(list, quick: 85, slow: 15);
        await ChangeAsync(list, 2);
        Assert.Equal(100, Told.Notifications.Count);
        Assert.Equal((2, 0), ((await StandAsync())["dropped"]!.GetValue<int>(), (await StandAsync())["postponed"]!.GetValue<int>()));
        Assert.Equal(100, await CountAsync(TimeSpan.FromMinutes(10)));
        await ChangeAsync(list);
        Assert.Equal(101, Told.Notifications.Count);
    }

    [Theory]
    [InlineData(91, 9)]
    [InlineData(80, 19)]
    public async Task Fewer_Than_One_In_Ten_Or_Fewer_Than_A_Hundred_Answers_Change_Nothing(int quick, int slow)
    {
        var list = await SubscribedAsync();
        await AnswersAsync(list, quick, slow);
        await ChangeAsync(list);
        Assert.Equal(quick + slow + 1, Told.Notifications.Count);
    }

    [Fact]
    public async Task An_Answer_Just_Below_The_Limit_Is_Not_Slow()
    {
        var list = await SubscribedAsync();
        Told.Meanwhile = () => Tenant.Clock.Advance(TimeSpan.FromSeconds(2.9));
        await ChangeAsync(list);
        Assert.Equal((1, 0), ((await StandAsync())["receivers"]![0]!["answers"]!.GetValue<int>(), (await StandAsync())["receivers"]![0]!["slow"]!.GetValue<int>()));
    }

    // the handshake: within 10 s
    [Theory]
    [InlineData(10, 201)]
    [InlineData(10.1, 400)]
    public async Task A_Receiver_Echoes_Within_Ten_Seconds_Or_Gets_No_Subscription(double seconds, int status)
    {
        await SubscribedAsync();
        var other = await ListAsync("Others");
        Told.Meanwhile = () => Tenant.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(status, (await Product.PostAsync("/v1.0/subscriptions", NoticeFaultTests.Wish(other), Cancel)).Status);
    }

    // several subscriptions may share one POST; docs-contrib#9039: duplicates for lists are accepted
    [Fact]
    public async Task Subscriptions_To_The_Same_List_And_Address_Are_Made_And_Share_A_Delivery()
    {
        var list = await SubscribedAsync();
        var twin = await Product.PostAsync("/v1.0/subscriptions", NoticeFaultTests.Wish(list), Cancel);
        Assert.Equal(201, twin.Status);
        await ChangeAsync(list);
        var told = Assert.Single(Told.Notifications)["value"]!.AsArray().Select(one => one!["subscriptionId"]!.GetValue<string>()).ToList();
        Assert.Equal(2, told.Distinct().Count());
        Assert.Contains(twin.Id, told);
    }

    // lifecycle: reauthorizationRequired applies to all resources; no changeType and no resource in it
    [Fact]
    public async Task Before_It_Ends_The_Lifecycle_Address_Is_Told_Once_To_Authorize_Again()
    {
        await SubscribedAsync();
        var wish = NoticeFaultTests.Wish(await ListAsync("Others"));
        wish["lifecycleNotificationUrl"] = "https://functions.test/api/lifecycle";
        var made = await Product.PostAsync("/v1.0/subscriptions", wish, Cancel);
        Assert.Equal(0, await CountAsync(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1)));
        Assert.Equal(1, await CountAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("/api/lifecycle", Told.Urls.Last());
        var told = Told.Notifications.Single()["value"]!.AsArray().Single()!.AsObject();
        Assert.Equal(
            (made.Id, "reauthorizationRequired", "state", "2025-05-20T01:00:00Z", LocalTenant.TenantId),
            (told["subscriptionId"]!.GetValue<string>(), told["lifecycleEvent"]!.GetValue<string>(), told["clientState"]!.GetValue<string>(), told["subscriptionExpirationDateTime"]!.GetValue<string>(), told["tenantId"]!.GetValue<string>()));
        Assert.False(told.ContainsKey("changeType") || told.ContainsKey("resource"));
        Assert.Equal(1, await CountAsync(TimeSpan.FromHours(12)));
    }

    [Fact]
    public async Task Renewed_Or_Authorized_Again_In_Time_It_Is_Not_Told()
    {
        await SubscribedAsync();
        var wish = NoticeFaultTests.Wish(await ListAsync("Others"));
        wish["lifecycleNotificationUrl"] = "https://functions.test/api/lifecycle";
        var (renewed, again) = ((await Product.PostAsync("/v1.0/subscriptions", wish, Cancel)).Id, (await Product.PostAsync("/v1.0/subscriptions", wish, Cancel)).Id);
        Assert.Equal(200, (await Product.PatchAsync($"/v1.0/subscriptions/{renewed}", Json("""{"expirationDateTime":"2025-06-01T01:00:00Z"}"""), Cancel)).Status);
        Assert.Equal(204, (await Product.PostAsync($"/v1.0/subscriptions/{again}/reauthorize", null, Cancel)).Status);
        Assert.Equal(0, await CountAsync(TimeSpan.FromDays(7.5)));
        Assert.Equal(1, await CountAsync(TimeSpan.FromDays(11.5)));
    }

    // resources/subscription: the root of a drive, only updated
    [Fact]
    public async Task The_Root_Of_A_Drive_Can_Be_Watched_For_Updates_Only()
    {
        await SubscribedAsync();
        var library = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Hồ sơ","list":{"template":"documentLibrary"}}"""), Cancel);
        var drive = (await Product.GetAsync($"{Site}/lists/{library.Id}/drive", Cancel)).Id;
        var wish = NoticeFaultTests.Wish($"/v1.0/drives/{drive}/root");
        wish["changeType"] = "created";
        Assert.Equal(400, (await Product.PostAsync("/v1.0/subscriptions", wish, Cancel)).Status);
        wish["changeType"] = "updated";
        var made = await Product.PostAsync("/v1.0/subscriptions", wish, Cancel);
        Assert.Equal((201, $"drives/{drive}/root"), (made.Status, made.Json["resource"]!.GetValue<string>()));
        await Product.SendAsync(HttpMethod.Put, $"/v1.0/drives/{drive}/root:/a.txt:/content", Json("{}"), Cancel);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        var told = Told.Notifications.Single()["value"]!.AsArray().Single()!;
        Assert.Equal((made.Id, "#Microsoft.Graph.DriveItem"), (told["subscriptionId"]!.GetValue<string>(), told["resourceData"]!["@odata.type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_List_Says_Which_Subscriptions_The_App_Has_To_It()
    {
        var list = await SubscribedAsync();
        await SubscribedAsync("Others");
        var other = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        Assert.Equal(list["/v1.0/".Length..], Assert.Single((await Product.GetAsync($"{list}/subscriptions", Cancel)).Rows)["resource"]!.GetValue<string>());
        Assert.Empty((await other.GetAsync($"{list}/subscriptions", Cancel)).Rows);
    }
}
