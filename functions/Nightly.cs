using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>The night's work: everything is looked at once more, and the history is anchored outside the site.</summary>
public sealed class Nightly(NightlyRun run)
{
    /// <summary>At 2 in the morning in Vietnam. A timer is not tried again by the platform, so it comes three times; a night that is done costs one look.</summary>
    [Function(nameof(Nightly))]
    public Task Run([TimerTrigger("0 0,20,40 19 * * *")] TimerInfo timer, CancellationToken cancellationToken) => run.RunAsync(cancellationToken);
}
