using System.Globalization;
using System.Text.Json.Nodes;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>Wishes to be told of changes.</summary>
internal static class SubscriptionRows
{
    private const string Path = "/v1.0/subscriptions";

    public static async Task A_Subscription_Is_Made_And_Told(ContractTenant tenant)
    {
        var made = await MadeAsync(tenant, 3);
        var told = (await tenant.GetAsync(Path)).Rows.Single(one => Text(one["id"]) == made);
        Assert.Equal(
            ($"sites/{tenant.SiteId}/lists/{tenant.ListId("Rounds")}", "https://functions.test/api/notifications?code=key", "updated"),
            (Text(told["resource"]), Text(told["notificationUrl"]), Text(told["changeType"])));
        Assert.Equal(tenant.Now.AddDays(3), At(told));
    }

    public static async Task A_Subscription_Is_Renewed(ContractTenant tenant)
    {
        var made = await MadeAsync(tenant, 1);
        var renewed = await tenant.PatchAsync($"{Path}/{made}", new JsonObject { ["expirationDateTime"] = Stamp(tenant.Now.AddDays(20)) });
        Assert.Equal((200, made), (renewed.Status, renewed.Id));
        Assert.Equal(tenant.Now.AddDays(20), At((await tenant.GetAsync(Path)).Rows.Single(one => Text(one["id"]) == made)));
    }

    public static async Task A_Subscription_Is_Ended_Once(ContractTenant tenant)
    {
        var made = await MadeAsync(tenant, 1);
        Assert.Equal(204, (await tenant.DeleteAsync($"{Path}/{made}")).Status);
        Is(404, "ResourceNotFound", await tenant.DeleteAsync($"{Path}/{made}"));
        Is(404, "ResourceNotFound", await tenant.PatchAsync($"{Path}/{made}", new JsonObject { ["expirationDateTime"] = Stamp(tenant.Now.AddDays(2)) }));
    }

    public static async Task An_Expired_Subscription_Is_Gone(ContractTenant tenant)
    {
        var made = await MadeAsync(tenant, 1);
        await tenant.PassAsync(TimeSpan.FromDays(1.1));
        Assert.DoesNotContain((await tenant.GetAsync(Path)).Rows, one => Text(one["id"]) == made);
        Is(404, "ResourceNotFound", await tenant.PatchAsync($"{Path}/{made}", new JsonObject { ["expirationDateTime"] = Stamp(tenant.Now.AddDays(2)) }));
    }

    public static async Task Subscriptions_Can_Vanish_Without_A_Word(ContractTenant tenant)
    {
        var made = await MadeAsync(tenant, 1);
        await tenant.DropSubscriptionsAsync();
        Assert.Empty((await tenant.GetAsync(Path)).Rows);
        Is(404, "ResourceNotFound", await tenant.PatchAsync($"{Path}/{made}", new JsonObject { ["expirationDateTime"] = Stamp(tenant.Now.AddDays(2)) }));
    }

    public static async Task A_Life_That_Is_Too_Long_Or_Over_Is_400(ContractTenant tenant)
    {
        foreach (var days in new[] { 40, -1 }) Is(400, "InvalidRequest", await tenant.PostAsync(Path, Wish(tenant, tenant.Now.AddDays(days))));
        var made = await MadeAsync(tenant, 1);
        Is(400, "InvalidRequest", await tenant.PatchAsync($"{Path}/{made}", new JsonObject { ["expirationDateTime"] = Stamp(tenant.Now.AddDays(40)) }));
    }

    public static async Task Only_Updates_Over_Https_Are_Told(ContractTenant tenant)
    {
        foreach (var (name, value) in new[] { ("changeType", "created"), ("notificationUrl", "http://functions.test/api"), ("resource", "sites/x") })
        {
            var wish = Wish(tenant, tenant.Now.AddDays(1));
            wish[name] = value;
            Is(400, "InvalidRequest", await tenant.PostAsync(Path, wish));
        }
    }

    public static async Task Two_For_One_List_Are_Two(ContractTenant tenant)
    {
        var (one, other) = (await MadeAsync(tenant, 1), await MadeAsync(tenant, 1));
        Assert.NotEqual(one, other);
        var alive = (await tenant.GetAsync(Path)).Rows.Select(told => Text(told["id"])).ToList();
        Assert.Contains(one, alive);
        Assert.Contains(other, alive);
    }

    private static async Task<string> MadeAsync(ContractTenant tenant, int days)
    {
        var made = await tenant.PostAsync(Path, Wish(tenant, tenant.Now.AddDays(days)));
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }

    private static JsonObject Wish(ContractTenant tenant, DateTimeOffset until) => new()
    {
        ["changeType"] = "updated", ["notificationUrl"] = "https://functions.test/api/notifications?code=key", ["clientState"] = "state",
        ["resource"] = $"sites/{tenant.SiteId}/lists/{tenant.ListId("Rounds")}", ["expirationDateTime"] = Stamp(until),
    };

    private static string Stamp(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(JsonObject told) => DateTimeOffset.Parse(Text(told["expirationDateTime"]), CultureInfo.InvariantCulture);
}
