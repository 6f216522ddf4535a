using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>Faults of notifications: <c>lost</c>, <c>duplicate</c>, <c>late</c>, <c>reorder</c>, <c>misdirect</c>, and subscriptions that end silently. reliability §2 rows 1-3, 11.</summary>
public sealed class NoticeFaultTests : FaultTests
{
    internal static JsonObject Wish(string list, string url = "https://functions.test/api/notifications") => new()
    {
        ["changeType"] = "updated", ["clientState"] = "state", ["notificationUrl"] = url, ["resource"] = list["/v1.0/".Length..], ["expirationDateTime"] = "2025-05-20T01:00:00Z",
    };

    private async Task<Receiver> ReceiverAsync(string origin = "https://functions.test")
    {
        var receiver = await Receiver.StartAsync(Cancel);
        Tenant.App.DeliverTo(new Uri(origin), receiver.Address);
        return receiver;
    }

    private async Task<string> SubscribeAsync(string list)
    {
        var made = await Product.PostAsync("/v1.0/subscriptions", Wish(list), Cancel);
        Assert.Equal(201, made.Status);
        return made.Id;
    }

    /// <summary>Changes a list and waits for what is told of it now.</summary>
    private async Task ChangeAsync(string list)
    {
        await AddAsync(list, "x");
        await Tenant.App.WhenDeliveredAsync(Cancel);
    }

    private static string[] Told(Receiver receiver) =>
        [.. receiver.Notifications.SelectMany(body => body["value"]!.AsArray()).Select(one => one!["subscriptionId"]!.GetValue<string>())];

    [Fact]
    public async Task Lost_Notifications_Never_Leave()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        await SubscribeAsync(list);
        await ScriptAsync("""{"route":"NOTIFY /sites/.*/lists/","kind":"lost","times":2}""");
        await ChangeAsync(list);
        await ChangeAsync(list);
        Assert.Empty(receiver.Notifications);
        await ChangeAsync(list);
        Assert.Single(receiver.Notifications);
        Assert.Equal((3, 2), ((await RuleAsync())["seen"]!.GetValue<int>(), (await RuleAsync())["acted"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Duplicate_Notifications_Come_So_Many_Times_More()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var id = await SubscribeAsync(list);
        await ScriptAsync("""{"kind":"duplicate","copies":9}""");
        await ChangeAsync(list);
        Assert.Equal(10, receiver.Notifications.Count);
        Assert.All(Told(receiver), told => Assert.Equal(id, told));
        await ChangeAsync(list);
        Assert.Equal(11, receiver.Notifications.Count);
    }

    [Fact]
    public async Task Late_Notifications_Wait_For_The_Clock_Of_The_Tenant()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        await SubscribeAsync(list);
        await ScriptAsync("""{"kind":"late","seconds":3600}""");
        await ChangeAsync(list);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(59));
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Empty(receiver.Notifications);
        await Tenant.PutAsync("/_local/clock", Json("""{"advance":"PT1M"}"""), Cancel);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Single(receiver.Notifications);
    }

    [Fact]
    public async Task Late_Notifications_Wait_For_Further_Changes_Of_Their_List()
    {
        await using var receiver = await ReceiverAsync();
        var (list, other) = (await ListAsync("Rows"), await ListAsync("Others"));
        var (id, second) = (await SubscribeAsync(list), await SubscribeAsync(other));
        await ScriptAsync("""{"kind":"late","changes":2}""");
        await ChangeAsync(list);
        await ChangeAsync(other);
        await ChangeAsync(list);
        Assert.Equal([second, id], Told(receiver));
        await ChangeAsync(list);
        Assert.Equal([second, id, id, id], Told(receiver));
    }

    [Fact]
    public async Task Reordered_Notifications_Leave_In_An_Order_That_Goes_By_The_Seed()
    {
        await using var receiver = await ReceiverAsync();
        var lists = new List<string>();
        foreach (var name in new[] { "A", "B", "C", "D" }) lists.Add(await ListAsync(name));
        var ids = new List<string>();
        foreach (var list in lists) ids.Add(await SubscribeAsync(list));
        await ScriptAsync("""{"kind":"reorder","window":4}""");
        foreach (var list in lists.Take(3)) await ChangeAsync(list);
        Assert.Empty(receiver.Notifications);
        await ChangeAsync(lists[3]);
        var first = Told(receiver);
        Assert.Equal(ids.Order(), first.Order());
        Assert.NotEqual(ids, first);
        await ScriptAsync("""{"kind":"reorder","window":4}""");
        foreach (var list in lists) await ChangeAsync(list);
        Assert.Equal(first, Told(receiver)[4..]);
        await ChangeAsync(lists[0]);
        Assert.Equal(8, receiver.Notifications.Count);
        // a script that goes holds nothing back
        await Nobody.DeleteAsync("/_local/faults", Cancel);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Equal(9, receiver.Notifications.Count);
    }

    [Fact]
    public async Task Misdirected_Notifications_Reach_A_Receiver_That_Is_Wrong()
    {
        await using var receiver = await ReceiverAsync();
        await using var wrong = await ReceiverAsync("https://elsewhere.test");
        var list = await ListAsync("Rows");
        var id = await SubscribeAsync(list);
        await ScriptAsync("""{"kind":"misdirect","url":"https://elsewhere.test/api/old"}""");
        await ChangeAsync(list);
        Assert.Empty(receiver.Notifications);
        Assert.Equal([id], Told(wrong));
        Assert.Equal("/api/old", wrong.Urls.Single());
    }

    // graph §4: lists get no subscriptionRemoved; reliability §2 row 11
    [Theory]
    [InlineData("subscriptionRemoved")]
    [InlineData("subscriptionExpired")]
    public async Task Subscription_Removed_Or_Expired_At_The_Nth_Request_Tells_Nobody(string kind)
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var (id, kept) = (await SubscribeAsync(list), await SubscribeAsync(await ListAsync("Others")));
        var asked = receiver.Urls.Count;
        await ScriptAsync($$"""{"route":"POST .*/items$","after":1,"kind":"{{kind}}","listId":"{{ListId(list)}}"}""");
        await ChangeAsync(list);
        Assert.Equal([id], Told(receiver));
        await ChangeAsync(list);
        Assert.Equal(asked + 1, receiver.Urls.Count);
        Assert.Equal(404, (await Product.GetAsync($"/v1.0/subscriptions/{id}", Cancel)).Status);
        Assert.Equal(kept, Assert.Single((await Product.GetAsync("/v1.0/subscriptions", Cancel)).Rows)["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Subscriptions_Can_Be_Ended_At_Once()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var (first, second) = (await SubscribeAsync(list), await SubscribeAsync(list));
        Assert.Equal("""{"ended":1}""", (await Nobody.PostAsync("/_local/subscriptions", Json($$"""{"subscription":"{{first}}"}"""), Cancel)).Text);
        Assert.Equal(second, Assert.Single((await Product.GetAsync($"{list}/subscriptions", Cancel)).Rows)["id"]!.GetValue<string>());
        Assert.Equal("""{"ended":1}""", (await Nobody.PostAsync("/_local/subscriptions", Json("""{"action":"expire"}"""), Cancel)).Text);
        Assert.Empty((await Product.GetAsync("/v1.0/subscriptions", Cancel)).Rows);
        Assert.Equal(404, (await Nobody.PostAsync("/_local/subscriptions", Json("""{"listId":"nope"}"""), Cancel)).Status);
    }
}
