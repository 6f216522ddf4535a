using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A subscription of our application that is alive.</summary>
/// <param name="Id">Id given by Graph.</param>
/// <param name="Resource">What it watches.</param>
/// <param name="Address">Where it sends.</param>
/// <param name="Until">When it ends; null when the service did not say.</param>
public sealed record AliveSubscription(string Id, string Resource, string Address, DateTimeOffset? Until = null);

/// <summary>The calls on change notifications; who keeps them alive stands elsewhere.</summary>
public sealed class SubscriptionCalls(Tenancy tenancy)
{
    /// <summary>Longest life of a list subscription, less a margin for clocks that differ.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(42_300 - 60);

    /// <summary>Our subscriptions that are alive.</summary>
    public Task<IReadOnlyList<AliveSubscription>> AliveAsync(CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<AliveSubscription>>("read subscriptions", async () =>
    {
        var subscriptions = tenancy.Graph.Subscriptions;
        var alive = await Paging.AllAsync(tenancy, await subscriptions.GetAsync(cancellationToken: cancellationToken), page => page.Value,
            next => subscriptions.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
        return [.. alive.Select(subscription => new AliveSubscription(subscription.Id!, subscription.Resource ?? "", subscription.NotificationUrl ?? "", subscription.ExpirationDateTime))];
    }, cancellationToken);

    /// <summary>What a subscription to a list watches.</summary>
    public static string ResourceOf(ListAddress list) => $"sites/{list.SiteId}/lists/{list.ListId}";

    /// <summary>Asks to be told of changes to a list.</summary>
    /// <returns>Id of the subscription.</returns>
    public Task<string> CreateAsync(ListAddress list, Uri door, string clientState, DateTimeOffset until, CancellationToken cancellationToken) =>
        Failures.Named($"subscribe to list {list.Schema.Name}", async () => Failures.Held((await tenancy.Graph.Subscriptions.PostAsync(new Subscription
        {
            ChangeType = "updated",
            NotificationUrl = door.ToString(),
            Resource = ResourceOf(list),
            ClientState = clientState,
            ExpirationDateTime = until,
        }, cancellationToken: cancellationToken))?.Id), cancellationToken);

    /// <summary>Lengthens a subscription's life.</summary>
    public Task RenewAsync(string id, DateTimeOffset until, CancellationToken cancellationToken) => Failures.Named("renew a subscription", async () =>
        await tenancy.Graph.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Ends a subscription; one that has ended already is as good.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await Failures.Named("end a subscription", async () =>
            {
                await tenancy.Graph.Subscriptions[id].DeleteAsync(cancellationToken: cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
        {
            // Nothing to end.
        }
    }
}
