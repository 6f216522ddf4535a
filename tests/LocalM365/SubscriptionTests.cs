using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §4: subscriptions, the handshake, and notifications that say only which list.</summary>
public sealed class SubscriptionTests : TenantTests
{
    [Fact]
    public async Task The_Receiver_Echoes_A_Token_And_Is_Then_Told_Of_Changes()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var made = await Product.PostAsync("/v1.0/subscriptions", Wish(list), Cancel);
        Assert.Equal(201, made.Status);
        Assert.StartsWith("/api/notifications?code=key&validationToken=", receiver.Urls.Single(), StringComparison.Ordinal);
        await ItemAsync(list, """{"Title":"x"}""");
        await Tenant.App.WhenDeliveredAsync(Cancel);
        var told = Assert.Single(receiver.Notifications)["value"]!.AsArray().Single()!.AsObject();
        Assert.Equal(made.Id, told["subscriptionId"]!.GetValue<string>());
        Assert.Equal(("updated", "state", LocalTenant.TenantId), (told["changeType"]!.GetValue<string>(), told["clientState"]!.GetValue<string>(), told["tenantId"]!.GetValue<string>()));
        Assert.Equal("#Microsoft.Graph.ListItem", told["resourceData"]!["@odata.type"]!.GetValue<string>());
        Assert.Equal("/api/notifications?code=key", receiver.Urls.Last());
    }

    [Fact]
    public async Task A_Receiver_That_Does_Not_Echo_Gets_No_Subscription()
    {
        await using var receiver = await ReceiverAsync();
        receiver.Echo = "something else";
        var refused = await Product.PostAsync("/v1.0/subscriptions", Wish(await ListAsync("Rows")), Cancel);
        Assert.Equal((400, "ValidationError", "Subscription validation request timed out."), (refused.Status, refused.Code, refused.Message));
        Assert.Empty((await Product.GetAsync("/v1.0/subscriptions", Cancel)).Rows);
    }

    [Fact]
    public async Task A_Notification_Is_Tried_Again_And_Changes_By_Anybody_Are_Told()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        await Product.PostAsync("/v1.0/subscriptions", Wish(list), Cancel);
        receiver.Refusals = 2;
        await ItemAsync(list, """{"Title":"x"}""", await Tenant.AsPersonAsync(LocalTenant.An, Cancel));
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Single(receiver.Notifications);
    }

    [Theory]
    [InlineData("changeType", "created")]
    [InlineData("notificationUrl", "http://functions.test/api/notifications")]
    [InlineData("resource", "https://graph.microsoft.com/v1.0/sites/x/lists/y")]
    [InlineData("expirationDateTime", "2025-07-12T01:00:00Z")]
    [InlineData("expirationDateTime", "2025-05-11T01:00:00Z")]
    public async Task A_Wish_Graph_Would_Refuse_Is_Refused(string member, string value)
    {
        await using var receiver = await ReceiverAsync();
        var wish = Wish(await ListAsync("Rows"));
        wish[member] = value;
        Assert.Equal(400, (await Product.PostAsync("/v1.0/subscriptions", wish, Cancel)).Status);
        Assert.Equal(0, receiver.Validations);
    }

    [Fact]
    public async Task A_Client_State_Has_At_Most_128_Characters()
    {
        await using var receiver = await ReceiverAsync();
        var wish = Wish(await ListAsync("Rows"));
        wish["clientState"] = new string('x', 129);
        Assert.Equal(400, (await Product.PostAsync("/v1.0/subscriptions", wish, Cancel)).Status);
    }

    [Fact]
    public async Task An_Expired_Subscription_Vanishes_And_A_Renewed_One_Stays()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var kept = await Product.PostAsync("/v1.0/subscriptions", Wish(list), Cancel);
        var lost = await Product.PostAsync("/v1.0/subscriptions", Wish(list), Cancel);
        var renewed = await Product.PatchAsync($"/v1.0/subscriptions/{kept.Id}", Json("""{"expirationDateTime":"2025-06-01T00:00:00Z"}"""), Cancel);
        Assert.Equal((200, "2025-06-01T00:00:00Z"), (renewed.Status, renewed.Json["expirationDateTime"]!.GetValue<string>()));
        Assert.Equal(3, receiver.Validations);
        Tenant.Clock.Advance(TimeSpan.FromDays(5));
        var product = await Tenant.AsAppAsync(Cancel);
        Assert.Equal(kept.Id, Assert.Single((await product.GetAsync("/v1.0/subscriptions", Cancel)).Rows)["id"]!.GetValue<string>());
        Assert.Equal(404, (await product.GetAsync($"/v1.0/subscriptions/{lost.Id}", Cancel)).Status);
        Assert.Equal(204, (await product.DeleteAsync($"/v1.0/subscriptions/{kept.Id}", Cancel)).Status);
        await ItemAsync(list, """{"Title":"x"}""", product);
        await Tenant.App.WhenDeliveredAsync(Cancel);
        Assert.Empty(receiver.Notifications);
    }

    [Fact]
    public async Task An_App_Sees_Only_Its_Own()
    {
        await using var receiver = await ReceiverAsync();
        var made = await Product.PostAsync("/v1.0/subscriptions", Wish(await ListAsync("Rows")), Cancel);
        var other = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        Assert.Empty((await other.GetAsync("/v1.0/subscriptions", Cancel)).Rows);
        Assert.Equal(404, (await other.DeleteAsync($"/v1.0/subscriptions/{made.Id}", Cancel)).Status);
    }

    [Fact]
    public async Task The_Sdk_Subscribes_And_Renews()
    {
        await using var receiver = await ReceiverAsync();
        var list = await ListAsync("Rows");
        var graph = Tenant.Sdk(Product.Token);
        var made = await graph.Subscriptions.PostAsync(new Subscription
        {
            ChangeType = "updated", ClientState = "state", NotificationUrl = "https://functions.test/api/notifications",
            Resource = list["/v1.0/".Length..], ExpirationDateTime = Tenant.Clock.Now.AddDays(3),
        }, cancellationToken: Cancel);
        var renewed = await graph.Subscriptions[made!.Id].PatchAsync(new Subscription { ExpirationDateTime = Tenant.Clock.Now.AddMinutes(42_300) }, cancellationToken: Cancel);
        Assert.Equal(Tenant.Clock.Now.AddMinutes(42_300), renewed!.ExpirationDateTime);
    }

    private async Task<Receiver> ReceiverAsync()
    {
        var receiver = await Receiver.StartAsync(Cancel);
        Tenant.App.DeliverTo(new Uri("https://functions.test"), receiver.Address);
        return receiver;
    }

    private static JsonObject Wish(string list) => new()
    {
        ["changeType"] = "updated",
        ["clientState"] = "state",
        ["notificationUrl"] = "https://functions.test/api/notifications?code=key",
        ["resource"] = list["/v1.0/".Length..],
        ["expirationDateTime"] = "2025-05-15T01:00:00.0000000+00:00",
    };
}
