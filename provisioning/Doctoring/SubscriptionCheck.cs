using System.Globalization;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>Whether the lists that people edit are subscribed to. Subscriptions make answers faster and polling makes them sure, so nothing here stops the work.</summary>
internal sealed class SubscriptionCheck(Tenancy tenancy, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    /// <summary>Looks at the subscriptions of our application.</summary>
    /// <param name="stores">The lists there are; null when they could not be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CheckResult> RunAsync(IReadOnlyDictionary<string, ListStore>? stores, CancellationToken cancellationToken)
    {
        if (tenancy.Options.NotificationBaseUrl is not { } home) return CheckResult.Fine("subscriptions", "doctor.subscriptions.none");
        var watched = (stores?.Values ?? []).Where(store => store.Address.Schema.Watch == Watch.Subscribe).ToList();
        if (watched.Count == 0) return CheckResult.Left("subscriptions", "doctor.subscriptions.notYet");
        var alive = await new SubscriptionCalls(tenancy).AliveAsync(cancellationToken);
        var of = watched.Select(store => (store.Address, Found: alive.Where(one => one.Resource.EndsWith($"/{store.Address.ListId}", StringComparison.OrdinalIgnoreCase)).ToList())).ToList();
        var missing = Names(of.Where(list => list.Found.Count == 0));
        if (missing.Length > 0) return CheckResult.Fine("subscriptions", "doctor.subscriptions.missing", missing).Warns("operator", "doctor.subscriptions.do");
        var door = home.ToString().TrimEnd('/') + "/";
        var astray = Names(of.Where(list => list.Found.TrueForAll(one => !one.Address.StartsWith(door, StringComparison.OrdinalIgnoreCase))));
        if (astray.Length > 0) return CheckResult.Fine("subscriptions", "doctor.subscriptions.astray", astray).Warns("operator", "doctor.subscriptions.do");
        var ending = Names(of.Where(list => list.Found.TrueForAll(one => one.Until is { } until && until - time.GetUtcNow() < Soon)));
        return ending.Length > 0 ? CheckResult.Fine("subscriptions", "doctor.subscriptions.ending", ending).Warns("operator", "doctor.subscriptions.do")
            : CheckResult.Fine("subscriptions", "doctor.subscriptions.ok", watched.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Names(IEnumerable<(ListAddress Address, List<AliveSubscription> Found)> lists) => string.Join(", ", lists.Select(list => list.Address.Schema.Name));
}
