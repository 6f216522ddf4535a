using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>What the worker keeps by itself: the members of the groups, and its subscriptions. How many people, and not who, is all that is said.</summary>
internal static class WorkerDrift
{
    public static IEnumerable<DriftFinding> Of(DriftFound found)
    {
        if (found.Moves > 0) yield return DriftFinding.Of(DriftKind.Members, DriftPlace.Site, $"{found.Moves}");
        if (found.Subscriptions is not { } subscriptions) yield break;
        foreach (var (schema, _) in found.Lists.Where(pair => pair.Schema.Watch == Watch.Subscribe))
        {
            // Renewing makes another and ends the one before: a report that falls in between finds the other.
            var known = subscriptions.Known.GetValueOrDefault(schema.Name);
            if (known is null || !subscriptions.Alive.Contains(known.Id)) yield return DriftFinding.Of(DriftKind.SubscriptionLost, found.At(schema));
        }
    }
}
