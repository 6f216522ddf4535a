using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions;

/// <summary>Keeps the subscriptions alive; Graph does not say when one of a list vanishes.</summary>
public sealed class RenewSubscriptions(Pipeline pipeline)
{
    /// <summary>Each hour.</summary>
    [Function(nameof(RenewSubscriptions))]
    public Task Run([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => pipeline.RenewAsync(cancellationToken);
}
