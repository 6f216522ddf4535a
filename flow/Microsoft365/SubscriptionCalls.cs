using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>The calls on change notifications; who keeps them alive stands elsewhere.</summary>
public sealed class SubscriptionCalls(Tenancy tenancy)
{
    /// <summary>Longest life of a list subscription, less a margin for clocks that differ.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(42_300 - 60);

    /// <summary>Ids of our subscriptions that are alive.</summary>
    public Task<IReadOnlySet<string>> AliveAsync(CancellationToken cancellationToken) => Failures.Named<IReadOnlySet<string>>("read subscriptions", async () =>
    {
        var alive = new HashSet<string>();
        var page = await tenancy.Graph.Subscriptions.GetAsync(cancellationToken: cancellationToken);
        while (page is not null)
        {
            alive.UnionWith(page.Value!.Select(subscription => subscription.Id!));
            page = page.OdataNextLink is { } next ? await tenancy.Graph.Subscriptions.WithUrl(tenancy.Own(next)).GetAsync(cancellationToken: cancellationToken) : null;
        }

        return alive;
    }, cancellationToken);

    /// <summary>Asks to be told of changes to a list.</summary>
    /// <returns>Id of the subscription.</returns>
    public Task<string> CreateAsync(ListAddress list, Uri door, string clientState, DateTimeOffset until, CancellationToken cancellationToken) =>
        Failures.Named($"subscribe to list {list.Schema.Name}", async () => (await tenancy.Graph.Subscriptions.PostAsync(new Subscription
        {
            ChangeType = "updated",
            NotificationUrl = door.ToString(),
            Resource = $"sites/{list.SiteId}/lists/{list.ListId}",
            ClientState = clientState,
            ExpirationDateTime = until,
        }, cancellationToken: cancellationToken))!.Id!, cancellationToken);

    /// <summary>Lengthens a subscription's life.</summary>
    public Task RenewAsync(string id, DateTimeOffset until, CancellationToken cancellationToken) => Failures.Named("renew a subscription", async () =>
        await tenancy.Graph.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: cancellationToken), cancellationToken);
}
